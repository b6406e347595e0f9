"""Which sentences recommend, decide or act, and that one is never taken for another."""

from __future__ import annotations

import pytest

from rag.ledgers.rows import Ledger, State
from tests.unit.rag.ledgers.ledger_records import FERNDALE, rows, states, told

REC, DEC, ACT = Ledger.RECOMMENDATIONS, Ledger.DECISIONS, Ledger.ACTIONS


def test_every_recommendation_and_every_item_of_a_list_has_a_row_and_counts_of_them_have_none() -> None:
    assert {row.what for row in rows(REC, FERNDALE)} == {
        "A night telephone line for carers was proposed by the Ferndale review.",
        "The Ferndale review wanted councils to count carers each year.",
        "The Ferndale review recommended in June 2031 that every council appoint a fostering champion.",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel recommended that visits be weekly.",
        "A night line was the chief proposal of the panel.",
        "At the meeting it was suggested that the Alder model would be worth looking at.",
        "A yearly count had been recommendation 4 of the Alder report.",
        "Ines Roe asked the council in 2031 to look at payments.",
        "The panel's recommendations dealt with training.",
        "The panel's early ideas included a yearly count.",
        "Teams would deliver help, the Alder report of 2031 proposed.",
        "The council held a debate on the motion for a yearly count.",
        "The Alder report challenged leaders to make guidance part of daily work.",
        "Ines Roe made the case for smaller homes.",
    ],
)
def test_what_somebody_puts_forward_is_a_recommendation_of_which_nothing_came_yet(sentence: str) -> None:
    assert states(REC, sentence) == [State.UNKNOWN]


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel made 12 recommendations in 2031.",
        "The council accepted the recommendations of the panel.",
        "The panel did not recommend that visits be weekly.",
        "Members considered the report on fostering.",
        "The council rejected the motion for a yearly count.",
        "Ministers heard that no new duty, as in recommendation 4, was needed.",
        "That the panel made 12 recommendations rests on a news item.",
    ],
)
def test_what_only_speaks_of_recommendations_is_none(sentence: str) -> None:
    assert told(REC, sentence) == []


