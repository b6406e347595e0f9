"""A person's own paragraph set beside the records: for each sentence the nearest words and a verdict."""
