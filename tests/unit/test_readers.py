"""No word ends a run: what the readers of facts make of letters and numerals of every kind."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
import sys
from collections.abc import Iterator
from random import Random
from re import _parser  # the parser knows how little a pattern may match

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import assistant.checks
import assistant.language
from assistant.checks.facts import extraction
from assistant.checks.facts.extraction import facts, located
from assistant.checks.support.unsupported import unsupported
from assistant.language.agreement import agree
from assistant.language.casing import folded
from assistant.language.fact import WORDED, Fact, FactKind, Found
from assistant.language.guard import guarded
from assistant.language.numbers import numbers
from assistant.language.patterns import LazyPattern
from assistant.language.sentences import split
from assistant.problems import Code
from tests.benchmarks import fuzz
from tests.support.hostile_text import text
from tests.support.readers import READERS
from tests.support.timing import best, processor_seconds

_ALIKE = {"i": "ıİ", "s": "ſ", "k": "\u212a"}
_LOOKS_AROUND = {
    "assistant.language.names._LEAD",
    "assistant.language.amounts._AND",
    "assistant.language.amounts._BESIDE",
    "assistant.language.amounts._LAST",
    "assistant.checks.support.figure_values._PART",
}
"""Patterns that say what stands beside a place, from which no value is read."""


def _values(text: str) -> list[str]:
    kinds = {FactKind.NAME, *WORDED}
    return [fact.value for fact in facts(text).elements() if fact.kind not in kinds]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The VIX rose to 22.4", ["22.4"]),
        ("VX", []),
        ("IIII", []),
        ("XXXX", []),
        ("Annex III.2", ["2"]),
        ("rule II.4", ["4"]),
        ("ſixty", ["60"]),
        ("five mıllıon", ["5000000"]),
        ("fıve", ["5"]),
        ("the fıfth", ["5 th"]),
        ("ſeptember 2024", ["2024-09"]),
        ("frıday", ["friday"]),
        ("5 mıllıon", ["5000000"]),
        ("£5 BILLİON", ["5000000000 £"]),
        ("a thırd of", ["1/3"]),
        ("twıce", ["2 times"]),
        ("tenſ of them", ["tens"]),
        ("mıdnıght", ["00:00"]),
        ("£3\u212a", ["3000 £"]),
    ],
)
def test_a_word_that_is_nearly_a_numeral_ends_nothing(text: str, values: list[str]) -> None:
    """Letters that only a pattern takes for those of a table are read as what they stand for."""
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "value"),
    [("II", 2), ("IV", 4), ("VIII", 8), ("XIX", 19), ("XXXIX", 39), ("XX", 20), ("XXIV", 24)],
)
def test_roman_numerals(text: str, value: int) -> None:
    """Below forty, of two letters and more; they are shown as they are written."""
    found = [each.fact for each in numbers(f"Part {text}.")]
    assert found == [Fact(FactKind.NUMBER, text)]
    assert agree(found[0], Fact(FactKind.NUMBER, str(value)))
    assert agree(found[0], Fact(FactKind.NUMBER, f"{value} th"))
    assert not agree(found[0], Fact(FactKind.NUMBER, str(value + 1)))


def test_what_matches_blind_to_case_folds_to_the_same() -> None:
    """Of all of Unicode: a letter that a pattern takes for one of ASCII is looked up as it."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        alike = re.findall(letter, everything, re.IGNORECASE)
        assert {folded(each) for each in alike} == {letter}
    assert all(len(folded(each)) == 1 for each in everything)


def _spellings(word: str) -> Iterator[str]:
    """A word with each of its letters, and with all of them, as a letter that is like it."""
    for letter, others in _ALIKE.items():
        for other in others:
            yield word.replace(letter, other)
            yield word.replace(letter, other, 1)


_WORDS = (
    "six sixty sixteen five nine fifteen eight eighty sixth fifth ninth twentieth thirtieth million"
    " billion trillion millionth dozens millions twice thrice minus half third second seconds"
    " quarters january february april june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday midnight midday noon percent kilometres"
    " minutes miles inches not nothing without neither never"
).split()


