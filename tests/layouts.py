"""Invented records in the layouts that real ones come in: no word of them is from anywhere."""

# ruff: noqa: E501  (the layouts are of long lines)

from __future__ import annotations

TRADE_NEWS = """Harbour Inquiry: Visiting hours at centre of residential care inquiry
The inquiry into residential care opened this morning by Dr Ada Fenwick will ask how visiting hours can be made longer.
Setting out her plans, the Westmarch University lecturer said she hoped that grandparents would be heard first.
Dr Fenwick said: “A home is not a waiting room. We must count the hours that children spend with the people they love.
“More evenings [must be] kept free of meetings, and fewer of them spent on forms.”
A first paper will be published at the end of May, followed by a second in November 2031.
"""

MEETING_PAGE = """Issue - meetings

Harbour inqury

Meeting: 04/03/2031 - Joint meeting of Family Support Panel &Residential Care Panel (Item 9)

9 The Harbour Inquiry: Closing Paper - A place to stay pdf icon PDF 81 KB

Members will discuss a note on Dr Fenwick’s closing paper. A table of costs is attached.

\u00a0

\u00a0

Additional documents:

Minutes:

The panels discussed the note on\u00a0\u00a0 visiting hours. The Vice Chair warned that\u00a0 the note named no budget.

\u00a0

It was proposed that the rota used in Eastwick\u00a0 be copied. The Chair of the Residential Care Panel took this as an action.

\u00a0Members heard\u00a0 that\u00a0 in the meantime the rota team was\u00a0 already working on\u00a0 the evening \u00a0...\u00a0 view the full minutes text for item 9"""

SCRAPED_BLOG = """Parish Money Weekly

Main Menu

  • Home
  • Gardening
  • Used Vans
  • Parish grants

Parish Money Weekly

Header Banner

Parish Money Weekly

  • Home
  • Gardening
  • Used Vans
  • Parish grants
Parish grants
Home›Parish grants›Ministers promise longer visiting hours in homes

Ministers promise longer visiting hours in homes

By Casey Marlow
March 5, 2031
0
0

Children in residential homes will see their families for longer, ministers announced after the closing paper came out today.

The plan for homes includes:

  • Hire more drivers so that relatives without a car can come at weekends;
  • Publish the visiting hours of each home every spring; and
  • Set up a fund for travel, with the first grants paid in June.

Care minister Ola Brandt said:

This paper asks us to count hours, and we will count them.

The fund of £4m is shared by nine counties, and eleven other counties will bid for a second fund of £30m next year.

Related posts:

  1. Seven ways in which a used van beats a new one at the car auction this summer
  2. How to grow beans
  3. Lottery tickets sold out in town

Categories

  • Gardening
  • Parish grants
  • Used Vans
"""

COUNCIL_NEWS = """Eastwick Council has this week welcomed a tough report on its visiting rooms.
The report, Whose Room?, found that the council's visiting rooms were 'cold and bare.'
It said many rooms were shut because of broken heaters.Eastwick leader Cllr Rae Dunmore thanked the authors.
Steps already taken include:
• Repairing the heaters.
• Home visits for families who live far away.
• Opening rooms on Sundays.
Councillor Dunmore will bring the report to Full Council on 9th April.
"""

BLOG_POST = """Monday, 3 March 2031

Visiting review begins

A review of visiting rooms is being carried out in Eastwick.

"Families come first," said the Head of Homes. "We expect to finish in about four months."


Post a Comment

| Home | Main Site | About Us | Contact Us | Follow us on Twitter |
"""

DIGEST = """---
id: harbour-inquiry-2031
title: "Harbour inquiry opens, March 2031"
form: digest
kind: news
publisher: null
published: "2031-03"
dating: inferred
dating_reason: "The item bears no date; a note of the same week does."
jurisdiction: England
standing: press
people:
  - {name: "Ada Fenwick", role: "leads the Harbour inquiry"}
sources:
  - {title: "Harbour Inquiry", url: "https://example.org/harbour"}
notices: [undated, plan_not_outcome]
licence: CC-BY-4.0
reviewed: "2031-04-01"
---
# Harbour inquiry opens, March 2031

## What it was

In March 2031 Dr Ada Fenwick opened the Harbour inquiry into visiting hours in residential homes.

## What was planned

The Harbour inquiry listed three steps in March 2031:

- The Harbour inquiry was to hear grandparents first.
- The Harbour inquiry was to publish a first paper at the end of May 2031.
- Home visits were to be counted by the Harbour inquiry.
"""

ORIGINALS = {
    "trade-news": TRADE_NEWS,
    "meeting-page": MEETING_PAGE,
    "scraped-blog": SCRAPED_BLOG,
    "council-news": COUNCIL_NEWS,
    "blog-post": BLOG_POST,
}
