"""Several sentences of one record that answer together: what a speaker said, a section, all it says of a thing.

The structure of the record decides, not a score: who speaks in a sentence, what a heading announces, which sentences
have the words. So what is shown is complete as far as the record goes, and stands in its order, gaps last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from rag.answering.asking.questions import GENERIC, Asked, Shape
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.lists import Placed, RecordList, lists_of
from rag.answering.language.orders import is_order
from rag.answering.language.silence import is_silent, under_silent_heading
from rag.domain import Document, Passage
from rag.text import content_stems

#: Sentences shown at most; of a longer section the first ones. The longest section of the corpus has fourteen.
MOST_GATHERED = 8

#: What a question is after, and the headings that announce it.
_SECTIONS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asking, re.IGNORECASE), re.compile(heading, re.IGNORECASE))
    for asking, heading in (
        (
            r"\b(?:leave|leaves|left) out\b|(?:\bnot|n['’]t) (?:say|tell|state|mention|cover|known?\b)"
            r"|\bgaps?\b|\bomit\w*|\bsilent\b|\bmissing\b",
            r"\bnot (?:known|stated|said)\b",
        ),
        (
            r"\bhappen\w* (?:next|after\w*|later|since|then|in the)\b|\bnext\b|\bafterwards\b|\byears after\b"
            r"|\b(?:came|become|became) of\b|\bsince then\b",
            r"\bhappened\b.*\bnext\b|\bwhat followed\b|\bafterwards\b",
        ),
        (
            r"\bsources? (?:\w+ )?(?:differ|disagree|vary)|\bdisagree\w*\b|\bconflicting\b",
            r"\bsources? differ",
        ),
        (r"\b(?:find|found|findings?|conclu\w+)\b", r"\bfound\b|\bfindings?\b|\bconclu"),
        (r"\brecommend\w*|\bcall(?:ed)? for\b", r"\brecommend"),
        (
            r"\blook(?:ed|ing)? (?:at|into)\b|\bscope\b|\bremit\b|\bterms of reference\b",
            r"\blook at\b|\bscope\b|\bremit\b",
        ),
    )
)

#: Words that only say which of these a question is after, so that they are no topic of their own.
_WORDS_OF_SECTIONS = frozenset(
    content_stems(
        " ".join(
            """leave left out say tell state mention cover know gaps omit omitted silent missing happen happened next
            after afterwards later since then years came become became of find found findings wrong conclude conclusions
            recommend recommended recommendations call called for look looked looking into scope remit terms reference
            source sources differ disagree list everything all things main key please summary summarise outline told
            all every any point points warning warnings reason reasons claim claims claimed mention mentions full
            hear heard view views think thought made""".split()
        )
    )
)

_SAID = (
    r"(?:said|says|added|argued|told|welcomed|called|described|explained|promised|asked|wanted|wants|urged|warned"
    r"|hoped|thanked|stressed|assured|advised|suggested|criticised|praised|replied|announcing|announced)"
)
#: Behind what was said, before the speaker: "..., argued Marsh"; "told Marsh" and "said that Marsh" have another one.
_SAID_BEHIND = r"[,?!.\"”'’] (?:said|says|added|argued|explained|warned|replied|suggested)"
_SAYING = re.compile(
    r"\b(?:say|says|said|saying|tell|told|views?|think|thought|comments?|respond\w*)\b", re.IGNORECASE
)
#: "What did BBC News say": a body may speak too.
_WHAT_SAID = re.compile(r"\b(?i:what) (?:did|does|do) (?:the )?(?P<who>[A-Z][\w’'& -]*?) (?:say|think)\b")
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|on the subject of|say on|said on)\s+(?P<topic>[^?.;]+)", re.IGNORECASE
)
#: The asker wants all there is, not the best of it.
_EXHAUSTIVE = re.compile(
    r"\beverything\b|\ball (?:of it|of them|points|they say|there is|it says|please|i can|you have|we know)\b"
    r"|\bevery (?:\w+ )?(?:reason|warning|mention|point|thing|word|claim)\b|\bany mentions?\b|\bin full\b"
    r"|\ball the (?:reasons|warnings|mentions|points|claims|things)\b",
    re.IGNORECASE,
)
#: "Schools and education" asks for what is on either.
_EITHER = re.compile(r"\b(?:and|or)\b|,", re.IGNORECASE)
#: A heading of fewer telling words than this may be about anything.
_TELLING_OF_HEADING = 1

_SHAPES = (Shape.LIST, Shape.SEVERAL, Shape.OPEN)


def gather(
    question: str, asked: Asked, document: Document, passages: Sequence[Passage], lexicon: Lexicon
) -> tuple[Placed, ...]:
    """The sentences of the document that answer together, in its order; none where the question is not of that sort.

    ``passages`` are the document's, in order of place. At most ``MOST_GATHERED`` sentences, of a list all;
    at least two, but of a speaker's statements on a topic also one.
    """
    if asked.kind is not None or asked.shape not in _SHAPES:
        return ()
    topic = _topic(question, asked, document, lexicon)
    spoken = [one for one in _sentences(document, passages) if not under_silent_heading(one.passage.headings)]
    found = (
        _section(question, document, passages) if not topic else _headed(asked, document, passages, lexicon)
    )
    least = 2
    if asked.act is None:
        # What was considered is never shown among what was agreed.
        said = _said_by(question, asked, document, spoken, topic)
        # A single statement is all there is, where it is on the topic.
        about = _ABOUT.search(question)
        on_it = (
            about is not None and set(content_stems(about["topic"])) & set(content_stems(said[0].text))
            if said
            else False
        )
        least = 1 if on_it else 2
        everything = _sentences(document, passages) if _EXHAUSTIVE.search(question) else spoken
        found = said or found or _all_about(question, everything, topic)
    most = len(found) if as_list(document, found) else MOST_GATHERED
    return tuple(found[:most]) if len(found) >= least else ()


def as_list(document: Document, gathered: Sequence[Placed]) -> RecordList | None:
    """The list that these sentences are, under its lead-in or without one; None where they are no list."""
    passages = list(dict.fromkeys(one.passage for one in gathered))
    for found in lists_of(document, passages):
        if tuple(gathered) in (found.items, (found.lead, *found.items)):
            return found
    return None


def _sentences(document: Document, passages: Sequence[Passage]) -> list[Placed]:
    title = document.title.strip(" .")
    placed = [Placed(passage, span) for passage in passages for span in passage.sentences]
    return [one for one in placed if one.text.strip(" .") != title and not is_order(one.text)]


def _topic(question: str, asked: Asked, document: Document, lexicon: Lexicon) -> frozenset[str]:
    """The stems of what the question is about beyond which record, who spoke, and what sort of thing is wanted."""
    given = lexicon.given(document.id) | lexicon.described(document.id) | GENERIC | _WORDS_OF_SECTIONS
    names = {stem for name in asked.names for stem in content_stems(name)}
    people = {stem for person in document.people for stem in content_stems(person.name)}
    about = _ABOUT.search(question)
    if about:
        # What is named after "about" is the topic, but for the record itself: "about the Birmingham report".
        record = GENERIC | _WORDS_OF_SECTIONS | set(content_stems(document.title)) | people
        return frozenset(content_stems(about["topic"])) - record
    stems = asked.stems
    return frozenset(one for one in stems if one not in given and one not in people and one not in names)


def _said_by(
    question: str, asked: Asked, document: Document, sentences: Sequence[Placed], topic: frozenset[str]
) -> Sequence[Placed]:
    """What one person or body whom the question names says in the record, on the topic where there is one."""
    if not _SAYING.search(question):
        return ()
    named = {word for name in asked.names for word in name.split()}
    surnames = [person.name.split()[-1] for person in document.people if person.name.split()[-1] in named]
    asked_of = _WHAT_SAID.search(question)
    if not surnames and asked_of and asked_of["who"] in asked.names:
        surnames = [asked_of["who"]]
    if len(surnames) != 1:
        return ()
    speaks = _speaking(surnames[0])
    found = [one for one in sentences if speaks.search(one.text)]
    return [one for one in found if not topic or topic & set(content_stems(one.text))]


def _speaking(surname: str) -> re.Pattern[str]:
    """A sentence in which this person speaks: "Ida Marsh said", "Marsh, the chair, is reported", "as told by Marsh"."""
    name = re.escape(surname)
    aside = r"(?:,[^,]{1,60},)?"
    return re.compile(
        rf"\b{name}{aside} (?:also |\w+ly )?{_SAID}\b|\b{name}{aside} (?:is|was) (?:also )?(?:reported|quoted)\b"
        rf"|(?:\b{_SAID} by|{_SAID_BEHIND}) (?:(?!that\b)\w+ ){{0,2}}{name}\b"
    )


def _section(question: str, document: Document, passages: Sequence[Passage]) -> Sequence[Placed]:
    """All of the section whose heading announces what is asked for."""
    for asking, heading in _SECTIONS:
        if not asking.search(question):
            continue
        for above, inside in groupby(passages, key=lambda one: one.headings):
            if above and heading.search(above[-1]):
                found = _sentences(document, list(inside))
                if under_silent_heading(above):
                    return found
                # What happened stands before what the record leaves out.
                return sorted(found, key=lambda one: is_silent(one.text))
    return ()


def _headed(
    asked: Asked, document: Document, passages: Sequence[Passage], lexicon: Lexicon
) -> Sequence[Placed]:
    """All of the section whose heading is what is asked for: "what were the first measures", under that heading."""
    if asked.shape not in (Shape.LIST, Shape.SEVERAL):
        return ()
    plain = lexicon.given(document.id) | GENERIC | _WORDS_OF_SECTIONS
    for above, inside in groupby(passages, key=lambda one: one.headings):
        stems = set(content_stems(above[-1])) if above else set()
        if len(stems - plain) >= _TELLING_OF_HEADING and stems <= set(asked.stems):
            return _sentences(document, list(inside))
    return ()


def _all_about(question: str, sentences: Sequence[Placed], topic: frozenset[str]) -> Sequence[Placed]:
    """Every sentence that has all the words of the topic; none where they are too many to be what is meant."""
    about, everything = _ABOUT.search(question), _EXHAUSTIVE.search(question)
    if not topic or not (about or everything):
        return ()
    found = [one for one in sentences if topic <= set(content_stems(one.text))]
    if len(found) < 2 and about and everything and _EITHER.search(about["topic"]):
        found = [one for one in sentences if topic & set(content_stems(one.text))]
    return found if len(found) <= MOST_GATHERED else ()