def test_under_a_heading_of_recommendations_prose_that_prescribes_counts_and_a_publication_does_not() -> None:
    assert told(REC, "Narrow corridors should go, the panel thought.", "What it recommended")
    assert not told(REC, "The panel published its report in July 2031.", "What it recommended")
    assert not told(REC, "The panel rejected a separate agency.", "What it recommended")
    heard = "Parliament heard that no new duty on help, as in Alder's recommendation 4, was needed."
    assert not told(REC, heard, "What it recommended")
    assert not told(REC, "Recommendation 4 was not legislated.", "What it recommended")
    assert not told(
        REC, "Narrow corridors are better now, ministers said.", "How the recommendations were accepted"
    )


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The council agreed that the leaflet be printed.", State.AGREED),
        ("The minister gave the night line her backing.", State.AGREED),
        ("The council rejected the plan for a new hall.", State.REFUSED),
        ("The minister did not think it the moment for a review.", State.REFUSED),
        ("In May 2030 the council commissioned the Alder review.", State.DONE),
        ("The Court of Appeal ruled that the council had acted unlawfully.", State.DONE),
        ("The First Minister announced that care would be reviewed.", State.DONE),
        ("The minister announced in 2031 that there would be an independent inquiry.", State.DONE),
        ("The minister announced that the inquiry would report in 2033.", State.PLANNED),
        (
            "The inquiry that led to the report on homes of July 2031 was opened by an earlier board.",
            State.DONE,
        ),
        ("Ines Roe was named on 2 May 2031 as chair of the board.", State.DONE),
        ("Alder and Rowan were chosen for the first pilots.", State.DONE),
        ("The scheme became law in 2033.", State.DONE),
        ("The regulator launched a study of homes in March 2033.", State.DONE),
        ("In April 2033 the names of the ten councils were made known.", State.DONE),
        ("Part 6 of the Homes Act 2033 took the place of the older rules.", State.DONE),
        ("Five helpers, appointed in May 2031, were to run the homes.", State.DONE),
        ("The council announced a review of homes, which was expected to take a year.", State.DONE),
        ("A fund of £2m for homes had been announced before the inquiry reported.", State.PLANNED),
        ("Money of £2m was given to the trust.", State.DONE),
        ("The department funded the pilot for two years.", State.DONE),
        ("Ministers formed a working group on homes.", State.DONE),
        ("The minister asked Ines Roe to lead a review.", State.DONE),
        ("Ines Roe was made chair of the board.", State.DONE),
        ("The council abandoned the plan.", State.DONE),
        ("Section 4 of the Homes Act 2033 lays down that councils must visit.", State.UNKNOWN),
        ("By section 5 of the Homes Act 2033, whoever runs a home must visit.", State.UNKNOWN),
        ("A limit of six months was set by the Homes Act 2033.", State.DONE),
        ("The criticism that the council accepted came in a report.", State.UNKNOWN),
        ("The Homes Act 2033, as passed, keeps homes to bodies without profit.", State.UNKNOWN),
        ("The Homes Act 2033 gave councils a duty to visit.", State.DONE),
        ("The Assembly passed the bill in 2033.", State.AGREED),
        ("The scheme had the backing of every party.", State.AGREED),
        ("The minister accepted the themes of learning from the review.", State.AGREED),
        ("The council said that it accepted the need to act.", State.UNKNOWN),
        ("The package had not been accepted as a whole.", State.UNKNOWN),
        ("Parliament heard that no new duty on help, as in recommendation 4, was needed.", State.REFUSED),
        ("The review by Ines Roe, commissioned in 2030, was published in 2031.", State.DONE),
        ("The council gave the trust a new contract for ten years.", State.DONE),
        ("Earlier steps of ministers include banning such homes.", State.DONE),
        ("The Budget of 2031 gave £30m to ten councils.", State.DONE),
        ("The Act set up the Alder Board, which makes recommendations to ministers.", State.DONE),
        ("An implementation board was announced by the department in May 2031.", State.PLANNED),
    ],
)
def test_a_decision_has_the_state_its_words_give(sentence: str, state: State) -> None:
    assert states(DEC, sentence) == [state]


