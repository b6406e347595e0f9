"""Who said, found or asked for a thing."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.names import in_capitals
from rag.paragraphs.readers.naming import Book
from rag.paragraphs.verdicts import Clash
from rag.text import stem, words

_VERB = (
    r"(?:said|says|say|told|replied|responded|answered|argued|argues|warned|warns|claimed|claims|concluded|concludes|found|finds|recommended|recommends"
    r"|proposed|proposes|called|calls|urged|urges|stated|states|reported|reports|stressed|insisted|suggested|suggests|described"
    r"|describes|criticised|criticises|blamed|blames|welcomed|welcomes|estimated|estimates|noted|notes|announced|announces|promised"
    r"|pledged|asked|asks|wanted|wants|rejected|rejects|wrote|writes|advised|advises|judged|rated|thought|believed|complained"
    r"|accepted|acknowledged|admitted|identified|highlighted|emphasised|observed|commented|added|explained|denied|opposed|felt|fear(?:ed|s)|remarked|judges|declared|pointed|think|thinks|believe|ruled|rules|held(?=(?: on [\w ]{4,20})? that\b)|supported|backed|praised|put|(?:is|was) reported (?:in (?:\w+ )?\d{4} )?as)"
)
_HEADS = {
    "government": "government ministers minister department whitehall",
    "council": "council councils councillors councillor authority authorities cabinet",
    "review": "review reviews reviewer reviewers report reports inquiry inquiries study author authors panel strategy",
    "committee": "committee committees members mps",
    "inspectors": "inspectors inspectorate inspector inspection ofsted",
    "police": "police officers officer",
    "charity": "charity charities campaigners union unions association",
    "press": "newspaper newspapers press journalists",
    "court": "judge judges court courts",
    "workers": "workers practitioners staff professionals teachers",
    "providers": "providers companies firms agencies",
    "families": "parents families carers mother father",
    "young": "children people",
    "experts": "academics researchers experts critics",
}
_CLASS = {word: head for head, heads in _HEADS.items() for word in heads.split()}
_GENERIC = rf"(?:[Tt]he |[Aa]n? )?(?:[\w’'-]+ ){{0,3}}?(?:{'|'.join(_CLASS)})\b"
_NAME = r"(?!(?:Although|Though|While|Whereas|Because|In|At|On|As|For|By|When|After|Before|Since|Then|Later|Now|But|And)\b)(?:[A-Z][\w’'.-]*(?: (?:of the |of |for the |for |de )?(?=[A-Z]))?)+"
_SAYS = re.compile(
    rf"(?P<who>{_NAME}|\b{_GENERIC})(?:['’]s)?(?: (?:review|report|inquiry|final report|\d{{4}} (?:report|review)))?(?:,[^,;.]{{2,60}},)?"
    rf"(?: (?:of|from|in) (?:\w+ )?\d{{4}})?(?: who)?(?: (?:has|had|have|also|later|itself|then|publicly|again|clearly|rightly|did not|does not|do not))* (?P<verb>{_VERB})\b"
)
#: What somebody has or makes who speaks: "in Laming's view", "the chief proposal of the panel".
_VIEW = (
    r"(?:view|words|judgement|judgment|opinion|eyes|account|verdict|assessment|conclusion|argument|warning|advice|proposal|recommendation"
    r"|suggestion|finding|claim|complaint|demand|call|request|hope|estimate|description|diagnosis|analysis|criticism|message|concern)s?"
)
_BY = re.compile(
    rf"\b(?:[Aa]ccording to|{_VIEW} (?:of|by|from)|{_VIEW} that|(?P<verb>{_VERB}) by|(?P<said>said)) (?:the )?(?P<who>{_NAME}|{_GENERIC})"
)
#: "In Laming's view", "MacAlister's verdict was".
_HIS_VIEW = re.compile(
    rf"(?P<who>{_NAME}|\b{_GENERIC})['’]s? (?:[a-z]+ )?{_VIEW}(?= (?:in|of|was|were|is|are|that|for|on)\b|[,.;]|$)"
)


#: A word of a name that is not its last: "Local Government" in "Local Government Lawyer" is no government.
_INSIDE_NAME = re.compile(r"\b[A-Z][\w’'-]*(?= [A-Z])")

#: Of what another said.
_REPORTS = re.compile(r"report(?:ed|s)$|wr(?:ote|ites)$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever a text has speaking: by name (its telling words), or by what sort of body it is, and with what verb.

    ``hearsay``: it only reports what another said.
    """

    telling: frozenset[str]
    head: str | None
    span: Span
    source: bool
    verb: str
    hearsay: bool

    def may_stand_for(self, one: Speaker, speaking: set[str], heads: set[str | None]) -> bool:
        """True where a record may have this one in the place of the other, who speaks in a sentence."""
        if self.telling & speaking or (self.hearsay and not one.hearsay):
            return False
        named = bool(self.telling and one.telling) and self.head == one.head
        return self.head is None or self.head not in heads or named


