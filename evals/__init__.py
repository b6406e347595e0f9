"""The evaluation suite: questions with known answers, metrics without a judge, and floors that fail a run."""
