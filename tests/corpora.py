"""The program over real files, questions the committed corpus answers, and what an answer says in whose words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ingest.indexing import VECTORS, build_index
from rag.bootstrap import Serving
from rag.domain import Answer, Claim, Question
from rag.pipeline import Pipeline
from rag.ports import Encoder
from rag.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"

#: Five short documents of the corpus, whose words the tests know. The whole corpus is what evals ask.
FIVE = tuple(
    CORPUS / f"{name}.md"
    for name in (
        "birmingham-who-cares-2009",
        "care-review-response-2022",
        "munro-report-committee-2011",
        "munro-review-launch-2010",
        "neath-port-talbot-review-2009",
    )
)

#: Questions the five answer, of every sort: who, when, how many, how much, why, what was said, lists.
ORDINARY = (
    "Who led the Munro review?",
    "Who chaired the scrutiny inquiry into children's social care in Birmingham?",
    "Who is the Children's Commissioner for England?",
    "When was the interim report of Munro's review planned?",
    "When was the final report of the Munro review published?",
    "How long was the Neath Port Talbot review expected to take?",
    "How many areas in England were to get money to set up family hubs?",
    "How much money was announced for family hubs in May 2022?",
    "Why did Neath Port Talbot Council set up its systems review?",
    "What was the aim of the Neath Port Talbot review?",
    "What did Tim Loughton criticise?",
    "What did Julie Rzezniczek say about extra money for staff?",
    "What measures had Birmingham City Council already introduced by October 2009?",
    "What were the three key parts of Munro's recommendations?",
    "Who was the leader of Birmingham City Council in October 2009?",
)

COMPARISON = "Compare what Birmingham and Neath Port Talbot said about partner agencies"


def pipeline_over(
    index: Path, encoder: Encoder, *roots: Path, suggest: bool = True, vectors: Path | None = None
) -> Pipeline:
    """The program over an index of these roots as a person gets it, with or without suggestions.

    Vectors that stand in the file ``vectors`` are not computed again; where there is no such file it is made.
    """
    if vectors is not None and vectors.exists():
        index.mkdir(parents=True, exist_ok=True)
        shutil.copy(vectors, index / VECTORS)
    settings = Settings(index=index, encoder=encoder.identity.rpartition("@")[0], reranker=None)
    build_index(settings, roots, encoder=lambda _: encoder)
    if vectors is not None and not vectors.exists():
        shutil.copy(index / VECTORS, vectors)
    return Serving(settings, suggest=suggest, encoder=lambda _: encoder).pipeline()


def ask(pipeline: Pipeline, *turns: str) -> Answer:
    """The answer to the last turn, the earlier ones being the conversation."""
    return pipeline.ask(Question(turns[-1], history=turns[:-1]))


def stated(answer: Answer) -> str:
    """What the program says in its own voice: no word of a record that is quoted stands here."""
    return "\n".join((answer.frame, answer.reason or "", *answer.notices, *answer.suggestions))


def quoted(answer: Answer) -> str:
    """The words of the claims."""
    return "\n".join(claim.text for claim in answer.claims)


_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
_NAME = re.compile(r"\b[A-Z]\w+(?:[-'’]\w+)*")


def not_in_its_source(claim: Claim) -> set[str]:
    """The figures and capitalised words of a claim that its cited words lack: dates and names are among them."""
    cited = " ".join(citation.quote for citation in claim.citations)
    missing = set(_FIGURE.findall(claim.text)) - set(_FIGURE.findall(cited))
    return missing | (set(_NAME.findall(claim.text)) - set(_NAME.findall(cited)))
