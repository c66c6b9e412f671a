"""Workbooks that are sent out: the blank template, and a report that goes back with its points marked."""
