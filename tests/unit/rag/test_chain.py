from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from rag.catalogue import make_filters
from rag.chain import as_retriever, as_runnable
from rag.domain import Answer, Question, Status, Trace
from rag.errors import BadSetting, UnusableQuestion
from tests.reviews import ALDERMOOR, DOCUMENTS, FERNHILL, STONEBRIDGE, small_pipeline

ASKED = "Who chaired the Fernhill panel on foster care?"
ADVICE = "Should I call my social worker?"


class Recorder(BaseCallbackHandler):
    """Keeps which runs began and ended, with their tags, metadata and parents."""

    def __init__(self) -> None:
        self.began: list[dict[str, Any]] = []
        self.ended: list[UUID] = []
        self.failed: list[BaseException] = []

    def _begin(self, sort: str, **run: Any) -> None:
        self.began.append(
            {key: run.get(key) for key in ("name", "run_id", "parent_run_id", "tags", "metadata")}
        )
        self.began[-1]["sort"] = sort

    def on_chain_start(self, serialized: Any, inputs: Any, **run: Any) -> None:
        self._begin("chain", **run)

    def on_retriever_start(self, serialized: Any, query: str, **run: Any) -> None:
        self._begin("retriever", **run)

    def on_chain_end(self, outputs: Any, *, run_id: UUID, **run: Any) -> None:
        self.ended.append(run_id)

    def on_chain_error(self, error: BaseException, **run: Any) -> None:
        self.failed.append(error)


def untimed(answer: Answer) -> Answer:
    return replace(answer, trace=Trace())


def test_invoke_gives_hits_claims_and_the_answer_of_the_pipeline() -> None:
    pipeline = small_pipeline()
    found = as_runnable(pipeline).invoke(ASKED)
    answer = found["answer"]
    assert untimed(answer) == untimed(pipeline.ask(Question(ASKED)))
    assert found.keys() == {"hits", "claims", "answer"}
    assert tuple(found["claims"]) == answer.claims
    assert found["hits"] == answer.hits


def test_a_refusal_has_its_three_parts_too() -> None:
    found = as_runnable(small_pipeline()).invoke(ADVICE)
    assert (found["hits"], found["claims"], found["answer"].status) == ((), [], Status.ADVICE)


def test_a_stream_gives_the_hits_then_each_claim_then_the_answer() -> None:
    chunks = list(as_runnable(small_pipeline()).stream(ASKED))
    assert [list(chunk) for chunk in chunks] == [["hits"], ["claims"], ["claims"], ["answer"]]
    assert all(len(chunk["claims"]) == 1 for chunk in chunks[1:3])
    assert [list(chunk) for chunk in as_runnable(small_pipeline()).stream(ADVICE)] == [
        ["hits"],
        ["claims"],
        ["answer"],
    ]


def test_the_hits_are_there_before_the_answer_is_made() -> None:
    recorder = Recorder()
    stream = as_runnable(small_pipeline()).stream(ASKED, {"callbacks": [recorder]})
    assert "hits" in next(stream)
    assert [run["name"] for run in recorder.began][-1] == "retrieve"
    assert "answer" in list(stream)[-1]
    assert [run["name"] for run in recorder.began][-1] == "suggest"


def test_a_batch_is_answered_in_its_order() -> None:
    asked: list[Question | str] = [
        ASKED,
        ADVICE,
        Question("Who led the Aldermoor review?"),
        "No vote was taken?",
    ]
    found = as_runnable(small_pipeline()).batch(asked)
    assert [one["answer"].question.text for one in found] == [
        question if isinstance(question, str) else question.text for question in asked
    ]


def test_a_question_brings_its_history_and_its_filters() -> None:
    filters = make_filters(DOCUMENTS, jurisdiction=["Scotland"])
    question = Question("Who led it?", history=("What did the Aldermoor review find?",), filters=filters)
    answer = as_runnable(small_pipeline()).invoke(question)["answer"]
    assert "Aldermoor" in answer.standalone
    assert {hit.passage.document_id for hit in answer.hits} == {ALDERMOOR.id}


def test_callbacks_tags_and_metadata_reach_each_stage_under_its_name() -> None:
    recorder = Recorder()
    config: Any = {"callbacks": [recorder], "tags": ["mine"], "metadata": {"desk": 4}}
    as_runnable(small_pipeline()).invoke(ASKED, config)
    whole, *stages = recorder.began
    assert whole["name"] == "ask-the-reviews"
    assert [stage["name"] for stage in stages] == ["prepare", "retrieve", "answer", "suggest"]
    for stage in stages:
        assert stage["parent_run_id"] == whole["run_id"]
        assert "mine" in stage["tags"]
        assert stage["metadata"]["desk"] == 4
    assert sorted(recorder.ended) == sorted(run["run_id"] for run in recorder.began)


