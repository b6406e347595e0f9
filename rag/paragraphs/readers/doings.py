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
    rf"(?:['’]s)?(?: (?i:council|review|inquiry|committee|panel|board|government|commission))?(?:,[^,;.]{{2,60}},)?"
    rf"(?: (?:that|who|which|has|had|have|also|itself|then|later|first|once|publicly))* {_VERB}\b"
)
_ACTED_ON = re.compile(rf"\b{_VERB} by (?:the |both )?$")


def doings(text: str, names: Sequence[Name]) -> list[tuple[Name, str]]:
    """Each name that does something in a text, with the stem of the verb, in the order of the names."""
    found = []
    for name in names:
        hit = _ACTS.match(text, name.span.end) or _ACTED_ON.search(text[: name.span.start])
        if hit is not None:
            found.append((name, stem(hit["verb"])))
    return found
