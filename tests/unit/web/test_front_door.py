"""What is asked to be left out of a question, who has to wait, and who may come in."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from ingest.personal import PersonalKind
from rag.errors import BadSetting
from web.door import logins
from web.door.logins import Logins, entry, main, open_logins, read_logins
from web.door.questions import BUSY, Allowed, AskToRemove, RateLimiter, check

# --- personal data -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "kinds", "listed"),
    [
        ("What help is there for NHS number 943 476 5919?", (PersonalKind.NHS_NUMBER,), "an NHS number"),
        (
            "My NI number is AB 12 34 56 C, am I owed a review?",
            (PersonalKind.NI_NUMBER,),
            "a National Insurance number",
        ),
        ("She was born on 3 March 2011. Who reviews it?", (PersonalKind.BIRTH_DATE,), "a date of birth"),
        ("Which reviews are near b15 2tt?", (PersonalKind.POSTCODE,), "a postcode"),
        (
            "Call 07700 900123 or write to jo@example.org about LS1 4AP",
            (PersonalKind.POSTCODE, PersonalKind.PHONE, PersonalKind.EMAIL),
            "a postcode, a phone number and an e-mail address",
        ),
        (
            "jo@example.org, 0117 496 0123",
            (PersonalKind.PHONE, PersonalKind.EMAIL),
            "a phone number and an e-mail address",
        ),
    ],
)
def test_personal_data_in_a_question_is_named_by_kind_and_never_repeated(
    question: str, kinds: tuple[PersonalKind, ...], listed: str
) -> None:
    found = check(question)
    assert isinstance(found, AskToRemove)
    assert (found.kinds, found.listed) == (kinds, listed)
    assert listed in found.words
    assert "not kept" in found.words
    assert not {word for word in question.split() if word.strip(".,?!")[-1:].isdigit()} & set(
        found.words.split()
    )


def test_every_kind_of_personal_data_has_words() -> None:
    assert all(AskToRemove((kind,)).listed for kind in PersonalKind)


@pytest.mark.parametrize(
    "question",
    [
        "What measures had Birmingham City Council already introduced by October 2009?",
        "What does section 47 say about £1,200,000 and 2,500 children?",
        "What was agreed on 14.3.2011 at item 9.2?",
        "Which helpline is 0808 800 5000?",
        "",
    ],
)
def test_a_question_about_the_records_is_allowed(question: str) -> None:
    assert check(question) == Allowed()


# --- how many questions ------------------------------------------------------------------------------


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_session_that_asks_too_fast_is_told_how_long_to_wait_and_then_let_in() -> None:
    clock = Clock()
    limiter = RateLimiter(most=2, clock=clock)
    assert limiter.turned_away("a") is None
    clock.now += 20
    assert limiter.turned_away("a") is None
    assert (
        limiter.turned_away("a")
        == "That was 2 questions within a minute. Please wait 40 seconds and ask again."
    )
    clock.now += 39.5
    assert "wait a second" in (limiter.turned_away("a") or "")
    clock.now += 0.5
    assert limiter.turned_away("a") is None
    assert limiter.turned_away("a") is not None


def test_one_fast_session_does_not_hold_up_another() -> None:
    limiter = RateLimiter(most=1, clock=Clock())
    assert limiter.turned_away("a") is None
    assert limiter.turned_away("a") is not None
    assert limiter.turned_away("b") is None


def test_many_sessions_together_are_told_that_it_is_busy_until_the_minute_is_over() -> None:
    clock = Clock()
    limiter = RateLimiter(most=5, in_all=3, clock=clock)
    assert [limiter.turned_away(name) for name in "abcd"] == [None, None, None, BUSY]
    clock.now += 60
    assert limiter.turned_away("d") is None


def test_sessions_are_forgotten_a_minute_after_their_last_question() -> None:
    clock = Clock()
    limiter = RateLimiter(most=5, clock=clock)
    for name in ("early", "late"):
        limiter.turned_away(name)
    clock.now += 30
    limiter.turned_away("late")
    assert limiter.sessions == 2
    clock.now += 30
    limiter.turned_away("other")
    assert limiter.sessions == 2
    clock.now += 60
    limiter.turned_away("other")
    assert limiter.sessions == 1


# --- logins ------------------------------------------------------------------------------------------

PASSWORD = "three grey herons"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real parameters take a fifth of a second for each password."""
    monkeypatch.setattr(logins, "_N", 16)
    monkeypatch.setattr(logins, "_P", 1)


def file_of(folder: Path, *lines: str) -> Path:
    path = folder / "logins"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def doors(folder: Path, clock: Clock) -> Logins:
    return Logins(read_logins(file_of(folder, "# the team", "", entry("ann", PASSWORD))), clock)


def tries(door: Logins, *pairs: tuple[str, str]) -> list[bool]:
    async def one_by_one() -> list[bool]:
        return [await door.admits(*pair) for pair in pairs]

    return asyncio.run(one_by_one())


def test_the_right_password_of_a_name_lets_in_and_nothing_else_does(tmp_path: Path) -> None:
    door = doors(tmp_path, Clock())
    assert tries(door, ("ann", PASSWORD)) == [True]
    assert (
        tries(door, ("ann", PASSWORD.upper()), ("bob", PASSWORD), ("Ann", PASSWORD), ("", "")) == [False] * 4
    )
    assert tries(door, ("ann", PASSWORD), ("ann", "x" * 257), ("ann", "\ud800")) == [True, False, False]


def test_a_password_is_the_same_however_its_letters_are_composed(tmp_path: Path) -> None:
    known = read_logins(file_of(tmp_path, entry("ann", "tŷ bach twt a thŷ")))
    assert tries(Logins(known), ("ann", "ty\u0302 bach twt a thy\u0302")) == [True]


