"""The nouns of the program: frozen values, standard library only.

Offsets are half-open, in Unicode code points of ``Document.text``.
"""

from rag.domain.answers import (
    Answer,
    Citation,
    Claim,
    Expansion,
    IndexInfo,
    Match,
    ModelUse,
    Status,
    Struck,
    Table,
    TableRow,
    Trace,
)
from rag.domain.dates import ContentDate
from rag.domain.documents import (
    AlsoAsked,
    Document,
    Excluded,
    Fact,
    Flagged,
    Passage,
    Person,
    Section,
    Source,
    route_key,
    sentence_key,
)
from rag.domain.kinds import Dating, Form, Kind, Standing
from rag.domain.meetings import Act, Action, AgendaItem, Meeting, Outcome
from rag.domain.questions import Filter, Hit, Query, Question, ranked
from rag.domain.spans import Span

__all__ = [
    "Act",
    "Action",
    "AgendaItem",
    "AlsoAsked",
    "Answer",
    "Citation",
    "Claim",
    "ContentDate",
    "Dating",
    "Document",
    "Excluded",
    "Expansion",
    "Fact",
    "Filter",
    "Flagged",
    "Form",
    "Hit",
    "IndexInfo",
    "Kind",
    "Match",
    "Meeting",
    "ModelUse",
    "Outcome",
    "Passage",
    "Person",
    "Query",
    "Question",
    "Section",
    "Source",
    "Span",
    "Standing",
    "Status",
    "Struck",
    "Table",
    "TableRow",
    "Trace",
    "ranked",
    "route_key",
    "sentence_key",
]
