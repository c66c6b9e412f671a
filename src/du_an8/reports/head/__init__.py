"""What stands above the tables of a sheet: whose the report is, of when, and what of it holds no results."""
