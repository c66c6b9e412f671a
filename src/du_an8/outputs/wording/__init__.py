"""Sentences, phrases and words that more than one output says."""
