"""A conversation taken away: as points, Markdown, a Word file, a page to print."""