@pytest.mark.parametrize("frame", ["{}", "5 {}", "5{} 2024", "a {} of", "on {} 5", "five {}"])
def test_a_word_in_letters_that_are_alike_is_read_as_in_plain_ones(frame: str) -> None:
    """Wherever it stands, and nothing ends."""
    for word in _WORDS:
        for spelled in _spellings(word):
            assert _values(frame.format(spelled)) == _values(frame.format(word)), spelled


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for root in (assistant.language, assistant.checks):
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                values = value.values() if isinstance(value, dict) else (value,)
                if isinstance(value, (list, tuple)):
                    values = value
                for each in values:
                    if isinstance(each, (re.Pattern, LazyPattern)):
                        yield f"{module.name}.{name}", each


def test_no_pattern_from_which_a_value_is_read_matches_nothing() -> None:
    """Proved by what the parser of patterns says that each matches at least."""
    patterns = dict(_patterns())
    assert len(patterns) > 40
    least = {name: _parser.parse(p.pattern, p.flags).getwidth()[0] for name, p in patterns.items()}
    assert {name for name, width in least.items() if not width} == _LOOKS_AROUND


def _faulty(piece: str, at: int) -> Iterator[Found]:
    """A reader of capitals that fails on a word, and on a pair of words."""
    if "Odd" in piece or "One Two" in piece:
        raise LookupError(piece)
    for match in re.finditer(r"[A-Z]\w*", piece):
        yield Found(Fact(FactKind.NAME, match.group()), *match.span())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann met Odd and  Bob\nat Odd Ely.", ["Ann", "Bob", "Ely"]),
        ("Odd", []),
        (" Odd ", []),
        ("One Two", ["One", "Two"]),
        ("Odd " * 400 + "Ann", ["Ann"]),
        ("", []),
    ],
)
def test_a_fault_of_a_reader_costs_the_word_it_is_met_at(text: str, found: list[str]) -> None:
    """All others are found, each where it stands."""
    facts_found = guarded(_faulty, text)
    assert [each.fact.value for each in facts_found] == found
    assert [text[each.start : each.end] for each in facts_found] == found


