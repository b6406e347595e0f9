"""The records themselves as HTML: under an answer, beside it, and as a catalogue of their own. No Gradio here."""
