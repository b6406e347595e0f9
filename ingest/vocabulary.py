"""The words by which page furniture is known: labels, compared case folded and without a colon at the end."""

from __future__ import annotations

import re


def _labels(text: str) -> frozenset[str]:
    return frozenset(" ".join(label.split()) for label in text.split("|"))


#: Items that a menu has and a list of matters has not.
NAVIGATION = _labels(
    """home|home page|homepage|main site|about|about us|contact|contact us|get in touch|site map|sitemap|log in|login|
    sign in|register|my account|search|faq|faqs|privacy|privacy policy|cookies|cookie policy|accessibility|
    accessibility statement|terms|terms of use|terms and conditions|a to z|a-z|follow us on twitter|
    follow us on facebook|join us on facebook|find us on facebook|rss|rss feed|subscribe|disclaimer|copyright|
    jobs|archive|archives|blog|shop|advertise|newsletter"""
)

#: Labels that stand over a menu.
MENU_LABELS = _labels(
    "main menu|menu|navigation|main navigation|site navigation|primary menu|secondary menu|footer menu|quick links|"
    "useful links|blogroll"
)

#: Lines that only a page template writes, wherever they stand.
TEMPLATE = _labels(
    """skip to content|skip to main content|skip to navigation|header banner|footer banner|advertisement|advertisements|
    back to top|return to top|toggle navigation|open menu|close menu|accept all cookies|accept cookies|cookie settings|
    manage cookies|print this page|email this page|sign up to our newsletter|subscribe to our newsletter"""
)

#: Buttons for passing a page on.
SHARING = re.compile(
    r"(?:share|tweet|like|print|email)(?: (?:this|on|it|page|article|story|post|via|by|to|with|facebook|twitter|x|"
    r"linkedin|whatsapp|email|pinterest|friends|a friend))*|like this|be the first to like this|blogthis!?|"
    r"\d+ (?:shares?|likes?|tweets?)|(?:no|\d+) comments?"
)

#: A block of links to other pages begins under one of these.
RELATED = _labels(
    """related posts|related post|related articles|related article|related stories|related news|related content|
    related links|related pages|related topics|related items|you may also like|you might also like|
    you may also be interested in|more like this|more stories|more news|more from this section|more from this author|
    read next|read more|see also on this site|recommended for you|recent posts|recent articles|recent comments|
    latest posts|latest news|latest articles|popular posts|popular articles|most popular|most read|trending|
    trending now|previous post|next post|previous article|next article|post navigation|blog archive|other news|
    newer post|older post"""
)

#: The same, but words that a record might use as a heading: believed only below the last paragraph.
TAXONOMY = _labels(
    "categories|category|tags|tag|labels|archives|archive|topics|meta|filed under|posted in|links|share"
)

#: A form for readers' comments begins under one of these.
COMMENT_FORM = _labels(
    """post a comment|post comment|leave a reply|leave a comment|leave a reply cancel reply|add a comment|
    write a comment|add your comment|submit a comment|cancel reply|comments are closed|comments closed|no comments yet|
    join the conversation|log in to comment|sign in to comment|be the first to comment"""
)
#: The parts of such a form.
FORM_FIELD = re.compile(
    r"(?:name|email|e-mail|email address|website|comment|your comment|"
    r"your name|your email|url|submit|submit comment|"
    r"post comment|reply|cancel reply|cancel|send|preview|notify me(?: .*)?|save my name,? .*|"
    r"your email address will not be published.*|required fields are marked.*|you must be logged in.*|subscribe to: .*|"
    r"enter your comment.*|this site uses akismet.*|learn how your comment data.*)(?:\s|\*|:|\(required\))*"
)

#: What a council's system for meetings writes round an item.
MEETING_LABELS = _labels(
    "issue - meetings|issue details|issue - decisions|agenda item|agenda items|meeting documents|"
    "supporting documents|printed minutes|printed draft minutes|agenda frontsheet|agenda reports pack"
)

#: Its headings over lists of files.
DOCUMENTS_LABELS = _labels("additional documents|supporting documents|attachments|background papers")
