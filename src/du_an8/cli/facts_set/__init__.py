"""A facts set: what it is to hold, how it is written, and used in the place of the reports."""
