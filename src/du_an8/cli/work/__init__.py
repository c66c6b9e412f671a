"""What commands have done: a question put, files read, provinces judged on one processor or many, answers sent back."""