def test_a_fault_is_logged_where_nobody_hears_it(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """With what went wrong; nothing is printed."""
    guarded(_faulty, "Odd")
    assert capfd.readouterr() == ("", "")
    caplog.set_level(logging.DEBUG)
    guarded(_faulty, "Odd")
    assert [type(record.exc_info[1]) for record in caplog.records if record.exc_info] == [
        LookupError
    ]


def test_facts_are_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever reader fails, the others go on, and it goes on with what it can read."""

    def odd(text: str) -> Iterator[Found]:
        if "5" in text:
            raise ValueError(text)
        return numbers(text)

    monkeypatch.setattr(extraction, "numbers", odd)
    values = {fact.value for fact in facts("On 3 May Ann gave Bob six ferries and 5 quays.")}
    assert values == {"--05-03", "Ann", "Bob", "6"}


_PIECES = st.integers(0, 2**32).map(lambda seed: text(Random(seed))[:300])
_TEXTS = _PIECES | st.text(max_size=80) | st.lists(st.text(max_size=4) | _PIECES).map("".join)


@given(_TEXTS)
@example("ninety\x1cninety\x1cninety")
@settings(max_examples=50, deadline=None)
def test_no_text_ends_a_reader(told: str) -> None:
    """Nor does one go on after a fault: what is left to the guard is what nobody foresaw."""
    with fuzz.hearing():
        assert [(name, found) for name in READERS if (found := fuzz.fault(name, told))] == []


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_facts_stand_where_they_are_said_to(told: str) -> None:
    """In order of place, and within the text; of several in one run the first has the place."""
    found = located(told)
    assert all(0 <= each.start <= each.end <= len(told) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


_LONG = {
    "figures": " ".join(f"{number} {chr(97 + number % 26)}xy" for number in range(220)),
    "the same figure": "~ 31°C\x0b𭫧\r\n" * 140,
    "decimals": " ".join(f"{number}.{number * 7}" for number in range(190)),
    "quotations": '"a" ' * 400,
    "than": "more than " * 180,
    "words": " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}xq" for n in range(380)),
    "clauses": "but, " * 380,
    "capitals": "Ann Ely " * 240,
    "negations": "not decided to " * 130,
}


@pytest.mark.parametrize("told", _LONG.values(), ids=_LONG)
def test_a_long_sentence_is_held_against_itself_in_time(told: str) -> None:
    """Whatever it consists of: less than a second of the processor where it took up to sixteen."""
    unsupported("Ann said on 5 May that quuxes left.", ["Ann said so."])
    assert best(lambda: processor_seconds(lambda: unsupported(told, [told])), bound=1) < 1


def test_a_text_of_many_figures_is_a_table() -> None:
    """Its figures are looked for; of what each is told is not asked."""
    table = " ".join(f"{number} ferries of quay {number}," for number in range(1, 40))
    codes = {problem.code for problem in unsupported("The 7 schools of quay 99.", [table])}
    assert Code.UNKNOWN_FIGURE in codes
    assert Code.MISPLACED_FIGURE not in codes


@pytest.mark.parametrize(
    "told",
    [
        "1/0st",
        "0/0d",
        "1.2.3rd",
        "a zeroth of them",
        "two zeroths",
        "2 1/0",
        "5 1/0 million",
        "1/٠",
    ],
)
def test_nothing_is_parted_by_zero(told: str) -> None:
    """Nor is what has a stroke or two points the number of an ordinal; each keeps its fact."""
    with fuzz.hearing():
        assert fuzz.fault("facts", told) is None
    assert _values(told) != _values(f"{told} and 3 more")
    assert _values(told)


@pytest.mark.parametrize("told", ["a 0th of them.", "It fell by a 0th.", "a zeroth of them."])
def test_no_part_of_a_summary_is_one_by_zero(told: str) -> None:
    """A share that is none is held against the evidence as the number it is."""
    assert unsupported(told, [told]) == ()


@pytest.mark.parametrize("zeros", [308, 400, 4_000])
def test_a_number_of_any_length_is_compared(zeros: int) -> None:
    """Also one that no float holds: it agrees with itself, and with no other."""
    told = f"They counted 1{'0' * zeros} men."
    assert unsupported(told, [told]) == ()
    codes = {problem.code for problem in unsupported(told, ["They counted 40 men."])}
    assert Code.UNKNOWN_FIGURE in codes


def test_white_space_of_any_kind_before_a_full_stop_ends_nothing() -> None:
    """Some of it the splitter of sentences does not go on after."""
    for gap in filter(str.isspace, map(chr, range(sys.maxunicode + 1))):
        for told in (f"J{gap}.", f"Ann met J{gap}. Smith. He left.", f"U.S{gap}{gap}. It {gap}."):
            pieces = [told[span.start : span.end] for span in split(told)]
            assert "".join(pieces) == told
    assert len(split("Ann met J\u00a0. Smith. He left.")) == 2


def test_the_fuzzer_finds_a_fault_and_its_smallest_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that a guard goes on after."""

    def odd(told: str) -> Iterator[Found]:
        if "odd" in told:
            raise KeyError(told)
        return numbers(told)

    assert fuzz.fault("facts", "an odd word") is None
    monkeypatch.setattr(extraction, "numbers", odd)
    with fuzz.hearing():
        kind = fuzz.fault("facts", "a very odd word among 5 others")
        assert kind is not None
        assert kind.startswith("KeyError at ")
        assert fuzz.shrunk("facts", "a very odd word among 5 others", kind) == "odd"
    assert list(fuzz.texts(3, 20)) == list(fuzz.texts(3, 20))
