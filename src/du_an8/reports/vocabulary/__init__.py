"""The words that reports are written in, as data, and what each says."""