def test_after_three_failures_a_name_waits_longer_each_time_and_success_wipes_the_slate(
    tmp_path: Path,
) -> None:
    clock = Clock()
    door = doors(tmp_path, clock)
    wrong, right = ("ann", "wrong"), ("ann", PASSWORD)
    assert tries(door, wrong, wrong, wrong, right) == [False] * 4
    clock.now += 1
    assert tries(door, wrong, right) == [False, False]
    clock.now += 1.9
    assert tries(door, right) == [False]
    clock.now += 0.2
    assert tries(door, right, wrong, wrong, right) == [True, False, False, True]


def test_the_wait_has_an_end_however_many_failures_there_were(tmp_path: Path) -> None:
    clock = Clock()
    door = doors(tmp_path, clock)
    for _ in range(30):
        tries(door, ("ann", "wrong"))
        clock.now += 60
    assert tries(door, ("ann", PASSWORD)) == [True]


def test_one_name_waiting_does_not_hold_up_another(tmp_path: Path) -> None:
    door = Logins(read_logins(file_of(tmp_path, entry("ann", PASSWORD), entry("bo", PASSWORD))), Clock())
    assert tries(door, *[("ann", "wrong")] * 5, ("bo", PASSWORD))[-1] is True


def test_tries_sent_together_do_not_slip_through_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = doors(tmp_path, Clock())
    hashed: list[str] = []
    real = logins.Secret.opened_by

    def counted(secret: logins.Secret, password: str) -> bool:
        hashed.append(password)
        return real(secret, password)

    monkeypatch.setattr(logins.Secret, "opened_by", counted)

    async def together() -> list[bool]:
        return await asyncio.gather(*(door.admits("ann", f"guess {n}") for n in range(50)))

    assert not any(asyncio.run(together()))
    assert len(hashed) == 3


def test_a_flood_of_made_up_names_is_not_queued_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = doors(tmp_path, Clock())
    hashed: list[str] = []
    monkeypatch.setattr(logins, "_MOST_NAMES", 5)
    monkeypatch.setattr(logins.Secret, "opened_by", lambda secret, password: hashed.append(password))

    async def flood() -> None:
        await asyncio.gather(*(door.admits(f"name{n}", "x") for n in range(100)))

    asyncio.run(flood())
    assert len(hashed) == logins._MOST_WAITING
    assert len(door._failures) == 5


def test_the_server_goes_on_while_a_password_is_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = doors(tmp_path, Clock())
    monkeypatch.setattr(logins.Secret, "opened_by", lambda secret, password: time.sleep(0.2) or True)
    ticks = 0

    async def beside() -> bool:
        nonlocal ticks
        trying = asyncio.create_task(door.admits("ann", PASSWORD))
        while not trying.done():
            await asyncio.sleep(0.01)
            ticks += 1
        return await trying

    assert asyncio.run(beside())
    assert ticks > 3


def test_an_entry_holds_no_password_and_a_fresh_salt_each_time() -> None:
    first, second = entry("ann", PASSWORD), entry("ann", PASSWORD)
    assert first != second
    assert PASSWORD not in first
    assert first.startswith("ann:scrypt:")


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("a b", PASSWORD, "login name"),
        ("", PASSWORD, "login name"),
        ("x:y", PASSWORD, "login name"),
        ("ann", "short", "5 characters"),
        ("ann", "x" * 257, "257 characters"),
    ],
)
def test_a_name_or_password_that_cannot_be_used_is_refused(name: str, password: str, told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        entry(name, password)


def test_a_login_file_that_cannot_be_used_is_one_line_that_shows_nothing_of_it(tmp_path: Path) -> None:
    good = entry("ann", PASSWORD)
    for lines, told in (
        ((good, "ann:secret-word"), "line 2 is no entry"),
        ((good, good), "line 2: the name stands twice"),
        (("# nobody",), "has no entry"),
    ):
        with pytest.raises(BadSetting, match=told) as raised:
            read_logins(file_of(tmp_path, *lines))
        assert "secret-word" not in str(raised.value)
        assert "\n" not in str(raised.value)
    with pytest.raises(BadSetting, match="No such file"):
        read_logins(tmp_path / "none")
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(BadSetting, match="not UTF-8"):
        read_logins(tmp_path / "latin")


def test_without_a_login_file_everybody_may_come_in_and_with_one_the_names_in_it(tmp_path: Path) -> None:
    assert open_logins(None) is None
    door = open_logins(file_of(tmp_path, entry("ann", PASSWORD)))
    assert door is not None
    assert tries(door, ("ann", PASSWORD)) == [True]


def test_the_command_writes_an_entry_that_lets_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ann"], lambda prompt: PASSWORD) == 0
    line = capsys.readouterr().out.strip()
    assert tries(Logins(read_logins(file_of(tmp_path, line))), ("ann", PASSWORD)) == [True]


def test_the_command_says_in_one_line_why_there_is_no_entry(capsys: pytest.CaptureFixture[str]) -> None:
    typed = iter([PASSWORD, "another password"])
    assert main(["ann"], lambda prompt: next(typed)) == 2
    assert main(["ann"], lambda prompt: "short") == 2

    def gone(prompt: str) -> str:
        raise EOFError

    assert main(["ann"], gone) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "the two passwords differ",
        "the password has 5 characters",
        "no password was given",
    ]


def test_the_real_parameters_of_scrypt_are_within_the_memory_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert logins._N == 2**14
    made = logins.Secret(b"0" * 16).keyed(PASSWORD)
    assert made.opened_by(PASSWORD)
    assert not made.opened_by(PASSWORD + "x")
