"""The rows of a table: what each is about, and what of one reaches the next."""
