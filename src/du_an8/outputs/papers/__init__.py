"""Official papers: the paper for a visit, letters, and the frame that they share."""
