"""In which language views speak: Vietnamese, or English from one catalogue."""
