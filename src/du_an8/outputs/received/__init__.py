"""Who has sent what, in every form in which it is shown."""