def speakers_of(text: str, book: Book) -> list[Speaker]:
    """Whoever speaks in a text, in order."""
    found: dict[Span, Speaker] = {}
    for pattern in (_SAYS, _BY, _HIS_VIEW):
        for hit in pattern.finditer(text):
            span = Span(*hit.span("who"))
            name = [one for one in book.names(text) if one.span.overlaps(span)]
            head = next((_CLASS[word] for word in reversed(words(hit["who"])) if word in _CLASS), None)
            telling = frozenset(word for one in name for word in one.telling)
            if telling or head:
                verb = hit.groupdict().get("verb") or ("said" if hit.groupdict().get("said") else "")
                hearsay = pattern is not _HIS_VIEW and _REPORTS.match(verb) is not None
                found.setdefault(span, Speaker(telling, head, span, pattern is _BY, stem(verb), hearsay))
    return sorted(found.values(), key=lambda one: one.span)


def speakers(written: str, told: Told, book: Book) -> list[Compared]:
    """Whoever speaks in the written sentence, with whoever speaks in the record's."""
    theirs = speakers_of(told.text, book)
    mine = speakers_of(written, book)
    there, around = set(words(told.text)), set(words(told.around))
    heads = set(words(_INSIDE_NAME.sub(" ", told.text)))
    # Named elsewhere in the sentence is not said to speak: "said Loughton as Munro began her review".
    speaking = {word for one in mine for word in one.telling}
    found = []
    for one in mine:
        free = [other for other in theirs if other.may_stand_for(one, speaking, {its.head for its in mine})]
        if one.telling:
            as_said = [other for other in free if other.verb == one.verb]
            if one.telling & there or in_capitals(one.telling, told.text):
                outcome = Outcome.AGREES
            elif one.telling & around:
                # Whom the record is named after speaks in it without being named, unless another does what is told.
                outcome, free = (Outcome.DIFFERS, as_said) if one.verb and as_said else (Outcome.AGREES, free)
            elif free:
                outcome = Outcome.DIFFERS
            else:
                outcome = Outcome.MISSING
        elif any(_CLASS.get(word) == one.head for word in heads) or _is_author(one, free, told):
            outcome = Outcome.AGREES
        elif free:
            outcome = Outcome.DIFFERS
        else:
            outcome = (
                Outcome.MISSING
                if not any(_CLASS.get(word) == one.head for word in around)
                else Outcome.AGREES
            )
        span = free[0].span if outcome is Outcome.DIFFERS else None
        found.append(Compared(Clash.SPEAKER, outcome, one.span, span))
    return found


def _is_author(one: Speaker, free: list[Speaker], told: Told) -> bool:
    """True where "the review" speaks and the record has whoever it is named after: a person, or a body."""
    title = set(words(told.document.title))
    return one.head == "review" and any(other.telling & title for other in free)