@pytest.mark.parametrize("asked", ["", "who \ud800", "x" * 200_000])
def test_what_is_no_question_is_raised_as_it_is_and_told_to_callbacks(asked: str) -> None:
    recorder = Recorder()
    runnable = as_runnable(small_pipeline())
    with pytest.raises(UnusableQuestion):
        runnable.invoke(asked, {"callbacks": [recorder]})
    assert all(isinstance(error, UnusableQuestion) for error in recorder.failed)
    assert recorder.failed
    with pytest.raises(UnusableQuestion):
        list(runnable.stream(asked))
    both: list[Any] = runnable.batch([asked, ASKED], return_exceptions=True)
    assert isinstance(both[0], UnusableQuestion)
    assert both[1]["answer"].status is Status.ANSWERED


def test_a_chain_in_front_that_streams_its_text_in_pieces_asks_one_question() -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage(ASKED)] * 2))
    chain = model | StrOutputParser() | as_runnable(small_pipeline())
    chunks = list(chain.stream("make a question of this"))
    assert [chunk["answer"].question.text for chunk in chunks if "answer" in chunk] == [ASKED]
    assert chain.invoke("make a question of this")["answer"].question.text == ASKED


# --- the retriever -----------------------------------------------------------------------------------


def test_the_retriever_gives_k_passages_with_what_is_known_of_them() -> None:
    found = as_retriever(small_pipeline(), k=2).invoke(ASKED)
    assert [one.metadata["rank"] for one in found] == [1, 2]
    first = found[0].metadata
    assert (first["document_id"], first["form"], first["kind"]) == (FERNHILL.id, "digest", "council_news")
    assert (first["title"], first["standing"], first["published"]) == (FERNHILL.title, "press", "2031-03-04")
    for one in found:
        text = DOCUMENTS[one.metadata["document_id"]].text
        assert text[one.metadata["start"] : one.metadata["end"]] == one.page_content


def test_an_undated_document_has_an_empty_date() -> None:
    found = as_retriever(small_pipeline(), k=1, kind=["other"]).invoke("visits")
    assert found[0].metadata["published"] == ""


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"document": [ALDERMOOR.id]}, {ALDERMOOR.id}),
        ({"kind": ["minutes", "review"]}, {STONEBRIDGE.id, ALDERMOOR.id}),
        ({"since": "2031", "jurisdiction": ["Wales"]}, {STONEBRIDGE.id}),
        ({"until": "2000"}, set()),
    ],
)
def test_metadata_filters_keep_the_retriever_to_the_documents_they_admit(
    filters: dict[str, Any], ids: set[str]
) -> None:
    found = as_retriever(small_pipeline(), k=20, **filters).invoke("the committee, the panel and the review")
    assert {one.metadata["document_id"] for one in found} == ids


def test_a_filter_that_is_not_known_is_refused() -> None:
    with pytest.raises(BadSetting, match="no kind"):
        as_retriever(small_pipeline(), kind=["novel"]).invoke(ASKED)


def test_callbacks_and_tags_reach_the_retriever() -> None:
    recorder = Recorder()
    as_retriever(small_pipeline()).invoke(ASKED, {"callbacks": [recorder], "tags": ["mine"]})
    assert [(run["sort"], run["name"]) for run in recorder.began] == [("retriever", "ask-the-reviews")]
    assert "mine" in recorder.began[0]["tags"]


def test_a_chain_of_ones_own_puts_the_passages_before_a_chat_model() -> None:
    prompts: list[str] = []

    def keep(prompt: PromptValue) -> PromptValue:
        prompts.append(prompt.to_string())
        return prompt

    prompt = ChatPromptTemplate.from_template("Records:\n{records}\n\nQuestion: {question}")
    said = "Councillor Ida Marsh did."
    chain = (
        {
            "records": as_retriever(small_pipeline(), k=2)
            | (lambda found: "\n".join(one.page_content for one in found)),
            "question": RunnablePassthrough(),
        }
        | prompt
        | RunnableLambda(keep)
        | GenericFakeChatModel(messages=iter([AIMessage(said)] * 2))
        | StrOutputParser()
    )
    # Braces in a question are text, not a template.
    asked = f"{ASKED} {{records}}"
    assert chain.invoke(asked) == said
    assert "Councillor Ida Marsh chaired the Fernhill panel" in prompts[0]
    assert prompts[0].endswith(f"Question: {asked}")
    pieces = list(chain.stream(ASKED))
    assert len(pieces) > 1
    assert "".join(pieces) == said
