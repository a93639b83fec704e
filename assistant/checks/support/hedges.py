"""What limits a statement and may not get lost: a negation, a doubt, the source of a claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.language.content import Token, found_in, tokens

_NOT = frozenset(
    """not no never none nobody nothing neither nor without cannot hardly scarcely unable unlikely
    refuse refused refuses refusing deny denied denies denying reject rejected rejects fail failed
    fails failing lack lacked lacks lacking ban banned bans stop stopped stops halt halted cease
    ceased avoid avoided prevent prevented against opposed oppose opposes declined decline
    dismissed block blocks blocking cancel cancels absent instead ruled cancelled canceled scrapped
    dropped abandoned blocked""".split()
)
_LIMIT = re.compile(
    r"\b(?:un(?!i|der|til|less|ion)\w{4,}|dis(?:agree|continu|approv|miss)\w*|in(?:complete|valid|eligible|sufficient)"
    r"|only|except|exempt\w*|other|apart|rather|too|enough"
    r"|short|missed|misses|remain(?:s|ed)?|keep(?:s|ing)?|kept"
    r"|drop(?:s|ped|ping)?|scrap(?:s|ped|ping)?|cancel\w*|abandon\w*|withdr[ae]w\w*|suspend\w*|end(?:s|ed)?"
    r"|los(?:t|es|e|ing)|empty|innocent|acquit\w*|cleared|silen\w+|halt\w*|below|under|outside"
    r"|avoid\w*|spared?|escap\w+)\b",
    re.IGNORECASE,
)
"""Other ways to say that something is not so."""

_HEDGE = frozenset(
    """may might could can likely unlikely possible possibly perhaps potential potentially alleged
    allegedly suspected suspect suspects accused accuses accuse apparent apparently plan plans
    planned planning hope hopes hoped intend intends intended expect expects expected propose
    proposes proposed proposal consider considers considering considered seek seeks seeking sought
    aim aims aimed want wants wanted if unless whether believe believed believes estimate estimated
    estimates predict predicts predicted forecast forecasts suggest suggests suggested indicate
    indicates appear appears appeared seem seems seemed claim claims claimed should allege alleges
    charged reportedly probably provisional preliminary draft risk risks threaten threatens
    threatened talks negotiating negotiations mulling weighing bid hopeful try tries trying attempt
    attempts request requested asked due""".split()
)
_DENIAL = frozenset("deny denies denied denying charge charges cleared acquitted innocent".split())
_WEAK = frozenset({"should", "can", "expected", "due", "estimated", "request", "asked"})
_CERTAIN = frozenset({"will", "did", "has", "have", "is", "are", "was", "were"})
_SAYS = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|argued|argues|claimed|claims|according to"
    r"|wrote|writes|warned|warns|explained|explains|noted|stated|states|believes?|thinks?|insisted"
    r"|suggested|suggests|testified|denied|denies|called|calls|promised|estimates?d?|alleged"
    r"|alleges"
    r"|maintained|reported|reports|concluded|found that|described|complained|predicted|accused"
    r"|contends?|contended|in the (?:view|opinion|words) of|announced|praised|criticised|criticized"
    r"|blamed|questioned|thanked|expects?|hopes?|acknowledged|conceded|admitted|confirmed|asserts?"
    r"|asserted|disputed|disputes|urged|urges|warnings?|claims?|charges? that|statements?"
    r"|accounts?|reports?|show|shows|showed|blames?|vow(?:s|ed)?|pledg(?:e|es|ed)|predicts?|forecasts?"
    r"|contests?|contested|maintains?|promises?|complains?|rejects?|refut(?:es|ed)|disagree[sd]?)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:said|says|told|argued|argues|claimed|claims|according to|insisted|insists|suggested"
    r"|suggests|believes|warned|warns|alleged|alleges|maintains|maintained|contends|contended"
    r"|complained|predicted|asserted|asserts|thinks|testified|estimates|estimated|called)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:is|are|was|were|set|ready|bound) to\b", re.IGNORECASE)
_SCOPE = 7
_SHORT = 7


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Negations, doubts and sources that are lost or, negations, brought in."""
    yield from _negations(sentence, evidence)
    yield from _doubts(sentence, evidence)
    yield from _sources(sentence, evidence)


