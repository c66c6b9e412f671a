"""The titles of a sheet: what they speak of, and of when."""
