"""Recognises the tables of a sheet: which rows are the header, which role each column plays."""
