from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs

from ingest.personal import PersonalKind, personal, warning
from rag.domain import Excluded, Span

NHS, NI, BORN = PersonalKind.NHS_NUMBER, PersonalKind.NI_NUMBER, PersonalKind.BIRTH_DATE
POSTCODE, PHONE, EMAIL = PersonalKind.POSTCODE, PersonalKind.PHONE, PersonalKind.EMAIL


def nhs_number(nine: int) -> str | None:
    """The nine figures with their check figure; None where there is none for them."""
    return next((f"{nine}{check}" for check in range(10) if nhs.is_valid(f"{nine}{check}")), None)


#: A number with the right check figure, made from nine that nobody would choose.
VALID = nhs_number(400000111) or ""


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        (f"NHS number {VALID}", NHS, 1),
        (f"NHS no. {VALID[:3]} {VALID[3:6]} {VALID[6:]}, again {VALID}.", NHS, 1),
        (f"the girl ({VALID[:3]}-{VALID[3:6]}-{VALID[6:]})", NHS, 1),
        ("NI number AB 12 34 56 C", NI, 1),
        ("ab123456c and CE654321D", NI, 2),
        ("National Insurance no: AB123456", NI, 1),
        ("DOB: 14/03/2009", BORN, 1),
        ("D.O.B. 14.3.09 and 2 May 2011", BORN, 2),
        ("Date of birth\n14/03/2009", BORN, 1),
        ("She was born on 14 March 2009.", BORN, 1),
        ("born in Wexham on Tuesday, 14th of March, 2009", BORN, 1),
        ("born March 14, 2009; d.o.b. 2009-03-14", BORN, 1),
        ("Child F (14/03/2009, aged 12)", BORN, 1),
        ("Child F, aged 12 (14/03/2009)", BORN, 1),
        ("They live at 3 Quay Street, TQ1 2AB and SW1A 1AA.", POSTCODE, 2),
        ("tq1 2ab, TQ1 2AB, TQ12AB", POSTCODE, 1),
        ("01632 960123 or 07700 900123", PHONE, 2),
        ("(020) 7946 0018, +44 (0)20 7946 0018, 0044 20 7946 0018", PHONE, 1),
        ("Mob.07700900123. Tel:01632 960 123", PHONE, 2),
        ("+353 1 679 9000", PHONE, 1),
        ("Write to A.Sole@Example.org or a.sole@example.org.", EMAIL, 1),
    ],
)
def test_each_kind_is_counted_once_for_each_value(text: str, kind: PersonalKind, count: int) -> None:
    assert personal(text) == {kind: count}


@pytest.mark.parametrize(
    "text",
    [
        f"NHS number {VALID[:-1]}{(int(VALID[-1]) + 1) % 10}",
        f"Hospital number {VALID}, ref: {VALID}, case no. {VALID}, £{VALID}, {VALID}/2",
        "ISBN 0306406152 and ISBN-10: 0-306-40615-2",
        "QQ123456C, GB123456A, DA123456A, AB123456, AB123456E",
        "A boy aged 12 was seen on 14 March 2030. He died on 14 March 2030, aged 12.",
        "A review born of a scandal on 3 May 2011; born in 2009; DOB 31/02/2009; dob unknown",
        "CM 8062, A1 1AA, QX1 1AA, item 7B, HC 1050, 2A, E1-2AB/3",
        "£07700 900123, 01/02/2030 to 03/04/2031, 12.04.2030, Ref 01632 960123, 0123456789",
        "0800 1111 and 0300 123 1234 and 999 and +999 123 456 789",
        "handle @sole, a@b, 5 @ £3",
        "",
    ],
)
def test_what_only_looks_like_personal_data_is_not_counted(text: str) -> None:
    assert personal(text) == {}


def test_what_is_hidden_between_other_characters_is_found() -> None:
    assert personal(f"NHS {VALID[:4]}\u200b{VALID[4:]}") == {NHS: 1}
    assert personal("07700\u00a0900\u2011123") == {PHONE: 1}


def test_excluded_stretches_are_not_looked_at_and_join_nothing() -> None:
    text = "07700 900123 a@example.org 07700 x 900456"
    phone, between = text.index("07700"), text.index("x 900456")
    cut = (Excluded(Span(between, between + 2), "menu", "r"), Excluded(Span(phone, 12), "menu", "r"))
    assert personal(text) == {PHONE: 1, EMAIL: 1}
    assert personal(text, cut[1:]) == {EMAIL: 1}
    assert personal(text, cut) == {EMAIL: 1}


def test_the_warning_names_kinds_and_counts_on_one_line() -> None:
    assert warning({}) == ""
    assert warning({POSTCODE: 1}) == "1 postcode: check before sharing"
    assert warning({POSTCODE: 1, PHONE: 2}) == "1 postcode and 2 phone numbers: check before sharing"
    everything = dict.fromkeys(reversed(PersonalKind), 2)
    assert warning(everything) == (
        "2 NHS numbers, 2 National Insurance numbers, 2 dates of birth, 2 postcodes, 2 phone numbers "
        "and 2 e-mail addresses: check before sharing"
    )


_LETTERS = "ABCEGHJKLMNPRSTWXYZ"
_values = st.one_of(
    st.integers(400_000_000, 499_999_999).map(nhs_number).filter(bool).map(lambda n: (NHS, str(n))),
    st.tuples(st.sampled_from(_LETTERS), st.integers(100000, 999999), st.sampled_from("ABCD")).map(
        lambda parts: (NI, f"{parts[0]}C{parts[1]}{parts[2]}")
    ),
    st.dates()
    .filter(lambda d: 1950 < d.year < 2030)
    .map(lambda d: (BORN, f"{d.day:02}/{d.month:02}/{d.year}")),
    st.tuples(st.integers(10, 28), st.integers(1, 9), st.sampled_from(["AB", "XZ", "LN"])).map(
        lambda parts: (POSTCODE, f"TQ{parts[0]} {parts[1]}{parts[2]}")
    ),
    st.integers(100, 999).map(lambda n: (PHONE, f"07700 900{n}")),
    st.from_regex(r"\A[a-z]{8,12}\.[a-z]{8,12}@[a-z]{6,9}\.org\Z").map(lambda mail: (EMAIL, mail)),
)


@given(st.lists(_values, min_size=1, max_size=6, unique=True))
def test_values_never_come_back_in_what_is_returned_printed_or_logged(
    values: list[tuple[PersonalKind, str]],
) -> None:
    text = "\n".join(f"{'DOB ' if kind is BORN else 'Given: '}{value}" for kind, value in values)
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        counts = personal(text)
    finally:
        logging.getLogger().removeHandler(handler)
    wanted = {kind: len({value for k, value in values if k is kind}) for kind, _ in values}
    assert counts == wanted
    said = f"{counts!r} {counts} {warning(counts)}"
    for _, value in values:
        assert value not in said
        assert value.replace(" ", "") not in said
    assert records == []


@given(st.text(max_size=300))
def test_any_text_is_counted_without_a_fault(text: str) -> None:
    assert all(count > 0 for count in personal(text).values())


@pytest.mark.parametrize("part", ["0", "0 ", "a.", "a@", "(0", "born in a ", "aged ", "A1 ", "DOB \n", "+44"])
def test_long_monotonous_texts_are_read_to_the_end(part: str) -> None:
    assert not personal(part * (60_000 // len(part))).keys() & {NHS, NI, EMAIL}
