"""What was worked out before, kept in the user's cache folder: used where all that it depends on is the same."""
