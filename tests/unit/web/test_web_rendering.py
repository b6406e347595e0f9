from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import (
    Answer,
    Citation,
    Document,
    Excluded,
    Form,
    Hit,
    Question,
    Source,
    Span,
    Standing,
    Status,
    Table,
    TableRow,
)
from tests.web_fakes import (
    ACROSS_LINES,
    DIGEST,
    DOCUMENTS,
    MEASURES,
    NO_FIGURES,
    ORIGINAL,
    PLANNED,
    cite,
    claim,
    fact,
    measures,
    refusal,
)
from web.conversation.answers import STATUS_WORDS, conversation
from web.conversation.judging import CHOICES
from web.conversation.points import as_points, inert
from web.conversation.telling import told
from web.conversation.turns import Reading, Turn
from web.conversation.welcome import EXAMPLES, REFUSED
from web.feedback import VERDICT_WORDS, Verdict
from web.markup import plain, safe, sentence, trouble_with
from web.records.sources import changed_panel, document_body, source_list, source_panel
from web.reviews import Library

TAG = re.compile(r"<[^>]*>")


def words(drawn: str) -> str:
    return html.unescape(TAG.sub("", drawn))


def marked(drawn: str) -> str:
    return "".join(words(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", drawn, re.DOTALL))


def finished(answer: Answer) -> Turn:
    return Turn(
        answer.question.text, claims=answer.claims, answer=answer, library=Library(DOCUMENTS, "gen-1")
    )


def drawn(answer: Answer) -> str:
    return conversation((finished(answer),))


# --- escaping ------------------------------------------------------------------------------------------


@given(st.text())
def test_whatever_is_made_safe_reads_the_same_and_holds_no_markup(text: str) -> None:
    made = safe(text)
    assert html.unescape(made) == plain(text)
    assert not set("<>\"'") & set(made)


def test_a_lone_surrogate_and_a_nul_can_be_sent() -> None:
    assert plain("a\ud800b\0c\nd") == "a\ufffdb\ufffdc\nd"


def test_nothing_a_person_a_record_or_an_answer_says_becomes_markup() -> None:
    evil = '<img src=x onerror="pwned()">'
    question = Question(evil)
    original = replace(
        ORIGINAL, title=evil, publisher=evil, sources=(Source(evil, f"https://x/{evil}"),), notices=(evil,)
    )
    answer = Answer(
        question,
        evil,
        Status.ANSWERED,
        frame=evil,
        claims=(claim(original, "The panel heard from <b>forty</b> carers & staff.", "<b>forty</b>"),),
        notices=(evil,),
        suggestions=(evil,),
    )
    turn = Turn(evil, claims=answer.claims, answer=answer, library=Library({original.id: original}, "gen-1"))
    page = conversation((turn, Turn(evil, message=evil), Turn(evil, waiting=evil)))
    page += source_panel(original, answer.claims[0].citations[0], 1, evil)
    assert "<img" not in page
    assert "<script" not in page
    assert "<b>" not in page
    assert "onerror=&quot;" in page
    assert 'onerror="' not in page


# --- answers -------------------------------------------------------------------------------------------


def test_the_asked_for_value_is_marked_and_the_sentence_is_whole() -> None:
    page = drawn(fact(Question("When?")))
    assert '<strong class="value">June 2014</strong>' in page
    assert PLANNED in words(page)


def test_a_frame_stands_apart_from_the_claims_and_the_notices_follow() -> None:
    page = drawn(fact(Question("When?")))
    assert '<p class="frame">A plan, as at January 2014.</p>' in page
    assert page.index("frame") < page.index('class="claim"') < page.index('class="notices"')


def test_what_was_read_into_a_question_stands_in_chips_and_what_was_asked_does_not() -> None:
    page = drawn(fact(Question("When?")))
    chips = lxml.html.fromstring(page).find_class("chips")[0]
    told = [" ".join(chip.text_content().split("×")[0].split()) for chip in chips]
    assert told == [
        "Also looked for planned where you wrote timetable",
        "Looked only at records of Wales (“in Wales”)",
        "Looked only at records dated 2014 or later",
    ]
    sent = [json.loads(button.get("data-with")) for button in chips.iter("button")]
    assert [one["without"] for one in sent] == ["word:0", "filter:0", "filter:1"]
    assert "Ask again without: Looked only at records dated 2014 or later" in chips.text_content()


def test_a_follow_up_shows_the_question_it_was_read_as() -> None:
    answer = replace(fact(Question("And when?", ("Who led it?",))), standalone="When was it led? <b>")
    page = drawn(answer)
    assert "Read as: When was it led? &lt;b&gt;" in page
    assert "Read as" not in drawn(fact(Question("When?", ("Who led it?",))))


def test_what_was_taken_back_is_told_and_can_be_given_back() -> None:
    answer = fact(Question("When?"))
    wales, *_ = answer.filters
    turn = Turn(
        "When? <b>",
        Reading(alone=True, as_written=("<kids>",), dropped=(wales,)),
        claims=answer.claims,
        answer=answer,
        library=Library(DOCUMENTS, "gen-1"),
    )
    page = conversation((turn,))
    said = "Asked again: your question on its own; “<kids>” as you wrote it; not only records of Wales."
    assert said in words(page)
    assert json.loads(
        lxml.html.fromstring(page).find_class("left-off")[0].find("button").get("data-with")
    ) == {
        "turn": 0,
        "without": "plainly",
    }


def test_a_question_can_be_stopped_while_it_is_answered_and_edited_or_removed_after() -> None:
    waiting = conversation((Turn("When?", waiting="Looking"),))
    assert 'data-send="halt"' in waiting
    assert 'data-send="edit"' not in waiting
    done = drawn(fact(Question("When?")))
    assert 'data-send="halt"' not in done
    assert {'data-send="edit"', 'data-send="remove"'} <= set(re.findall(r'data-send="\w+"', done))


def test_feedback_is_asked_for_with_its_consent_only_where_it_is_wanted() -> None:
    answer = fact(Question("When?"))
    turn = Turn("When?", claims=answer.claims, answer=answer, library=Library(DOCUMENTS, "gen-1"))
    assert "judging" not in conversation((turn,))
    page = conversation((turn,), consent="Kept for <90> days.")
    assert "Kept for &lt;90&gt; days." in page
    assert re.findall(r'type="radio" name="verdict" value="(\w+)"', page) == [str(one) for one in Verdict]
    assert [CHOICES[one] for one in Verdict] == [VERDICT_WORDS[one] for one in Verdict]
    judged = conversation((replace(turn, judged="Thank you."),), consent="Kept.")
    assert "Thank you." in judged
    assert "<form" not in judged


def test_what_has_come_is_told_once_in_the_order_it_is_read() -> None:
    answer = fact(Question("When?"))
    turn = Turn("When?", claims=answer.claims, answer=answer, library=Library(DOCUMENTS, "gen-1"))
    said = words(told(turn))
    assert (
        said.index(answer.frame)
        < said.index(PLANNED)
        < said.index("Source 1.")
        < said.index(answer.notices[0])
    )
    refused = refusal(Question("How many?"))
    spoken = words(told(Turn("How many?", answer=refused)))
    assert spoken.startswith("The records do not give this")
    assert words(told(Turn("When?", waiting="Looking …"))) == "Looking …"
    assert words(told(Turn("When?", message="Sorry."))) == "Sorry."


def test_each_claim_carries_a_button_for_each_of_its_sources() -> None:
    page = drawn(measures(Question("Which measures?")))
    items = re.findall(r"<li>(.*?)</li>", page.split('class="claims"')[1].split("</ul>")[0], re.DOTALL)
    assert [re.findall(r'data-cite="(\d)"', item) for item in items] == [["1"], ["2"], ["3"]]
    assert "Answered in part" in words(page)


def test_a_sentence_with_a_colon_leads_the_list_in_and_is_not_counted() -> None:
    lead = claim(DIGEST, "Larkfield Council listed two measures in January 2014:")
    answer = replace(measures(Question("Which?")), claims=(lead, *(claim(DIGEST, one) for one in MEASURES)))
    page = drawn(answer)
    assert '<p class="claim">Larkfield' in page
    assert page.split("<ol")[1].split("</ol>")[0].count("<li>") == 2


def test_an_original_is_quoted_and_a_digest_never() -> None:
    text = words(drawn(measures(Question("Which measures?"))))
    assert "“It met\nfive times" in text
    assert f"“{MEASURES[0]}" not in text


def test_a_record_is_listed_once_with_all_its_numbers() -> None:
    turn = finished(measures(Question("Which measures?")))
    listed = source_list(turn.evidence, DOCUMENTS, 0)
    rows = re.findall(r"<li.*?</li>", listed)
    assert [re.findall(r'data-cite="(\d)"', row) for row in rows] == [["1", "2"], ["3"]]
    assert "Ask the Reviews digest of Larkfield" in words(rows[0])
    assert "digest" not in words(rows[1])
    assert "Council news · Wales · January 2014 (inferred)" in words(rows[0])


def test_a_record_tells_which_other_records_hold_its_words() -> None:
    answer = fact(Question("When?"))
    passage, cited = answer.citations[0].passage, answer.citations[0].document_id
    (other,) = {*DOCUMENTS} - {cited}
    page = drawn(replace(answer, hits=(Hit(passage, 1.0, 1, (other, "<gone>")),)))
    assert f"also in 2 other records: {DOCUMENTS[other].title}; <gone>" in words(page)
    assert "<gone>" not in page
    assert "also in" not in drawn(answer)


def test_a_record_with_many_citations_gives_its_numbers_a_row_of_their_own() -> None:
    quotes = ("Larkfield Council listed", "two measures", "A duty team", "A campaign")
    listed = source_list([cite(DIGEST, quote) for quote in quotes], DOCUMENTS, 0)
    assert '<li class="many">' in listed


def test_a_refusal_looks_different_gives_its_reason_and_the_nearest_words() -> None:
    page = drawn(refusal(Question("How many?")))
    assert 'class="reply refusal"' in page
    assert 'class="reply refusal"' not in drawn(fact(Question("When?")))
    text = words(page)
    assert "The records do not give this" in text
    assert "The nearest sentence gives no count." in text
    assert NO_FIGURES in text
    assert 'class="claim"' not in page
    assert re.search(r'class="nearest".*data-cite="1"', page)


def test_a_refusal_without_any_words_has_nothing_to_copy() -> None:
    answer = Answer(
        Question("Is he safe?"), "Is he safe?", Status.ADVICE, frame="No.", reason="Ask a person."
    )
    assert "Copy as points" not in drawn(answer)


def test_every_status_that_is_not_a_plain_answer_says_what_it_is() -> None:
    assert set(STATUS_WORDS) == set(Status)
    assert [status for status, label in STATUS_WORDS.items() if not label] == [Status.ANSWERED]


def test_the_welcome_offers_questions_by_what_a_person_comes_for_and_goes_with_the_first_turn() -> None:
    welcome = conversation((), held=[record for group in EXAMPLES.values() for _, record in group])
    asked = [json.loads(one.get("data-with")) for one in lxml.html.fromstring(welcome).find_class("ask")]
    assert asked == [{"question": example} for group in EXAMPLES.values() for example, _ in group]
    assert REFUSED in welcome
    others = conversation((), held=["minutes-of-my-own", "munro-report-committee-2011"])
    assert words(others).count("?") == 2
    assert REFUSED not in others
    assert "“Records” above" in words(conversation(()))
    assert "welcome" not in conversation((Turn("x", waiting="..."),))


def test_one_turn_that_cannot_be_drawn_leaves_the_others_standing() -> None:
    broken = replace(finished(measures(Question("Which measures?"))), library=Library({}, "gen-1"))
    page = words(conversation((broken, finished(fact(Question("When?"))))))
    assert "This answer cannot be shown" in page
    assert "June 2014" in page


# --- sources -------------------------------------------------------------------------------------------


def test_the_panel_marks_exactly_the_cited_words_among_their_neighbours() -> None:
    panel = source_panel(DIGEST, cite(DIGEST, PLANNED), 1, "0-1")
    assert marked(panel) == PLANNED
    assert "Councillor Ada Penn led" in words(panel)
    assert panel.count('id="cited"') == 1


def test_words_cited_across_lines_are_marked_on_each_line() -> None:
    body = document_body(ORIGINAL, cite(ORIGINAL, ACROSS_LINES).span)
    assert marked(body) == ACROSS_LINES
    assert body.count("<mark") == 2
    assert body.count('id="cited"') == 1


@given(
    st.text(alphabet="ab<&# -*\n\r\"'", min_size=1, max_size=60).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
                lambda pair: Span(min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1]))
            ),
        )
    )
)
def test_no_character_of_a_record_is_lost_and_the_mark_is_exact(drawn_from: tuple[str, Span]) -> None:
    text, span = drawn_from
    body = document_body(replace(ORIGINAL, text=text), span)
    assert words(body) == text
    assert marked(body) == span.of(text)


