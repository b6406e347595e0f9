"""A paper written as the kind of file its name asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rag.errors import BadSetting
from rag.papers.markdown import as_markdown
from rag.papers.page import as_html
from rag.papers.paper import Paper
from rag.papers.style import HouseStyle


def _word(paper: Paper, style: HouseStyle) -> bytes:
    from rag.papers.word import as_docx

    return as_docx(paper, style)


def _pdf(paper: Paper, style: HouseStyle) -> bytes:
    from rag.papers.pdf import as_pdf

    return as_pdf(paper, style)


#: What writes each kind of file. Word's and the PDF's libraries take 0.3 s to load, so only who asks for them waits.
WRITERS: Mapping[str, Callable[[Paper, HouseStyle], bytes]] = {
    ".docx": _word,
    ".pdf": _pdf,
    ".md": lambda paper, _: as_markdown(paper).encode(),
    ".html": lambda paper, style: as_html(paper, style).encode(),
}


def write(paper: Paper, ending: str, style: HouseStyle) -> bytes:
    """The paper as the bytes of a file with that ending (".docx", in any case); the same paper gives the same bytes.

    Raises:
        BadSetting: no writer has that ending.
    """
    writer = WRITERS.get(ending.casefold())
    if writer is None:
        *others, last = WRITERS
        raise BadSetting(f'no paper can end in "{ending[:20]}": name the file {", ".join(others)} or {last}')
    return writer(paper, style)
