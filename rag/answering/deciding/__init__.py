"""What is shown, and when a question is refused."""
