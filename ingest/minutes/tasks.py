"""The verbs of tasks: what somebody does between meetings, as apart from what a meeting only decides."""

from __future__ import annotations

_REGULAR = """circulate provide report share prepare arrange contact check confirm raise discuss invite look
    investigate produce draft follow present update liaise submit review visit attend ask obtain chase
    forward organise develop compile collate publish consult request explore feed ensure complete
    include add amend notify inform email call carry convene pass monitor respond clarify establish
    gather supply return work identify nominate make sign issue schedule talk remind distribute upload
    record map analyse explain assess commission deliver finalise launch appoint recruit train inspect
    count audit test pilot revise rewrite simplify translate print post collect invest plan move examine
    help tell join approach verify cost set-up reply telephone phone ring"""
_IRREGULAR = """write:written speak:spoken bring:brought send:sent take:taken seek:sought undertake:undertaken
    find:found give:given hold:held put:put draw:drawn set:set feed:fed meet:met lead:led get:got
    build:built make:made rewrite:rewritten keep:kept"""

#: Verbs that tell a task even where nobody agreed to it in so many words.
VERBS = frozenset(_REGULAR.split()) | {pair.split(":")[0] for pair in _IRREGULAR.split()}


def _participle(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ped" if verb in ("map",) else f"{verb}ned" if verb == "plan" else f"{verb}ed"


#: Their passive forms.
PARTICIPLES = frozenset(map(_participle, _REGULAR.split())) | {
    pair.split(":")[1] for pair in _IRREGULAR.split()
}

#: Verbs of being and of deciding: agreeing to do these is no task.
NO_TASKS = frozenset(
    """be have need like mean want welcome remain note approve endorse accept support receive recommend
    adopt agree defer resolve consider become continue seem depend require cost lead elect reject refuse
    thank""".split()
)