def _negations(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    here = tokens(sentence)
    everything = [tokens(text) for text in evidence]
    for there in everything:
        for scope in _scopes(there, _is_negative):
            covered = _covered(scope, here)
            held = len(covered) >= max(1, 0.5 * len(scope))
            if not held or _still_negative(covered, here, there) or _limited(here, covered):
                continue
            if not any(_positively(covered, other) for other in everything):
                yield f"a negation is lost: “{_shown(scope)}”"
    for scope in _scopes(here, _is_plainly_negative):
        holding = [there for there in everything if len(_covered(scope, there)) >= 0.5 * len(scope)]
        limited = any(_LIMIT.search(text) for text in evidence)
        if (
            scope
            and holding
            and not limited
            and not any(any(map(_is_negative, t)) for t in holding)
        ):
            yield f"a negation is brought in: “{_shown(scope)}”"


def _doubts(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    here = tokens(sentence)
    if _TO.search(sentence):
        return
    hedges = [n for n, token in enumerate(here) if _is_doubt(token) or token.lower in _DENIAL]
    certain = any(token.lower in _CERTAIN for token in here)
    everything = [tokens(text) for text in evidence]
    for there in everything:
        for number, token in enumerate(there):
            if not _is_doubt(token) or (token.lower in _WEAK and not certain):
                continue
            scope = _scope(there, number)
            covered = _covered(scope, here)
            if scope and len(covered) >= max(1, 0.5 * len(scope)):
                if _hedged(here, covered, hedges):
                    continue
                others = (other for other in everything if other is not there)
                if not any(len(_covered(scope, other)) >= 0.8 * len(scope) for other in others):
                    yield f"a doubt is lost: “{token.text} {_shown(scope)}”"
                    return


def _hedged(here: Sequence[Token], covered: Sequence[Token], hedges: Sequence[int]) -> bool:
    """Whether a doubt stands before some of the words, or in their clause."""
    places = [n for n, token in enumerate(here) if found_in(token, covered)]
    clauses = {here[n].clause for n in places}
    return any(
        n < max(places, default=-1) or here[n].clause in clauses or _trails(here, n) for n in hedges
    )


def _trails(here: Sequence[Token], number: int) -> bool:
    """Whether a doubt stands in a short clause that says whose it is: `…, prosecutors allege`."""
    clause = [token for token in here if token.clause == here[number].clause]
    return len(clause) <= _SHORT and here[number].lower not in _DENIAL


def _limited(here: Sequence[Token], covered: Sequence[Token]) -> bool:
    """Whether a clause that has some of the words says in another way that it is not so."""
    clauses = {token.clause for token in here if found_in(token, covered)}
    return any(_LIMIT.fullmatch(token.text) for token in here if token.clause in clauses)


def _sources(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    said = {match.group().lower() for match in _SAYS.finditer(sentence)}
    if not any(map(_is_negative, (token for text in evidence for token in tokens(text)))):
        said -= {"denies", "denied"}
    if said or "“" in sentence or '"' in sentence:
        return
    content = [token for token in tokens(sentence) if token.is_content]
    plain = [text for text in evidence if not _CLAIM.search(text)]
    claimed = [text for text in evidence if _CLAIM.search(text)]
    if not content or not claimed:
        return
    known = [token for text in plain for token in tokens(text)]
    stated = sum(found_in(token, known) for token in content) if known else 0
    for text in claimed:
        told = sum(found_in(token, tokens(text)) for token in content)
        if told >= 0.5 * len(content) and stated < 0.75 * len(content) and told > stated:
            yield "it states as a fact what somebody says"
            return


def _is_doubt(token: Token) -> bool:
    return token.lower in _HEDGE and token.text != "May"


def _is_negative(token: Token) -> bool:
    return token.lower in _NOT or token.lower.endswith("n't")


def _is_plainly_negative(token: Token) -> bool:
    return token.lower in (
        "not",
        "never",
        "no",
        "none",
        "nobody",
        "cannot",
    ) or token.lower.endswith("n't")


def _scopes(found: Sequence[Token], marks: object) -> Iterator[list[Token]]:
    for number, token in enumerate(found):
        if marks(token):  # type: ignore[operator]
            scope = _scope(found, number)
            if scope:
                yield scope


def _scope(found: Sequence[Token], number: int) -> list[Token]:
    """The content words that a word governs: the next few of its clause."""
    clause = found[number].clause
    near = [t for t in found[number + 1 : number + 1 + _SCOPE] if t.clause == clause]
    return [t for t in near if t.is_content and t.lower not in _HEDGE][:4]


def _covered(scope: Sequence[Token], others: Sequence[Token]) -> list[Token]:
    return [token for token in scope if found_in(token, others)]


def _marked(scope: Sequence[Token], found: Sequence[Token], marks: object) -> bool:
    """Whether a mark stands in a sentence near the words of a scope."""
    places = [n for n, token in enumerate(found) if found_in(token, scope)]
    return any(
        marks(token) and any(-4 <= place - n <= _SCOPE + 3 for place in places)  # type: ignore[operator]
        for n, token in enumerate(found)
    )


def _still_negative(
    covered: Sequence[Token], here: Sequence[Token], there: Sequence[Token]
) -> bool:
    """Whether a negation stands about the words, in as many places as in the evidence."""
    lost = Counter(t.lower for t in there if _is_negative(t)) - Counter(
        t.lower for t in here if _is_negative(t)
    )
    brought = [t for t in here if _is_negative(t) and t.lower not in {u.lower for u in there}]
    return not lost or (bool(brought) and _marked(covered, here, _is_negative))


def _positively(scope: Sequence[Token], found: Sequence[Token]) -> bool:
    """Whether another sentence says the words of a scope without a negation."""
    return len(_covered(scope, found)) == len(scope) and not any(map(_is_negative, found))


def _shown(scope: Sequence[Token]) -> str:
    return " ".join(token.text for token in scope)
