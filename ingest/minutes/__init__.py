"""Minutes as records: from the text of a meeting's page or digest to what was decided and who is to do what."""

from ingest.minutes.reading import meeting_of

__all__ = ["meeting_of"]