def test_furniture_is_folded_away_and_opened_where_it_is_cited() -> None:
    folded = document_body(DIGEST, cite(DIGEST, PLANNED).span)
    assert '<details class="left-out"><summary>Not searched: front matter</summary>' in folded
    assert "larkfield-2014" in words(folded.split("</details>")[0])
    opened = replace(ORIGINAL, excluded=(Excluded(Span(0, 29), "menu", "rule"),))
    assert '<details class="left-out" open>' in document_body(opened, Span(0, 6))


def test_headings_and_items_are_set_apart() -> None:
    body = document_body(DIGEST, cite(DIGEST, PLANNED).span)
    assert '<h4 class="line"><span class="lead">## </span>What was planned' in body
    assert '<div class="line item"><span class="lead">- </span>A duty team' in body


def test_the_panel_says_what_the_record_is_and_how_far_to_trust_it() -> None:
    text = words(source_panel(DIGEST, cite(DIGEST, PLANNED), 1, "0-1"))
    for expected in (
        "Ask the Reviews digest of",
        "Council news · Wales · January 2014 (inferred). Press or news.",
        "January 2014, inferred. The item prints no date; a page of the council gives January 2014.",
        "The source describes plans, not results.",
        "Smudged print.",
        "Larkfield Times",
        "Do not quote them",
    ):
        assert expected in text, expected
    assert "“" not in text


