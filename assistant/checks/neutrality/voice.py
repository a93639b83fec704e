"""Whose words are read: what a text reports as its own, and what somebody says or is called."""

from __future__ import annotations

import re

from assistant.article.blocks import PROSE
from assistant.article.model import Article, BlockKind
from assistant.checks.neutrality.terms import terms
from assistant.language.quotations import quoted
from assistant.language.span import Span, masked
from assistant.language.wordlists import word_pattern
from assistant.problems import Code

_SAYS = re.compile(word_pattern("reporting-verbs", "naming-words"), re.IGNORECASE)
_SOURCE = re.compile(
    r"\b(?i:according to)\b(?! (?:sources|insiders|critics|some|many|experts|rumou?rs))"
    r"|\b[A-Z][\w’'-]+,? (?:said|says|told|wrote|reported|reports|writes|found)\b"
    r"|\b(?:said|says|told|wrote|found) (?:[A-Z]|the )|\b(?:reported|told|tweeted|quoted) by [A-Z]"
)
"""Somebody who says something; what is believed names nobody, so that these are few."""

_CALLS = re.compile(
    r"(?<!-)\b(?:call|calls|called|calling|brand|brands|branded|dub|dubbed|describe|describes|described"
    r"|label|labels|labelled|labeled|characteri[sz]ed|portray(?:s|ed)|depict(?:s|ed)"
    r"|regarded|seen as|associated with|deemed|considered"
    r"|allegations|accusations|charges|criticism of"
    r"|known as|found|opine[sd]?|think|thinks|thought|believe|believes|believed"
    r"|accus\w+|feels?|felt"
    r"|(?:denounc|condemn|excoriat|dismiss|paint|derid|mock|attack)\w*\b[^.;:!?]{1,40}\bas)\b"
    r"[^.;:!?]{0,60}\Z",
    re.IGNORECASE,
)
"""What somebody calls or thinks something stands behind these."""

_THEY_SAY = re.compile(
    r"(?<!critics )(?<!some )(?<!many )(?<!experts )\b(?:said|says|argue[sd]?|claim(?:s|ed)?"
    r"|told|wrote|insist(?:s|ed)?|warn(?:s|ed)|complain(?:s|ed)?|added|suggest(?:s|ed)"
    r"|contend(?:s|ed)?|maintain(?:s|ed)|opine[sd]?|position (?:is|was|remains|remained) that"
    r"|(?:perception|impression|belief|view|idea|notion|fear|suspicion|claim|allegation)s? that"
    r"|stated|testified|predict(?:s|ed)?|joked|tweeted|replied|respond(?:s|ed))\b"
    r"(?! (?:a |an |the )?(?:bill|law|plan|reform)\b)[^;:]{0,120}\Z"
)
"""Where somebody has begun to say something in the same sentence."""

