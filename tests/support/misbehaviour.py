"""Everything that an endpoint is known to do wrong, and what a person then sees."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.chat import GOOD, always, good, once, seen
from tests.support.endpoint import Fault
from tests.support.wire import Scripted

REPAIRED = "repaired"
_UNUSABLE = "the answer cannot be used: "


@dataclass(frozen=True, slots=True)
class Case:
    """A misbehaviour and what is seen of it: `repaired`, or the reason why something stayed."""

    name: str
    expected: str
    answer: Callable[[Mapping[str, Any]], str] = good
    faults: tuple[Fault | Scripted, ...] = ()
    always: tuple[Fault | Scripted, ...] = ()
    tls: bool = False
    fast: bool = True

    def played(self) -> tuple[str, str]:
        """What a person sees, and the text they get."""
        return seen(self.answer, self.faults, fast=self.fast, always=self.always, tls=self.tls)


def _with(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def _sentence(number: int, text: str) -> str:
    return _with(changes=[f"{number} {text}"])


_LONG = "The leaders of Port Ellery rejected the plan on 5 March."
_WRONG = "it is neither the JSON object nor the lines that were asked for"

SERVER = (
    Case("400 on json_schema", REPAIRED, always=(Fault.NO_SCHEMA,)),
    Case("400 on any response_format", REPAIRED, always=(Fault.NO_JSON,)),
    Case("400 on stream_options", REPAIRED, always=(Fault.NO_STREAM_OPTIONS,)),
    Case("401", "HOST answered 401: Incorrect API key provided.", faults=(Fault.UNAUTHORISED,)),
    Case("404", "HOST answered 404: The model does not exist.", faults=(Fault.NO_MODEL,)),
    Case("408, then fine", REPAIRED, faults=(Fault.TIMEOUT_STATUS,)),
    Case("429, then fine", REPAIRED, faults=(Fault.TOO_MANY,)),
    Case("429 with Retry-After, then fine", REPAIRED, faults=(Fault.TOO_MANY_WAIT,)),
    Case("429 for ever", "HOST answered 429: Rate limit reached.", faults=(Fault.TOO_MANY,) * 9),
    Case("500, then fine", REPAIRED, faults=(Fault.SERVER_ERROR,)),
    Case("500 without JSON, for ever", "HOST answered 500", faults=(Fault.PLAIN_ERROR,) * 9),
    Case("a stream cut in the middle", REPAIRED, faults=(Fault.CUT_STREAM,)),
    Case("every stream cut", "HOST ends its answers in the middle", faults=(Fault.CUT_STREAM,) * 9),
    Case("cut by length, then fine", REPAIRED, faults=(Fault.CUT_LENGTH,)),
    Case("always cut by length", f"{_UNUSABLE}it is too long", faults=(Fault.CUT_LENGTH,) * 99),
    Case("fenced JSON after talk", REPAIRED, faults=(Fault.FENCED,)),
    Case("JSON with a comment and a comma too many", REPAIRED, faults=(Fault.COMMENTED,)),
    Case("empty choices, then fine", REPAIRED, faults=(Fault.EMPTY_CHOICES,)),
    Case("null content, then fine", REPAIRED, faults=(Fault.NULL_CONTENT,)),
    Case("a refusal, then fine", REPAIRED, faults=(Fault.REFUSAL,)),
    Case("nothing but refusals", f"{_UNUSABLE}the model refuses", faults=(Fault.REFUSAL,) * 9),
    Case("10 MB of text", f"{_UNUSABLE}it is too long", faults=(Fault.HUGE,) * 9),
    Case("a hang", "HOST did not answer in time", faults=(Fault.HANG,) * 9, fast=False),
    Case("a slow drip", "HOST did not answer in time", faults=(Fault.DRIP,) * 9, fast=False),
    Case("a redirect", "HOST sends on to another address", faults=(Fault.REDIRECT,)),
    Case("no HTTP", "HOST cannot be reached", faults=(Fault.NOT_HTTP,) * 9),
    Case("a sign-in page", "what HOST answers is no chat completion", faults=(Fault.HTML,) * 9),
    Case("a wrong certificate", "HOST cannot be reached: its certificate is not", tls=True),
)

ANSWERS = (
    Case("wrong numbering, then fine", REPAIRED, once(_sentence(9, _LONG))),
    Case("wrong numbering", "there is no sentence 9", always(_sentence(9, _LONG))),
    Case(
        "a number twice",
        "sentence 2 is given twice",
        always(_with(changes=[f"2 {_LONG}", "2 b"])),
    ),
    Case(
        "a changed number", "it would alter a fact", always(_sentence(3, "They met for 4 hours."))
    ),
    Case(
        "a dropped quotation",
        "a quotation mark is lost or brought in",
        always(_sentence(4, "Ines Tarrow said that there would be no vote.")),
    ),
    Case(
        "an invented sentence",
        "the sentence would be split or merged",
        always(_sentence(3, "They met for 3 hours. All went home.")),
    ),
    Case(
        "a doubled paragraph",
        "the sentence would change its length too much|would be split",
        always(_sentence(2, f"{_LONG} {_LONG}")),
    ),
    Case("a vanished sentence", "the sentence would vanish", always(_sentence(3, " "))),
    Case(
        "ANSI escapes", "it brings in markup", always(_sentence(3, "They met\x1b[2J for 3 hours."))
    ),
    Case(
        "Textual markup",
        "it brings in markup",
        always(_sentence(3, "They [b]met[/b] for 3 hours.")),
    ),
    Case("HTML", "it brings in markup", always(_sentence(3, "They <b>met</b> for 3 hours."))),
    Case(
        "another language", "it", always(_sentence(2, "Die Leiter lehnten den Plan am 5. März ab."))
    ),
    Case("talk", f"{_UNUSABLE}{_WRONG}", always("I would rather talk about ferries.")),
    Case(
        "the prompt itself",
        "it shares too little|it repeats the instructions",
        always(_sentence(5, "You put back what the journalist wrote, and change nothing else.")),
    ),
    Case(
        "a suspect that is none",
        "there is no suspect 99",
        always(_with(picks="99a")),
    ),
    Case(
        "a phrase that is not there",
        "sentence 3 does not hold",
        always(_with(changes=["3 zebra => horse"])),
    ),
)
CASES = (*SERVER, *ANSWERS)
