"""What is read from a folder and written to it: nothing that a link leads out of it, and files whole or not at all."""
