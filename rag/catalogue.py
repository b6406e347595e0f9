"""The documents of an index: which of them filters admit, and how to name them to a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rag.domain import ContentDate, Dating, Document, Filter, Form, Kind, Standing
from rag.errors import BadSetting

JURISDICTIONS = ("England", "Wales", "Scotland", "Northern Ireland", "UK")

KIND_WORDS = {
    Kind.REVIEW: "review",
    Kind.INQUIRY: "inquiry",
    Kind.SCRUTINY: "scrutiny report",
    Kind.INSPECTION: "inspection",
    Kind.RESPONSE: "government response",
    Kind.MINUTES: "committee minutes",
    Kind.PRESS_RELEASE: "press release",
    Kind.COUNCIL_NEWS: "council news",
    Kind.NEWS: "news report",
    Kind.CONTEXT: "background",
    Kind.OTHER: "record",
}

STANDING_WORDS = {
    Standing.PRIMARY: "the review's own record",
    Standing.OFFICIAL: "an official source",
    Standing.COUNCIL_MINUTES: "a council's minutes",
    Standing.PRESS: "press or news",
    Standing.SCRAPED_REWRITE: "a machine-paraphrased web copy",
    Standing.UNKNOWN: "standing not known",
}

NOTICE_WORDS = {
    "undated": "the source prints no date",
    "truncated": "the source breaks off before its end",
    "machine_paraphrased": "the source is a machine paraphrase; wording in it is not reliable",
    "plan_not_outcome": "the source describes plans, not results",
    "publisher_unknown": "the source does not name its publisher",
    "disputed_facts": "other sources differ on some facts",
    "speaker_unnamed": "some speakers are not named",
}


def date_words(document: Document) -> str:
    """The content date as a reader should see it: "June 2010 (inferred)", "undated"."""
    if document.published is None:
        return "undated"
    suffix = " (inferred)" if document.dating is Dating.INFERRED else ""
    return document.published.words + suffix


def reference_title(document: Document) -> str:
    """What a reader is told the words come from: a digest says that it is one."""
    if document.form is Form.DIGEST:
        return f"Ask the Reviews digest of: {document.title}"
    return document.title


def describe(document: Document) -> str:
    """Nation (where known), kind and date in a few words: "Wales, council news, 27 October 2009"."""
    return ", ".join(filter(None, (document.jurisdiction, KIND_WORDS[document.kind], date_words(document))))


def admitted(documents: Mapping[str, Document], filters: Sequence[Filter]) -> frozenset[str] | None:
    """The ids of the documents every filter admits; None where there is no filter.

    A dated filter admits a document whose date may lie in its range, and no undated one.
    """
    if not filters:
        return None
    return frozenset(i for i, document in documents.items() if all(_admits(f, document) for f in filters))


def _admits(condition: Filter, document: Document) -> bool:
    if condition.field == "published":
        if document.published is None:
            return False
        bound = ContentDate.parse(condition.value[0])
        if condition.op == "since":
            return document.published.last_day >= bound.first_day
        return document.published.first_day <= bound.last_day
    value = {
        "document": document.id,
        "kind": document.kind.value,
        "standing": document.standing.value,
        "jurisdiction": document.jurisdiction or "",
    }[condition.field]
    return value in condition.value


def make_filters(
    documents: Mapping[str, Document],
    *,
    document: Iterable[str] = (),
    kind: Iterable[str] = (),
    standing: Iterable[str] = (),
    jurisdiction: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> tuple[Filter, ...]:
    """The filters a person asked for, each value checked.

    Raises:
        BadSetting: a value is unknown; the message lists what there is.
    """
    known = {
        "document": (tuple(document), tuple(documents)),
        "kind": (tuple(kind), tuple(Kind)),
        "standing": (tuple(standing), tuple(Standing)),
        "jurisdiction": (tuple(jurisdiction), JURISDICTIONS),
    }
    filters = []
    for field, (asked, allowed) in known.items():
        # As written first: two ids may differ by case alone.
        spellings = {str(value).casefold(): str(value) for value in allowed} | {
            str(v): str(v) for v in allowed
        }
        values = [spellings.get(value) or spellings.get(value.casefold()) for value in asked]
        if None in values:
            listed = ", ".join(str(one) for one in sorted(allowed)[:20]) or "none"
            raise BadSetting(f'no {field} "{asked[values.index(None)][:80]}": there is {listed}')
        if asked:
            filters.append(Filter(field, "in", tuple(dict.fromkeys(filter(None, values)))))
    for op, bound in (("since", since), ("until", until)):
        if bound is not None:
            try:
                ContentDate.parse(bound)
            except ValueError as error:
                raise BadSetting(f"--{op}: {error}") from None
            filters.append(Filter("published", op, (bound,)))
    return tuple(filters)
