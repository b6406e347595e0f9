"""Pages in the layouts of ModernGov, in words of our own."""

# ruff: noqa: E501  (markup reads better in long lines)

from __future__ import annotations

from ingest.formats.html import read_html
from tests.unit.ingest.formats.making import headings, left_over, marked

MEETING = """<html><head><title>Agenda and minutes - Family Support Panel, Tuesday 4 March 2031</title></head><body>
<form id="aspnetForm" action="ieListDocuments.aspx?CId=7"><input type="hidden" name="v">
<div id="header"><ul><li><a href="/">Home</a></li><li>My council</li></ul></div>
<div class="mgContent"><h1>Agenda and minutes</h1>
<h2 class="mgSubTitleTxt">Family Support Panel<br>Tuesday, 4th March, 2031 7.00 pm</h2>
<p><span class="mgLabel">Venue:</span>&nbsp;&nbsp; Committee Room 2</p>
<h2 class="mgSectionTitle">Items</h2>
<table class="mgItemTable"><tr><th>No.</th><th>Item</th></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI1"></a>7.</p></td>
<td><p class="mgAiTitleTxt">Apologies for Absence</p>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>&nbsp;</p><p>None.</p></div></td></tr>
<tr><td><p class="mgAiTitleTxt">8.</p></td><td><p class="mgAiTitleTxt"><a>The Harbour Inquiry: Closing Paper</a>
<a><img alt="pdf icon"></a><span class="mgFileSize">PDF 81 KB</span></p>
<div class="mgWordPara"><p>Members will discuss a note on the closing paper.</p></div>
<p class="mgSubItemTitleTxt">Additional documents:</p>
<ul class="mgBulletList"><li><a>Costs</a><span class="mgFileSize"> PDF 12 KB</span></li></ul>
<p class="mgSubItemTitleTxt">Decision:</p><p>The paper was noted.</p>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>The Panel asked that:</p>
<p>(a)&nbsp;&nbsp; the rota be copied;</p><p>(b) homes report in May.</p>
<ol><li>Note the paper</li><li>Agree the rota</li></ol>
<table border="1"><tr><td>Eastwick</td><td>12</td></tr></table>
<p>&middot;&nbsp;&nbsp;&nbsp; Officers would &nbsp;write to all homes.</p>
<p><b>RESOLVED</b></p><p>That the paper be noted.</p></div></td></tr></table>
<h2>Attendance</h2>
<table class="mgAttendance"><tr><th>Attendee</th><th>Role</th></tr><tr><td>Cllr Ola Brandt</td><td>Chair</td></tr></table>
</div><div id="footer">Council offices, Westmarch</div></form></body></html>"""

ISSUE = """<html><head><title>Issue - meetings - Harbour inquiry</title></head><body><ul><li>Home</li></ul>
<div id="modgov"><h1>Issue - meetings</h1><h2>Harbour inquiry</h2>
<p>Meeting: 04/03/2031 - Joint meeting of Family Support Panel &amp; Residential Care Panel
(<a href="mgAi.aspx?ID=1">Item 9</a>)</p>
<table><tr><td>9</td><td><p>The Harbour Inquiry: Closing Paper <img alt="pdf icon"> PDF 81 KB</p></td></tr></table>
<p>Members will discuss a note.</p><p>Minutes:</p>
<p>The panels discussed the note on&nbsp;&nbsp; visiting hours.</p></div></body></html>"""

ITEM = """<html><head><title>Agenda item - Harbour inquiry</title></head><body><div class="nav">Home</div>
<h1>Agenda item</h1><h2>The Harbour Inquiry</h2>
<ul><li>Meeting of <a href="ieListDocuments.aspx?MId=3">Family Support Panel, Tuesday, 4th March, 2031</a> (Item 9.)</li></ul>
<p>To receive a note on visiting hours.</p><p>Minutes:</p><p>Received.</p><ul><li>The rota was to be copied.</li></ul>
<table><tr><td>The rota</td><td>costs nothing</td></tr></table></body></html>"""


