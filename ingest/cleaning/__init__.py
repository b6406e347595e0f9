"""What of a page is furniture and why, and what of its text a reader should know of: nothing is ever deleted."""

from ingest.cleaning.cutting import CLEANER_VERSION, clean
from ingest.cleaning.flags import FLAGS, flags
from ingest.cleaning.rules import KINDS
from ingest.cleaning.spans import gaps

__all__ = ["CLEANER_VERSION", "FLAGS", "KINDS", "clean", "flags", "gaps"]
