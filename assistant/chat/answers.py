"""What an endpoint answers, whole or piece by piece, whichever was asked for and is declared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.chat.complaints import of_answer
from assistant.chat.endpoint import Shape
from assistant.chat.events import DONE, Events, MalformedError
from assistant.chat.failures import CutError, NoAnswerError, RefusedError
from assistant.chat.pieces import Pieces

_LETTERS_A_TOKEN = 16
_ENDS = {
    "length": "length max_tokens max_output_tokens model_length max_length token_limit",
    "filter": "content_filter content_filtered safety recitation blocklist prohibited_content spii"
    " sensitive guardrail_intervened",
    "cut": "error abort aborted cancelled time_limit timeout network_error"
    " insufficient_system_resource",
}
_END_OF = {reason: ended for ended, reasons in _ENDS.items() for reason in reasons.split()}
_MARK = b"\xef\xbb\xbf"
_FIELDS = (b"d", b"e", b"i", b"r", b":")
"""How a stream of events begins: with the name of a field, or a comment."""

_THOUGHTS = ("reasoning_content", "reasoning", "thinking")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its text, and why it ended: `stop`, `length`, `refusal` or `filter`.

    `thoughts` are what the model said to itself. The counts are the server's; None where it
    does not say.
    """

    text: str
    ended: str
    shape: Shape
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    thoughts: str = ""
    thought_tokens: int | None = None

    @property
    def lacked_room(self) -> bool:
        """Whether thoughts took the room of the answer."""
        unfinished = "<think>" in self.text and "</think>" not in self.text
        thought = bool(self.thoughts or self.thought_tokens or unfinished)
        return self.ended == "length" and thought


@dataclass(slots=True)
class Answer:
    """An answer of at most `longest` tokens, as its bytes come; `seen` is given the text so far.

    Raises RefusedError for a complaint in its place, CutError where it ends before its end,
    NoAnswerError for anything else.
    """

    shape: Shape
    longest: int
    seen: Callable[[str], None] = lambda _: None
    _content: Pieces = field(default_factory=Pieces)
    _called: Pieces = field(default_factory=Pieces)
    _thoughts: Pieces = field(default_factory=Pieces)
    _usage: Mapping[str, Any] = field(default_factory=dict)
    _ended: str = ""
    _done: bool = False
    _chosen: Any = None
    _events: Events | None = None
    _begun: bytes = b""
    _whole: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> None:
        """Read on."""
        if self._events is None and not self._whole:
            data = (self._begun + data).removeprefix(_MARK).lstrip()
            self._begun = data if data in _MARK else b""
            if data[:1] in _FIELDS:
                self._events = Events()
        if self._events is not None:
            self._take(self._events.fed(data))
        elif not self._begun:
            self._whole += data

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to read: it is longer than it may be, or at its end."""
        return self._done or len(self.text) > self.longest * _LETTERS_A_TOKEN

    def ended(self) -> Reply:
        """The answer, after its last byte, or what came of one that broke off."""
        if self._events is not None:
            self._take(self._events.ended())
        else:
            self._read_whole()
        if not self._ended and not self.is_over and not _is_object(self.text):
            raise CutError
        return self.so_far()

    def so_far(self) -> Reply:
        """What is known of it."""
        limit = self.longest * _LETTERS_A_TOKEN
        text = self.text
        prompt, completion = (self._count(f"{name}_tokens") for name in ("prompt", "completion"))
        details = self._usage.get("completion_tokens_details")
        thought = details.get("reasoning_tokens") if isinstance(details, dict) else None
        ended = self._ended or "stop"
        if ended == "stop" and completion == self.longest and not _is_object(text):
            ended = "length"  # gateways turn what they do not know into "stop"
        if len(text) > limit:
            text, ended = text[:limit], "length"
        return Reply(
            text, ended, self.shape, prompt, completion, self._thoughts.text, _counted(thought)
        )

    @property
    def has_ended(self) -> bool:
        """Whether it said that it was complete: what goes wrong afterwards takes nothing away."""
        return bool(self._ended) or self._done

    @property
    def is_paid(self) -> bool:
        """Whether anything came that will be paid for."""
        return bool(self.text or self._thoughts.text or self._usage or self.has_ended)

    @property
    def text(self) -> str:
        """The text so far: what is said or, where nothing is, what a tool is called with."""
        return self._content.text if self._content.text.strip() else self._called.text

    def _take(self, values: Iterator[Any]) -> None:
        try:
            for value in values:
                if value == DONE:
                    self._done = True
                    return
                self._object(value)
        except MalformedError:
            if not self.has_ended:
                raise CutError from None

    def _read_whole(self) -> None:
        text = self._whole.decode("utf-8", "replace").strip()
        try:
            stored = json.loads(text)
        except (ValueError, RecursionError):
            if not text or text[0] in "{[":
                raise CutError from None
            raise NoAnswerError from None
        self._object(stored)
        if not isinstance(stored, dict) or not isinstance(stored.get("choices"), list):
            raise NoAnswerError
        self._done = True

    def _object(self, stored: Any) -> None:
        if (complaint := of_answer(stored)) is not None and not self.has_ended:
            raise RefusedError(complaint)
        if not isinstance(stored, dict):
            return
        if isinstance(usage := stored.get("usage"), dict):
            self._usage = usage
        choices = stored.get("choices")
        for choice in choices if isinstance(choices, list) else ():
            if isinstance(choice, dict):
                self._choice(choice)

    def _choice(self, choice: Mapping[str, Any]) -> None:
        index = choice.get("index") or 0
        if self._chosen is None:
            self._chosen = index
        if index != self._chosen:
            return
        said = _said(choice)
        before = len(self.text)
        text, thoughts = _parted(said.get("content", choice.get("text")))
        self._content.add(text)
        for name in _THOUGHTS:
            thoughts = thoughts or (said[name] if isinstance(said.get(name), str) else "")
        self._thoughts.add(thoughts)
        self._called.add(_arguments(said))
        reason = choice.get("finish_reason")
        if isinstance(said.get("refusal"), str) and said["refusal"]:
            self._ended = "refusal"
        elif isinstance(reason, str) and reason and self._ended != "refusal":
            self._ended = _END_OF.get(reason.lower(), "stop")
            if self._ended == "cut":
                raise CutError
        if len(self.text) != before:
            self.seen(self.text)

    def _count(self, name: str) -> int | None:
        return _counted(self._usage.get(name))


def _said(choice: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a choice says, in a piece or as a whole."""
    for name in ("delta", "message"):
        if isinstance(said := choice.get(name), dict):
            return said
    return {}


def _counted(value: Any) -> int | None:
    return value if type(value) is int else None


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _parted(content: Any) -> tuple[str, str]:
    """What content says, and what its parts of another kind think."""
    if isinstance(content, str):
        return content, ""
    texts: list[str] = []
    thoughts: list[str] = []
    for part in content if isinstance(content, list) else ():
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, dict):
            if isinstance(part.get("text"), str):
                texts.append(part["text"])
            thoughts += _parted(part.get("thinking"))
    return "".join(texts), "".join(thoughts)


def _arguments(said: Mapping[str, Any]) -> str:
    """What the first tool is called with: none was offered, so it holds the answer."""
    calls = said.get("tool_calls")
    call = calls[0] if isinstance(calls, list) and calls else {}
    if not isinstance(call, dict) or call.get("index") not in (None, 0):
        return ""
    function = call.get("function")
    arguments = function.get("arguments") if isinstance(function, dict) else None
    return arguments if isinstance(arguments, str) else ""