def test_an_original_without_a_date_says_so_and_not_that_it_is_a_digest() -> None:
    undated = replace(
        ORIGINAL, published=None, dating_reason="", standing=Standing.UNKNOWN, jurisdiction=None
    )
    text = words(source_panel(undated, cite(undated, "five times"), 2, "0-2"))
    assert "Not known." in text
    assert "nation not stated" in text
    assert "Standing not known." in text
    assert "digest" not in text


def test_a_licence_and_a_reason_are_shown_where_they_are_given() -> None:
    given_both = replace(ORIGINAL, licence="OGL-3.0", published=None, dating_reason="The cover is torn.")
    text = words(source_panel(given_both, cite(given_both, "five times"), 1, "0-1"))
    assert "OGL-3.0" in text
    assert "Not known. The cover is torn." in text


def test_only_an_https_address_is_a_link_and_it_tells_nobody_where_it_came_from() -> None:
    panel = source_panel(DIGEST, cite(DIGEST, PLANNED), 1, "0-1")
    assert re.findall(r'href="([^"]*)"', panel) == ["https://example.org/larkfield?a=1&amp;b=2"]
    assert 'rel="noopener noreferrer"' in panel
    assert "http://example.org/copy" in words(panel)


def test_a_source_whose_words_have_moved_says_so() -> None:
    moved: Citation = cite(ORIGINAL, "five times")
    other: Document = replace(ORIGINAL, text="x" * 500)
    assert source_panel(other, moved, 3, "0-3") == changed_panel(3)
    assert "ask the question again" in words(changed_panel(3))


