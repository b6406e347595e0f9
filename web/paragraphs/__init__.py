"""A pasted paragraph as a page: each sentence with its verdict and the words of the record beside it."""
