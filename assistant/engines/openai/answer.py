"""What a model answered: picks among candidates, phrases, whole sentences. Or nothing of use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_PICK = re.compile(r"(\d{1,6})\s*[:.\-]?\s*([a-z])\b")
_FENCE = re.compile(r"```[a-z]*\s*\n?(.*?)```", re.DOTALL)
_COMMENT = re.compile(r"^\s*//.*$|(?<=[\]}\",])\s*//[^\n\"]*$", re.MULTILINE)
_COMMA = re.compile(r",(?=\s*[}\]])")
_LINE = re.compile(r"\s*(PICK|PHRASE|SENTENCE|NONE)\b[:\s]*(.*)")
_PICKS = re.compile(r'"picks"\s*:\s*"([^"]*)')
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
    if "{" in text:
        picks = _PICKS.search(text)
        told = picks.group(1) if picks else ""
        if picks and picks.end() == len(text):
            told = told.rpartition(",")[0]
        entries = list(_objects(text[picks.end() :] if picks else ""))
        stored = {
            "picks": told,
            "phrases": [entry for entry in entries if "text" not in entry],
            "sentences": [entry for entry in entries if "text" in entry],
        }
        read: Any = lambda: _from_json(stored)  # noqa: E731
    else:
        whole = text.rpartition("\n")[0]
        lines = [match for line in whole.splitlines() if (match := _LINE.match(line))]
        read = lambda: _from_lines(lines)  # noqa: E731
    try:
        return _checked(read())
    except AnswerError:
        return Answer()


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


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The complete innermost objects of the beginning of a JSON text."""
    at = text.find("{")
    while at >= 0:
        try:
            value, end = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict):
            yield value
        at = text.find("{", end)


def _from_json(stored: dict[str, Any]) -> Answer:
    picks, phrases, sentences = (stored.get(k) or () for k in ("picks", "phrases", "sentences"))
    if isinstance(picks, list | tuple):
        picks = ",".join(str(pick) for pick in picks)
    if not isinstance(picks, str) or not all(
        isinstance(x, list | tuple) for x in (phrases, sentences)
    ):
        msg = '"picks" must be a text, "phrases" and "sentences" lists'
        raise AnswerError(msg)
    try:
        return Answer(
            _picks(picks),
            tuple(Phrase(_number(p["n"]), _text(p["is"]), _text(p["was"])) for p in phrases),
            tuple((_number(s["n"]), _text(s["text"])) for s in sentences),
        )
    except (KeyError, TypeError) as error:
        msg = (
            f"an entry of it lacks {error}"
            if isinstance(error, KeyError)
            else "an entry is malformed"
        )
        raise AnswerError(msg) from error


def _from_lines(entries: list[re.Match[str]]) -> Answer:
    picks: list[tuple[int, int]] = []
    phrases: list[Phrase] = []
    sentences: list[tuple[int, str]] = []
    for entry in entries:
        kind, rest = entry.groups()
        fields = [field.strip() for field in rest.split("|")]
        if kind == "PICK":
            picks += _picks(rest)
        elif kind == "PHRASE" and len(fields) == 3 and fields[0].isdecimal():
            phrases.append(Phrase(int(fields[0]), fields[1], fields[2]))
        elif kind == "SENTENCE" and len(fields) >= 2 and fields[0].isdecimal():
            sentences.append((int(fields[0]), rest.split("|", 1)[1].strip()))
        elif kind != "NONE":
            raise AnswerError(f"a line of it is malformed: {kind} {rest[:40]}")
    return Answer(tuple(picks), tuple(phrases), tuple(sentences))


def _picks(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(number), ord(letter) - ord("a")) for number, letter in _PICK.findall(text))


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


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
