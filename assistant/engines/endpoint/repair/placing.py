"""Where the entries of an answer stand in a sentence, and which of its words they change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.article.visible import VisibleText
from assistant.edits import folded_edits
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.part import Numbered, Part
from assistant.engines.endpoint.repair.request import has_unseen, visible
from assistant.engines.endpoint.repair.response import Answer, Fault, Phrase
from assistant.language.articles import with_article
from assistant.repair.detection import Detection

_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟–—‐‑\u00a0", "''''\"\"\"\"---- ")
_STOPPED = (".", "!", "?", "…", ":", ";")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """What is to stand in the place of `start` to `end` of a sentence as a reader sees it.

    `pick` is the suspect and the number of its candidate where it was chosen from the list.
    """

    start: int
    end: int
    text: str
    pick: tuple[Detection, int] | None = None

    def meets(self, other: Placed) -> bool:
        """Whether two cannot both stand."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Placed) -> bool:
        """Whether the other takes its whole place."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Placement:
    """What an answer makes of a sentence: its changes, word by word, and entries of no use.

    `entries` are the changes before they were cut down to the words that differ.
    """

    sentence: Numbered
    entries: tuple[Placed, ...]
    faults: tuple[Fault, ...]
    whole: bool = False


def placement(part: Part, sentence: Numbered, answer: Answer) -> Placement:
    """The entries of an answer that are of one sentence, at their places in it.

    A whole sentence stands for its picks and phrases; of two entries that overlap the longer
    stands.
    """
    if not answer.names(sentence.number) and not answer.picks:
        return Placement(sentence, (), ())
    seen = part.seen(sentence)
    faults = [fault for fault in answer.faults if fault.number == sentence.number]
    written = dict(answer.sentences).get(sentence.number)
    found: list[Placed] = []
    if written is not None:
        try:
            found = [Placed(0, len(seen.text), _as_ended(seen.text, _written(written)))]
        except AnswerError as error:
            faults.append(Fault(written, str(error), sentence.number))
        return Placement(sentence, tuple(found), tuple(faults), whole=True)
    found += _picked(part, sentence, seen, answer)
    for phrase in answer.phrases:
        if phrase.number == sentence.number:
            try:
                start, end, text = _placed(seen.text, phrase)
                found.append(Placed(start, end, text))
            except AnswerError as error:
                entry = f"{phrase.text} => {phrase.original}"
                faults.append(Fault(entry, str(error), sentence.number))
    kept, lost = _apart(found)
    faults += (Fault(each.text, "it overlaps another", sentence.number) for each in lost)
    return Placement(sentence, kept, tuple(faults))


def differences(seen: VisibleText, entries: Sequence[Placed]) -> tuple[Placed, ...]:
    """The entries cut down to the words that differ, in order of place; a pick stays whole."""
    found: list[Placed] = []
    for entry in entries:
        old = seen.text[entry.start : entry.end]
        if entry.pick is not None:
            found.append(entry)
            continue
        if same(old) == same(entry.text):
            continue
        for start, end, text in folded_edits(old, entry.text):
            if same(old[start:end]) != same(text):
                found.append(Placed(entry.start + start, entry.start + end, text))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def same(text: str) -> str:
    """A text with the typography that models iron out."""
    return visible(text).translate(_TYPOGRAPHY)


def _picked(part: Part, sentence: Numbered, seen: VisibleText, answer: Answer) -> Iterator[Placed]:
    for number, letter in answer.picks:
        suspicion = part.suspicions[number - 1]
        if part.sentence_of(suspicion) == sentence:
            place = seen.index(suspicion.start), seen.index(suspicion.end)
            yield Placed(*place, suspicion.candidates[letter].text, (suspicion, letter))


def _apart(found: Sequence[Placed]) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """Those that stand, in order, and those that lie across another without being part of it."""
    kept: list[Placed] = []
    lost: list[Placed] = []
    for each in sorted(found, key=lambda p: (p.start - p.end, p.pick is None, p.start)):
        over = [known for known in kept if each.meets(known)]
        if not over:
            kept.append(each)
        elif not any(each.within(known) for known in over):
            lost.append(each)
    return tuple(sorted(kept, key=lambda each: each.start)), tuple(lost)


def _placed(sentence: str, phrase: Phrase) -> tuple[int, int, str]:
    """Where a phrase stands in its sentence, and what is written there; a or an agrees with it."""
    wanted = phrase.text.split()
    if not wanted:
        msg = "it names no words"
        raise AnswerError(msg)
    pattern = r"\s+".join(re.escape(word) for word in wanted)
    pattern = rf"(?<!\w){pattern}(?!\w)" if phrase.text[:1].isalnum() else pattern
    anyhow = re.compile(pattern, re.IGNORECASE)
    found = list(re.finditer(pattern, sentence)) or list(anyhow.finditer(sentence))
    shown = visible(phrase.text)[:_SHOWN]
    if not found:
        raise AnswerError(f"sentence {phrase.number} does not hold “{shown}”")
    if len(found) > 1:
        times = len(found)
        raise AnswerError(f"“{shown}” stands {times} times in sentence {phrase.number}: say more")
    start, end = found[0].span()
    text = _written(phrase.original)
    if end == len(sentence.rstrip()):
        text = _as_ended(sentence[start:end], text)
    if sentence[start].isupper() and phrase.text[0].islower() and text[:1].islower():
        text = text[0].upper() + text[1:]
    if not text:
        return *_without_gap(sentence, start, end), ""
    return with_article(sentence, start, end, text)


def _written(text: str) -> str:
    """What a model wrote, on one line; refused with AnswerError where it holds what none sees."""
    if has_unseen(text):
        msg = "it brings in markup or a control character"
        raise AnswerError(msg)
    return visible(text)


def _as_ended(before: str, after: str) -> str:
    """What a model wrote without a full stop where none stood."""
    bare = visible(before).rstrip(" \n\"'”’)]*_")
    if not bare.endswith(_STOPPED) and after.endswith(".") and not after.endswith(".."):
        return after[:-1]
    return after


def _without_gap(sentence: str, start: int, end: int) -> tuple[int, int]:
    """What to delete with a phrase: the space behind it or, where none is, the one before it."""
    if sentence[end : end + 1].isspace():
        return start, end + 1
    return start - sentence[start - 1 : start].isspace(), end
