"""Which of the names in a sentence does what: "Ofsted dismissed her", "she was dismissed by Ofsted"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.paragraphs.readers.naming import Name
from rag.text import stem

#: Past forms that do not end in -ed.
_PAST = (
    "took|gave|made|led|held|wrote|set|found|ran|became|began|chose|brought|met|drew|won|lost|sent|spent|paid|built|put"
    "|taken|given|written|run|begun|chosen|drawn"
)
_VERB = rf"(?P<verb>[a-z]{{3,}}ed|{_PAST})"
#: Behind a name that acts; "was" makes it the one that something is done to.
_ACTS = re.compile(
    rf"(?:['’]s)?(?: [A-Z][\w’'-]+){{0,2}}(?: (?i:council|review|inquiry|committee|panel|board|government|commission))?"
    rf"(?:,[^,;.]{{2,60}},)?"
    rf"(?: (?:that|who|which|has|had|have|also|itself|then|later|first|once|publicly))* {_VERB}\b"
)
#: The rest of a longer name may stand before the words that tell it: "by the Social Work [Task Force]".
_ACTED_ON = re.compile(
    rf"\b(?:{_VERB} by|at the (?P<noun>request|invitation|suggestion) of) (?:the |both )?(?:[A-Z][\w’'-]+ ){{0,3}}$"
)


def doings(text: str, names: Sequence[Name]) -> list[tuple[Name, str]]:
    """Each name that does something in a text, with the stem of the verb, in the order of the names."""
    found = []
    for name in names:
        if (hit := _ACTS.match(text, name.span.end)) is not None:
            found.append((name, stem(hit["verb"])))
        elif (hit := _ACTED_ON.search(text[: name.span.start])) is not None:
            found.append((name, stem(hit["verb"] or hit["noun"])))
    return found
