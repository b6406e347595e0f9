"""What stands between quotation marks in a pasted sentence, set against the records it was found near."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Document, Form, Span
from rag.text import fold

NOT_THE_WORDS = "The words in quotation marks are not the record’s words, letter for letter."
OF_A_DIGEST = "The words in quotation marks stand in a digest: a digest’s words are not the review’s."


def notes_on_quotations(
    sentence: str, documents: Sequence[Document], quoted: Sequence[Span]
) -> tuple[str, ...]:
    """What a reader must know of each quotation, each line once; none where an original has the words."""
    notes: dict[str, None] = {}
    for span in quoted:
        holders = [one for one in documents if fold(one.text).find(_bare(span.of(sentence))) is not None]
        if not holders:
            notes[NOT_THE_WORDS] = None
        elif all(one.form is Form.DIGEST for one in holders):
            notes[OF_A_DIGEST] = None
    return tuple(notes)


def _bare(quoted: str) -> str:
    """The quoted words without the mark that the sentence, and not the record, may have put at their end."""
    return quoted.strip().rstrip(".,;:!?").strip()