# --- points --------------------------------------------------------------------------------------------


def test_points_are_cited_bullets_with_references() -> None:
    points = as_points(measures(Question("Which measures?")), DOCUMENTS)
    assert points.startswith("**Which measures?**\n\n*Two measures.*\n\n- A duty team")
    assert f"- {MEASURES[1]} [2]\n" in points
    assert '- “It met **five times** "in private".” [3]' in points
    references = points.split("References:\n\n")[1].splitlines()
    assert references[0].startswith("- [1][2] Ask the Reviews digest of: Larkfield")
    assert "Record: Inquiry begins, <https://example.org/larkfield?a=1&b=2>." in references[0]
    assert "Record: A cutting." in references[0]
    assert references[1].startswith("- [3] Report of the Brookvale panel \\<img")


def test_points_of_a_refusal_say_why_and_what_is_nearest() -> None:
    points = as_points(refusal(Question("How many?")), DOCUMENTS)
    assert "The nearest sentence gives no count." in points
    assert f"Nearest in the records:\n\n- {NO_FIGURES} [1]" in points


def test_points_carry_the_notices_and_the_marked_value() -> None:
    points = as_points(fact(Question("When?")), DOCUMENTS)
    assert "for **June 2014**. [1]" in points
    assert "- *The record does not say when the report came out.*" in points


