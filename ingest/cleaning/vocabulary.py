"""The words by which page furniture is known: labels, compared case folded and without a colon at the end."""

from __future__ import annotations

import re


def _labels(text: str) -> frozenset[str]:
    return frozenset(" ".join(label.split()) for label in text.split("|"))


#: Items that a menu has and a list of matters has not; the last rows are Welsh.
NAVIGATION = _labels(
    """home|home page|homepage|main site|about|about us|contact|contact us|get in touch|site map|sitemap|log in|login|
    sign in|register|my account|search|faq|faqs|privacy|privacy policy|privacy notice|cookies|cookie policy|
    accessibility|accessibility statement|terms|terms of use|terms and conditions|a to z|a-z|follow us on twitter|
    follow us on facebook|join us on facebook|find us on facebook|rss|rss feed|subscribe|disclaimer|copyright|
    jobs|archive|archives|blog|shop|advertise|newsletter|
    hafan|cartref|amdanom ni|cysylltu|cysylltu â ni|cysylltwch â ni|map o'r wefan|chwilio|mewngofnodi|cofrestru|
    preifatrwydd|polisi preifatrwydd|hysbysiad preifatrwydd|cwcis|polisi cwcis|hygyrchedd|
    datganiad hygyrchedd|telerau ac amodau|a i y|swyddi|archif|tanysgrifio|ymwadiad|hawlfraint"""
)

#: The item menus begin with.
FRONT_PAGE = ("home", "home page", "homepage", "hafan", "cartref")

#: Labels that stand over a menu.
MENU_LABELS = _labels(
    """main menu|menu|navigation|main navigation|site navigation|primary menu|secondary menu|footer menu|quick links|
    useful links|blogroll|prif ddewislen|dewislen|llywio|dolenni cyflym|dolenni defnyddiol"""
)

#: Lines that only a page template writes, wherever they stand.
TEMPLATE = _labels(
    """skip to content|skip to main content|skip to navigation|header banner|footer banner|advertisement|advertisements|
    back to top|return to top|toggle navigation|open menu|close menu|print this page|email this page|
    sign up to our newsletter|subscribe to our newsletter|is this page useful?|yes this page is useful|
    no this page is not useful|report a problem with this page|thank you for your feedback|get emails about this page|
    sign up for emails or print this page|share this page|neidio i'r prif gynnwys|neidio i'r cynnwys|
    mynd i'r prif gynnwys|yn ôl i'r brig|nôl i'r brig|argraffu'r dudalen|rhannu'r dudalen hon|agor y ddewislen|
    cau'r ddewislen|rhoi gwybod am broblem gyda'r dudalen hon"""
)

#: The names of the languages a page can be switched to.
LANGUAGES = _labels("english|cymraeg|saesneg|welsh|newid iaith|change language")

#: A button for passing a page on.
SHARING = re.compile(
    r"(?:share|tweet|like|print|email)(?: (?:this|on|it|page|article|story|post|via|by|to|with|facebook|twitter|x|"
    r"linkedin|whatsapp|email|pinterest|friends|a friend))*|like this|be the first to like this|blogthis!?|"
    r"\d+ (?:shares?|likes?|tweets?)|(?:no|\d+) comments?|(?:rhannu|argraffu|trydar|e-bostio)(?: (?:hyn|hwn|ar|drwy|"
    r"facebook|twitter|linkedin|e-bost|y|dudalen))*"
)

#: A block of links to other pages begins under one of these.
RELATED = _labels(
    """related posts|related post|related articles|related article|related stories|related news|related content|
    related links|related pages|related topics|related items|you may also like|you might also like|
    you may also be interested in|more like this|more stories|more news|more from this section|more from this author|
    read next|read more|see also on this site|recommended for you|recent posts|recent articles|recent comments|
    latest posts|latest news|latest articles|popular posts|popular articles|most popular|most read|trending|
    trending now|previous post|next post|previous article|next article|post navigation|blog archive|other news|
    newer post|older post|newer posts|older posts|newer post older post home|erthyglau cysylltiedig|
    newyddion diweddaraf|tudalennau cysylltiedig|darllen mwy"""
)

#: Labels over what a page is filed under. A record might use the words as a heading: believed only below its last
#: paragraph.
TAXONOMY = _labels(
    """categories|category|tags|tag|labels|archives|archive|topics|meta|filed under|posted in|links|share|categorïau|
    tagiau|pynciau"""
)

#: The same with what it is filed under behind it.
FILED_UNDER = re.compile(
    r"(?:labels?|tags?|tagged(?: with| under| as)?|filed under|posted in|categories)\s*:\s*\S.*"
)

#: A form for readers' comments begins under one of these.
COMMENT_FORM = _labels(
    """post a comment|post comment|leave a reply|leave a comment|leave a reply cancel reply|add a comment|
    write a comment|add your comment|submit a comment|cancel reply|comments are closed|comments closed|no comments yet|
    join the conversation|log in to comment|sign in to comment|be the first to comment|gadael sylw|gadael ymateb"""
)
#: What such a form tells the reader, in sentences of its own.
FORM_NOTICE = re.compile(
    r"your e-?mail address will not be published\..*|"
    r"you must be (?:logged|signed) in to (?:post|leave|write) a comment.*|"
    r"this site uses akismet.*|learn how your comment data is processed.*|save my name,? e-?mail,? and website.*|"
    r"notify me of (?:new|follow-?up) (?:comments|posts) (?:by|via) e-?mail.*|comments are closed\b.{0,40}|"
    r"(?:all )?comments are moderated\b.{0,80}|please keep your comments? (?:civil|polite)\b.{0,80}"
)
#: The parts of such a form.
FORM_FIELD = re.compile(
    r"(?:name|email|e-mail|email address|website|comment|your comment|"
    r"your name|your email|url|submit|submit comment|"
    r"post comment|reply|cancel reply|cancel|send|preview|notify me(?: .*)?|save my name,? .*|"
    r"your email address will not be published.*|required fields are marked.*|you must be logged in.*|subscribe to: .*|"
    r"enter your comment.*|this site uses akismet.*|learn how your comment data.*)(?:\s|\*|:|\(required\))*"
)

#: What a council's system for meetings writes round an item; the last rows are Welsh.
MEETING_LABELS = _labels(
    """issue - meetings|issue details|issue - decisions|agenda item|agenda items|agenda item details|decision details|
    agenda and minutes|agenda and draft minutes|agenda and decisions|agenda, decisions and minutes|
    meeting documents|supporting documents|printed minutes|printed draft minutes|agenda frontsheet|
    agenda reports pack|public reports pack|manylion y mater|eitem agenda|eitem ar yr agenda|agenda a chofnodion|
    agenda a chofnodion drafft|cofnodion printiedig|pecyn adroddiadau agenda|taflen flaen yr agenda"""
)

#: Its headings over lists of files.
DOCUMENTS_LABELS = _labels(
    """additional documents|supporting documents|attachments|background papers|dogfennau ychwanegol|
    dogfennau ategol|dogfennau cefnogol"""
)
