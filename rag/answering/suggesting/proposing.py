"""Questions that a document's own structure suggests: lists, headings, people and what its sentences tell.

A question made here is only a proposal: :mod:`rag.answering.suggesting.suggester` asks it before anybody sees it. Its wording
says nothing that the record might not bear out: who acted is said only where the record's heading or sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.language.lists import lists_of
from rag.answering.language.orders import is_order
from rag.answering.language.silence import is_silent, under_silent_heading
from rag.answering.suggesting.naming import Called, called
from rag.answering.suggesting.openings import HEADINGS, TOLD
from rag.domain import Document, Kind, Passage, Span
from rag.text import bare, content_stems


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, the sort of thing it asks for, and the sentences of a document one of which must lead its answer."""

    text: str
    sort: str
    document_id: str
    spans: frozenset[Span]


#: Sorts in the order in which they are offered: what a reader of a review wants to know next comes first.
ORDER = "list money recommended found respond agreed happened led said why planned aim topic when".split()

_BASES = {
    "found": "find",
    "recommended": "recommend",
    "concluded": "conclude",
    "proposed": "propose",
    "called for": "call for",
    "covered": "cover",
    "looked at": "look at",
    "promised": "promise",
    "said": "say",
    "learnt": "learn",
    "learned": "learn",
}
_NUMBERED = re.compile(r"^(?:\(?\d+(?:\.\d+)*[.):]?|[A-Z]{1,4}\d+[.):]?|[A-Z][.)])\s+")

#: Headings that comment on the record, or stand in every report and tell nothing.
_NO_TOPIC = re.compile(
    r"\bsources\b|\bnot (?:known|stated|said)\b|^(?:introduction|foreword|preface|contents|appendi\w+|annex\w*|references"
    r"|bibliography|glossary|notes?|summary|executive summary|background|(?:declarations and )?minutes?\b.*|apologies.*|any other business.*|next meeting|(?:forward )?work programme|matters arising.*|(?:public )?questions|contacts?"
    r"|acknowledge?ments|declarations? of interests?.*|date of next meeting|further information|overview|about\b.*)$",
    re.IGNORECASE,
)
#: A question in letters, figures and the plainest marks, of a length that fits a button.
_PLAIN = re.compile(r"[\w ',’.&£%?()-]{8,150}")
_ASKS = re.compile(r"^(?:what|who|why|which|how|when|where)\b", re.IGNORECASE)


def propose(document: Document, passages: Sequence[Passage]) -> tuple[Proposal, ...]:
    """The questions a document suggests, best first; ties by place; none where nothing says what it is about.

    ``passages`` are the document's, in order.
    """
    named = called(document, passages)
    if named is None:
        return ()
    maker = _Maker(document, passages, named)
    found = [*maker.lists(), *maker.headings(), *maker.told(), *maker.people()]
    kept: dict[str, Proposal] = {}
    for one in sorted(found, key=lambda one: ORDER.index(one.sort)):
        kept.setdefault(one.text, one)
    return tuple(kept.values())


def _month(document: Document) -> str:
    """ " in May 2022"; empty where less than the month is known: a bare year may be that of something else."""
    published = document.published
    if published is None or published.month is None:
        return ""
    return f" in {replace(published, day=None).words}"


