"""One place, large or small: what it has reported, what was expected of it, where it stands."""
