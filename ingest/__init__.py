"""Records to index: find, read, describe, clean, split, embed, publish."""