class _Maker:
    """Makes the questions of one document."""

    def __init__(self, document: Document, passages: Sequence[Passage], named: Called) -> None:
        self._document, self._passages, self._named = document, passages, named
        self._name = named.name
        self._title = set(content_stems(document.title))
        self._when = _month(document)

    def _proposal(self, text: str, sort: str, spans: Sequence[Span]) -> Iterator[Proposal]:
        # What a record plants in its headings must not become a line of ours.
        if spans and _PLAIN.fullmatch(text) and not is_order(text) and "www." not in text:
            yield Proposal(f"{text}?", sort, self._document.id, frozenset(spans))

    def _sentences(self) -> Iterator[tuple[Span, str]]:
        """Every sentence that states something, with its words on one line."""
        for passage in self._passages:
            if not under_silent_heading(passage.headings):
                for span in passage.sentences:
                    text = " ".join(passage.slice(span).split())
                    if not is_silent(text) and not is_order(text):
                        yield span, text

    # --- lists -------------------------------------------------------------------------------------------

    def lists(self) -> Iterator[Proposal]:
        """ "It lists six measures that the council took:" asks for the six measures that the council took."""
        for found in lists_of(self._document, self._passages):
            if found.lead is None or _NO_TOPIC.search(" ".join(found.lead.passage.headings[-1:])):
                continue
            led = _LISTING.search(" ".join(found.lead.text.split()))
            if led is None:
                continue
            what = re.sub(r" to come$", "", self._lowered(led["what"] or led["them"]))
            if not any(word[0].isupper() for word in what.split()):
                what += self._of(counted=led["what"] is not None)
            spans = [found.lead.span, *(item.span for item in found.items)]
            yield from self._proposal(f"What were the {what}", "list", spans)

    def _of(self, *, counted: bool) -> str:
        """What ties a list without a name of its own to the document."""
        if not self._named.acts:
            return f" at {self._name}"
        return f" of {self._name}" if counted else self._when

    # --- headings ----------------------------------------------------------------------------------------

    def headings(self) -> Iterator[Proposal]:
        """A question for each heading that says what stands under it."""
        sections: dict[tuple[str, ...], list[Span]] = {}
        for passage in self._passages:
            if passage.headings:
                sections.setdefault(passage.headings, []).extend(passage.sentences)
        for path, spans in sections.items():
            heading = _NUMBERED.sub("", " ".join(path[-1].split())).rstrip(" .:")
            asked = self._of_heading(heading)
            if asked is not None:
                yield from self._proposal(asked[0], asked[1], spans)

    def _of_heading(self, heading: str) -> tuple[str, str] | None:
        if _NO_TOPIC.search(heading) or (
            set(content_stems(heading)) <= self._title and not _ASKS.match(heading)
        ):
            return None
        for pattern, sort, template in HEADINGS:
            found = pattern.match(heading)
            if found:
                return self._filled(template, found), sort
        # A news item about a review says much that the review does not.
        speaks = self._meeting or (self._named.acts and self._document.kind not in _NEWS)
        if _ASKS.match(heading) or not speaks or not 2 <= len(heading.split()) <= 8:
            return None
        return self._on_topic(heading), "topic"

    def _filled(self, template: str, found: re.Match[str]) -> str:
        groups = {key: (value or "") for key, value in found.groupdict().items()}
        verb = groups.get("verb", "").casefold()
        if template == "agreed":
            return f"What was {verb} {self._at if self._meeting else self._about(verb)}"
        base = _BASES.get(verb, verb)
        about = f" about {self._name}" if self._short else self._when
        named = {
            "about": about,
            "name": self._name,
            "base": base,
            "when": self._when,
            "minutes": self._minutes,
        }
        return template.format(**(groups | {"verb": verb} | named))

    @property
    def _meeting(self) -> bool:
        return self._named.meeting is not None

    @property
    def _minutes(self) -> str:
        """How the minutes are called, of which meeting where that is known."""
        published = self._document.published
        return f"minutes {'of' if published.day else 'from'} {published.words}" if published else "minutes"

    def _about(self, verb: str) -> str:
        """ "for the review", "about the review"."""
        return f"{_PREPOSITIONS.get(verb, 'about')} {self._name}"

    @property
    def _at(self) -> str:
        """ "at the meeting of 4 May 2031"."""
        return f"at {self._place}"

    @property
    def _place(self) -> str:
        """What "at" or "for" stands before: the meeting of minutes, else the subject."""
        return self._named.meeting or self._name

    def _on_topic(self, heading: str) -> str:
        """A question on a heading that is a noun: "The Hackney model and the action" asks about the Hackney model."""
        topic = heading
        first, _, rest = heading.partition(" and ")
        if rest and len(first.split()) > 1:
            topic = first
        topic = self._lowered(topic)
        if self._meeting:
            return f"What was said about {topic} at {self._place}"
        return (
            f"What did {self._name} say about {topic}"
            if self._short
            else f"What was said about {topic}{self._when}"
        )

    def _lowered(self, words: str) -> str:
        """The words with a small first letter, unless they begin with a name."""
        first = words.split()[0]
        small = first.casefold()
        body = " ".join(passage.text for passage in self._passages)
        kept = re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", body) is not None
        common = first in _ARTICLES or not kept or re.search(rf"\b{re.escape(bare(small))}", body) is not None
        return small + words[len(first) :] if common else words

    # --- what sentences tell -----------------------------------------------------------------------------

    def told(self) -> Iterator[Proposal]:
        """Questions that sentences answer, whatever heading they stand under."""
        sentences = list(self._sentences())
        for pattern, sort, acting, template in TOLD:
            able = self._named.thing or (self._named.acts and sort in ("recommended", "found"))
            if (acting and not able) or ("{meeting}" in template and not self._meeting):
                continue
            if self._name.split()[-1].casefold() in _UNFIT.get(sort, ()):
                continue
            spans = [span for span, text in sentences if pattern.search(text)]
            yield from self._proposal(template.format(name=self._name, meeting=self._at), sort, spans)

    def people(self) -> Iterator[Proposal]:
        """What each person said whom the record names with a post."""
        sentences = list(self._sentences())
        speakers = {
            _OFFICE.sub("", spoken["after"] or spoken["before"]): text
            for _, text in sentences
            if (spoken := _SPOKEN.search(text))
        }
        if self._document.people:
            spoke = {name.split()[-1] for name in speakers}
            names = [one.name for one in self._document.people if one.name.split()[-1] in spoke]
        else:
            names = [name for name, text in speakers.items() if " " in name and _POST.search(text)]
        about = f" about {self._name}" if self._short else self._when
        for name in names:
            last = name.split()[-1]
            if last not in self._named.proper:
                spans = [span for span, text in sentences if re.search(rf"\b{re.escape(last)}\b", text)]
                yield from self._proposal(f"What did {name} say{about}", "said", spans)

    @property
    def _short(self) -> bool:
        """False where the name is too long to stand in a question beside something else, and a date can stand for it."""
        return len(self._name.split()) <= _LONGEST_NAME or not self._when


