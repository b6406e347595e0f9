"""The summary of a briefing in a language model's words, where one is set and the records bear them out."""

from __future__ import annotations

from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.gathering import Found, Gathered
from rag.domain import Answer, Hit, Question, Status
from rag.pipeline import DEPTH, Pipeline


def worded(
    section: Section, gathered: Gathered, topic: str, pipeline: Pipeline
) -> tuple[Section, tuple[str, ...]]:
    """The summary of a topic in the model's words, with what is to be told of that; as it is where it is not used.

    The answers to questions were worded as they were gathered; a summary without lines has nothing to word.
    """
    if gathered.answers or not section.points:
        return section, ()
    answer = _as_answer(topic, section, gathered.spoken)
    if not pipeline.rewords(answer):
        return section, ()
    found = pipeline.reword(answer)
    if found.answerer != "model":
        return section, found.notices
    points = tuple(Point(claims=(claim,)) for claim in found.claims)
    return Section(Part.SUMMARY, found.frame, (Group("", points),)), found.notices


def _as_answer(topic: str, section: Section, spoken: tuple[Found, ...]) -> Answer:
    """The summary as an answer to what the records say about the topic: what a model may draw on is what was found."""
    claims = tuple(claim for point in section.points for claim in point.claims)
    passages = {one.passage.key: one for one in spoken}
    hits = [Hit(one.passage, one.fit, rank) for rank, one in enumerate(passages.values(), start=1)]
    return Answer(
        question=Question(topic),
        standalone=f"What do the records say about {topic}?",
        status=Status.ANSWERED,
        frame=section.frame,
        claims=claims,
        confidence=1.0,
        hits=tuple(hits[:DEPTH]),
    )
