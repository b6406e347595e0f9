"""Every rule that knows furniture, in the order in which they are believed.

A rule is a small function over a page. A line rule yields (index of a line, kind); a span rule yields (span,
kind) for what is less than a line. Each asks for evidence that running text does not give: furniture left in
does less harm than a sentence cut out. Where two rules find the same line the first names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.cleaning.blogs import comment_form, filed_under, form_notices, related_pages
from ingest.cleaning.council import contact_lines, contact_tails, file_icons, item_links, meeting_labels
from ingest.cleaning.hidden import tag_characters
from ingest.cleaning.legal import cookie_notices, copyright_lines, publisher_banner
from ingest.cleaning.lines import Page
from ingest.cleaning.menus import (
    breadcrumb,
    bulleted_menu,
    language_switch,
    link_row,
    link_words,
    menu_label,
    plain_menu,
    site_banner,
    template_lines,
)
from ingest.cleaning.pages import column_numbers, page_numbers, running_heads
from ingest.cleaning.sharing import counters, relative_stamps
from ingest.cleaning.standing import standing_lines, standing_sentences
from rag.domain import Span

LineRule = Callable[[Page], Iterator[tuple[int, str]]]
SpanRule = Callable[[Page], Iterator[tuple[Span, str]]]

#: Furniture wherever it stands. These look at no other mark and not at where the text begins and ends.
ANYWHERE: tuple[LineRule, ...] = (
    template_lines,
    cookie_notices,
    publisher_banner,
    copyright_lines,
    form_notices,
    relative_stamps,
    page_numbers,
    column_numbers,
    running_heads,
    contact_lines,
    standing_lines,
    meeting_labels,
    item_links,
    link_row,
)

#: Furniture because of where it stands: above, below or beside the running text that the rules above left.
ROUND_THE_TEXT: tuple[LineRule, ...] = (
    bulleted_menu,
    plain_menu,
    menu_label,
    language_switch,
    breadcrumb,
    link_words,
    site_banner,
    counters,
    related_pages,
    filed_under,
    comment_form,
)

#: Furniture inside a line.
WITHIN_LINES: tuple[SpanRule, ...] = (tag_characters, file_icons, contact_tails, standing_sentences)

#: What each kind is, for people; those at the end come from parsers and from front matter.
KINDS: dict[str, str] = {
    "menu": "menus, and what stands over them",
    "template": "words that only a page template writes",
    "banner": "the name of the site, and notices of the publisher over every page",
    "breadcrumb": "the path to the page",
    "counter": "counts and buttons for sharing, and how long ago a page was put up",
    "related": "links to other pages",
    "categories": "what the page is filed under",
    "comment_form": "the form for readers' comments",
    "links": "rows of links",
    "cookies": "notices about cookies",
    "copyright": "copyright and credits",
    "page_label": "labels of a council's system for meetings",
    "icon": "icons of files",
    "contact_details": "an officer's phone number or address for mail",
    "standing_item": "wording that every agenda prints under the same items",
    "running_head": "heads and feet of printed pages",
    "page_number": "numbers of pages and columns",
    "hidden_text": "words that no reader of the page sees",
    "front_matter": "the description at the top of the file",
    "mail_header": "the lines of addresses of a message",
    "quoted_reply": "earlier messages quoted in a message",
    "footer": "the foot of a web page",
    "form": "fields and buttons",
    "outside_main_text": "what stands outside the main text of a web page",
}
