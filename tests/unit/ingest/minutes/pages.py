"""Invented minutes in the layouts that real ones come in: no word of them is from anywhere."""

# ruff: noqa: E501  (the layouts are of long lines)

from __future__ import annotations

#: One item of a council's meeting system as a scraper leaves it: stray spaces, a file's icon, a cut end.
ISSUE_PAGE = """Issue - meetings

Lantern report

Meeting: 04/03/2031 - Joint meeting of Family Support Advisory Committee &Fostering Policy and Practice Panel (Item 9)

9 The Lantern Review: Closing Paper - A bed for every night pdf icon PDF 81 KB

Members will consider a note on the closing paper, and agreed papers are attached.

\u00a0

Additional documents:

Minutes:

Panel members considered a note on the   Lantern review. The Scottish government agreed with most of its recommendations.  It was hoped that carers would be paid  more and it was suggested that the rota kept in Eastwick be copied. The Vice Chair of the Fostering Policy and Practice Panel agreed to take this forward  as an action.

\u00a0

An independent member asked whether the service had agreed a rota. The Committee were informed that  the service  would be reviewing its leaflets. The Panel noted  that the leaflets were old.\u00a0 It was agreed that the Cllr Oke and Cllr  Brandt would  speak with the  new manager about  the leaflets, with a longer paper  likely to come  in May 2032.  Members learnt that the team was already meeting  ...  view the full minutes text for item 9"""

#: A whole meeting of the same system: items with their notes, labels, lists with middle dots.
WHOLE_MEETING = """Agenda and minutes, Young People's Scrutiny Committee - Tuesday, 8th June, 2032 2.00 pm

Venue: Guildhall, Eastwick

40 Apologies for Absence

Minutes:

Apologies were received from Councillor Pell.

41 Minutes of the last meeting pdf icon PDF 40 KB

To approve the minutes of 2 March 2032.

Minutes:

The minutes of the meeting held on 2 March 2032 were approved as a correct record.

42 Short breaks pdf icon PDF 120 KB

The Committee is asked to agree the plan in the report.

Additional documents:

Minutes:

The Committee received a presentation from the Head of Short Breaks and considered the waiting list. In discussion the following points were made:

· The Cabinet had agreed a budget in May.

· A parent asked for a summer scheme.

The Head of Short Breaks said that she would circulate the waiting list figures by 14 July 2032.

Resolved:

(i) That the report be noted;

(ii) That the Director of Children's Services be asked to bring a costed plan to the September meeting; and

(iii) That a visit to two homes be arranged before the summer recess.

43 Fostering allowances

RECOMMENDED to Cabinet that allowances rise by 4% from April 2033.

Decision:

The Committee recommended the new allowances to Cabinet.
"""

#: Plain formal minutes: numbered headings, capitals, an action after its sentence.
FORMAL = """MEADOWBROOK COUNCIL

CHILDREN'S SERVICES PANEL

Minutes of the meeting of the Children's Services Panel held on Monday 12 November 2033 at 6.30 pm

Present: Councillors Adeyemi (Chair), Frost and Lund

1. Declarations of interest

There were none.

2. Education of children in care

The Panel discussed attendance at school. Officers to send attendance figures to all members. ACTION: Head of the Virtual School

RESOLVED (unanimously) that the report be noted and that a further report be brought to the next meeting.

3. Care leavers

Mr Frost reported that the government had agreed to fund flats. The Panel thanked the young people who had spoken and NOTED the update. A list of empty flats to be kept. (Action: Jo Lund, Participation Officer by 14 May 2034)

RESOLVED: (a) to endorse the offer to care leavers; (b) that the Leader write to the three housing associations by the end of January.

4. Date of next meeting

14 January 2034
"""

