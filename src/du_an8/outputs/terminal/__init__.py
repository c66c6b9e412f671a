"""Answers for a person at a terminal, and the same words as Markdown."""
