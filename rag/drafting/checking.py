"""Each sentence a model offers, set beside the words it quotes: a claim, or struck out with why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.deciding.grave import unsaid
from rag.answering.reading.nearest import SentenceSearch
from rag.domain import Citation, Claim, Struck
from rag.drafting.checks.additions import added
from rag.drafting.checks.comparing import otherwise
from rag.drafting.checks.dating import undated
from rag.drafting.checks.harms import grave
from rag.drafting.checks.naming import NATION_OF, swapped
from rag.drafting.checks.statements import statements
from rag.drafting.locating import Located, located
from rag.drafting.passages import Numbered
from rag.paragraphs.checking import ParagraphChecker
from rag.ports import Draft, Offered
from rag.text import content_stems

#: Sentences of records one sentence may rest on; one that needs more says several things at once.
MOST_CITED = 4

#: A word with a capital that does not begin the sentence: a name, or a part of one.
_NAMED = re.compile(r"(?<=[\w,;:’'”)] )[A-Z][\w’'-]+")
_OF = re.compile(r"[’']s?$")

#: What a model may not bring along: addresses, markup, pictures, code.
_FOREIGN = re.compile(
    r"https?:|www\.|//|@|\bmailto:|<[a-z/!|]|\]\s*[(\[]|!\[|`|\{|\}|&#|\bjavascript:|\bdata:\w+/",
    re.IGNORECASE,
)
#: Characters nobody sees, or that a terminal acts on: controls, formats, private and unassigned ones, half ones.
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cn", "Cs"))
#: What may be the name of a host: nothing to go to, unless a record has it too (GOV.UK).
_HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
#: A code: a word and figures joined ("linnet-07"), or a long run of both. Short ones may be names of things
#: ("Covid-19") where the cited words have them; the others are passwords, not what a review says.
_CODE = re.compile(
    r"\b(?!(?:mid|post|pre|early|late|since)-)[a-z]{3,}(?:[-_][a-z]{3,})*[-_]\d+\b"
    r"|\b(?=\w*\d)(?=\w*[a-z])\w{12,}",
    re.IGNORECASE,
)
_SHORT_CODE = 8
_HAS_ADDRESS = "it holds an address, markup or hidden marks"
#: Words to whoever reads, or about the task: nothing a record says.
_TO_READER = re.compile(
    r"\b(?:you|your|yours|we|our|us|i|me|my)\b|\bas an ai\b|\blanguage model\b|\bpassages? \d|\bplease\b"
    r"|\bthe (?:passages?|quotes?|text|context) (?:do|does|provided|given|above)\b"
    r"|\bthe (?:ai )?assistant (?:confirms?|says?|answers?|repl(?:y|ies)|signs?)\b"
    r"|^(?:say|ignore|disregard|forget|print|repl(?:y|ies)|respond|repeat|write|click|visit|see|tell|contact|follow"
    r"|ring|call(?! for)|go to|do not|don[’']t)\s",
    re.IGNORECASE,
)
#: Marks of emphasis and numbering round a sentence: taken off, not held against it.
_MARKS = re.compile(r"\*\*|__|^\s*(?:[-*•]|\d{1,2}[.)])\s+|^#+\s*|\s*\[\d{1,2}\](?=[\s.,;]|$)")


@dataclass(frozen=True, slots=True)
class DraftChecker:
    """Believes no sentence that its quotes do not bear out. Safe to use from several threads."""

    paragraphs: ParagraphChecker
    search: SentenceSearch

    def check(self, draft: Draft, passages: Sequence[Numbered]) -> Claim | Struck:
        """The sentence as a claim on the sentences of the records that hold its quotes, or struck out with why."""
        text = " ".join(_MARKS.sub("", draft.text).split())
        found = located(draft.quotes, passages)
        why = _unfit(text) or _unquoted(draft, found) or self._unsupported(text, found)
        if why is not None:
            return Struck(" ".join(draft.text.split()), why)
        return Claim(text, tuple(one.citation for one in self._needed(text, found)), worded=True)

    def bears_out(self, text: str, citations: Sequence[Citation]) -> bool:
        """True where a sentence that was worded before still is what the words it cites say."""
        passages = [
            Numbered(number, one.passage, self.paragraphs.documents[one.document_id])
            for number, one in enumerate(citations, start=1)
        ]
        quotes = tuple(Offered(number, one.quote) for number, one in enumerate(citations, start=1))
        return isinstance(self.check(Draft(text, quotes), passages), Claim)

    def _needed(self, text: str, found: Sequence[Located]) -> list[Located]:
        """The sentences the text rests on: one that has no telling word of it that the others lack is not cited."""
        told = set(content_stems(text))
        needed = list(found)
        for one in reversed(found):
            rest = [other for other in needed if other is not one]
            there = set(content_stems(" ".join(other.text for other in rest)))
            if told & set(content_stems(one.text)) <= there and self._unsupported(text, rest) is None:
                needed = rest
        return needed

    def _unsupported(self, text: str, found: Sequence[Located]) -> str | None:
        """Why the cited sentences do not bear the text out; None where they do."""
        told = " ".join(_around(one) for one in found)
        if any(host not in told for host in _HOST.findall(text)):
            return _HAS_ADDRESS
        code = next((one for one in _CODE.findall(text) if one not in told or len(one) > _SHORT_CODE), None)
        if code is not None:
            return f'it says the code "{code}"'
        laid = unsaid(text, told) or grave(text, told)
        if laid is not None:
            return f'it says "{laid}", which the words it quotes do not'
        if (name := _unnamed(text, told, found)) is not None:
            return f'"{name}" is not in the words it quotes'
        near = self.search.beside(text, [(one.source.document.id, one.span) for one in found])
        parts = statements(text) if len(near) > 1 else ()
        why = otherwise(text, self.paragraphs.readings(text, near, parts))
        if why is not None:
            return why
        quoted, around = [one.text for one in found], [_around(one) for one in found]
        lost = undated(text, quoted, around) or swapped(
            text, quoted, [" ".join(_named(one)) for one in found]
        )
        return f'"{lost}" is not in the words it quotes' if lost else added(text, around, self.search)


def _around(one: Located) -> str:
    """The cited sentence with what its record is called and dated, which goes without saying beside it."""
    document = one.source.document
    dated = document.published.words if document.published else ""
    return " ".join((one.text, *_named(one), dated))


def _named(one: Located) -> tuple[str, ...]:
    """The headings over the cited sentence and the title of its record."""
    return (*one.source.passage.headings, one.source.document.title)


def _unnamed(text: str, told: str, found: Sequence[Located]) -> str | None:
    """A name in a text that no record it quotes has anywhere; None where there is none."""
    there = " ".join((told, *(one.source.document.text for one in found))).casefold()
    for name in (_OF.sub("", name) for name in _NAMED.findall(text)):
        low = name.casefold()
        nation = NATION_OF.get(low)
        if not (nation and nation in told.casefold()) and not all(part in there for part in low.split("-")):
            return name
    return None


def _unfit(text: str) -> str | None:
    if not any(character.isalpha() for character in text):
        return "it has no words"
    if _FOREIGN.search(text) or any(unicodedata.category(character) in _UNSEEN for character in text):
        return _HAS_ADDRESS
    return "it speaks to the reader, not of the records" if _TO_READER.search(text) else None


def _unquoted(draft: Draft, found: Sequence[Located]) -> str | None:
    if not draft.quotes:
        return "it quotes nothing"
    if not found:
        return "no quote of it stands in the records"
    return "it quotes more than one sentence can rest on" if len(found) > MOST_CITED else None
