"""The documents of a folder as the checks look at them: front matter, sentences, sections and companion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.checking.findings import Finding
from ingest.describing import FrontMatter, describe, front_matter
from ingest.describing.companion import Companion, has_facts, read_companion
from ingest.loading import SourceFile, absolute, companion_of, find_files, read, shown
from ingest.parsing.parser import Parser
from ingest.sections import heading_line
from ingest.splitting import stretches
from rag.domain import Document, Form
from rag.errors import BadDocument, BadSetting
from rag.text import sentences

#: What the findings of this module are called.
_CHECK = "readable"


@dataclass(frozen=True, slots=True)
class Checkable:
    """A document that could be read, with what it says of itself and its companion where it has a sound one.

    ``file`` and ``beside`` name the document and its companion as the folder was named; ``described`` says that the
    companion is there. ``stretches`` are the parts that can be cited, without headings; ``sentences`` are theirs.
    """

    file: str
    beside: str
    name: str
    front: FrontMatter
    described: bool
    companion: Companion | None
    document: Document
    stretches: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def is_digest(self) -> bool:
        """True where the text is our own words, which the checks of facts and sentences are for."""
        return self.front.form is Form.DIGEST

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the text in order."""
        return tuple(section.path[-1] for section in self.document.sections)


@dataclass(frozen=True, slots=True)
class Folder:
    """The documents that can be checked, in order of path, and a finding for each that cannot."""

    documents: tuple[Checkable, ...]
    findings: tuple[Finding, ...]


def read_folder(folder: Path) -> Folder:
    """Every document of the folder, read; what cannot be is a finding.

    Raises:
        BadSetting: there is no such folder, or it holds no document.
    """
    if not folder.is_dir():
        raise BadSetting(f"{folder} is not a folder: give the folder of the documents")
    found = find_files([folder])
    if not found.files and not found.skipped:
        raise BadSetting(f"no documents in {folder}: give the folder of the documents")
    root = f"{shown(absolute(folder))}/"
    said = [
        Finding(str(folder / one.path.removeprefix(root)), _CHECK, f"is no document: {one.reason}")
        for one in found.skipped
    ]
    documents: list[Checkable] = []
    with Parser() as parser:
        for file in found.files:
            try:
                documents.append(_read(folder, file, parser, said))
            except BadDocument as problem:
                said.append(Finding(str(folder / file.relative), _CHECK, f"{problem}: mend it"))
    return Folder(tuple(documents), tuple(said))


def _read(folder: Path, file: SourceFile, parser: Parser, said: list[Finding]) -> Checkable:
    written = companion_of(file)
    extracted = read(file, parser.parse).extracted
    front, start = front_matter(extracted.text, written)
    if front is None:
        raise BadDocument("front matter: there is none")
    beside = (folder / file.relative).with_suffix(".yaml")
    companion = None
    if written is not None and (front.form is Form.DIGEST or has_facts(written)):
        try:
            companion = read_companion(written)
        except BadDocument as problem:
            said.append(Finding(str(beside), _CHECK, f"{problem}: mend it"))
    document = describe(
        front.id or file.path.stem, extracted, front, start, markdown=file.path.suffix.casefold() == ".md"
    )
    parts = [span for span, _ in stretches(document)]
    return Checkable(
        file=str(folder / file.relative),
        beside=str(beside),
        name=file.path.stem,
        front=front,
        described=written is not None,
        companion=companion,
        document=document,
        stretches=tuple(span.of(document.text) for span in parts),
        sentences=tuple(
            words
            for part in parts
            for words in (span.of(document.text) for span in sentences(document.text, part))
            if any(character.isalnum() for character in words)
        ),
    )


def read_texts(folder: Path, but: Sequence[str]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The words of every text, Markdown and HTML file below the folder by its name, and what could not be read.

    Files of the names in ``but`` are the documents themselves.

    Raises:
        BadSetting: there is no such folder.
    """
    if not folder.is_dir():
        raise BadSetting(f"{folder} is not a folder: give the folder of the texts to compare with")
    own = {Path(name).resolve() for name in but}
    texts: dict[str, str] = {}
    said: list[Finding] = []
    with Parser() as parser:
        for path in sorted(folder.rglob("*")):
            if path.suffix.casefold() not in (".txt", ".md", ".html") or not path.is_file():
                continue
            if path.resolve() in own:
                continue
            try:
                texts[str(path)] = parser.parse(path).text
            except BadDocument as problem:
                said.append(Finding(str(path), "overlap", f"cannot be compared with: {problem}"))
    return texts, tuple(said)


def text_under(document: Document, index: int) -> str:
    """What stands under a heading, its own subheadings included, without the heading itself."""
    section = document.sections[index]
    return document.text[heading_line(section, document.text).end : section.span.end]
