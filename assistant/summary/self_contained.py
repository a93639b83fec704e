"""Which sentences can stand alone in a summary, and which say what a summary may not."""

from __future__ import annotations

import re

from assistant.language.noun_kinds import noun_kind
from assistant.language.patterns import lazy
from assistant.language.wordlists import word_pattern
from assistant.summary.passages import INNER_NAME, Passage

_LEANS = lazy(
    r"(?:he|she|it|they|him|her|them|his|its|their"
    r"|these|those|this|that|such|both|neither|another|others?|one of them|some of them"
    r"|there(?! (?:is|are|was|were|has|have|had|will|may)\b)"
    r"|then|here|so|but|and|or|yet|nor|still|instead"
    r"|however|meanwhile|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence"
    r"|besides|otherwise|similarly|likewise|as a result|in addition|by contrast|in contrast"
    r"|on the other hand|for example|for instance|in other words"
    r"|(?:after|at|before|by|during|for|from|in|on|over|since|to|under|with) (?:that|this|these"
    r"|those|the same|such)"
    r"|the (?:move|former|latter|decision|plan|change|same|pair|two|three|rest|other|others|answer"
    r"|idea|result|results|latest|measure|proposal|incident|announcement|figure|figures|comments?"
    r"|remarks?|statement|(?:\w+|\d+)-year-old)"
    r"|an? (?:second|third|fourth|fifth|sixth|further|similar) \w+(?! of\b)"
    r"|(?:later |earlier )?(?:that|the (?:same|following|next|previous)) (?:day|night|week|month"
    r"|year|morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_EXPLETIVE = lazy(
    r"It (?:is|was|has been) (?:reported|announced|confirmed|revealed|estimated|expected|thought"
    r"|believed|unclear|known|not known|likely|possible|clear)\b"
)
"""An "it" that stands for what is told behind it."""

_BEHIND = lazy(
    r"\b(?:as a result|too|as well|instead|likewise|so|there|then|do not|does not|did"
    r"|(?:more|fewer|less) than (?:one|two|three|four|five|once|twice)"
    r"|the (?:first|second|other))\W*\Z"
    r"|\b(?:this|these) (?:would|will|is|was|were|are|has|had|have|could|may|might|can)\b",
    re.IGNORECASE,
)
"""Words that point to the sentence before: at the end, or `this would`."""

_PRONOUN = lazy(r"\b(?:he|she|they|him|them|his|her|their|it|its)\b", re.IGNORECASE)
_THING = lazy(r"(?:The|An?) [a-z]")
_SOMEBODY = lazy(r"An? ((?:[a-z-]+ ){0,3}[a-z-]+)\b")
_TOLD_OF = lazy(rf"{word_pattern('reporting-verbs')}(?: \w+){{0,2}} \w+ \Z", re.IGNORECASE)
"""Behind somebody who says what others do to `him`."""

_THINGS = lazy(r"(?:(?:The|Many|Most|Several|Some) )?(?:\w+ ){0,2}?\w+s\b")
_PERSON = lazy(r"\w+(?:er|or|man|woman|person|ist|cian|ee|ant|ent)\b|\b(?:aide|chief|judge)\b")
_FIRST = lazy(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our)\b")
_CALL = lazy(
    r"^(?:please|click|subscribe|sign up|read|share|follow|join|visit|watch|see|contact|donate|buy"
    r"|let us|don[’']t miss)\b|\b(?:click here|sign up|subscribe|read more|terms of use)\b",
    re.IGNORECASE,
)
_OPINION = lazy(word_pattern("opinion-words"), re.IGNORECASE)
_ATTRIBUTED = lazy(word_pattern("reporting-verbs"), re.IGNORECASE)


def is_anaphoric(passage: Passage) -> bool:
    """Whether a sentence needs the one before it: a connective or a pronoun of nobody in it."""
    expletive = _EXPLETIVE.match(passage.text)
    if expletive is None and _LEANS.match(passage.text.lstrip("“\"'‘(")):
        return True
    if _BEHIND.search(passage.text):
        return True
    pronoun = _PRONOUN.search(passage.text, expletive.end() if expletive else 0)
    return pronoun is not None and not _resolved(passage, pronoun)


def _resolved(passage: Passage, pronoun: re.Match[str]) -> bool:
    """Whether something that a pronoun can stand for is named in the sentence before it."""
    before = passage.text[: pronoun.start()]
    if pronoun.group().lower() in ("him", "them") and _TOLD_OF.search(before):
        return False
    if passage.named or INNER_NAME.search(before):
        return True
    match pronoun.group().lower():
        case "it" | "its":
            return _THING.match(before) is not None and not _PERSON.search(before)
        case "they" | "them" | "their":
            return _THINGS.match(before) is not None
        case _:
            somebody = _SOMEBODY.match(before)
            return somebody is not None and any(
                noun_kind(word) == "person" for word in somebody[1].split(" ")
            )


SHORT = "too short"
"""Why a sentence is no takeaway by itself, though it may stand behind the one that it leans on."""

_WORD_OR_TWO, _FEWEST = 3, 6


def unsuitable(passage: Passage) -> str:
    """Why a sentence is no takeaway, or the empty string."""
    return passage.untold or _form(passage) or _tone(passage.text)


def _form(passage: Passage) -> str:
    text = passage.text
    if text.endswith("?"):
        return "a question"
    if passage.has_gap or not re.search(r"[.!”\"’)]$", text) or len(passage.words) < _WORD_OR_TWO:
        return "a fragment"
    if len(passage.words) < _FEWEST:
        return SHORT
    if len(passage.words) > 60:
        return "too long"
    if _CALL.search(text):
        return "a call to action"
    return ""


def _tone(text: str) -> str:
    bare = re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)
    if _OPINION.search(bare) and not _ATTRIBUTED.search(bare):
        return "an opinion of nobody's"
    if _FIRST.search(bare):
        return "in the first person"
    if len(bare.split()) < len(text.split()) / 2:
        return "mostly a quotation"
    return ""
