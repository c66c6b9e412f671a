"""The answer to the province: its own workbook with marks and a list of points, and a draft letter."""
