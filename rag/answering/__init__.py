"""Choosing the words that answer a question, framing them, and refusing where the records do not answer."""
