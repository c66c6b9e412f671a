"""Districts, communes and villages: which are the same, and what they come to together."""
