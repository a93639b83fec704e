"""Words that are always written so, or left as they stand, wherever they stand in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, Flag
from assistant.language.quotations import quotations
from assistant.language.span import Span
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step

REASON = "always so"


def everywhere(review: Review, source: str, term: str, form: str) -> Review:
    """A review in which a term has another form wherever it stands, but in quotations.

    An undecided hunk of the term is decided so, and where none is, it is a hunk by hand; what
    was decided, or reaches further, stays. It is one entry of the log.
    """
    return logged(review, _steps(review, source, term, form))


def left(review: Review, term: str) -> Review:
    """A review in which no undecided hunk of a term is left: all are rejected, as one entry."""
    key = _key(term)
    alike = (h for h in review.hunks if _is_pending(h) and _key(h.edit.original) == key)
    return logged(review, (Step(h, replace(h, decision=Decision.REJECTED)) for h in alike))


def _steps(review: Review, source: str, term: str, form: str) -> Iterator[Step]:
    hunks, spoken = review.hunks, [each.within for each in quotations(source)]
    for span in places(source, term):
        if any(span.overlaps(quotation) for quotation in spoken):
            continue
        original = source[span.start : span.end]
        new = cased(form, original)
        met = [hunk for hunk in hunks if hunk.edit.span.meets(span)]
        if not met and new != original:
            edit = Edit(span.start, span.end, original, new, reason=REASON)
            edit = edit.flagged(Flag.FACT) if differences(original, new) else edit
            yield Step(None, Hunk(review.section_at(span.start).id, edit, Decision.ACCEPTED))
        elif [hunk.edit.span for hunk in met] == [span] and _is_pending(met[0]):
            yield Step(met[0], _decided(met[0], new))


def _decided(hunk: Hunk, new: str) -> Hunk:
    if new == hunk.edit.replacement:
        return replace(hunk, decision=Decision.ACCEPTED)
    if new == hunk.edit.original:
        return replace(hunk, decision=Decision.REJECTED)
    return replace(hunk, decision=Decision.CHANGED, changed_to=new)


def places(source: str, term: str) -> Iterable[Span]:
    """Where a term stands as whole words, in whatever capitals and white space."""
    words = r"\s+".join(map(re.escape, term.split()))
    found = re.finditer(rf"(?<!\w){words}(?!\w)", source, re.IGNORECASE) if words else ()
    return (Span(*match.span()) for match in found)


def cased(form: str, like: str) -> str:
    """A form with a capital where what it stands for opens with one."""
    opens = like[:1].isupper() and form.islower()
    return form[:1].upper() + form[1:] if opens else form


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_pending(hunk: Hunk) -> bool:
    return hunk.decision is Decision.PENDING
