"""A briefing as a page: made, edited line by line, kept and taken away."""