@pytest.mark.parametrize(
    "sentence",
    [
        "Members considered a report on fostering.",
        "The committee noted that the changes were high-level.",
        "The panel recommended that visits be weekly.",
        "The services that must be commissioned are many.",
        "Nine of the carers whom the council had appointed came from inside.",
        "The review announced in 2009 was made by the council's own staff.",
        "The review announced in 2009 came about eight months before the Alder review was commissioned.",
        "The measures announced in 2031 are the minister's own and not the recommendations of the review.",
        "The plan announced in 2009 came before the Alder review.",
        "The schools money was for designated safeguarding leads.",
        "Members of the panel voiced dismay that its package was not accepted.",
        "The Homes Act 2033 was the work of Ines Roe.",
        "The judge named Ash as the cause.",
        "The inquiry had opened three files.",
        "The remark about forms was made by the minister, not by Roe.",
        "A limit is to be set by the Homes Act 2033.",
        "Nothing was set by the Homes Act 2033.",
        "The plan had not been abandoned.",
    ],
)
def test_what_was_considered_noted_recommended_or_only_named_is_no_decision(sentence: str) -> None:
    assert told(DEC, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The council planned to open a hall in 2034.", State.PLANNED),
        ("Joint work, looking at how services are run, was also to follow.", State.PLANNED),
        ("The chair agreed to take the suggestion forward.", State.AGREED),
        ("The team had already begun to work with schools.", State.DONE),
        ("The plans made in 2031 were carried out by the Act of 2033.", State.DONE),
        ("The plans were carried out in 2033.", State.DONE),
        ("The plans were drawn up in 2033.", State.PLANNED),
        ("The Alder trust took over the homes in April 2033.", State.DONE),
        ("The reform board took forward the proposals of the panel.", State.DONE),
        ("Ten councils acted on most of the recommendations.", State.DONE),
        ("The plan of 2031 also included new rules for homes.", State.PLANNED),
        ("The reply accepted the argument and promised to prescribe less.", State.PLANNED),
        ("Two office holders resigned in August 2031.", State.DONE),
        ("The council appointed a commissioner in 2033.", State.DONE),
        ("Work to recruit carers was announced by the department.", State.PLANNED),
        ("The strategy promised for 2032 was published in 2033.", State.DONE),
        ("The council apologised after the report.", State.DONE),
        ("A new board was announced by the department in May 2031.", State.PLANNED),
        ("The minister talked of rules for 2034, which was a plan and not an outcome.", State.PLANNED),
    ],
)
def test_an_action_has_the_state_its_words_give_and_a_plan_is_never_done(sentence: str, state: State) -> None:
    assert states(ACT, sentence, "What happened next") == [state]


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel proposed that teams would deliver help.",
        "Ofsted rated the council inadequate.",
        "The council accepted the recommendations of the panel.",
        "The minister said that there was no quick fix.",
        "Work on the Alder review started in 2031.",
        "If nothing changed, costs would rise from £1m to £2m.",
        "Whether the report came is another matter.",
        "Members considered the report.",
        "Launching her review, Roe described the work as hard.",
        "The schools money was for 2033, for nurses in schools.",
        "The trust, which started in 2031, is a company that the council owns.",
        "A council need make no offer where this would not serve the child.",
        "The first report of the review, Part One, came out in 2031, not in 2030 as planned.",
        "The council's report won the top prize.",
        "The council commissioned the evaluation of 2031.",
        "The review of 2009 came about eight months before the Alder review.",
        "The minister supported the framework in principle.",
        "The members who sat in the inquiry set up in 2031 were Ines Roe and Tom Ash.",
        "Ines Roe led the team at first, after her appointment in 2031.",
        "A member said that the approach had led to unsafe work.",
        "The 2033 statement on the approach is an opponent's press release, published in May.",
    ],
)
def test_proposals_judgements_speech_and_the_work_of_a_review_are_no_actions(sentence: str) -> None:
    assert told(ACT, sentence, "What happened next") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The government's response to the Alder report came out in July 2031.",
        "In March 2032 came the council's implementation plan for the strategy.",
        "The department published its response in July 2031.",
        "Alder and Rowan became the first two areas of the pathfinder.",
        "The government replied in 2031 and agreed with most of the findings.",
        "An implementation plan for the recommendations followed.",
        "A consultation on homes was launched in 2033.",
        "The department published new guidance on homes.",
        "June 2033 saw the launch of the plan.",
        "The government released the two reviews in 2033.",
        "The council devised a way of working in small teams.",
        "In 2033 the guidance was revised.",
        "The council obtained a loan of £2m in 2031.",
    ],
)
def test_an_answer_and_a_place_in_a_trial_are_done_under_whatever_heading(sentence: str) -> None:
    assert states(ACT, sentence) == [State.DONE]


@pytest.mark.parametrize(
    "sentence",
    [
        "The government's response said that money was short.",
        "The minister announced that care would be reviewed.",
        "Ines Roe became the first chair.",
        "The guidance was not revised.",
        "The paper that the government published in 2033 is short.",
        "Ines Roe devised a way of working in small teams.",
        "The council never devised a way of working in small teams.",
        "The Alder review obtained a loan in 2031.",
    ],
)
def test_what_an_answer_says_and_that_a_review_will_be_are_no_actions(sentence: str) -> None:
    assert told(ACT, sentence) == []


def test_steps_under_a_lead_in_are_those_of_whom_it_names() -> None:
    text = (
        "The item lists two measures that Alder Council had already introduced:\n\n"
        "- Measure 1 was a stronger team.\n- Measure 2 was a duty line.\n"
    )
    found = told(ACT, text, "Measures")
    assert [(row.status, row.who) for row in found] == [(State.DONE, "Alder Council")] * 2


def test_where_sources_are_compared_nothing_is_decided_and_silence_gives_no_row() -> None:
    assert not any("Gazette" in row.what for row in rows(DEC, FERNDALE))
    assert not any("how many" in row.what for kind in Ledger for row in rows(kind, FERNDALE))
