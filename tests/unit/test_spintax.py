"""Raw spintax is found with its options; code, templates and tables are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.spintax_issues import Scorer
from assistant.article.structure_issues import structure_issues
from assistant.edits import Edit, EditKind, Flag, splice
from assistant.errors import SourceError
from tests.support.timing import best, processor_seconds

SEEDS = Path(__file__).parents[2] / "seeds" / "clean"


def _spintax(source: str, kind: Format = TEXT, score: Scorer | None = None) -> list[Edit]:
    edits = structure_issues(read_text(source, format=kind), score)
    return [edit for edit in edits if edit.kind is EditKind.SPINTAX]


@pytest.mark.parametrize("kind", [TEXT, MARKDOWN])
@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("The mayor {said|stated|declared} it.", "The mayor said it."),
        ("The [fee|levy] was raised.", "The fee was raised."),
        ("{Storm|Gale} shuts the {harbor|port}.", "Storm shuts the harbor."),
        ("{The mayor|{Our|The} {city|town} chief} left.", "The mayor left."),
        ("{{Our|The} city|A town} voted.", "Our city voted."),
        ("He {{|also} said|stated} it.", "He said it."),
        ("It is a {|new} law.", "It is a law."),
        ("It was {big|}, he said.", "It was big, he said."),
        ("They waited {|for long}.", "They waited."),
        ("He saw a {eagle|hawk} there.", "He saw an eagle there."),
        ("An { owl | hawk } flew.", "An owl flew."),
        ("The wom{an|en} left.", "The woman left."),
        ("Police held three men} on Friday.", "Police held three men on Friday."),
        ("Police held {three men on Friday.", "Police held three men on Friday."),
        ("The mayor said|stated} it.", "The mayor said it."),
        ("The mayor {said|stated it.", "The mayor said it."),
        ("It opened in %month% this year.", "It opened in this year."),
    ],
)
def test_a_choice_is_proposed_as_its_first_option(kind: Format, raw: str, first: str) -> None:
    """With the spaces and the article that the option needs, and flagged for an editor."""
    edits = _spintax(raw, kind)
    assert splice(raw, edits) == first
    assert all(edit.flags == (Flag.UNCERTAIN,) for edit in edits)


@pytest.mark.parametrize(
    ("raw", "wordings"),
    [
        ("They {said|stated|told} it.", ["said", "stated", "told"]),
        ("A {{big|large} dog|cat} ran.", ["big dog", "cat", "large dog"]),
        ("An {|old} inn shut.", ["", "old"]),
        ("A {|old} house shut.", ["A", "An old"]),
    ],
)
def test_every_option_is_a_candidate(raw: str, wordings: list[str]) -> None:
    """Nested ones too: the first wording of each option comes before the others."""
    (edit,) = _spintax(raw)
    found = [edit.replacement, *(other.text for other in edit.alternatives)]
    assert [text.strip() for text in found] == wordings
    assert all(0 < other.confidence < 1 for other in edit.alternatives)


def test_whoever_can_judge_chooses() -> None:
    """A scorer sees what stands before and behind, and its best is the proposal."""
    seen = []

    def score(before: str, wordings: Sequence[str], after: str) -> list[float]:
        seen.append((before, tuple(wordings), after))
        return [float(len(wording)) for wording in wordings]

    (edit,) = _spintax("The mayor {said|declared|told} it.", score=score)
    assert (edit.replacement, [a.text for a in edit.alternatives]) == ("declared", ["said", "told"])
    assert seen == [("The mayor ", ("said", "declared", "told"), " it.")]


@pytest.mark.parametrize(
    "source",
    [
        "Write {{ name | upper }} there, and {{name|e}} here.",
        "So {% if a|b %} or {# a|b #} is a comment.",
        "The value ${a|b} is put in, and @{c|d} too.",
        "Mustache has {{#each|x}} and {{/each|x}} for that.",
        "Usage: git {add|commit|push} file",
        "Call /etc/init.d/sshd {start|stop|restart} as root.",
        "The command git --mode {fast|slow} does it.",
        "The set {x | x > 0} is open, and so is {y|z}.",
        "It is \\frac{a|b}{c|d} or \\begin{tabular}{l|c|r} there.",
        '{| class="wikitable"\n|-\n| one || two\n|}',
        "It was {{cite web|url=http://a.example|title=So}} then.",
        "See [[Harbour|the harbour]] and [the|port](http://a.example) there.",
        '{"mode": "fast|slow", "name": "Lund"}',
        "names.each {|name| puts name} prints all.",
        "Continue? [y|n] Or is it [yes|no] then?",
        "const f = (a) => {return a|b;} // so\nlet g = {a|b};",
        "A tuple[int | None] or {string|undefined} is a type.",
        "The pattern ^[a|b]{2,3}$ and (x|y){1} match.",
        "He set %PATH% and %20a%20 in the address, 50% and 60% of it.",
        "It is LIKE '%foo%' in the query.",
        "The pages {a, b} and {12} stand in braces.",
        "Choose link([AFTER|BEFORE] folder) there.",
        "He wrote (and|or) for both.",
    ],
)  # fmt: skip
def test_what_is_no_choice_stays(source: str) -> None:
    """Templates, shells, mathematics, tables, links, JSON, types, patterns and prompts."""
    assert _spintax(source) == []


def test_code_in_markdown_stays() -> None:
    """A choice in code is an example of one."""
    assert _spintax("Write `{said|stated}` for it.\n\n```\n{a b|c d}\n```\n", MARKDOWN) == []


def test_braces_that_pair_across_paragraphs_are_no_rests() -> None:
    """A program with blank lines in it has both halves."""
    assert _spintax("main {print this\n\nand that end}\n\nThe rest is prose of words.") == []


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.stem)
def test_a_clean_article_has_no_spintax(path: Path) -> None:
    """None of the seeds has a finding."""
    assert _spintax(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "{" * 50_000, "}" * 50_000, "{a|" * 30_000, "{ab|cd" * 15_000 + "}" * 15_000,
        "ab|" * 30_000 + "}", "{" + "ab|" * 30_000 + "}", "{said|told} " * 5_000,
        ("{" * 8 + "ab|cd}") * 5_000, "a'" * 50_000 + "|}", "%a" * 50_000, "[ab|" * 25_000,
        "{{ab|cd} {ef|gh}|{ij|kl} {mn|op}} " * 2_000, "\\" * 100_000,
    ],
    ids=lambda source: f"{source[:8]}…",
)  # fmt: skip
def test_hostile_input_takes_no_longer_than_it_is_long(source: str) -> None:
    """Twice the text takes about twice the time."""

    def seconds(text: str) -> float:
        article = read_text(f"x {text}", format=TEXT)
        return processor_seconds(lambda: structure_issues(article))

    half = best(lambda: seconds(source[: len(source) // 2]), 0)
    bound = 5 * half + 0.5
    assert best(lambda: seconds(source), bound) < bound


def test_options_and_depth_are_bounded() -> None:
    """No choice of thousands is unfolded."""
    deep = "{a b|" * 12 + "c d" + "}" * 12
    many = "{" + "|".join(f"word {n}" for n in range(39)) + "}"
    assert all(len(edit.alternatives) < 40 for edit in _spintax(f"So {deep} it is."))
    (edit,) = _spintax(f"So {many} it is.")
    assert len(edit.alternatives) == 11


@settings(deadline=None)
@given(st.text(alphabet="aAn {}[]|\\% .\n", max_size=80))
def test_no_text_ends_it(source: str) -> None:
    """Its edits are apart, in order, and of what stands there."""
    try:
        article = read_text(source, format=TEXT)
    except SourceError:
        return
    edits = structure_issues(article)
    assert isinstance(splice(source, edits), str)
