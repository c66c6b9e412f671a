"""Sheets to tables: where one begins and ends, and how far each label reaches."""
