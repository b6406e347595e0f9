from __future__ import annotations

import json
from typing import Any

import pytest

from rag.drafting.replies import LONGEST, MOST_QUOTES, MOST_SENTENCES, Alone, Variants, Written, read
from rag.ports import Draft, Offered

ONE: dict[str, Any] = {"text": "It met.", "quotes": [{"passage": 2, "words": "met five times"}]}


def of(*rows: Any) -> str:
    return json.dumps({"sentences": list(rows)})


def test_a_reply_becomes_drafts_in_its_order() -> None:
    found = read(of(ONE, {"text": "It ended.", "quotes": []}), Written)
    assert found is not None
    assert found.drafts() == [
        Draft("It met.", (Offered(2, "met five times"),)),
        Draft("It ended.", ()),
    ]


@pytest.mark.parametrize(
    "around", ["{}", "```json\n{}\n```", "Here it is: {}", "\n\n {} \n I hope this helps."]
)
def test_a_fence_or_talk_around_the_json_is_left_aside(around: str) -> None:
    found = read(around.replace("{}", of(ONE)), Written)
    assert found is not None and len(found.sentences) == 1


def test_remarks_a_model_adds_are_dropped_and_white_space_is() -> None:
    found = read(of({**ONE, "text": " It met. ", "sure": True}), Written)
    assert found is not None and found.drafts()[0].text == "It met."


BROKEN = {
    "nothing": "",
    "no json": "I would rather not say.",
    "cut off": of(ONE)[:-4],
    "a list": "[1, 2]",
    "a number": of(4),
    "no quotes": of({"text": "It met."}),
    "words of a number": of({"text": "It met.", "quotes": [{"passage": 1, "words": 4}]}),
    "passage of a word": of({"text": "It met.", "quotes": [{"passage": "first", "words": "met"}]}),
    "empty text": of({"text": " ", "quotes": []}),
    "too long": of({"text": "x" * (LONGEST + 1), "quotes": []}),
    "too many": of(*[ONE] * (MOST_SENTENCES + 1)),
    "too many quotes": of({"text": "It met.", "quotes": ONE["quotes"] * (MOST_QUOTES + 1)}),
    "null": '{"sentences": null}',
    "deep": '{"sentences": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "half a character": '{"sentences": [{"text": "a \\ud800 b", "quotes": []}]}',
    "endless": '{"sentences": [{"text": "a", "quotes": [{"passage": 1e999, "words": "a"}]}]}',
    "many digits": '{"sentences": [{"text": "a", "quotes": [{"passage": '
    + "9" * 5000
    + ', "words": "a"}]}]}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_of_the_shape_is_nothing(name: str) -> None:
    assert read(BROKEN[name], Written) is None


def test_no_sentences_is_a_reply_too() -> None:
    assert read('{"sentences": []}', Written) == Written(sentences=())


def test_questions_have_shapes_of_their_own() -> None:
    assert read('{"question": "Who led it?"}', Alone) == Alone(question="Who led it?")
    assert read('{"questions": ["Who led?", "Who chaired?"]}', Variants) == Variants(
        questions=("Who led?", "Who chaired?")
    )
    assert read('{"questions": ["a"]}', Alone) is None
    assert read(json.dumps({"questions": ["a"] * 6}), Variants) is None
