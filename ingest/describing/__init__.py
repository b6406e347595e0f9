"""What a document is: its front matter, strictly checked, or what can be read from the page itself."""

from ingest.describing.describing import DESCRIBER_VERSION, describe
from ingest.describing.front_matter import NOTICES, FrontMatter, front_matter

__all__ = ["DESCRIBER_VERSION", "NOTICES", "FrontMatter", "describe", "front_matter"]
