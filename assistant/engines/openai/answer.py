"""What a model answered: picks among candidates, phrases, whole sentences. Or nothing of use."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_PICK = re.compile(r"(\d{1,6})\s*[:.\-]?\s*([a-z])\b")
_FENCE = re.compile(r"```[a-z]*\s*\n?(.*?)```", re.DOTALL)
_COMMENT = re.compile(r"^\s*//.*$|(?<=[\]}\",])\s*//[^\n\"]*$", re.MULTILINE)
_COMMA = re.compile(r",(?=\s*[}\]])")
_LINE = re.compile(r"\s*(PICK|PHRASE|SENTENCE|NONE)\b[:\s]*(.*)")
_PHRASE = re.compile(r"\[?(\d{1,6})\]?[.:|]?\s*(.+?)\s*(?:=>|->|→|\|)\s*(.*)", re.DOTALL)
_NUMBERED = re.compile(r"\[?(\d{1,6})\]?[.:|]?\s*(.*)", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ENTRY = re.compile(rf"[\s,]*({_STRING.pattern})(?=\s*[,\]])")
_MOST = 2000
"""Entries of an answer beyond which it is no answer."""


class AnswerError(Exception):
    """An answer that cannot be used; the message, in the model's terms, says why."""


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
    stored = _json(text)
    if stored is not None:
        return _checked(_from_json(stored))
    entries = [match for line in text.splitlines() if (match := _LINE.match(line))]
    if not entries:
        msg = "it is neither the JSON object nor the lines that were asked for"
        raise AnswerError(msg)
    return _checked(_from_lines(entries))


def partial(text: str) -> Answer:
    """What the beginning of an answer holds so far, the last entry aside if it may go on."""
    try:
        if "{" not in text:
            lines = text.rpartition("\n")[0].splitlines()
            return _checked(_from_lines([m for line in lines if (m := _LINE.match(line))]))
        picks, phrases, sentences = (_begun(text, key) for key in ("picks", "phrases", "sentences"))
        told = _STRING.match(picks)
        whole = json.loads(told.group()) if told else picks.lstrip(' "').rpartition(",")[0]
        stored = {"picks": whole, "phrases": _strings(phrases), "sentences": _strings(sentences)}
        return _checked(_from_json(stored))
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


def _json(text: str) -> Any:
    """The JSON object in a text, or None: bare, fenced, after talk, with trailing commas."""
    fenced = _FENCE.search(text)
    for candidate in (text, fenced.group(1) if fenced else ""):
        start = candidate.find("{")
        while start >= 0:
            for repaired in (
                candidate[start:],
                _COMMA.sub("", _COMMENT.sub("", candidate[start:])),
            ):
                try:
                    value, _ = json.JSONDecoder().raw_decode(repaired)
                except (ValueError, RecursionError):
                    continue
                if isinstance(value, dict) and {"picks", "phrases", "sentences"} & set(value):
                    return value
            start = candidate.find("{", start + 1) if len(candidate) < 100_000 else -1
    return None


def _from_json(stored: dict[str, Any]) -> Answer:
    picks, phrases, sentences = (stored.get(k) or () for k in ("picks", "phrases", "sentences"))
    if isinstance(picks, list | tuple):
        picks = ",".join(str(pick) for pick in picks)
    if not isinstance(picks, str) or not all(
        isinstance(x, list | tuple) for x in (phrases, sentences)
    ):
        msg = '"picks" must be a text, "phrases" and "sentences" lists'
        raise AnswerError(msg)
    entries = (*phrases, *sentences)
    if not all(isinstance(entry, str) for entry in entries):
        msg = "an entry of it is no text"
        raise AnswerError(msg)
    return Answer(_picks(picks), tuple(map(_phrase, phrases)), tuple(map(_sentence, sentences)))


def _from_lines(lines: list[re.Match[str]]) -> Answer:
    told: dict[str, list[str]] = {"PICK": [], "PHRASE": [], "SENTENCE": [], "NONE": []}
    for line in lines:
        told[line.group(1)].append(line.group(2))
    return Answer(
        _picks(",".join(told["PICK"])),
        tuple(map(_phrase, told["PHRASE"])),
        tuple(map(_sentence, told["SENTENCE"])),
    )


def _phrase(entry: str) -> Phrase:
    """The parts of an entry such as ``2 freeze off => reject``."""
    match = _PHRASE.fullmatch(entry.strip())
    if not match:
        raise AnswerError(f"an entry of it is malformed: {entry[:60]}")
    return Phrase(int(match.group(1)), match.group(2), match.group(3))


def _sentence(entry: str) -> tuple[int, str]:
    """The number and the text of an entry such as ``4 The whole sentence``."""
    match = _NUMBERED.fullmatch(entry.strip())
    if not match:
        raise AnswerError(f"an entry of it has no number: {entry[:60]}")
    return int(match.group(1)), match.group(2)


def _picks(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(number), ord(letter) - ord("a")) for number, letter in _PICK.findall(text))


def _checked(answer: Answer) -> Answer:
    """The answer without what it says twice; refused where it says two things of one sentence."""
    picks = tuple(dict.fromkeys(answer.picks))
    phrases = tuple(dict.fromkeys(answer.phrases))
    sentences = tuple(dict.fromkeys(answer.sentences))
    if max(len(picks), len(phrases), len(sentences)) > _MOST:
        msg = "it has too many entries"
        raise AnswerError(msg)
    for name, numbers in (
        ("suspect", [n for n, _ in picks]),
        ("sentence", [n for n, _ in sentences]),
    ):
        if twice := sorted({n for n in numbers if numbers.count(n) > 1}):
            raise AnswerError(f"it names {name} {twice[0]} twice")
    return Answer(picks, phrases, sentences)
