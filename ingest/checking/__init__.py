"""Whether digests are fit to answer from: whole, soundly worded, and with nothing in them that no fact holds."""

from ingest.checking.checking import Checked, check_corpus
from ingest.checking.findings import Finding
from ingest.checking.measures import Measures

__all__ = ["Checked", "Finding", "Measures", "check_corpus"]
