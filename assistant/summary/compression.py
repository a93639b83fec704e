"""Compression of a sentence by a closed list of deletions, each shown to the editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.language.noun_kinds import noun_kind
from assistant.language.patterns import lazy
from assistant.language.tokens import lower_words
from assistant.summary.clauses import has_verb
from assistant.summary.deletions import DAY, deletions
from assistant.summary.model import Change, applied
from assistant.summary.passages import terms

_DATELINE = lazy(
    r"\A[A-Z][A-Z .,'’-]+(?:, [A-Z][\w.]+){0,2}(?: \([A-Z][\w ]{1,20}\))? ?[—–-]{1,2} (?=\S)"
)
_CONNECTIVE = lazy(
    r"\A(?:However|Meanwhile|Moreover|Furthermore|Nevertheless|Nonetheless|In addition"
    r"|Additionally|Also|Indeed|In fact|Besides|Still|At the same time), (?=\w)"
)
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)? ?[AaPp]\.?[Mm]\.?|\d\d:\d\d)"
_FRONTED = lazy(
    rf"\A(?:(?:(?:[Ee]arly|[Ll]ate) )?(?:[Oo]n |[Ll]ast |[Tt]his |[Ll]ate on )?{DAY}"
    r"(?: (?:night|morning|afternoon|evening))?|[Yy]esterday|[Tt]oday|[Tt]his (?:morning|afternoon"
    r"|evening|week)|[Ee]arlier (?:today|this week)|[Tt]onight"
    r"|(?:[Tt]he|[Ll]ater [Tt]he) (?:same|next|previous|following) (?:day|night|morning|afternoon)"
    rf"|[Aa]t (?:about |around )?{_CLOCK}(?: local time)?(?: on {DAY})?(?: \([^()]*\))?),? "
    r"(?=[A-Za-z“])"
)
_FRAME = lazy(r"\AIn (?:this|that|these|his|her|their) ([\w -]{3,30}), (?=[A-Za-z])")
_ORDINARY = lazy(r"(?!(?:van|von|de|di|la|le|al|bin|ter|ten) [A-Z])[a-z]+(?![\w.])")
"""A word that takes a capital at the start of a sentence, as macOS, rents.py, van Orr do not."""

_FEW = 3
"""Deletions of which every choice is told."""

_FEWEST = 5
"""Words of what is left of a sentence."""


def variants(
    text: str, kept: frozenset[str] = frozenset()
) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """A sentence as it stands, without what adds nothing, and without more and more of the rest.

    Of up to three deletions every choice is told; of more, each by itself and ever more of them.
    No deletion takes the last of a `kept` word: the terms of the headline.
    """
    changes = _opening(text)
    yield applied(text, changes), changes
    seen = {changes}
    cuts = [cut for cut in dict.fromkeys(deletions(text)) if not _loses(text, cut, kept)]
    for some in _choices(cuts):
        more = _merged((*changes, *some))
        if more not in seen and len((told := applied(text, more)).split()) >= _FEWEST:
            seen.add(more)
            yield told, more


def _is_no_time(words: str) -> bool:
    """Whether what frames a sentence is no time, in which alone it may be so."""
    return not any(noun_kind(word) == "time" for word in words.split())


def _loses(text: str, cut: Change, kept: frozenset[str]) -> bool:
    """Whether a deletion takes a word that is kept, and nothing else says it."""
    gone = kept.intersection(terms(lower_words(cut.original.replace("-", " "))))
    rest = f"{text[: cut.start]} {cut.put} {text[cut.end :]}"
    return bool(gone) and not gone <= set(terms(lower_words(rest.replace("-", " "))))


def _choices(cuts: Sequence[Change]) -> Iterator[Sequence[Change]]:
    if len(cuts) <= _FEW:
        for size in range(1, len(cuts) + 1):
            yield from combinations(cuts, size)
        return
    for number, cut in enumerate(cuts, 1):
        yield (cut,)
        yield cuts[:number]


def _opening(text: str) -> tuple[Change, ...]:
    """What goes from the start of a sentence, and the capital that then opens it."""
    end = 0
    for pattern in (_DATELINE, _CONNECTIVE, _FRONTED):
        if match := pattern.match(text[end:]):
            end += match.end()
    if (frame := _FRAME.match(text[end:])) and _is_no_time(frame[1]):
        end += frame.end()
    rest = text[end:]
    if not end or len(rest.split()) < _FEWEST or not has_verb(rest):
        return ()
    if _ORDINARY.match(rest):
        return (Change(0, text[: end + 1], rest[0].upper()),)
    return (Change(0, text[:end]),)


def _merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those changes that lie apart, in order, the widest first where two overlap."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return tuple(kept)
