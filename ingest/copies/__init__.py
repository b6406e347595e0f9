"""Documents that only say again what another document says, and which that is."""

from ingest.copies.comparing import CopyKind
from ingest.copies.finding import COPIES_VERSION, Copy, copies
from ingest.copies.reading import Told

__all__ = ["COPIES_VERSION", "Copy", "CopyKind", "Told", "copies"]
