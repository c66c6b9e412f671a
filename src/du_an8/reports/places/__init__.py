"""The names of places as texts print them."""
