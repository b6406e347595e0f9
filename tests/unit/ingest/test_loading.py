from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.formats.extracted import Extracted
from ingest.formats.plain import read_plain
from ingest.loading import SourceFile, assign_ids, find_files, fingerprint, read, shown
from rag.errors import BadDocument, BadSetting


def write(path: Path, content: str | bytes = "Some words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(folder: Path) -> list[str]:
    return [file.relative for file in find_files([folder]).files]


def reasons(folder: Path) -> dict[str, str]:
    return {Path(skipped.path).name: skipped.reason for skipped in find_files([folder]).skipped}


def test_text_and_markdown_files_are_found_at_every_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/er/c.TXT"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a.md", "b.txt", "deep/er/c.TXT"]


def test_readme_underscore_and_hidden_files_are_never_documents(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "readme.txt",
        "_draft.md",
        ".hidden.txt",
        ".git/log.txt",
        "README",
        "sub/README.md",
    ):
        write(tmp_path / name)
    write(tmp_path / "a.txt")
    found = find_files([tmp_path])
    assert [file.relative for file in found.files] == ["a.txt"]
    assert found.skipped == ()


def test_other_formats_get_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path / "report.doc")
    write(tmp_path / "orphan.yaml")
    assert reasons(tmp_path) == {
        "report.doc": "an old Word file: save it as .docx (File, Save as)",
        "orphan.yaml": "unsupported: save it as .txt, .md, .html, .pdf, .docx or .eml",
    }


def test_a_companion_is_found_beside_its_document_and_is_no_document_itself(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    beside = write(tmp_path / "a.yaml", "facts: []")
    found = find_files([tmp_path])
    assert [file.companion for file in found.files] == [beside]
    assert found.skipped == ()


def test_a_file_given_directly_is_called_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "deep" / "a.txt")
    assert [(file.path, file.relative) for file in find_files([path]).files] == [(path, "a.txt")]


def test_a_root_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"no such file or folder: .*nowhere"):
        find_files([tmp_path / "nowhere"])


