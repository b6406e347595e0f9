"""Dates, set beside those of a record."""

from __future__ import annotations

import pytest

from rag.paragraphs.readers.dates import dates
from tests.unit.rag.paragraphs.readers.reading import found


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("It came in May 2011.", "It came on 10 May 2011.", []),
        ("It came on May 10, 2011.", "It came on 10 May 2011.", []),
        ("It came on 11/10/2011.", "It came on 11 October 2011.", []),
        ("It came in June 2011.", "It came on 10 May 2011.", ["June 2011 -> 10 May 2011"]),
        (
            "It came in March 2013.",
            "It came in March 2010, as was said in 2013.",
            ["March 2013 -> March 2010"],
        ),
        (
            "It came on 10 November 2011.",
            "It came on 11 October and not 10 November 2011.",
            ["10 November 2011 -> 11 October"],
        ),
        ("It came in 2031.", "It came.", []),
        ("It came in 2019.", "It came.", ["2019 ?"]),
        ("It came in 2031.", "It followed a death in 2000.", []),
        ("It came by the end of November.", "It came by the end of September.", ["November -> September"]),
        ("The Care Act 2012 set it.", "The Care Act 2014 set it.", ["2012 -> 2014"]),
        ("Under the 2014 Act it was set.", "The Care Act 2014 set it.", []),
        ("Seats are filled from 2029.", "Seats are filled from 2031.", ["2029 -> 2031"]),
        (
            "It ran from 2010 to December 2010.",
            "It ran from 2010 to April 2011.",
            ["December 2010 -> April 2011"],
        ),
        ("It ran from 2010 to April 2011.", "It ran from 2010 to April 2011.", []),
        ("It ran to December 2010.", "It ran from 2010 on.", []),
        (
            "It came on 27 October 2009.",
            "It came on 13 October, in the year 2009.",
            ["27 October 2009 -> 13 October"],
        ),
        ("It came on 13 October 2009.", "It came on 13 October, in the year 2009.", []),
        (
            "It came in October 2013, after a story that August.",
            "It came after a story on 23 August 2013.",
            ["October 2013 ?"],
        ),
        ("It came in October 2013.", "It came in its 2014-15 session.", ["October 2013 ?"]),
        ("It was due in December 2031.", "It was due in April 2032.", ["December 2031 -> April 2032"]),
        (
            "It came on 23 November 2009.",
            "It came on 13 October; the year 2009 is inferred.",
            ["23 November 2009 -> 13 October"],
        ),
    ],
)
def test_dates(written: str, text: str, differs: list[str]) -> None:
    assert found(dates, written, text) == differs
