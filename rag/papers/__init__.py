"""A paper with footnotes, and how it is written as Word, PDF, Markdown and HTML."""
