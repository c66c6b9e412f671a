"""Vietnamese numbers, dates, reporting periods and names, as officials write them."""
