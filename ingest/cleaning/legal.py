"""Rules for notices that the law or the publisher puts on every page: cookies, copyright, which government it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.lines import Page

_COOKIES = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site)(?: also| only|'d like to| would like to)? (?:uses?|sets?)\b[^.]{0,40}"
    r"\bcookies\b.*\b(?:(?:web)?sites?|services?|browse|browser|browsing|experience|settings|polic(?:y|ies)|devices?|analytics|"
    r"consent|accept)\b.*|by continuing to (?:use|browse) (?:this|our) (?:web)?site\b.*|cookies on \S+|"
    r"you(?:'ve| have) (?:accepted|rejected)\b.*\bcookies?\b.*|"
    r"(?:i )?(?:accept|reject|view|manage|hide|change|allow)(?: \w+){0,3} cookies?|cookie settings|hide this message|"
    r"derbyn (?:pob )?cwcis?|gwrthod cwcis|gweld cwcis|gosodiadau cwcis|rydym yn defnyddio cwcis\b.*"
)
#: Good anywhere: no sentence of a record begins so.
_COPYRIGHT = re.compile(
    r"(?:copyright )?©.*|copyright \d{4}\b.*|.{0,80}\ball rights reserved\.?|"
    r"all content is available under the open government licence\b.*|© ?hawlfraint\b.*|cedwir pob hawl\.?"
)
#: Believed among the last lines only.
_CREDIT = re.compile(
    r"\(c\) copyright\b.*|copyright \(c\).*|(?:crown )?copyright\s.*\d{4}.*|"
    r"(?:proudly )?powered by [\w.]+(?: [\w.]+)?|.*\btheme by .*"
)
_GOVERNMENT = re.compile(
    r"this (?:(?:news )?(?:article|story|item)|publication|page|speech|press release|consultation|guidance|document)?"
    r"\s*was published under the .{4,90} government\.?"
)
_NEW_SERVICE = re.compile(r"(?:(?:alpha|beta):? )?this is a new (?:service|website)\b.*\bfeedback\b.*")

#: A longer line about copyright is part of a record's own words (words).
_LONGEST_NOTICE = 15
#: Cookie banners are a few sentences on one line (words).
_LONGEST_BANNER = 80
#: Credits stand in the last lines of a page.
_LAST_LINES = 3


def cookie_notices(page: Page) -> Iterator[tuple[int, str]]:
    """Yields notices about cookies, and the buttons under them."""
    for index, line in enumerate(page.lines):
        if line.count <= _LONGEST_BANNER and _COOKIES.fullmatch(line.label):
            yield index, "cookies"


def copyright_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yields copyright lines anywhere, and credits of a template among the last lines."""
    for index, line in enumerate(page.lines):
        if line.count > _LONGEST_NOTICE:
            continue
        last = index >= len(page.lines) - _LAST_LINES
        if _COPYRIGHT.fullmatch(line.label) or (
            last and not line.is_sentence and _CREDIT.fullmatch(line.label)
        ):
            yield index, "copyright"


def publisher_banner(page: Page) -> Iterator[tuple[int, str]]:
    """Yields banners that say under which government a page was published, or that a website is new."""
    for index, line in enumerate(page.lines):
        if _GOVERNMENT.fullmatch(line.label) or (
            line.count <= _LONGEST_BANNER and _NEW_SERVICE.fullmatch(line.label)
        ):
            yield index, "banner"
