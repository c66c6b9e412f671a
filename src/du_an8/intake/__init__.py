"""A file that came in: what it would change, what to ask back, where it is filed."""
