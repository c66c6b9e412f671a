"""A facts set: what all reports of a data folder say, kept as a folder that is judged from without any workbook."""
