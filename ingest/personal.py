"""Personal data in a text: how many of each kind. The values themselves are never returned, printed or logged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType
from stdnum.gb import nhs

from rag.domain import Excluded

#: Raised when other things would be counted.
PERSONAL_VERSION = 1


class PersonalKind(StrEnum):
    """A sort of personal data, the most telling first."""

    NHS_NUMBER = "nhs_number"
    NI_NUMBER = "ni_number"
    BIRTH_DATE = "birth_date"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"


#: How many of each kind a text holds; kinds of which there is none are left out.
PersonalData = Mapping[PersonalKind, int]

_NOUNS = {
    PersonalKind.NHS_NUMBER: ("NHS number", "NHS numbers"),
    PersonalKind.NI_NUMBER: ("National Insurance number", "National Insurance numbers"),
    PersonalKind.BIRTH_DATE: ("date of birth", "dates of birth"),
    PersonalKind.POSTCODE: ("postcode", "postcodes"),
    PersonalKind.PHONE: ("phone number", "phone numbers"),
    PersonalKind.EMAIL: ("e-mail address", "e-mail addresses"),
}

#: Characters before a number in which its name is looked for: "National Insurance number (if known): ".
_BEFORE = 40

#: What says that a number is of another sort, right before it.
_OTHER = re.compile(
    r"\b(?:ISBN(?:-1[03])?|ISSN|UPN|URN|DOI|hospital|ref|reference|case|account|invoice|order|charity|company|grant|item)"
    r"(?: (?:no|number|code|id|ref))?[\s.:#=]*$",
    re.IGNORECASE,
)
_NHS = re.compile(r"\b(?:NHS|CHI)\b", re.IGNORECASE)
_INSURANCE = re.compile(r"\b(?:national insurance|NINO|NI (?:no|number))\b", re.IGNORECASE)

#: Ten figures, together or as 3-3-4. The check figure alone lets one in eleven through, and every ISBN of ten figures.
_TEN = re.compile(
    r"(?<![\w£$€/-])(?<!\d[.,])([0-9]{3})([ -]?)([0-9]{3})\2([0-9]{4})(?![\w/]|[.,][0-9]|-[0-9])"
)

#: Figures that NHS numbers of England, Wales and Northern Ireland begin with; Scotland's (CHI) need their name.
_NHS_BEGINS = "3467"

#: HMRC's National Insurance Manual, NIM39110: letters and pairs of letters that are not given out.
_NI = re.compile(
    r"(?<![\w-])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]([ -]?)[0-9]{2}\1[0-9]{2}\1[0-9]{2}"
    r"(?:\1(?P<suffix>[A-D]))?(?![\w-])",
    re.IGNORECASE,
)

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = (
    r"(?:(?P<y1>[0-9]{4})-(?P<m1>[0-9]{1,2})-(?P<d1>[0-9]{1,2})"
    r"|(?P<d2>[0-9]{1,2}) ?[/.-] ?(?P<m2>[0-9]{1,2}) ?[/.-] ?(?P<y2>[0-9]{4}|[0-9]{2})"
    rf"|(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m3>{_MONTH}),? (?P<y3>[0-9]{{4}})"
    rf"|(?P<m4>{_MONTH}) (?P<d4>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>[0-9]{{4}}))(?![0-9])"
)
_BORN = re.compile(
    r"\b(?:(?:d\.? ?o\.? ?b\b\.?|dates? of birth|birth ?dates?)[\s:;.|()=-]{0,20}(?:is |was |are |were )?"
    rf"|born\b(?: (?:in|at) [\w' -]{{2,30}}?)?,?(?: on)?(?: the)?(?: \w{{3,6}}day,?)? ?\(?){_DATE}",
    re.IGNORECASE,
)
_NEXT_DATE = re.compile(rf"\s*(?:,|;|&|and|\n)\s*(?:and )?{_DATE}", re.IGNORECASE)

#: "(14.3.2009, aged 12)", "aged 12 (14.3.2009)". "On 14 March aged 12" and "died ..." are no dates of birth.
_BEFORE_AGE = re.compile(rf"(?<!on )(?<!died )(?<![\w/.-]){_DATE}[,)]? ?\(?aged?\b", re.IGNORECASE)
_BEHIND_AGE = re.compile(rf"\baged? [0-9]{{1,2}},? \({_DATE}", re.IGNORECASE)

#: The pattern of the Office for National Statistics' postcode directory; what has small letters needs its space.
_POSTCODE = re.compile(
    r"(?<![\w/-])(?P<area>[A-Z]{1,2})[0-9][0-9A-HJKMNPR-Y]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?![\w/-])"
)
_AREAS = frozenset(
    """AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP
    NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W
    WA WC WD WF WN WR WS WV YO ZE""".split()
)

#: A British number with its nought or its +44, or a foreign one with a plus sign.
_PHONE = re.compile(
    r"(?<![\w£$€/-])(?<![0-9][.,])(?:\+[0-9]{1,3}|00 ?44|\(?0(?=[1-37]))(?: ?\(0\))?[0-9 ()-]{6,17}[0-9]"
    r"(?![\w/]|[.,][0-9]|-[0-9])"
)

#: Numbers that Ofcom gives to nobody, for use in drama. A file with examples in it is warned of like any other.
_DRAMA = re.compile(
    r"(?:1632960|7700900|2079460|1134960|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960"
    r"|1614960|1914980|2896496|2920180)[0-9]+"
)

#: Lines of organisations and helplines: nobody's own.
_NOBODYS = (
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
)

_EMAIL = re.compile(r"(?<![\w.+%-])[\w+%-]+(?:\.[\w+%-]+)*@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)

_BRITAIN = 44

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def personal(text: str, excluded: Iterable[Excluded] = ()) -> dict[PersonalKind, int]:
    """How many different values of each kind stand in the text outside the excluded spans; kinds without one left out.

    A value that is repeated counts once. Addresses and numbers of public offices count too: nothing in them says whose
    they are. Freephone, 0300 and other lines that are no person's do not.
    """
    plain = _plain(text, excluded)
    numbers: dict[PersonalKind, Collection[object]] = {
        PersonalKind.NHS_NUMBER: set(_nhs_numbers(plain)),
        PersonalKind.NI_NUMBER: set(_ni_numbers(plain)),
        PersonalKind.BIRTH_DATE: set(_birth_dates(plain)),
        PersonalKind.POSTCODE: set(_postcodes(plain)),
        PersonalKind.PHONE: set(_phones(plain)),
        PersonalKind.EMAIL: {found.group().casefold() for found in _EMAIL.finditer(plain)},
    }
    return {kind: len(values) for kind, values in numbers.items() if values}


def warning(counts: PersonalData) -> str:
    """One line that says what a file holds and what to do; "" where it holds nothing of the sort."""
    parts = [f"{counts[kind]} {_NOUNS[kind][counts[kind] != 1]}" for kind in PersonalKind if counts.get(kind)]
    if not parts:
        return ""
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{listed}: check before sharing"


def _plain(text: str, excluded: Iterable[Excluded]) -> str:
    """The text outside the excluded spans, with plain spaces, dashes and figures and nothing invisible."""
    parts, start = [], 0
    for span in sorted(one.span for one in excluded):
        parts.append(text[start : span.start])
        start = max(start, span.end)
    whole = unicodedata.normalize("NFKC", "\n".join((*parts, text[start:]))).translate(_DASHES)
    if whole.isascii():
        return whole
    return "".join(character for character in whole if unicodedata.category(character) != "Cf")


def _before(text: str, start: int) -> str:
    """The words on the line before a number, the nearest of them."""
    return text[max(0, start - _BEFORE) : start].rpartition("\n")[2]


def _nhs_numbers(text: str) -> Iterator[str]:
    for found in _TEN.finditer(text):
        before = _before(text, found.start())
        if not _OTHER.search(before) and (_NHS.search(before) or found[1][0] in _NHS_BEGINS):
            digits = found[1] + found[3] + found[4]
            if nhs.is_valid(digits):
                yield digits


def _ni_numbers(text: str) -> Iterator[str]:
    for found in _NI.finditer(text):
        if found["suffix"] or _INSURANCE.search(_before(text, found.start())):
            yield re.sub(r"[ -]", "", found.group()).upper()[:8]


def _birth_dates(text: str) -> Iterator[date]:
    for cue in _BORN.finditer(text):
        found: re.Match[str] | None = cue
        while found:
            yield from _day(found)
            found = _NEXT_DATE.match(text, found.end())
    for pattern in (_BEFORE_AGE, _BEHIND_AGE):
        for found in pattern.finditer(text):
            yield from _day(found)


def _day(found: re.Match[str]) -> Iterator[date]:
    """The day that was matched, if the calendar has it."""
    for way in "1234":
        if found[f"y{way}"]:
            year, month, day = found[f"y{way}"], found[f"m{way}"], found[f"d{way}"]
            number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].casefold()) + 1
            try:
                yield date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
            except ValueError:
                return


def _postcodes(text: str) -> Iterator[str]:
    for pattern_text in (text, _small_letters(text)):
        for found in _POSTCODE.finditer(pattern_text):
            if found["area"] in _AREAS:
                yield found.group().replace(" ", "")


_SMALL = re.compile(r"(?<![\w/-])[a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2}(?![\w/-])")


def _small_letters(text: str) -> str:
    """What may be postcodes in small letters, as capitals."""
    return "\n".join(found.group().upper() for found in _SMALL.finditer(text))


def _phones(text: str) -> Iterator[str]:
    for found in _PHONE.finditer(text):
        before = _before(text, found.start())
        if _OTHER.search(before) or _NHS.search(before):
            continue
        try:
            number = phonenumbers.parse(found.group(), "GB")
        except NumberParseException:
            continue
        known = phonenumbers.is_valid_number(number)
        if known and phonenumbers.number_type(number) in _NOBODYS:
            continue
        given = number.country_code == _BRITAIN and _DRAMA.fullmatch(str(number.national_number))
        if known or given:
            yield f"{number.country_code} {number.national_number}"