_ACCORDING = re.compile(r"\s*(?:According to|For|To|In the (?:view|opinion|words) of) [^,]{3,60}, ")
_HE_SAID = re.compile(
    r"[^;:]{0,160},\s+(?:[A-Z][\w’'-]+|he|she|they|the \w+|an? \w+|[A-Z]\w+ \w+)"
    r"(?: [A-Z]?[\w’'-]+){0,4} (?:said|says|told|wrote|added|argued|argues|believes?|thinks?)\b"
    r"|[^;:]{0,160},\s+(?:said|says)\s"
)
_FIRST = re.compile(r"\b(?:I|I['’]m|we|my|our|us|me|We|My|Our)\b")
_NAMING = re.compile(
    r"\b(?:words?|terms?|phrases?|adjectives?|nouns?|verbs?|called|titled|entitled|named|nicknamed|codenamed"
    r"|dubbed|known as|film|novel|album|song|book|band|series|hashtag|defined as)"
    r"\s+[“\"‘'*_]?\s*\Z",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(r"\s+[“\"‘'*_`]")
_DEFINED = re.compile(
    r"[”\"’'*_]?,?\s+(?:means|refers to|is defined as|is (?:a|the) (?:word|term)|\(?from the)\b"
)
_YOU = re.compile(r"\b(?:you|your|yours|yourself|please)\b", re.IGNORECASE)
_CODE = re.compile(
    r"\w_\w|\w\(\)|(?<![\w-])--?[a-z]\w*|\b[a-z]+[A-Z]\w*|\w\.\w{1,4}\(|[\\<>`=]|\$[A-Za-z{]|\w/\w+/"
)
_LAW = re.compile(
    r"\b(?:shall|hereby|herein|hereof|thereof|pursuant|licens(?:or|ee|e[sd]?)|warrant(?:y|ies)|liable|liability"
    r"|copyright|plaintiffs?|defendants?|appellants?|U\.S\.C|statut\w+|regulations?)\b",
    re.IGNORECASE,
)  # fmt: skip
_TOLD = re.compile(
    r"\b(?:was|were|had|did|said|told|ago|yesterday|last (?:week|month|year)|(?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|June|July|Aug(?:ust)?|Sept(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.? \d)\b"
)
"""What tells of something that happened at some time."""

_LEAST_TOLD, _LONG = 0.05, 12
"""The share of sentences that tell of something, below which a text of so many explains."""

_MOST_ADDRESSED = 0.06
_MOST_PERSONAL = 0.15
_SENTENCES = re.compile(r"[.!?]\s+|\n")
_MOST_CODE = 0.008
_MOST_LAW = 0.012
_SPEECH = re.compile(r"“[^“”\n]{0,1000}”|\"[^\"\n]{0,1000}\"")
_MOST_READ = 200_000
"""Code points by which it is told what a text is."""

_MOST_OPAQUE = 0.3
_LITTLE = 300
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE_WORDS = 3


def reports(article: Article) -> bool:
    """Whether an article tells what happened, rather than explains, instructs or binds somebody.

    One that explains tells of nothing past and names no days, speaks to its reader, shows code, is
    written as law is, or is told in the first person throughout: its judgements are somebody's.
    """
    pieces = [article.visible(block.text).text for block in article.blocks if block.kind in PROSE]
    text = "\n".join(pieces)
    text = _SPEECH.sub(" ", text[:_MOST_READ])
    words = max(len(text.split()), 1)
    sentences = max(sum(len(block.sentences) for block in article.blocks), 1)
    opaque = sum(
        len(_COMMENT.sub("", article.slice(block.span)))
        for block in article.blocks
        if block.kind is BlockKind.OPAQUE
    )
    pieces = _SENTENCES.split(text)
    first = sum(1 for each in pieces if _FIRST.search(each))
    told = sum(1 for each in pieces if _TOLD.search(each))
    return not (
        (sentences >= _LONG and told <= _LEAST_TOLD * sentences)
        or first > _MOST_PERSONAL * sentences + 1
        or len(_YOU.findall(text)) > _MOST_ADDRESSED * sentences + 1
        or len(_CODE.findall(text)) > _MOST_CODE * words + 3
        or len(_LAW.findall(text)) > _MOST_LAW * words + 2
        or opaque > max(_MOST_OPAQUE * len(article.source), _LITTLE)
    )


def is_name(text: str, place: Span) -> bool:
    """Whether a word has a capital that no sentence gives it, or stands in a title."""
    if not text[place.start].isupper() or text[place.start + 1 : place.start + 2] == "-":
        return False
    if any(letter.isalnum() for letter in text[: place.start]):
        return True
    words = text[place.end :].split()[:_TITLE_WORDS]
    return bool(words) and words[0][:1].isupper()


def is_named(text: str, place: Span) -> bool:
    """Whether a word is spoken of rather than used: named, defined, a title."""
    before = text[max(0, place.start - 40) : place.start]
    if text[place.start : place.end].lower() == "so-called" and _SO_CALLED.match(text, place.end):
        return True
    return _NAMING.search(before) is not None or _DEFINED.match(text, place.end) is not None


def is_attributed(text: str, place: Span, rule: str) -> bool:
    """Whether a sentence says whose words they are that a rule would find."""
    if rule == Code.UNNAMED_SOURCE:
        quotes = [Span(each.start, each.end) for each in quoted(text)]
        return _SOURCE.search(masked(text, (*quotes, place), " ")) is not None
    if rule == Code.REPORT_VERB:
        return False
    before = text[: place.start]
    if rule in {Code.OPINION, Code.SCARE_QUOTES} and _FIRST.search(text):
        return True
    return (
        _ACCORDING.match(text) is not None
        or _CALLS.search(before) is not None
        or _THEY_SAY.search(before) is not None
        or _HE_SAID.match(text, place.end) is not None
    )


def is_term(text: str, place: Span) -> bool:
    """Whether a word and the one beside it are a term: `toxic shock`, `vicious circle`."""
    word = text[place.start : place.end].lower()
    behind = re.match(r"[\s-]+([A-Za-z]+)", text[place.end : place.end + 30])
    before = re.search(r"([A-Za-z]+)[\s-]+\Z", text[max(0, place.start - 30) : place.start])
    pairs = (
        f"{word} {behind[1].lower()}" if behind else "",
        f"{before[1].lower()} {word}" if before else "",
    )
    return any(pair in terms() or pair.removesuffix("s") in terms() for pair in pairs)
