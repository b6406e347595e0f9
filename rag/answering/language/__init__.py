"""What a sentence says: values, acts, silence, figures, senses, lists."""
