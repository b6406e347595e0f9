"""Whole pages in the layouts that records come in: all their furniture is found, and not a sentence is lost."""

from __future__ import annotations

import pytest

from ingest.cleaning import KINDS, clean, cutting
from ingest.cleaning.rules import ANYWHERE, ROUND_THE_TEXT, WITHIN_LINES
from rag.domain import Excluded, Span
from tests.furnished import PAGES, Furnished

ALL_RULES = [rule.__name__ for rule in (*ANYWHERE, *ROUND_THE_TEXT, *WITHIN_LINES)]

#: Pages for the rules that no whole layout needs.
SMALL = {
    "running_heads": "Harbour report\nPage 1\n\nA.\n\nHarbour report\nPage 2\n\nB.\n\nHarbour report\nPage 3\n",
    "standing_sentences": "2. Apologies\n\nTo note any apologies. Apologies came from Cllr Marsh.\n",
    "menu_label": "The panel met and spoke of visits at length.\n\nUseful links\n",
    "counters": "Visits agreed\n0\n0\nThe panel met and spoke of visits at length.\n",
    "tag_characters": "The panel met.\U000e0048\U000e0069 It spoke of visits.",
}


def cut(page: Furnished) -> set[int]:
    return {i for one in clean(page.text) for i in range(*bounds(one.span)) if not page.text[i].isspace()}


def bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


@pytest.mark.parametrize("name", PAGES)
def test_the_furniture_of_a_page_is_cut(name: str) -> None:
    page = PAGES[name]
    found, gold = cut(page), page.gold
    right = len(found & gold)
    assert right >= 0.97 * len(found), page.text[min(found - gold) :][:80]
    assert right >= 0.97 * len(gold), page.text[min(gold - found) :][:80]


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_of_a_page_survives_whole(name: str) -> None:
    page = PAGES[name]
    assert len(page.content) >= 5
    excluded = clean(page.text)
    lost = [span.of(page.text) for span in page.content if any(span.overlaps(one.span) for one in excluded)]
    assert lost == []


@pytest.mark.parametrize("rule", ALL_RULES)
def test_without_any_one_of_the_rules_some_page_keeps_furniture(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*(page.text for page in PAGES.values()), *SMALL.values()]
    before = [[(one.span, one.kind, one.rule) for one in clean(text)] for text in texts]
    for group in ("ANYWHERE", "ROUND_THE_TEXT", "WITHIN_LINES"):
        left = tuple(one for one in getattr(cutting, group) if one.__name__ != rule)
        monkeypatch.setattr(cutting, group, left)
    after = [[(one.span, one.kind, one.rule) for one in clean(text)] for text in texts]
    assert after != before


def test_every_kind_that_is_found_is_one_that_people_are_told_of() -> None:
    found = {one.kind for page in PAGES.values() for one in clean(page.text)}
    found |= {one.kind for text in SMALL.values() for one in clean(text)}
    assert found <= set(KINDS)
    assert len(found) >= 18


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Email: jonas.reedham@westmarch.example", "contact_details"),
        ("To receive any apologies for absence.", "standing_item"),
        ("To approve the minutes of the meeting held on 9 December 2030 as a correct record.", "standing_item"),
        ("(ii) may not participate in any discussion or vote on the matter", "standing_item"),
        ("This was published under the 2029 to 2033 Unity coalition government", "banner"),
        ("Categories", "categories"),
        ("Related posts", "related"),
        ("Leave a Reply", "comment_form"),
        ("28 Jan 2031 : Column 738", "page_number"),
        ("Saltmere Council - Cabinet, 9 February 2031", "running_head"),
        ("Hafan > Dadleuon > 8 Hydref", "breadcrumb"),
        ("Hafan\n", "menu"),
        ("pdf icon PDF 212 KB", "icon"),
        ("Accept additional cookies", "cookies"),
        ("© Crown copyright", "copyright"),
        ("2 weeks ago", "counter"),
        ("Supporting documents:", "page_label"),
        ("View the background to item 7", "links"),
    ],
)  # fmt: skip
def test_furniture_is_cut_as_what_it_is(words: str, kind: str) -> None:
    [page] = [page for page in PAGES.values() if words in page.text][:1]
    at = page.text.index(words)
    [found] = [one for one in clean(page.text) if one.span.start <= at < one.span.end]
    assert found.kind == kind


MEETING = "Agenda and minutes\n\nVenue: Guildhall\n\n"


