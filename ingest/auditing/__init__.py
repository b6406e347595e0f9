"""What became of every character of a file: kept, cut as furniture and why, or kept with a flag."""

from ingest.auditing.auditing import Audit, Piece, Share, audit, pieces
from ingest.auditing.command import main

__all__ = ["Audit", "Piece", "Share", "audit", "main", "pieces"]
