"""Questions that ask the same of several at once, as a question for each: "What did Munro and MacAlister say of ...?"

Each side is then looked up and answered by itself, so that a name on one side does not draw sentences about it that
say nothing of the matter, and what one record lacks is said of that side alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

#: Sides of one question at most; with more, the question stays whole.
MOST_SIDES = 4

#: What a name may stand for.
_KIND = "review|report|inquiry|council|committee|panel|government|minutes|article"
#: A capitalised name with what it may be called by: "the Munro review", "Neath Port Talbot", "Ray Jones", "MPs".
_NAME = (
    r"(?:the )?[A-Z][\w’'-]*(?: (?:of |for )?[A-Z][\w’'-]*)*"
    rf"(?: (?:{_KIND})s?\b)?"
)
_SIDES = rf"{_NAME}(?:, {_NAME})*,? and {_NAME}"
#: What can be asked of each by itself. "Agree", "meet" and the like are done together.
_DOES = (
    r"(?:say|argue|recommend|want|find|propose|talk|call|suggest|treat|deal|see|describe|handle|put|report|conclude|think|write|ask"
    r"|promise|criticise|mention|speak|look|respond|react|explain|view|regard|cover|make)"
)
_SUBJECTS = re.compile(
    rf"^(?P<head>.*?\b(?i:what|how|which|why|when|where)\b[^?]*?\b(?:did|does|do|would|will)) (?P<sides>{_SIDES})"
    rf" (?:(?:each|both) )?(?P<rest>{_DOES}\b.*)$",
    re.DOTALL,
)
#: "What teams did A want for England and B for Wales?": the verb stands once.
_GAPPED = re.compile(
    rf"^(?P<head>.*?\b(?i:what|how|which|why|when|where)\b[^?]*?\b(?:did|does|do)) (?P<one>{_NAME}) (?P<verb>{_DOES})"
    rf" (?P<prep>for|in|on|about|of|to) (?P<first>[^?,]+?),? and (?P<other>{_NAME}) (?P=prep) (?P<second>[^?]+\??)$",
    re.DOTALL,
)
#: "A and B on the early years: what did each of them argue?"
_EACH = re.compile(
    rf"^(?P<sides>{_SIDES})(?P<topic>(?: (?:on|about|and) [^:]+)?): (?P<head>(?i:what|how|which|why)\b[^?]*?\b(?:did|does|do))"
    rf" (?:each(?: of them)?|they each|both) (?P<rest>{_DOES}\b[^?]*)\??$"
)


def sides(text: str) -> tuple[str, ...]:
    """A question for each of the names that are asked about side by side; () where there are no such sides.

    Only names are taken apart, and only where one thing is asked of each; what they have in common, and how they
    differ, is asked of both together.
    """
    subjects = _SUBJECTS.match(text)
    if subjects:
        return _each(subjects["sides"], lambda name: f"{subjects['head']} {name} {subjects['rest']}")
    gapped = _GAPPED.match(text)
    if gapped:
        asking = f"{gapped['head']} {{}} {gapped['verb']} {gapped['prep']} {{}}"
        return (
            f"{asking.format(gapped['one'], gapped['first'])}?",
            asking.format(gapped["other"], gapped["second"]),
        )
    each = _EACH.match(text)
    if each:
        rest = f"{each['rest']}{each['topic']}?"
        return _each(each["sides"], lambda name: f"{each['head'].capitalize()} {name} {rest}")
    return ()


#: "The Arthur and Star review" is one thing: the kind stands once, behind the last name, for all of them.
_ONE_THING = re.compile(rf"^the (?!.* (?:{_KIND})s?(?:,| and )).* and (?!the ).* (?:{_KIND})$", re.IGNORECASE)


def _each(listed: str, asking: Callable[[str], str]) -> tuple[str, ...]:
    """A question for each of the names in a list of them."""
    if _ONE_THING.match(listed):
        return ()
    names = [name for name in re.split(r",? and |, ", listed) if name]
    return tuple(asking(name) for name in names) if 1 < len(names) <= MOST_SIDES else ()
