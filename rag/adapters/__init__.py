"""One module per vendor; imported by ``rag.bootstrap`` alone."""
