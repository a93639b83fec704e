"""A JSON object in one line: where its members stand, so that one can be written anew.

What stands between the members, and how, is kept: the order, the spaces, the escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_ESCAPING = json.JSONEncoder(ensure_ascii=True, allow_nan=False)
_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_NUMBER = re.compile(r"-?[0-9]")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an object: spans of its name and its value in the line, and the value.

    A number is the text in which it is written.
    """

    start: int
    colon: int
    value_start: int
    end: int
    value: Any

    def is_text(self, line: str) -> bool:
        """Whether the value is a string."""
        return line.startswith('"', self.value_start)

    def is_number(self, line: str) -> bool:
        """Whether the value is a number."""
        return _NUMBER.match(line, self.value_start) is not None


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object in a line, with its members by name in their order; `inner` is behind its brace."""

    line: str
    inner: int
    members: Mapping[str, Member]

    def written(self, replaced: tuple[str, str] | None, added: Sequence[tuple[str, Any]]) -> str:
        """The line with another string as the value of a name, and with members at its end."""
        line, at, parts, as_json = self.line, 0, [], self._encoder().encode
        if replaced is not None:
            member = self.members[replaced[0]]
            parts += [line[: member.value_start], as_json(replaced[1])]
            at = member.end
        last = max((member.end for member in self.members.values()), default=self.inner)
        parts.append(line[at:last])
        comma, colon = self._signs()
        for number, (name, value) in enumerate(added):
            parts += [comma if number or self.members else "", as_json(name), colon]
            parts.append(as_json(value))
        return "".join((*parts, line[last:]))

    def _encoder(self) -> json.JSONEncoder:
        """What writes characters beyond ASCII as escapes where the line does so."""
        return _ESCAPING if self.line.isascii() and "\\u" in self.line else _PLAIN

    def _signs(self) -> tuple[str, str]:
        """What stands between members, and between a name and its value."""
        known = sorted(self.members.values(), key=lambda member: member.start)
        colon = self.line[known[0].colon : known[0].value_start] if known else ": "
        comma = self.line[known[0].end : known[1].start] if len(known) > 1 else ", "
        return comma, colon


def scanned(line: str) -> JsonObject:
    """The object that a line holds.

    Raises ValueError, with a clause that says why, where it holds none or more than one, or
    where a name stands twice in an object.
    """
    try:
        return _scanned(line)
    except RecursionError as error:
        msg = "it is nested too deeply"
        raise ValueError(msg) from error
    except json.JSONDecodeError as error:
        msg = f"it is not a JSON object, at column {error.pos + 1}"
        raise ValueError(msg) from error


def _scanned(line: str) -> JsonObject:
    inner = _behind(line, _skip(line, 0), "{")
    members: dict[str, Member] = {}
    at = _skip(line, inner)
    if not line.startswith("}", at):
        while True:
            name, member = _member(line, at)
            if name in members:
                raise _twice(name)
            members[name] = member
            at = _skip(line, member.end)
            if not line.startswith(",", at):
                break
            at = _skip(line, at + 1)
    at = _skip(line, _behind(line, at, "}"))
    if at != len(line):
        msg = "there is more in it than one JSON object"
        raise ValueError(msg)
    return JsonObject(line, inner, members)


def _member(line: str, at: int) -> tuple[str, Member]:
    if not line.startswith('"', at):
        raise json.JSONDecodeError("", line, at)
    name, colon = _DECODER.raw_decode(line, at)
    value_start = _skip(line, _behind(line, _skip(line, colon), ":"))
    value, end = _DECODER.raw_decode(line, value_start)
    return name, Member(at, colon, value_start, end, value)


def _behind(line: str, at: int, sign: str) -> int:
    if not line.startswith(sign, at):
        raise json.JSONDecodeError("", line, at)
    return at + 1


def _skip(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _twice(next(name for name in found if names.count(name) > 1))
    return found


def _twice(name: str) -> ValueError:
    return ValueError(f"the key {name!r} stands twice in it")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_int=str, parse_float=str)
