"""How well each sentence fits a question, and how likely an answer is among them."""
