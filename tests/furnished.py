"""Invented pages in the layouts that council, parliament and news pages come in, their furniture between ⟦ and ⟧.

Nobody and nothing in them is real, and no sentence is from anywhere but for the formulas that every agenda prints.
"""

# ruff: noqa: E501  (the layouts are of long lines)

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.domain import Span
from rag.text import sentences


@dataclass(frozen=True)
class Furnished:
    """A page without its marks, and where its furniture stands."""

    text: str
    furniture: tuple[Span, ...]

    @property
    def gold(self) -> set[int]:
        """The characters of the furniture, white space aside."""
        return {
            i for span in self.furniture for i in range(span.start, span.end) if not self.text[i].isspace()
        }

    @property
    def content(self) -> list[Span]:
        """The sentences of what is no furniture."""
        found: list[Span] = []
        position = 0
        for span in (*self.furniture, Span(len(self.text), len(self.text) + 1)):
            if position < span.start:
                found += sentences(self.text, Span(position, span.start))
            position = span.end
        return found


def unmarked(page: str) -> Furnished:
    """The page that a marked one stands for."""
    text = ""
    spans: list[Span] = []
    for part in re.split(r"(⟦[^⟧]*⟧)", page):
        if part.startswith("⟦"):
            spans.append(Span(len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    return Furnished(text, tuple(spans))


AGENDA_ITEM = """⟦Agenda item⟧

Lantern scheme for evening visits

Meeting: 14/05/2031 - Westmarch Children's Scrutiny Panel (Item 7)

7 Lantern scheme for evening visits ⟦pdf icon PDF 212 KB⟧

To consider a report of the Director on the first year of the Lantern scheme. ⟦Contact Officer: Petra Lunt, 01632 960114, petra.lunt@westmarch.example⟧

⟦Additional documents:⟧

Minutes:

The Panel considered the report on the Lantern scheme.

In answer to a question, officers said that 41 per cent of evening visits had started late. A member asked whether drivers were paid for waiting. They were not.

\u00a0

The Chair agreed to write to the bus company before the summer.

RESOLVED

That the report be noted.

⟦View the background to item 7⟧
"""

ISSUE_DETAILS = """⟦Issue details⟧

Report on sibling placements

⟦Issue - meetings⟧

Meeting: 03/02/2031 - Eastwick Family Panel (Item 12)

12 Report on sibling placements ⟦pdf icon PDF 1.4 MB⟧

⟦Supporting documents:⟧

Minutes:

A representative of the Director submitted a report (copies of which had been circulated).

The following comments were made / issues raised:-

•\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 Members asked why so few sisters and brothers were placed together.

•\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 It was stated that there were 62 groups of three or more. In response, it was stated that 19 were together.

•\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 Home

RESOLVED – That the report be noted and that a further report be submitted to the July meeting.
"""

WHOLE_MEETING = """⟦Agenda and minutes⟧

Westmarch Corporate Parenting Panel
Tuesday, 4th March, 2031 6.30 pm

Venue: Room 3, Guildhall, Westmarch

⟦Contact: Jonas Reedham⟧
⟦Tel: 01632 960288⟧
⟦Email: jonas.reedham@westmarch.example⟧

⟦No.⟧
⟦Item⟧

1. Filming at meetings

⟦Please note that this meeting may be filmed or recorded by the Council for live broadcast.⟧

2. Apologies for absence

⟦To receive any apologies for absence.⟧

Minutes:

An apology for absence was received from Cllr Nan Abbot. Cllr Ode Marsh sent apologies for lateness.

3. Urgent business

⟦The Chair will consider the admission of any late items of urgent business.⟧ ⟦Late items will be considered under the agenda item where they appear.⟧

Minutes:

There were none.

4. Declarations of interest

⟦A member with a disclosable pecuniary interest or a prejudicial interest in a matter who attends a meeting at which it is considered:⟧

⟦(i) must disclose the interest at the start of the meeting or when the interest becomes apparent, and⟧
⟦(ii) may not participate in any discussion or vote on the matter and must withdraw from the meeting room.⟧

⟦A member who discloses at a meeting an interest which is not registered must notify the Monitoring Officer of the interest within 28 days.⟧

Minutes:

Cllr Sefton declared an interest in item 6 as a governor of Elm School. She left the room for that item.

5. Minutes ⟦pdf icon PDF 88 KB⟧

⟦To approve the minutes of the meeting held on 9 December 2030 as a correct record.⟧

Minutes:

The minutes of 9 December 2030 were agreed, with "forty" in place of "fourteen" in paragraph 3.

6. Homework clubs in children's homes

To consider a report on homework clubs.

⟦Additional documents:⟧

Minutes:

The Panel noted that nine homes of eleven had a club. Members must see the figures by home, the Chair said.

It was agreed that the Head of Service would report back in June.

7. Any other business

⟦To consider any items of urgent business admitted at item 3.⟧

Minutes:

The Chair thanked Mrs Pell, who retires in May.
"""

MATTERS_ARISING = """⟦Agenda and draft minutes⟧

Eastwick Safeguarding Committee
Thursday, 12th June, 2031 7.00 pm

Venue: Civic Hall

118. APOLOGIES FOR ABSENCE

⟦The Committee is asked to note any apologies for absence.⟧

Minutes:

Apologies were received from Cllr Tarn and from the Independent Member.

119. DECLARATIONS OF INTEREST

⟦Members are asked to declare any personal or prejudicial interest in any item on this agenda.⟧

Minutes:

None were declared.

120. MATTERS ARISING

Item 104: the Committee asked why the duty rota had not been sent. Officers apologised and said that it would go out that week.

Item 109 – the Head of Fostering had met the nine carers who wrote in March.

Officers to bring the costs of both to the next meeting (Action: Head of Fostering).

121. EXEMPT ITEMS

The following items are likely to be exempt because they name families.
"""

MIDDLE_DOTS = """⟦Agenda item⟧

The Harbour Review - Briefing

Meeting: 21/09/2031 - Northgate Scrutiny Panel (Item 5)

5 The Harbour Review - Briefing ⟦pdf icon PDF 301 KB⟧

Minutes:

The Director gave a presentation. The main points were as follows:

·\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 The Review had heard from 900 families over ten months.

\u00a0

·\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 Too much was spent on crisis and too little on help before it

\u00a0

·\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 Kinship

\u00a0

·\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 About us, the young people's group, had asked for one worker for each child.

AGREED that the presentation be noted and that the Panel receive an update in six months.
"""

RESOLVED_BLOCKS = """Wolds County Council

Children's Select Committee

MINUTES OF THE MEETING HELD ON 8 JUNE 2031 AT COUNTY HALL

Present:

Cllr Ivo Strand (Chairman), Cllr Bea Kettle and Cllr Hal Moss

Also Present:

Cllr Una Frith

61 Election of Chairman

Resolved:

To elect Councillor Ivo Strand as Chairman for 2031/32.

62 Declarations of Interest

⟦To receive any declarations of disclosable interests.⟧

There were no declarations.

63 Public Participation

⟦To consider any questions or statements from members of the public in accordance with the constitution.⟧

No questions were received.

64 Visits to Homes

Members discussed the rota. Two homes had not been visited since January.

Resolved:

1. To note the rota

2. To ask the Director for

(a) a list of visits
(b) the dates of the next two
(c) 2031 figures for each home

(Duration of meeting: 10.30 am - 12.15 pm)

⟦The Officer who has produced these minutes is Libby Vance of Democratic Services, direct line 01632 960450, e-mail libby.vance@wolds.example⟧
"""

PIPED_TABLE = """⟦Agenda and minutes⟧

Fernshire Children's Committee

Venue: Shirehall

Minutes:

Apologies had been received from Councillors Ambrose Tull and Kit Yarrow.

The Committee went through its plan of work:

| Topic | Lead | Home | Due |
| Search for carers | Head of Fostering | Home | 4 May 2031 |
| Contact | Family Hub manager | Home | Jobs |
| Archive of visits | Clerk | About 3 days | Blog |

The Chair asked that the dates be kept.

1 of 3 actions was late.
"""

ORAL_EVIDENCE = """UNCORRECTED TRANSCRIPT OF ORAL EVIDENCE

HOUSE OF COMMONS

USE OF THE TRANSCRIPT
⟦1. This is an uncorrected transcript of evidence taken in public and reported to the House.⟧ ⟦The transcript has been placed on the internet on the authority of the Committee.⟧
⟦2. Any public use of, or reference to, the contents should make clear that neither witnesses nor Members have had the opportunity to correct the record.⟧

Members present: Dora Finch (Chair); Mr Aled Roe; Sunita Blythe.

Witness: Dr Ada Fenwick, Westmarch University.

⟦Page 2⟧

Q1 Chair: Dr Fenwick, thank you for coming. What has changed?

Dr Fenwick: Very little. We counted the visits again last year.

Q2 Mr Roe: Is that all?

Dr Fenwick: Yes.

⟦Page 3⟧

Q3 Sunita Blythe: I share the worry about forms. How many does a worker fill in?

Dr Fenwick: Eleven for each visit. Print them and they are 40 pages.

Chair: No.

Q4 Mr Roe: Item?

Dr Fenwick: No comment.

⟦Page 4⟧

Q5 Chair: Thank you.
"""

COMMITTEE_REPORT = """⟦House of Commons Home › Committees › Harbour report⟧

3 What the inspector found

Leaders who did not listen

21. The inspector reported that leaders did not listen.[34] Councillors told us that they had asked for figures four times.

22. We heard that staff left. "Nobody asked us why", one wrote.[35] [36]

23. We recommend that the Department publish the numbers each year.

⟦[Column 12]⟧

24. The council has had a new leader since May.

34 Q 118

35 HBR 12, paragraph 4

36 Ibid.

⟦Back to top⟧
⟦© Parliamentary copyright⟧
"""

GOVERNMENT_PAGE = """⟦Cookies on GOV.EXAMPLE⟧

⟦We use some essential cookies to make this website work. We'd like to set additional cookies to understand how you use the site and to improve services.⟧

⟦Accept additional cookies⟧
⟦Reject additional cookies⟧
⟦View cookies⟧

⟦Skip to main content⟧

⟦Menu⟧

⟦Home⟧
⟦News and communications⟧
⟦Search⟧

⟦This was published under the 2029 to 2033 Unity coalition government⟧

Press release

Harbour inquiry: government response

The Government has set out how it will act on the Harbour inquiry.

From: Department for Families and Ola Brandt

Published 13 July 2031

The Minister said that ten of fifteen proposals are accepted. Councils will choose how long visits last.

Today the department has also published a note on costs.

⟦Share this page⟧
⟦Share on Facebook⟧

Published 13 July 2031

⟦Is this page useful?⟧
⟦Report a problem with this page⟧

⟦Related content⟧
⟦- Harbour inquiry: terms of reference⟧
⟦- Visiting hours in children's homes⟧

⟦Privacy⟧
⟦Cookies⟧
⟦Accessibility statement⟧

⟦All content is available under the Open Government Licence v3.0, except where otherwise stated⟧
⟦© Crown copyright⟧
"""

REPORT_WITH_MINUTES = """Agenda Item No. 9

Saltmere Council

⟦Saltmere Council - Cabinet, 9 February 2031⟧
⟦Page 1 of 3⟧

Report of the Cabinet Member for Families

Inspection of planning for children in care

1. The inspectorate came in the autumn. It praised the reading scheme and found plans late.

⟦Saltmere Council - Cabinet, 9 February 2031⟧
⟦Page 2 of 3⟧

2. Extract from the minutes of the Scrutiny Committee, 12 January 2031:

"745 INSPECTION (REF)

The Head of Service presented the report. Having considered it, the Committee RECOMMENDED that Cabinet fund two posts."

3. Cabinet is asked to fund the posts from April.

⟦Saltmere Council - Cabinet, 9 February 2031⟧
⟦Page 3 of 3⟧

Background Papers

Letter from the inspectorate, 2 December 2030

⟦Contact Officer: Iolo Prys, Head of Service, tel: 01632 960707⟧
"""
DEBATE = """⟦28 Jan 2031 : Column 738⟧

Harbour Inquiry

2.14 pm

The Secretary of State for Families (Ola Brandt) (Unity): With permission, Madam Deputy Speaker, I shall make a statement. 12:41:07 The House will know that Dr Fenwick has reported. I share her view; we like it. 12:44:30 Members on all sides asked for homes to be visited more.

⟦28 Jan 2031 : Column 739⟧

Mr Roe (Westmarch) (Lib): I am grateful. Will he print the costs?

Ola Brandt: Yes.

⟦2 years ago⟧

Baroness Lyle (Crossbench): My Lords, it was two years ago today that we first asked. Nothing was done.
"""

WELSH_CHROME = """⟦Neidio i'r prif gynnwys⟧

⟦English | Cymraeg⟧

⟦Dewislen⟧
⟦Hafan⟧
⟦Newyddion⟧
⟦Chwilio⟧
⟦Cysylltwch â ni⟧

⟦Hafan > Dadleuon > 8 Hydref⟧

Foster Care: Pay

Assembly debates, 8 October 2031

Ceri Adair (Harbour East): I beg to move that this Assembly notes the report on foster care. Carers have had no rise for six years.

⟦2 weeks ago⟧

Nia Boland (Moor): I thank the Member. Home is where children do best.

⟦Rhannu ar Facebook⟧

⟦Amdanom ni | Cysylltu | Polisi preifatrwydd | Hygyrchedd⟧
⟦Yn ôl i'r brig⟧
"""

BLOG = """⟦Harbour Watch⟧

⟦Skip to content⟧

⟦Menu⟧
⟦• Home⟧
⟦• About⟧
⟦• Books⟧

Harbour Watch

What the panel did not say

March 9, 2031 by Moss Tully

The panel met on Tuesday and said less than it might have. I have sat through eleven of these.

Nobody asked about the buses.

⟦Email ThisBlogThis!Share to XShare to FacebookShare to Pinterest⟧
⟦3 comments⟧

⟦Labels: buses, Eastwick, visits⟧

⟦Related posts⟧
⟦- Buses again⟧
⟦- Five things to do with an old ferry⟧

⟦Leave a Reply⟧
⟦Your email address will not be published. Required fields are marked *⟧
⟦Comment *⟧
⟦Name *⟧
⟦Post Comment⟧

⟦Categories⟧
⟦Buses⟧
⟦Visits⟧

⟦Blogroll⟧
⟦• Ferry Times⟧
⟦• Moor Notes⟧

⟦About Archive Contact⟧
⟦Proudly powered by Quill⟧
"""

PAGES = {
    name.casefold().replace("_", "-"): unmarked(page)
    for name, page in list(globals().items())
    if name.isupper() and isinstance(page, str)
}
