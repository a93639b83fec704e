"""Which sentences can stand alone in a summary, and which say what a summary may not."""

from __future__ import annotations

import re

from assistant.language.patterns import lazy
from assistant.language.wordlists import word_list, word_pattern
from assistant.summary.clauses import opens_with_verb
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
    r"|remarks?|statement))\b",
    re.IGNORECASE,
)
_EXPLETIVE = lazy(
    r"It (?:is|was|has been) (?:reported|announced|confirmed|revealed|estimated|expected|thought"
    r"|believed|unclear|known|not known|likely|possible|clear)\b"
)
"""An "it" that stands for what is told behind it."""

_BEHIND = lazy(
    r"\b(?:as a result|too|as well|instead|likewise|so|do not|does not|did"
    r"|(?:more|fewer|less) than (?:one|two|three|four|five|once|twice)"
    r"|the (?:first|second|other))\W*\Z"
    r"|\b(?:this|these) (?:would|will|is|was|were|are|has|had|have|could|may|might|can)\b",
    re.IGNORECASE,
)
"""Words that point to the sentence before: at the end, or `this would`."""

_PRONOUN = lazy(r"\b(?:he|she|they|him|them|his|her|their|it|its)\b", re.IGNORECASE)
_THING = lazy(r"(?:The|An?) [a-z]")
_SOMEBODY = lazy(r"An? [a-z]")
_THINGS = lazy(r"(?:(?:The|Many|Most|Several|Some) )?\w+s\b")
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
    if passage.named or INNER_NAME.search(before):
        return True
    match pronoun.group().lower():
        case "it" | "its":
            return _THING.match(before) is not None and not _PERSON.search(before)
        case "they" | "them" | "their":
            return _THINGS.match(before) is not None
        case _:
            return _SOMEBODY.match(before) is not None


_DEFINITE = lazy(r"\W*(?:\w+ of )?[Tt]he ")
_MOST_WORDS = 3


def pointing(text: str) -> tuple[str, ...]:
    """The words of a thing that opens a sentence as if it were known: `The boy was …`.

    None where more is said of it (`The mayor of Lund`), or where it is a name.
    """
    found = _DEFINITE.match(text)
    words = text[found.end() :].split(" ", _MOST_WORDS + 1) if found else []
    for size in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        last = words[size - 1]
        if not last.isalpha() or not last.islower() or last in word_list("prepositions"):
            break
        if opens_with_verb(" ".join(words[size:])):
            return tuple(words[:size])
    return ()


def unsuitable(passage: Passage) -> str:
    """Why a sentence is no takeaway, or the empty string."""
    return passage.untold or _form(passage) or _tone(passage.text)


def _form(passage: Passage) -> str:
    text = passage.text
    if text.endswith("?"):
        return "a question"
    if passage.has_gap or not re.search(r"[.!”\"’)]$", text) or len(passage.words) < 6:
        return "a fragment"
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
