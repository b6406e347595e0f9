"""What a question asks for: its kind, names, times, parts and the words it uses."""