def test_a_file_below_two_roots_is_found_once(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    found = find_files(
        [tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt", tmp_path / "sub" / ".." / "sub"]
    )
    assert [file.relative for file in found.files] == ["sub/a.txt"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "outside" / "secret.txt")
    root = tmp_path / "root"
    write(root / "a.txt")
    (root / "link.txt").symlink_to(secret)
    (root / "folder").symlink_to(secret.parent)
    (root / "broken.txt").symlink_to(root / "nothing.txt")
    (root / "circle.txt").symlink_to(root / "circle.txt")
    assert names(root) == ["a.txt"]
    found = reasons(root)
    assert found["link.txt"] == "a link that leads out of the folder: not followed"
    assert found["folder"] == "a link to a folder: not followed"
    assert found["broken.txt"].startswith("cannot be read")
    assert found["circle.txt"].startswith("cannot be read")


def test_a_link_within_the_folder_is_a_file_like_others(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to(write(tmp_path / "a.txt"))
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_a_companion_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.yaml", "title: Secret")
    write(tmp_path / "root" / "a.txt")
    (tmp_path / "root" / "a.yaml").symlink_to(outside)
    assert find_files([tmp_path / "root"]).files[0].companion is None


def test_a_pipe_is_skipped_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == {"pipe.txt": "not a regular file"}


def test_a_name_that_does_not_print_is_skipped_and_shown_safely(tmp_path: Path) -> None:
    write(tmp_path / "two\nlines.txt")
    (skipped,) = find_files([tmp_path]).skipped
    assert "rename" in skipped.reason
    assert skipped.path.endswith("two\\nlines.txt")
    assert shown("a\u202eb\x1b[31m") == "a\\u202eb\\x1b[31m"


def test_a_name_that_is_not_utf_8_is_skipped(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")))
    (skipped,) = find_files([tmp_path]).skipped
    assert "rename" in skipped.reason
    skipped.path.encode()


def test_an_unreadable_folder_gets_a_line_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    locked = tmp_path / "locked"
    locked.mkdir()
    plain = Path.iterdir

    def refuse(self: Path) -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied")
        return plain(self)

    monkeypatch.setattr(Path, "iterdir", refuse)  # a test that runs as root cannot lock itself out
    assert names(tmp_path) == ["a.txt"]
    assert reasons(tmp_path) == {"locked": "cannot be opened (Permission denied)"}


# --- reading -----------------------------------------------------------------------------------------


def parse(path: Path) -> Extracted:
    return read_plain(path.read_bytes())


def content(path: Path) -> str:
    return read(SourceFile(path, path.name), parse).extracted.text


def test_newlines_stay_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeffOne\r\ntwo\rthree\n\u00a0four".encode())
    assert content(path) == "One\r\ntwo\rthree\n\u00a0four"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\t \n", "empty"),
        (b"***\n---", "empty"),
        (b"words\0words", "NUL"),
        ("words".encode("utf-16"), "NUL"),
        (b"caf\xe9", "not UTF-8"),
        (b"\xed\xa0\x80 words", "not UTF-8"),
    ],
)
def test_a_file_without_readable_words_says_why(tmp_path: Path, raw: bytes, reason: str) -> None:
    with pytest.raises(BadDocument, match=reason):
        content(write(tmp_path / "a.txt", raw))


def test_a_file_too_large_to_be_a_record_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(BadDocument, match="larger than 50 MB"):
        content(path)


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    gone = SourceFile(tmp_path / "gone.txt", "gone.txt")
    with pytest.raises(BadDocument, match="cannot be read"):
        read(gone, parse)
    with pytest.raises(BadDocument, match="cannot be read"):
        fingerprint(gone)


def test_the_fingerprint_changes_with_the_file_and_with_its_companion(tmp_path: Path) -> None:
    path, beside = write(tmp_path / "a.txt", "one"), write(tmp_path / "a.yaml", "facts: []")
    file = SourceFile(path, "a.txt", beside)
    first = fingerprint(file)
    assert first == read(file, parse).sha256
    write(beside, "facts: [1]")
    second = fingerprint(file)
    write(path, "two")
    assert len({first, second, fingerprint(file), fingerprint(SourceFile(path, "a.txt"))}) == 4


# --- ids ---------------------------------------------------------------------------------------------


def ids(*files: str, given: dict[str, str] | None = None) -> dict[str, str]:
    """Ids of files written "/root|relative"."""
    sources = [SourceFile(Path(name.replace("|", "/")), name.split("|")[1]) for name in files]
    found = assign_ids(sources, {Path(path): name for path, name in (given or {}).items()})
    return {str(path): name for path, name in found.items()}


def test_an_id_is_the_path_below_the_folder_without_suffix() -> None:
    assert ids("/r|2031/minutes.v2.txt") == {"/r/2031/minutes.v2.txt": "2031/minutes.v2"}


def test_where_two_ids_collide_both_keep_the_suffix_and_others_do_not() -> None:
    found = ids("/r|a.txt", "/r|a.md", "/r|b.txt")
    assert found == {"/r/a.txt": "a.txt", "/r/a.md": "a.md", "/r/b.txt": "b"}


def test_the_same_name_in_two_roots_gets_its_folder_and_no_two_ids_are_alike() -> None:
    found = ids("/x/one|a.txt", "/x/two|a.txt", "/y/two|a.txt")
    assert found["/x/one/a.txt"] == "one/a.txt"
    assert len(set(found.values())) == 3


def test_a_given_id_is_kept_and_the_other_gives_way() -> None:
    assert ids("/r|a.txt", "/r|b.txt", given={"/r/b.txt": "a"}) == {"/r/a.txt": "a.txt", "/r/b.txt": "a"}


def test_two_equal_given_ids_are_an_error_that_names_both_files() -> None:
    with pytest.raises(BadDocument, match=r'"same".*/r/a\.txt.*/r/b\.txt'):
        ids("/r|a.txt", "/r|b.txt", given={"/r/a.txt": "same", "/r/b.txt": "same"})
