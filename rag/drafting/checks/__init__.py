"""What is asked of a model's sentence beside the words it quotes, one thing a file; put together in ``comparing``."""
