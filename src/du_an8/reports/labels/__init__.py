"""Words to statements: what a label says of the numbers in its reach."""
