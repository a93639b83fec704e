"""What a model answered: picks among candidates, phrases, whole sentences. Or nothing of use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.engines.endpoint.json_answer import AnswerError, json_object

_PICK = re.compile(r"(?<!\d)(\d{1,6}) ?[:.\-]? ?([a-z])\b")
_PHRASE = re.compile(r"\[?(\d{1,6})\]?[.:|]? (?:\| )?(.+?) ?(?:=>|->|→|\|)(?: (.*))?")
_SENTENCE = re.compile(r"\[?(\d{1,6})\]?[.:|]?(?: (?:\| )?(.*))?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ENTRY = re.compile(rf"[\s,]*({_STRING.pattern})(?=\s*[,\]])")
_LINE = re.compile(r"\s*(PICK|CHANGE|NONE)\b:?(.*)")
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
class Answer:
    """Picks (number of a suspect, index of its candidate), phrases, and sentences by number."""

    picks: tuple[tuple[int, int], ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sentences: tuple[tuple[int, str], ...] = ()


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
    if not all(isinstance(entry, str) for entry in changes):
        msg = "an entry of it is no text"
        raise AnswerError(msg)
    return _answer(picks, changes)


def _from_lines(lines: Iterable[re.Match[str]]) -> Answer:
    entries: dict[str, list[str]] = {"PICK": [], "CHANGE": [], "NONE": []}
    for line in lines:
        entries[line.group(1)].append(line.group(2))
    return _answer(",".join(entries["PICK"]), entries["CHANGE"])


def _answer(picked: str, changes: list[str]) -> Answer:
    """The answer without what it says twice; refused where it says two things of one place."""
    spots = _PICK.findall(" ".join(picked.split()))
    if max(len(spots), len(changes)) > _MOST:
        msg = "it has too many entries"
        raise AnswerError(msg)
    phrases: dict[Phrase, None] = {}
    sentences: dict[tuple[int, str], None] = {}
    for change in changes:
        entry = " ".join(change.split())
        if phrase := _PHRASE.fullmatch(entry):
            phrases[Phrase(int(phrase[1]), phrase[2], phrase[3] or "")] = None
        elif sentence := _SENTENCE.fullmatch(entry):
            sentences[int(sentence[1]), sentence[2] or ""] = None
        else:
            raise AnswerError(f"an entry of it has no number: {entry[:60]}")
    picks = dict.fromkeys((int(number), ord(letter) - ord("a")) for number, letter in spots)
    _once("suspect", [number for number, _ in picks])
    _once("sentence", [number for number, _ in sentences])
    return Answer(tuple(picks), tuple(phrases), tuple(sentences))


def _once(what: str, numbers: list[int]) -> None:
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise AnswerError(f"it names {what} {twice[0]} twice")
