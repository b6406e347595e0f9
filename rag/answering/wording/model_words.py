"""The line over sentences that a language model worded: whose words they are, and what they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import Claim

#: Below this many records "records" is wrong.
_ONE = 1

#: The line, whatever the number in it.
IN_ITS_WORDS = re.compile(
    r"In a language model’s words, from (?:one record|\d+ records); "
    r"each sentence was checked against the words it cites\."
)


def in_its_words(claims: Sequence[Claim]) -> str:
    """Whose wording the claims are, and what they rest on."""
    records = {citation.document_id for claim in claims for citation in claim.citations}
    many = "one record" if len(records) == _ONE else f"{len(records)} records"
    return f"In a language model’s words, from {many}; each sentence was checked against the words it cites."
