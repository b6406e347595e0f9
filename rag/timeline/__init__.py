"""When things happened or were to happen, by the dates that records bear and those that their sentences state.

``moments`` are the dates of records with the sentences at each. ``events`` say more of each: what can be meant by it,
whether it is a plan's, and its citation; they can be drawn and written out. matplotlib is loaded when first drawn with.
"""

from rag.timeline.dates import Precision
from rag.timeline.events import Event, events
from rag.timeline.moments import Moment, moments
from rag.timeline.natures import Nature
from rag.timeline.pictures import picture_png, picture_svg
from rag.timeline.rows import alt, tally

__all__ = [
    "Event",
    "Moment",
    "Nature",
    "Precision",
    "alt",
    "events",
    "moments",
    "picture_png",
    "picture_svg",
    "tally",
]
