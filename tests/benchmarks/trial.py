"""One trial: spin an article, repair it, count."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.article.visible import VisibleText
from assistant.checks.facts.comparison import differences
from assistant.checks.facts.extraction import facts
from assistant.language.fact import WORDED, Difference
from assistant.language.tokens import Word, words
from assistant.models.base import LanguageModel
from assistant.repair.reading import Sentence, locks, sentences
from tests.benchmarks.measures import Change, Counts, is_restored, splice, wanted
from tests.benchmarks.spinner import Spinner, Spun, SpunSpan

NOTICEABLE = 4.0
"""Nats that the original adds to the log-likelihood of its sentence where a reader notices."""

_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty"
    " forty fifty sixty hundred thousand million billion half third quarter".split()
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a restorer made of an article: its edits, confidences in the same order, and tokens."""

    edits: tuple[Change, ...]
    confidences: tuple[float, ...] = ()
    tokens: int = 0


Restorer = Callable[[Article], Repaired]


@dataclass(frozen=True, slots=True)
class Trial:
    """A spun article with what was proposed for it and the counts."""

    spun: Spun
    repaired: Repaired
    counts: Counts


def spin(text: str, spinner: Spinner) -> Spun:
    """Garble an article outside its names, figures with their units, quotations and markup."""
    article = read_text(text)
    found = [_with_markup(article, sentence) for sentence in sentences(article)]
    held = locks(found, sorted(quotations(article)))
    return spinner.spin(
        text,
        [
            (s.run, locked | quoted | _units(s.run))
            for s, (locked, quoted) in zip(found, map(held, found), strict=True)
        ],
    )


def _with_markup(article: Article, sentence: Sentence) -> Sentence:
    """A sentence with all words of its source: a spinner counts those of markup too."""
    shown = VisibleText.plain(article.slice(sentence.span), sentence.span.start)
    shown = replace(shown, locked=sentence.shown.locked)
    return replace(sentence, run=words(shown.text, sentence.span.start), shown=shown)


def _units(run: Sequence[Word]) -> frozenset[int]:
    """The indices of words behind a figure or a number word."""
    return frozenset(
        number
        for number in range(1, len(run))
        if run[number - 1].text[0].isdigit() or run[number - 1].text.lower() in _NUMBERS
    )


def run(spun: Spun, restore: Restorer, model: LanguageModel | None = None) -> Trial:
    """Repair a spun text and count; `model` says which spans are noticeable."""
    article = read_text(spun.text)
    start = time.perf_counter()
    repaired = restore(article)
    seconds = time.perf_counter() - start
    edits = repaired.edits
    gold = {wanted(span) for span in spun.spans}
    restored = {span: is_restored(span, spun, edits) for span in spun.spans}
    seen = noticeable(spun, model) if model and spun.spans else ()
    damaged = [
        (s.span.start, s.span.end)
        for s in sentences(article)
        if any(s.span.start <= span.start < s.span.end for span in spun.spans)
    ]
    before = facts(spun.text)
    changes = differences(spun.text, splice(spun.text, edits))
    lost = len(changes) - len(_restored(changes, spun.clean))
    return Trial(
        spun,
        repaired,
        Counts(
            words=sum(len(s.run) for s in sentences(article)),
            spans=len(spun.spans),
            restored=sum(restored.values()),
            noticeable=len(seen),
            noticeable_restored=sum(restored[span] for span in seen),
            edits=len(edits),
            right=len(set(edits) & gold),
            damaged_sentences=len(damaged),
            whole_sentences=sum(
                splice(spun.text, _within(edits, *place), *place)
                == splice(spun.text, _within(gold, *place), *place)
                for place in damaged
            ),
            sections=len(article.sections),
            touched_sections=len({article.section_at(edit[0]).id for edit in edits}),
            facts=before.total(),
            facts_kept=before.total() - lost,
            tokens=repaired.tokens,
            seconds=seconds,
        ),
    )


def _restored(changes: Iterable[Difference], clean: str) -> list[Difference]:
    """The limits and frames that come in where they stand in the clean text."""
    known = {(fact.kind, fact.value) for fact in facts(clean)}
    gained = (each for each in changes if each.before is None and each.kind in WORDED)
    return [each for each in gained if (each.kind, each.after) in known]


def _within(changes: Sequence[Change] | set[Change], start: int, end: int) -> list[Change]:
    return [change for change in changes if start <= change[0] and change[1] <= end]


def noticeable(spun: Spun, model: LanguageModel) -> tuple[SpunSpan, ...]:
    """The spans whose original makes its sentence likelier by 4 nats or more.

    The rest of the sentence, and the one before it, stand as in the original.
    """
    gold = [wanted(span) for span in spun.spans]
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    previous = ""
    asked: list[SpunSpan] = []
    for sentence in sentences(read_text(spun.text)):
        start, end = sentence.span.start, sentence.span.end
        inside = _within(gold, start, end)
        whole = _folded(splice(spun.text, inside, start, end))
        context = model.encode(previous)
        glue = " " if previous else ""
        for change in inside:
            others = [other for other in inside if other != change]
            one = _folded(splice(spun.text, others, start, end))
            pairs += [(context, model.encode(glue + whole)), (context, model.encode(glue + one))]
            asked.append(next(s for s in spun.spans if wanted(s) == change))
        previous = whole
    scores = model.score(pairs)
    return tuple(
        span
        for span, clean, garbled in zip(asked, scores[::2], scores[1::2], strict=True)
        if clean - garbled >= NOTICEABLE
    )


def _folded(text: str) -> str:
    return " ".join(text.split())
