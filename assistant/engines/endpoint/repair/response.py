"""What a model answered: picks among candidates, phrases, whole sentences. Or nothing of use.

An entry that cannot be read costs itself: it becomes a fault, and the others stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.engines.endpoint.json_answer import AnswerError, json_object

_PICK = re.compile(r"(?<![^\W_])S?(\d{1,6}) ?[:.\-]? ?([a-z])\b", re.IGNORECASE)
_ARROW = re.compile(r"=>|->|→")
_PHRASE = re.compile(r"\[?(\d{1,6})\]?[.:|]? (?:\| )?(.+?) ?(?:=>|->|→|\|)(?: (.*))?")
_SENTENCE = re.compile(r"\[?(\d{1,6})\]?[.:|]?(?: (?:\| |(?:=>|->|→) ?)?(.*))?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ENTRY = re.compile(rf"[\s,]*({_STRING.pattern})(?=\s*[,\]])")
_LINE = re.compile(r"\s*(PICK|CHANGE|NONE)\b:?(.*)")
_WORD = re.compile(r"\w+")
_KEYS = frozenset({"picks", "changes"})
_MOST = 2000
"""Entries of an answer beyond which it is no answer."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """In sentence `number`, `text` stands where the journalist wrote `original`."""

    number: int
    text: str
    original: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry that cannot be used, why, and the number of its sentence, 0 where it has none."""

    entry: str
    reason: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Picks (number of a suspect, index of its candidate), phrases, and sentences by number."""

    picks: tuple[tuple[int, int], ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sentences: tuple[tuple[int, str], ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def says(self) -> bool:
        """Whether any entry of it can be used."""
        return bool(self.picks or self.phrases or self.sentences)

    def names(self, number: int) -> bool:
        """Whether an entry is of a sentence; a pick names its suspect alone."""
        told = {*(p.number for p in self.phrases), *(f.number for f in self.faults)}
        return number in told or number in dict(self.sentences)


def parse(text: str) -> Answer:
    """The answer that a text holds, in JSON or in lines, fences and talk around it aside.

    Raises AnswerError where it holds none.
    """
    if not text.strip():
        msg = "it is empty"
        raise AnswerError(msg)
    stored = json_object(text, _KEYS)
    if stored is not None:
        return _from_json(stored)
    entries = [match for line in text.splitlines() if (match := _LINE.match(line))]
    if not entries:
        msg = "it is neither the JSON object nor the lines that were asked for"
        raise AnswerError(msg)
    return _from_lines(entries)


def partial(text: str) -> Answer:
    """What the beginning of an answer holds so far, the last entry aside if it may go on."""
    try:
        if "{" not in text:
            lines = text.rpartition("\n")[0].splitlines()
            return _from_lines([match for line in lines if (match := _LINE.match(line))])
        picks, changes = _begun(text, "picks"), _begun(text, "changes")
        string = _STRING.match(picks)
        whole = json.loads(string.group()) if string else picks.lstrip(' "').rpartition(",")[0]
        return _from_json({"picks": whole, "changes": _strings(changes)})
    except (AnswerError, ValueError):
        return Answer()


def _begun(text: str, key: str) -> str:
    """What follows a key in the beginning of a JSON text."""
    match = re.search(rf'"{key}"\s*:\s*', text)
    return text[match.end() :] if match else ""


def _strings(text: str) -> list[str]:
    """The complete strings of the beginning of a JSON list."""
    found, at = [], text.find("[") + 1
    while at and (match := _ENTRY.match(text, at)):
        found.append(str(json.loads(match.group(1))))
        at = match.end()
    return found


def _from_json(stored: dict[str, Any]) -> Answer:
    picks, changes = stored.get("picks") or "", stored.get("changes") or []
    if isinstance(picks, list):
        picks = ",".join(str(pick) for pick in picks)
    if not isinstance(picks, str) or not isinstance(changes, list):
        msg = '"picks" must be a text and "changes" a list'
        raise AnswerError(msg)
    return _answer(picks, changes)


def _from_lines(lines: Iterable[re.Match[str]]) -> Answer:
    entries: dict[str, list[str]] = {"PICK": [], "CHANGE": [], "NONE": []}
    for line in lines:
        entries[line.group(1)].append(line.group(2))
    return _answer(",".join(entries["PICK"]), entries["CHANGE"])


def _answer(picked: str, changes: Sequence[object]) -> Answer:
    """The answer without what it says twice, and with what of it cannot be read as faults."""
    line = " ".join(picked.split())
    spots = _PICK.findall(line)
    if max(len(spots), len(changes)) > _MOST:
        msg = "it has too many entries"
        raise AnswerError(msg)
    faults = [Fault(word, "it names no suspect") for word in _WORD.findall(_PICK.sub(" ", line))]
    found = _Found(faults=faults)
    for number, letter in spots:
        found.pick(int(number), ord(letter.lower()) - ord("a"))
    for change in changes:
        found.change(change)
    return found.answer()


@dataclass(slots=True)
class _Found:
    """What is read of an answer, entry by entry."""

    faults: list[Fault]
    picks: dict[int, int] = field(default_factory=dict)
    phrases: dict[Phrase, None] = field(default_factory=dict)
    sentences: dict[int, str] = field(default_factory=dict)

    def pick(self, number: int, letter: int) -> None:
        if self.picks.setdefault(number, letter) != letter:
            entry = f"S{number}{chr(ord('a') + letter)}"
            self.faults.append(Fault(entry, f"suspect {number} is picked twice"))

    def change(self, change: object) -> None:
        if not isinstance(change, str):
            self.faults.append(Fault(str(change), "it is no text"))
            return
        entry = " ".join(change.split())
        phrase, sentence = _PHRASE.fullmatch(entry), _SENTENCE.fullmatch(entry)
        if phrase and phrase[2] != "|" and not _ARROW.fullmatch(phrase[2]):
            self._put(entry, int(phrase[1]), phrase[2], phrase[3] or "")
        elif sentence:
            self._rewrite(entry, int(sentence[1]), sentence[2] or "")
        else:
            self.faults.append(Fault(entry, "it has no number"))

    def _put(self, entry: str, number: int, text: str, original: str) -> None:
        if _ARROW.search(original):
            self.faults.append(Fault(entry, "it holds an arrow", number))
        else:
            self.phrases[Phrase(number, text, original)] = None

    def _rewrite(self, entry: str, number: int, text: str) -> None:
        if _ARROW.search(text):
            self.faults.append(Fault(entry, "it holds an arrow", number))
        elif self.sentences.setdefault(number, text) != text:
            self.faults.append(Fault(entry, f"sentence {number} is given twice", number))

    def answer(self) -> Answer:
        return Answer(
            tuple(self.picks.items()),
            tuple(self.phrases),
            tuple(self.sentences.items()),
            tuple(self.faults),
        )
