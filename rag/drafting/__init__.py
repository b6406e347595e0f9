"""A language model's words, never believed unchecked: prompts, numbered passages, replies, checks."""
