"""Parses options, calls, exits."""
