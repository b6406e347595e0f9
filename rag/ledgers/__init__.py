"""Complete lists from the records: recommendations, decisions, actions, figures, people. Every row is cited."""
