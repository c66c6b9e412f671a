"""Targets and observations to verdicts: pure, exact, no files, no clock, no printing."""