def test_a_whole_meeting_keeps_its_items_labels_lists_and_tables() -> None:
    found = read_html(MEETING.encode())
    assert headings(found) == [
        (1, "Agenda and minutes"),
        (2, "Family Support Panel\nTuesday, 4th March, 2031 7.00 pm"),
        (2, "Items"),
        (3, "7. Apologies for Absence"),
        (3, "8. The Harbour Inquiry: Closing Paper"),
        (2, "Attendance"),
    ]
    left = [line.strip() for line in left_over(found).splitlines() if line.strip()]
    assert left[left.index("8. The Harbour Inquiry: Closing Paper") :] == [
        "8. The Harbour Inquiry: Closing Paper",
        "Members will discuss a note on the closing paper.",
        "Additional documents:",
        "- Costs",
        "Decision:",
        "The paper was noted.",
        "Minutes:",
        "The Panel asked that:",
        "(a) the rota be copied;",
        "(b) homes report in May.",
        "1. Note the paper",
        "2. Agree the rota",
        "Eastwick | 12",
        "· Officers would write to all homes.",
        "RESOLVED",
        "That the paper be noted.",
        "Attendance",
        "Attendee: Cllr Ola Brandt; Role: Chair",
    ]
    assert "Venue: Committee Room 2" in left


def test_the_frame_round_a_meeting_and_the_icons_in_it_are_marked() -> None:
    found = read_html(MEETING.encode())
    assert marked(found, "outside_main_text") == ["- Home\n- My council"]
    assert marked(found, "footer") == ["Council offices, Westmarch"]
    assert marked(found, "icon") == ["PDF 81 KB", "PDF 12 KB"]


def test_a_council_page_is_called_what_its_window_says_not_its_kind() -> None:
    assert (
        read_html(MEETING.encode()).stated.title
        == "Agenda and minutes - Family Support Panel, Tuesday 4 March 2031"
    )


def test_an_issue_keeps_the_meeting_the_item_and_its_minutes() -> None:
    found = read_html(ISSUE.encode())
    assert headings(found)[-1] == (3, "9 The Harbour Inquiry: Closing Paper")
    left = left_over(found)
    assert (
        "Meeting: 04/03/2031 - Joint meeting of Family Support Panel & Residential Care Panel (Item 9)"
        in left
    )
    assert "Minutes:\n\nThe panels discussed the note on visiting hours." in left
    assert "PDF 81 KB" not in left


def test_an_item_page_without_a_frame_of_its_own_keeps_everything_but_the_menu() -> None:
    found = read_html(ITEM.encode())
    assert marked(found, "menu") == ["Home"]
    assert left_over(found).split() == found.text.removeprefix("Home").split()
    assert "Received." in found.text


def test_items_without_a_title_or_a_number_lose_nothing() -> None:
    table = """<div class="mgContent"><table class="mgItemTable"><tr><td>9</td><td>Bare words of the item</td></tr>
    <tr><td></td><td><p>A note between the items.</p></td></tr><tr><td>One cell over both</td></tr>
    <tr><td>10</td><td><p>Rota</p></td></tr></table></div>"""
    found = read_html(f"<html><body>{table}</body></html>".encode())
    assert headings(found) == [(3, "9"), (3, "10 Rota")]
    assert left_over(found).split("\n\n") == [
        "9",
        "Bare words of the item",
        "A note between the items.",
        "One cell over both",
        "10 Rota",
    ]


def test_another_site_with_one_such_link_is_no_council_page() -> None:
    body = '<p>The panel met, as <a href="https://example.org/mgAi.aspx?ID=3">its page</a> says in a PDF 81 KB long.</p>'
    assert not marked(read_html(f"<html><body><main>{body * 3}</main></body></html>".encode()), "icon")