@pytest.mark.parametrize(
    "text",
    [
        # standing items: what was said under them
        MEETING + "2. Apologies for absence\n\nMinutes:\n\nApologies were received from Cllr Marsh.\n",
        MEETING + "4. Declarations of interest\n\nCllr Low, who has an interest in Elm House, left the room.\n",
        MEETING + "4. Declarations of interest\n\nA member with an interest in item 3 declared it and withdrew.\n",
        MEETING + "5. Minutes\n\nResolved: that the minutes of the meeting of 3 May be approved.\n",
        # the same words under another item are the record's own
        MEETING + "6. Code of conduct\n\nA member with a disclosable pecuniary interest must leave the room.\n",
        MEETING + "4. Declarations of interest\n\n5. Gifts\n\nMembers must register an interest in a gift.\n",
        # lines that give a number or an address and say something
        "Families can ring the helpline on 01632 960001 at any hour, the Director told members.\n",
        "Contact between brothers and sisters fell to 01632 hours in the year.\n",
        "Email traffic to jo@westmarch.example doubled after the letter to carers went out in May.\n",
        "Officer contact: members asked that carers get the number 01632 960001 and a name before a child comes.\n",
        # what looks like numbers of pages
        "The form.\n\nPage 4\n\nwas missing from the file.\n",
        "12\n\nSix homes.\n\n13\n\nTwo closed.\n",
        "Column 3\n\nColumn 2\n",
        # words that recur and are no heads
        "Page 1\nResolved:\nIt was noted.\nPage 2\nResolved:\nIt was agreed.\nPage 3\nResolved:\nIt was left.\n",
        # rows of a table
        "| Home | Search | Blog |\n| Elm House | 3 | none |\n",
        # things said
        "We use cookies to help children count, the nursery nurse said.\n",
        "Two years ago the panel asked for this.\n",
        "(c) 2031 figures\n",
        "(c) the copyright of 2031 photographs, which the home holds and lends, must be cleared by the clerk first.\n",
        "Cymraeg is taught in nine of the homes.\n",
        "The home was published under the care of the last government.\n",
        "Labels\n\nThe panel asked why labels such as hard to place were still in use.\n",
        "The team shares a desk.\n\nEnglish\n\nMaths\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_furniture_of_a_record_is_kept(text: str) -> None:
    page_numbers = ("page_numbers", "meeting_labels")  # the furniture round the words in question
    assert [one for one in clean(text) if one.rule not in page_numbers or "form" in text] == []


@pytest.mark.parametrize("items", ["- Buses\n- Ferries", "Buses\nFerries"])
@pytest.mark.parametrize("label", ["Categories", "Related posts"])
def test_a_block_of_links_ends_where_words_of_the_record_go_on(label: str, items: str) -> None:
    text = f"The panel met and agreed on visits.\n\n{label}\n{items}\n\nIt closed.\n\nNobody came\n"
    [found] = clean(text)
    assert found.span.of(text) == f"{label}\n{items}"


def test_standing_wording_is_cut_out_of_a_line_that_goes_on_with_what_happened() -> None:
    text = MEETING + "2. Apologies\n\nTo note any apologies for absence. Apologies came from Cllr Marsh.\n"
    [found] = [one for one in clean(text) if one.kind == "standing_item"]
    assert found.span.of(text) == "To note any apologies for absence."
    assert found.rule == "standing_sentences"


def test_standing_wording_broken_at_a_right_margin_is_cut_to_its_end() -> None:
    text = (
        "4. Declarations of interest\n\nMembers are asked to declare any personal or prejudicial interest in any\n"
        "item on this agenda.\n\nNone were declared.\n"
    )
    [found] = clean(text)
    assert found.span.of(text).startswith("Members are") and found.span.of(text).endswith("agenda.")


def test_a_menu_under_a_cookie_banner_is_found() -> None:
    text = "We use cookies on this website to see which pages are read.\n\nHome\nSearch\n\nThe panel met and agreed.\n"
    assert [one.kind for one in clean(text)] == ["cookies", "menu"]


def test_bare_numbers_and_heads_at_page_breaks_are_cut() -> None:
    text = (
        "Harbour report\nIt was cold.\n1\n\fHarbour report\nIt rained.\n2\n\fHarbour report\nIt ended.\n3\n"
    )
    found = [(one.span.of(text), one.kind) for one in clean(text)]
    heads = [("Harbour report", "running_head")] * 3
    assert sorted(found) == [*((number, "page_number") for number in "123"), *heads]


def test_tag_characters_that_spell_words_are_hidden_text_and_the_flag_of_a_nation_is_not() -> None:
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "obey")
    wales = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    text = f"Homes in Wales {wales} were warm.{hidden} Visits were few."
    assert clean(text) == (
        Excluded(Span(text.index(hidden), text.index(hidden) + 4), "hidden_text", "tag_characters"),
    )


def test_letters_hidden_one_by_one_among_others_are_hidden_text() -> None:
    text = "a\U000e0048b\U000e0069c"
    assert [one.span for one in clean(text)] == [Span(1, 2), Span(3, 4)]


def test_what_the_parser_knows_stays_as_it_is_and_nothing_overlaps_it() -> None:
    text = "Home\nSearch\n\nNews\n\nThe panel met and agreed on visits.\n\nPost a comment\n"
    head = Excluded(Span(0, 11), "menu", "page_structure")
    part = Excluded(Span(text.index("panel"), text.index("panel") + 5), "hidden_text", "white_text")
    overlapping = Excluded(Span(part.span.start + 1, part.span.end + 4), "hidden_text", "tiny_text")
    found = clean(text, known=(overlapping, part, head))
    assert found[:2] == (head, part)
    assert [one.rule for one in found[2:]] == ["comment_form"]


def test_a_known_notice_does_not_count_as_the_beginning_of_the_text() -> None:
    text = "A notice that the parser marked stands here.\n\nHome\nSearch\n\nThe panel met and agreed.\n"
    known = Excluded(Span(0, 44), "banner", "page_structure")
    assert [one.kind for one in clean(text)] == []
    assert [one.kind for one in clean(text, known=(known,))] == ["banner", "menu"]


@pytest.mark.parametrize(
    "line",
    [
        "Contact: " + "a" * 200_000,
        "• " + "share " * 50_000,
        "Home" + " " * 200_000 + "x",
        "To note apologies" + "." * 200_000 + "x",
        "Members are asked to declare an interest " * 8_000,
        "• " + "home | " * 50_000,
    ],
)
def test_a_line_made_to_take_time_takes_none(line: str) -> None:
    text = f"4. Apologies\n\n{line}\n\n4. Declarations of interest\n\n{line}\n"
    clean(text)  # a rule that looks at each place from each other place would take hours
