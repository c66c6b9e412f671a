"""Opens whatever file an office calls a workbook: its sheets with their filled cells."""
