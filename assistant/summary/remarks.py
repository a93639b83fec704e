"""What is said under a summary: what is not confirmed, what was changed, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.language.span import Span
from assistant.summary.model import Change, Summary, SummarySentence, Unconfirmed

NOT_CONFIRMED, CHANGED, DOUBTED = "Not confirmed", "Changed from the article", "To look at"


def unconfirmed(summary: Summary, known: Mapping[Span, int]) -> Iterator[str]:
    """Each sentence that is not confirmed, with the numbers of its evidence and the reason."""
    for each in summary.unconfirmed:
        yield f"{each.sentence.text} {numbers(each.sentence, known)} – {verdict(each)}"


def verdict(each: Unconfirmed) -> str:
    """Why a sentence is not confirmed: refused, as it contradicts the article, or doubted."""
    return f"{'refused' if each.contradicts else 'doubted'}: {each.reason}"


def changed(summary: Summary, known: Mapping[Span, int]) -> Iterator[str]:
    """What is told in other words than the article's, sentence by sentence."""
    for each in summary.sentences:
        if each.changes:
            yield f"{numbers(each, known)} {told_changes(each)}"


def told_changes(sentence: SummarySentence) -> str:
    """The changes of a sentence in one line."""
    return "; ".join(map(_change, sentence.changes))


def doubted(summary: Summary, known: Mapping[Span, int]) -> Iterator[str]:
    """What the checks ask of sentences that stand."""
    for each in summary.sentences:
        if each.doubts:
            told = "; ".join(dict.fromkeys(problem.message for problem in each.doubts))
            yield f"{numbers(each, known)} {told}"


def sections(summary: Summary, known: Mapping[Span, int]) -> Iterator[tuple[str, Sequence[str]]]:
    """The sections under a summary that hold anything, each with its lines."""
    for title, lines in (
        (NOT_CONFIRMED, unconfirmed(summary, known)),
        (CHANGED, changed(summary, known)),
        (DOUBTED, doubted(summary, known)),
    ):
        if found := list(lines):
            yield title, found


def numbers(each: SummarySentence, known: Mapping[Span, int]) -> str:
    """The numbers of the sentences that one rests on, in brackets."""
    return f"[{', '.join(str(known[span]) for span in each.evidence if span in known)}]"


def _change(change: Change) -> str:
    gone = change.original.strip(" ,;–—")
    if change.put.strip():
        if gone[:-1].strip() and change.put.lower() == change.original[-1:].lower():
            return f"left out “{gone[:-1].strip(' ,')}”"
        return f"“{change.put}” for “{gone}”"
    return f"left out “{gone}”"
