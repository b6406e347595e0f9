"""The panels of the page: the one place where Gradio meets the rooms beside it."""
