"""A pasted text cut into its sentences, and what in them is the writer's own rather than about a record."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.domain import Span
from rag.errors import UnusableQuestion
from rag.text import content_stems, sentences

#: Characters and sentences of one paragraph: an essay of 2,000 words is about 12,000 characters; 80 sentences are read
#: in about two seconds.
LONGEST_TEXT, MOST_SENTENCES = 12_000, 80

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEARS = r"(?:(?:19|20)\d\d[a-z]?|n\.d\.|no date)"
#: References a student writes: "(Munro, 2011)", "(see Jay 2014, p. 3; Casey, 2015)", "[3]", "[3, 4]", "(ibid.)", "¹".
_REFERENCE = re.compile(
    rf"\((?:see |e\.g\. |cf\.? )?(?:(?-i:(?!{_MONTHS})[A-Z])[^()]{{0,80}}?[, ] ?)?{_YEARS}(?:[,:;] ?[^()]{{0,80}})?\)"
    r"|\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|\((?:ibid|op\. cit)[^()]*\)|[¹²³⁰-⁹]+|\(pp?\. ?\d[^()]*\)",
    re.IGNORECASE,
)
#: Words by which a writer leads from one sentence to the next; they say nothing of a record.
_LINKING = re.compile(
    r"^\W*(?:however|moreover|furthermore|in addition|additionally|also|similarly|by contrast|in contrast|likewise|nevertheless"
    r"|nonetheless|therefore|thus|hence|consequently|as a result|firstly|secondly|thirdly|first|second|third|finally|lastly"
    r"|overall|in conclusion|in summary|to summarise|importantly|notably|interestingly|significantly|crucially|meanwhile"
    r"|for example|for instance|in particular|indeed|on the other hand|on the one hand|in fact|of course|clearly|then|but|and|yet|so)"
    r"\b,?\s*",
    re.IGNORECASE,
)
#: Sentences about the writing itself, or the writer's own opinion.
_OWN = re.compile(
    r"\b(?:i|we) (?:will|shall|would|believe|think|argue|feel|suggest|am going|are going|have argued|have shown|hope|agree|disagree|find)\b"
    r"|\bin my (?:view|opinion)\b|\bmy (?:view|opinion|argument|experience)\b|\bit (?:could|can|may|might) be argued\b|\bit is (?:arguable|arguably)\b"
    r"|\bthis (?:essay|paper|briefing|report|paragraph|section|assignment|dissertation|chapter) (?:will|shall|sets out|argues|examines|explores|considers|discusses|looks|aims|has)\b"
    r"|\bthe (?:next|following|previous) (?:section|paragraph|chapter)\b|\bas (?:discussed|shown|noted|argued) (?:above|below|earlier)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(?:#{1,6}\s|\d+(?:\.\d+)*\.?\s+[A-Z][^.!?]{0,60}$)")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|\w{3,}ed"
    r"|said|told|found|made|gave|led|took|held|met|set|put|came|went|saw|heard|began|became|wrote|left|fell|rose|grew|cost|spent|says|cut|ran)\b",
    re.IGNORECASE,
)
#: Words between quotation marks, at least three of them: fewer are a name or a word held at arm's length.
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{8,600})[”\"]|(?<!\w)‘(?P<single>[^‘\n]{8,600}?)’(?!\w)")


def sentences_of(text: str) -> list[Span]:
    """The sentences of a pasted text, in order.

    Raises:
        UnusableQuestion: it is empty or too long, or holds characters that are not text.
    """
    if not text.strip():
        raise UnusableQuestion("there is nothing to check: paste a paragraph, or give a file with one")
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise UnusableQuestion("the paragraph holds characters that are not text: paste it as plain text")
    if len(text) > LONGEST_TEXT:
        raise UnusableQuestion(
            f"the text has {len(text):,} characters: check at most {LONGEST_TEXT:,} at a time"
        )
    found = [span for span in sentences(text) if any(one.isalnum() for one in span.of(text))]
    if len(found) > MOST_SENTENCES:
        raise UnusableQuestion(
            f"the text has {len(found)} sentences: check at most {MOST_SENTENCES} at a time"
        )
    return found


def plain(sentence: str) -> str:
    """The sentence with references, footnote marks and linking words blanked; every character keeps its place."""
    blank = _REFERENCE.sub(lambda hit: " " * len(hit.group()), sentence)
    return _LINKING.sub(lambda hit: " " * len(hit.group()), blank)


def states_nothing(sentence: str) -> str | None:
    """Why there is nothing to check in a sentence, in a few words of a fixed list; None where there is something."""
    bare = sentence.strip()
    if bare.rstrip("\"'”’) ").endswith("?"):
        return "a question"
    if _HEADING.match(bare) or (
        len(bare) < 80 and not bare.endswith((".", "!", "”", '"')) and not _VERB.search(bare)
    ):
        return "a heading"
    if _OWN.search(bare):
        return "the writer’s own view or plan"
    if len(set(content_stems(plain(sentence)))) < 3:
        return "too few words to look for"
    return None


def quotations(sentence: str) -> list[Span]:
    """The words that stand between quotation marks, at least three words each, as spans of the sentence."""
    found = []
    for hit in _QUOTED.finditer(sentence):
        group = "words" if hit["words"] else "single"
        span = Span(*hit.span(group))
        if len(span.of(sentence).split()) >= 3:
            found.append(span)
    return found
