"""What the lines of plain text look like: titles, headings, list items, ends of sentences."""

from __future__ import annotations

import re

from assistant.language.tokens import WORD
from assistant.language.wordlists import word_list

_CLOSERS = r"[)\]\"'”’»*_]*\Z"
_STOP = re.compile(r"(?P<mark>[.!?…。؟।])" + _CLOSERS)
_CLAUSE = re.compile(r"[,;:،؛]" + _CLOSERS)
_ABBREVIATION = re.compile(r"(?:\b(?:[^\W\d_]\.){2,}|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|etc|No|St)\.)\Z")
_NO_OPENING = frozenset("—–-([{|*_=~█▌░▒▓■□▪▲△▼▽◆◇●○★☆")
_DATELINE = re.compile(
    r"""(?:(?:updated|published|posted)(?:\ on)?:?\ |on\ )?
    (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\ )?
    (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\ \d{1,2}(?:,?\ \d{4})?
      |\d{1,2}\ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,?\ \d{4})?
      |\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})
    (?:,?\ (?:at\ )?\d{1,2}[:.]\d\d.{0,15})?\.?""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:de|del|van|von|al|bin|[A-Z][\w.'’-]*)){1,4}"
_BYLINE = re.compile(
    rf"(?:(?:(?:Written|Posted|Reporting|Editing|Story|Words|Photos?)\s+)?[Bb]y|BY)\s+{_NAME}"
    rf"(?:(?:,|\s+and|\s+in|\s+\|)\s+{_NAME}){{0,3}}(?:,.{{0,40}})?"
    r"|(?i:by|written by|photo(?:graph)?s?|image|picture|credit|source|caption|author|published"
    r"|updated)\s*:.*"
)
_TAKEAWAYS = re.compile(
    r"(?:(?:quick|key|main)\s+)?(?:take-?aways?|highlights|summary|points)"
    r"|(?:quick|key|main)\s+facts|at\s+a\s+glance|tl;?dr|in\s+(?:brief|short|summary)"
    r"|what\s+(?:to|you\s+need\s+to)\s+know",
    re.IGNORECASE,
)
BULLET = re.compile(
    r"""[ \t\u00a0\u3000]*
    (?:[•‣◦▪▫■□●○∙·⁃*+\-–—►▸➤➢✓✔✅] | \(?\d{1,3}[.)] | \([a-z]\) | [a-z][.)] | \(?[ivx]{2,5}[.)])
    [ \t\u00a0\u3000]+(?=\S)""",
    re.VERBOSE,
)
"""What a list item begins with, up to its text."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, an abbreviation apart."""
    return _STOP.search(text) is not None and not _ABBREVIATION.search(text)


def ends_clause(text: str) -> bool:
    """Whether a text ends in a stop, comma or colon."""
    return ends_sentence(text) or _CLAUSE.search(text) is not None


def _has_headline_ends(text: str) -> bool:
    """Whether a text starts and ends as a headline may: no dash, no stop but `?` or `!`."""
    if text[:1] in _NO_OPENING:
        return False
    mark = _STOP.search(text)
    return not ends_clause(text) or (mark is not None and mark["mark"] in "?!؟")


def is_credit_line(text: str) -> bool:
    """Whether a line is a date or a byline, which looks like a heading and is none."""
    return _DATELINE.fullmatch(text) is not None or _BYLINE.fullmatch(text) is not None


def is_takeaways_heading(text: str) -> bool:
    """Whether a line announces the points in brief, such as Quick Takeaways."""
    return _TAKEAWAYS.fullmatch(text.strip().rstrip(" :.")) is not None


def looks_like_title(text: str) -> bool:
    """Whether a first line may be the title: short, no final stop, no date or byline."""
    words = _words(text)
    if (
        not words
        or len(text) > 200
        or is_credit_line(text)
        or is_takeaways_heading(text)
        or not _has_headline_ends(text)
    ):
        return False
    return len(words) <= 20 or (len(words) <= 30 and is_title_case(text))


def looks_like_heading(text: str) -> bool:
    """Whether a line may be a heading: one to fourteen words, no final stop, no byline."""
    if len(text) > 100 or not 1 <= len(_words(text)) <= 14 or is_credit_line(text):
        return False
    return is_takeaways_heading(text) or _has_headline_ends(text)


def is_title_case(text: str) -> bool:
    """Whether a line is in title case or in capitals: nearly all words of weight have one."""
    words = _words(text)
    weighty = [word for word in words if word.lower() not in word_list("title-small-words")]
    capitals = sum(word[0].isupper() for word in weighty)
    return bool(weighty) and words[0][0].isupper() and capitals >= 0.7 * len(weighty)


def _words(text: str) -> list[str]:
    """The words of a line, figures left out."""
    return [word for word in WORD.findall(text) if word[0].isalpha()]


def starts_uppercase(text: str) -> bool:
    """Whether the first letter or digit of a line is no small letter."""
    first = next((char for char in text if char.isalnum()), "")
    return first != "" and not first.islower()


def starts_lowercase(text: str) -> bool:
    """Whether a line goes on in the middle of a sentence: it starts with a small letter."""
    return text[:1].islower()
