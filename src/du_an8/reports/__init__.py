"""What each province says it has done: spreadsheets to observations."""
