"""What stops a command itself."""


class CannotRunError(Exception):
    """Ends the command with exit code 2; the text is for people."""