#: Decisions under a label of their own, then the minutes.
DECISION_PAGE = """Agenda item

Kinship policy

Meeting: Thursday, 3 February 2033 - Cabinet (Item 77)

77 Kinship policy

Decision:

That Cabinet:

1. approves the kinship policy;

2. delegates authority to the Corporate Director to publish it by 1 April 2033.

Minutes:

Cabinet considered the report of the Corporate Director. The Scrutiny Committee had agreed that the policy was needed.
"""

#: Minutes written in Markdown, with initials and a list of actions.
MARKDOWN = """# Corporate Parenting Board

Date: 5 July 2034

## Present

Cllr Nia Morgan, Tom Reyes

## 1. Sufficiency of homes

Agreed that Cllr Morgan and Tom Reyes to meet with the two providers before the end of term.

**Action:** JS/AB to update the risk register by Friday 20 July.

The Board did not agree the draft strategy. It was noted that three homes had closed.

## 2. Health checks

Actions:

- Designated Nurse to bring figures to the October meeting
- Circulate the dental leaflet (Health Team)
- Officers to check the spellings
- Chair: letter to the dentists
"""

#: A digest of minutes: whole sentences that say of whom they are.
DIGEST = """# The Lantern paper at committee, 4 March 2031

## What it was

The minutes of Item 9 record a joint meeting, on 4 March 2031, of the Family Support Advisory Committee and the Fostering Policy and Practice Panel. Item 9 is headed with the title of the paper, The Lantern Review: A bed for every night.

## What was considered

Members at the joint meeting of 4 March 2031 considered a note on the Lantern review.

## What was said

Taken overall, the government agreed with the Lantern review, according to the minutes of 4 March 2031. The minutes of 4 March 2031 do not say what the service agreed. At the joint meeting of 4 March 2031 it was suggested that a rota would be worth copying.

## What was agreed

As an action of the joint meeting of 4 March 2031, the Fostering Policy and Practice Panel's Vice Chair agreed to take the rota forward. It was agreed at the joint meeting of 4 March 2031 that Cllr Oke and Cllr Brandt would speak to the new manager by June 2031. At the joint meeting the committee noted that the leaflets were old. The minutes do not name the Vice Chair who took on the rota action.

## What is not known

According to other sources, the committee agreed a new rota in 2032. What came of the rota action is not known.
"""

#: A log of actions as a table, after a short note.
TABLE = """Safeguarding Partnership Board

Minutes of a meeting held on 21/09/2035

1. Neglect strategy

The Board accepted the strategy and its costs.

| Action | Owner | By when |
| --- | --- | --- |
| Share the strategy with schools | Lena Voss, Education Lead | 30 September 2035 |
| Review the training offer | officers | tbc |
| Count the visits | Quality hub | the next meeting |

The Board noted the risks.
"""

#: What comes out of a PDF: lines broken at a margin, minute numbers, no blank lines.
PDF_LINES = """HOLLOWAY DISTRICT COUNCIL
OVERVIEW AND SCRUTINY COMMITTEE
23 APRIL 2030
45/30 Family hubs
The Assistant Director presented the report and explained that the Cabinet
had agreed to open two hubs. Members asked that the Assistant Director provide
the rents of both hubs within two weeks.
It was resolved that the Chair write to the Cabinet Member before the
budget is set, and that officers be asked to map bus routes.
46/30 Work programme
The Committee agreed to invite the Police Commissioner to its next meeting and
agreed the work programme.
"""

#: Two items that were only noted, nothing to do.
NOTED_ONLY = """Agenda item

Adoption report

Meeting: 17/10/2036 - Social Care, Health & Housing Scrutiny Sub-Committee (Item 5)

5 Adoption report

Minutes:

The report was noted.

6 Advocacy report

Minutes:

Members discussed the advocacy report. It was proposed that a leaflet be printed. The report was noted.
"""

#: No agenda, no date, no body: a note of a team's meeting.
LOOSE_NOTE = """We talked about the rota for two hours. Report to be circulated in due course. Dr Priya Nair will contact the school immediately.

Nobody agreed anything else, and the plan that was agreed last year stands.
"""
