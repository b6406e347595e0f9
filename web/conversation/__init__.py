"""What is asked and answered in one visit: kept on the server, drawn as HTML. No Gradio here."""
