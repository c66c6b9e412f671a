"""Verdicts and findings to what people and machines read."""
