"""Standing wording: the headings of an agenda's standing items, and the sentences that stand under each every time."""

# ruff: noqa: E501  (patterns read better unbroken)

from __future__ import annotations

import re

_TO = r"(?:the (?:chair|committee|panel|board|clerk|governance officer) (?:is|are|will be|to be|will) (?:asked |invited )?)?to "
_READ = r"(?:receive|note|report|record|consider|hear|accept)(?:,? (?:and|or) (?:receive|note|report|record|consider|accept))?"
_WHO = r"(?:the )?(?:members?|councillors?|co-opted members?|governors?|officers?|those present|any members?|a member)\b"
_INTEREST = r"\binterests?\b"

#: Headings of standing items, without their number, and the sentences that stand under them in every agenda.
STANDING: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(heading), re.compile(wording))
    for heading, wording in (
        (
            r"apologies(?: for (?:absence|lateness))?(?: (?:and|/) (?:substitut\w+|welcome|introductions)(?: members)?)?|"
            r"(?:welcome(?: and|,) )?(?:introductions and )?apologies(?: for absence)?|attendance by reserve members",
            rf"{_TO}{_READ} (?:any )?(?:apologies|substitut\w+|notifications? of substitut\w+|the attendance of reserve)\b.{{0,160}}|"
            rf"{_WHO} (?:are|is) (?:asked|requested|reminded) to (?:send|give|notify)\b.{{0,60}}\bapologies\b.{{0,120}}|apologies",
        ),
        (
            r"(?:declarations?|disclosures?) of (?:\w+ ){0,2}interests?(?: \([^)]*\))?(?:,? (?:and|including) .{0,60})?|members'? interests",
            rf"{_TO}{_READ} (?:any )?(?:declarations?|disclosures?)(?: of)?\b.{{0,40}}{_INTEREST}.{{0,200}}|"
            rf"{_WHO}.{{0,60}}\b(?:are|is) (?:asked|requested|invited|reminded|required)\b.{{0,120}}\b(?:declare|disclose|consider)\b"
            rf".{{0,80}}{_INTEREST}.{{0,240}}|"
            rf"{_WHO} (?:with|having|who (?:has|have|discloses?|declares?|attends?))\b.{{0,60}}{_INTEREST}.{{0,400}}|"
            rf"{_WHO}.{{0,40}}\b(?:must|should|may not|will need to)\b.{{0,80}}{_INTEREST}.{{0,300}}|"
            rf"(?:must|should|may not|shall not)\b.{{0,240}}(?:{_INTEREST}|\bmeeting\b|\bmeeting room\b|\bmatter\b|\bvote\b).{{0,160}}|"
            rf"(?:disclosable |personal |prejudicial |pecuniary )+interests?\b.{{0,120}}\bare defined\b.{{0,160}}|"
            rf"(?:a|an|any) (?:\w+ ){{0,2}}interest (?:is|arises|exists|includes)\b.{{0,300}}",
        ),
        (
            r"(?:draft )?minutes(?: of (?:the )?(?:last|previous) meetings?)?(?: of .{3,60})?|to (?:approve|confirm) the minutes.{0,60}|"
            r"(?:approval|confirmation) of (?:the )?minutes.{0,40}",
            rf"{_TO}(?:approve|confirm|agree|sign|consider|receive|note)\b.{{0,80}}\bminutes of\b.{{0,60}}\bmeetings?\b.{{0,80}}",
        ),
        (
            r"(?:items? of )?(?:late items? of )?(?:new )?(?:items? of )?urgent (?:business|items?)|any other (?:urgent )?business|"
            r"late items?(?: of urgent business)?|chair's announcements|announcements",
            rf"the chair(?:man|person)? (?:will|may|is asked to) (?:consider|agree)\b.{{0,60}}\b(?:admission|late|urgent)\b.{{0,160}}|"
            r"(?:late|new|any late|urgent) items?\b.{0,40}\b(?:will be|to be|that)\b.{0,60}\b(?:considered|dealt with)\b.{0,160}|"
            rf"{_TO}(?:consider|receive|deal with) any\b.{{0,80}}\b(?:urgent|late|announcements?)\b.{{0,200}}",
        ),
        (
            r"(?:deputations|petitions|public questions?|questions? from the public|public participation|public speaking)\b.{0,60}",
            rf"{_TO}(?:consider|receive|answer|hear) any\b.{{0,60}}\b(?:deputations?|petitions?|questions?|statements?)\b.{{0,200}}",
        ),
        (
            r"(?:filming|recording|webcasting|filming at meetings|filming and recording|fire|emergency|evacuation|housekeeping)\b.{0,60}",
            r".{0,60}\bmeeting (?:may|will|is to) be (?:filmed|recorded|webcast|broadcast|photographed)\b.{0,200}|"
            r"in the event of (?:a|an) (?:fire|emergency|fire alarm|alarm)\b.{0,200}",
        ),
        (
            r"use of the transcript",
            r"this is an? (?:un)?corrected transcript of\b.{0,300}|the transcript has been placed\b.{0,300}|"
            r"any public use of\b.{0,240}|if in doubt as to the propriety\b.{0,200}|members who receive this\b.{0,240}|"
            r"prospective witnesses may receive\b.{0,240}",
        ),
    )
)  # fmt: skip
