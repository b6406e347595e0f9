"""Files of each format to text, with what only the format knows: pages, headings, hidden text, metadata."""
