"""A topic gathered from the records: a briefing whose every line is a cited claim or a frame."""