#: Words of a name that a question of two parts still bears.
_LONGEST_NAME = 6
_NEWS = frozenset((Kind.NEWS, Kind.COUNCIL_NEWS, Kind.CONTEXT, Kind.OTHER))
#: Nobody leads what is written, bodies are not published, and "was" fits no plural.
_UNFIT = {
    "led": frozenset("report response bill act strategy framework reviews".split()),
    "when": frozenset("panel committee board force taskforce commission reviews".split()),
}
_ARTICLES = frozenset(("The", "A", "An"))
_PREPOSITIONS = {"planned": "for", "announced": "for", "recommended": "for", "promised": "for"}

_NUMBER = r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) )"
#: "lists six measures that ...:"; the words behind the verb become the question.
_LISTING = re.compile(
    rf"(?:\b(?:lists?|listed|names?|named|sets? out|gives?|gave|made|makes|identif(?:ies|ied)) (?P<what>{_NUMBER}[^:;]{{3,120}})|^(?P<them>[^:;,]{{8,60}}) include):$",
    re.IGNORECASE,
)

_NAME = r"[A-Z][\w'’-]+(?: (?:de |van |von )?[A-Z][\w'’-]+){0,2}"
_SPOKEN = re.compile(
    rf"(?P<before>{_NAME})(?:, [^.,;:]{{3,80}}(?:, [^.,;:]{{3,60}})?,)?(?: is reported in [\w ]+? as)? (?:said|says|saying|added|told|warned|welcomed|called|calling|asked|promis(?:ed|ing)|criticised)\b"
    rf"|\b(?:said|added) (?P<after>{_NAME})"
)
#: Offices that are no part of a name: "Leader Ali Thomas".
_OFFICE = re.compile(
    r"^(?:(?:Leader|Secretary|Minister|Commissioner|Director|Chair|Chairman|Mayor|Inspector) )+"
)
_POST = re.compile(
    r"\b(?:Cllr|Councillor|Professor|Dr|Dame|Sir|Lord|Lady|Baroness|[Ll]eader|[Mm]inister|[Ss]ecretary|[Cc]ommissioner|Head of|[Dd]irector|[Cc]hair(?:man)?"
    r"|[Cc]abinet member|MP|AM|MSP|[Cc]hief [Ee]xecutive|[Ii]nspector)\b"
)