def test_points_of_an_answer_without_evidence_have_no_references() -> None:
    answer = Answer(
        Question("Is he safe?"), "Is he safe?", Status.ADVICE, frame="No.", reason="Ask a person."
    )
    assert as_points(answer, DOCUMENTS) == "**Is he safe?**\n\n*No.*\n\nAsk a person.\n"


def test_markdown_in_a_record_is_inert() -> None:
    assert inert("# a *b*\n[c](d) `e`") == r"\# a \*b\* \[c\](d) \`e\`"
    assert inert("- x") == r"\- x"
    assert inert("12. x") == r"12\. x"


# --- words of the program ------------------------------------------------------------------------------


def test_a_message_becomes_one_sentence() -> None:
    assert sentence("no index\nhere") == "No index here."
    assert sentence("Really?") == "Really?"


def test_trouble_with_a_question_is_told_in_a_friendly_line() -> None:
    assert trouble_with("Who led it?") is None
    for nothing in ("", "  \n", None, 7):
        assert trouble_with(nothing) == "Please type a question first."
    assert "200,000 characters" in str(trouble_with("a" * 200_000))
    assert "not text" in str(trouble_with("a\0b"))
    assert "not text" in str(trouble_with("a\ud800b"))


def test_form_decides_and_not_standing() -> None:
    digest = replace(ORIGINAL, form=Form.DIGEST)
    turn = Turn("x", claims=(claim(digest, "five times"),), library=Library({digest.id: digest}, "gen-1"))
    assert "“" not in conversation((turn,))


# --- what can be asked next ------------------------------------------------------------------------------


def test_what_can_be_asked_next_stands_last_as_buttons_that_ask_it() -> None:
    tricky = 'What did "Larkfield" say about <carers> & pay?'
    page = drawn(replace(fact(Question("When?")), suggestions=(tricky, "Who led it?")))
    part = page[page.index('<div class="next">') :]
    assert page.index('class="notices"') < page.index('<div class="next">')
    assert part.count('<button type="button" class="ask"') == 2
    button, _ = lxml.html.fromstring(part).find_class("ask")
    assert json.loads(button.get("data-with")) == {"question": tricky}
    assert button.text_content() == tricky
    assert "<h3>Ask next</h3>" in part
    assert "tabindex" not in part
    assert '<div class="next">' not in drawn(replace(fact(Question("When?")), suggestions=()))


def test_under_a_question_of_which_record_is_meant_the_questions_are_choices() -> None:
    unclear = replace(refusal(Question("Who led it?")), status=Status.CLARIFY, nearest=())
    assert "<h3>Ask about one record</h3>" in drawn(unclear)


def test_a_table_is_drawn_with_heads_and_sources_and_its_claims_are_not_said_twice() -> None:
    answer = fact(Question("Who is to do what?"))
    table = Table(("What", "Who"), (TableRow(("ring <b>homes</b>\x07", "Cllr Pell"), 1),))
    page = drawn(replace(answer, claims=answer.claims[:1], table=table))
    assert '<th scope="col">Who</th>' in page
    assert 'data-label="What">ring &lt;b&gt;homes&lt;/b&gt;\N{REPLACEMENT CHARACTER} ' in page
    assert page.count('class="cite"') == drawn(replace(answer, claims=answer.claims[:1])).count(
        'class="cite"'
    )
    assert 'class="claim' not in page


def test_words_that_begin_with_a_bullet_are_gone_to_behind_it() -> None:
    text = "- Home\n- About us\n"
    page = document_body(replace(ORIGINAL, text=text, excluded=()), Span(0, len(text)))
    anchors = lxml.html.fromstring(f"<div>{page}</div>").xpath("//mark[@id='cited']")
    assert [one.text_content().strip() for one in anchors] == ["Home"]
    assert anchors[0].getparent().get("class") != "lead"
