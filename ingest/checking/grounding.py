"""Names and numbers of a digest rest on its facts: what no fact holds was put in from somewhere else.

What is let through, and why:

- Any sentence may name what the front matter does: title, people, publisher, place, date and sources. Each sentence
  stands alone, so it repeats whom and what the document is about. Its own nation goes by more than one name, and so
  does the United Kingdom, which every document is about.
- A name, a day or a month may stand in any fact of the companion, for the same reason. Words that stand side by side
  must belong to one name there, in that order, so that nobody gets another's first name; a name may end where the
  next begins ("Health Secretary Alan Milburn").
- A number, a year too, must stand in a fact that lists the sentence, or in another one beside a word that it stands
  beside in the sentence ("58 recommendations"). What a digest counts for its reader is counted again (see reckoning).
- "One" is a pronoun as often as a number, and "first" or "second" an order that each text makes for itself.
- The first word of a sentence has its capital from its place. It is a name where the next word begins none in the
  facts, or where it is one elsewhere in the folder and nowhere a common word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.checking.figures import figures
from ingest.checking.findings import Finding, quoted
from ingest.checking.ground import Ground, words_beside
from ingest.checking.names import Word, is_grammar, name_words, runs
from ingest.checking.reading import Checkable
from ingest.checking.reckoning import is_end_of_a_span, is_reckoned, items_of_lists
from ingest.describing.companion import Companion, FactFields

_CHECK = "grounding"

#: The nations and what is theirs.
_NATIONS = {
    "England": "England; English",
    "Wales": "Wales; Welsh",
    "Scotland": "Scotland; Scottish",
    "Northern Ireland": "Northern Ireland; Northern Irish",
}
_WHOLE = "United Kingdom; UK; Britain; British"

#: Words that count only in a fact: a pronoun, and half of "both ... and".
_NO_NUMBERS = ("one", "both")


def check_grounding(documents: Sequence[Checkable]) -> Iterator[Finding]:
    """Names and numbers of digests that no fact holds; of sentences under no fact another check speaks."""
    known = _known_names(documents)
    for one in documents:
        if one.is_digest and one.companion is not None:
            for sentence, what in _ungrounded(one, one.companion, known):
                mend = "correct it, or put it into a fact that lists the sentence"
                yield Finding(one.file, _CHECK, f"{what} in {quoted(sentence)} rests on no fact; {mend}")


def _ungrounded(one: Checkable, companion: Companion, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    under: dict[str, list[FactFields]] = defaultdict(list)
    for fact in companion.facts:
        for sentence in fact.sentences:
            under[sentence].append(fact)
    own = list(_of_the_document(one))
    whole = Ground.of([*own, *_of_facts(companion, companion.facts)])
    lists = items_of_lists(one.document.text)
    for sentence in dict.fromkeys(one.sentences):
        if sentence in under:
            near = Ground.of([*own, *_of_facts(companion, under[sentence])])
            yield from ((sentence, what) for what in _numbers(sentence, near, whole, lists))
            yield from ((sentence, what) for what in _names(sentence, whole, known))


def _of_the_document(one: Checkable) -> Iterator[str]:
    front = one.front
    yield from filter(None, (front.title, front.publisher, front.jurisdiction))
    yield from (_NATIONS.get(front.jurisdiction or "", ""), _WHOLE)
    yield from (f"{person.name}, {person.role}" for person in front.people)
    yield from (source.title for source in front.sources)
    if one.document.published is not None:
        yield one.document.published.words


def _of_facts(companion: Companion, facts: Iterable[FactFields]) -> Iterator[str]:
    for fact in facts:
        yield fact.fact
        yield fact.said_by
        yield from (companion.sources[name].title for name in fact.sources)


def _numbers(sentence: str, near: Ground, whole: Ground, lists: dict[str, int]) -> Iterator[str]:
    for figure in figures(sentence):
        if figure.is_date:
            held = whole.dates_hold(figure)
        elif figure.worded and figure.written.casefold() in _NO_NUMBERS:
            held = True
        else:
            held = near.holds(figure) or whole.holds_beside(figure, words_beside(sentence, figure.span))
            held = held or (figure.worded and is_reckoned(figure, sentence, lists))
            held = held or (is_end_of_a_span(figure, sentence) and whole.holds(figure))
        if not held:
            yield f'the {"date" if figure.is_date else "number"} "{figure.written}"'


def _names(sentence: str, ground: Ground, known: frozenset[str]) -> Iterator[str]:
    for run in runs(name_words(sentence)):
        name = _without_opening(run, ground, known)
        if name and not _is_named(name, ground):
            yield f'the name "{" ".join(word.written for word in name)}"'


def _without_opening(run: list[Word], ground: Ground, known: frozenset[str]) -> list[Word]:
    """The words of the run that are a name: not a common word, nor one in capitals by its place alone."""
    if not run[0].capital:
        return []
    if not run[0].first:
        return run
    if is_grammar(run[0]):
        return run[1:]
    if len(run) == 1:
        return run if run[0].plain in known else []
    return run[1:] if run[0].plain not in known and run[1].plain in ground.names.begins else run


def _is_named(name: list[Word], ground: Ground) -> bool:
    words = [word for word in name if not is_grammar(word)]
    return all(word.plain in ground.names.words for word in words) and all(
        ground.names.stand_together(one.plain, other.plain) for one, other in pairwise(name)
    )


def _known_names(documents: Sequence[Checkable]) -> frozenset[str]:
    """Words that stand in capitals inside a sentence or a fact of any document, and nowhere as common words."""
    capital: set[str] = set()
    common: set[str] = set()
    for one in documents:
        facts = one.companion.facts if one.companion is not None else ()
        for text in (*one.sentences, *(fact.fact for fact in facts)):
            for word in name_words(text):
                if not word.capital:
                    common.add(word.plain)
                elif not word.first:
                    capital.add(word.plain)
    return frozenset(capital - common)
