"""What a question takes for granted, and the records that say otherwise."""
