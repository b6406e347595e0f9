"""A digest and its facts agree: each sentence is listed under a fact, and what is listed is what stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.checking.findings import Finding, findings, quoted
from ingest.checking.reading import Checkable
from ingest.describing.companion import Companion

_CHECK = "facts"


def check_facts(one: Checkable) -> Iterator[Finding]:
    """Sentences without a fact, listed sentences that do not stand in the digest, facts without a source."""
    if not one.is_digest or one.companion is None:
        return
    listed = {sentence for fact in one.companion.facts for sentence in fact.sentences}
    for sentence in dict.fromkeys(one.sentences):
        if sentence not in listed:
            yield Finding(
                one.file, _CHECK, f"{quoted(sentence)} is under no fact; list it in {one.beside}, or cut it"
            )
    yield from findings(one.beside, _CHECK, _of_the_companion(one, one.companion))


def _of_the_companion(one: Checkable, companion: Companion) -> Iterator[str]:
    stands = set(one.sentences)
    ids = Counter(fact.id for fact in companion.facts)
    yield from (
        f"fact {name}: {times} facts bear this id; number them" for name, times in ids.items() if times > 1
    )
    for fact in companion.facts:
        if not fact.sources:
            yield f"fact {fact.id}: has no source; name one"
        for sentence in fact.sentences:
            if sentence not in stands:
                yield (
                    f"fact {fact.id}: {quoted(sentence)} is no sentence of {one.file}; "
                    "copy the sentence character for character"
                )
    for heading in companion.also_asked:
        if heading not in one.headings:
            yield f'also_asked: "{heading}" is no heading of {one.file}; copy the heading'
