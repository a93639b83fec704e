"""The spinner and the measures: what the benchmark's figures rest on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from assistant.language.thesaurus import SynonymSet, Thesaurus, wordnet
from tests.benchmarks import corpus, cost, make_seeds, moby
from tests.benchmarks.measures import Counts, is_restored, splice, wanted
from tests.benchmarks.spinner import Spinner, SpunSpan
from tests.benchmarks.trial import Repaired, run, spin

_TEXT = (
    "Council Rejects Ferry Plan\n\nThe leaders of the town rejected a plan to build a bridge. "
    "“We rejected it twice,” said Ines Tarrow. It would have cost 3 million crowns.\n"
)


def test_the_spinner_remembers_what_it_did() -> None:
    """Its spans, undone, give the clean text; the same seed gives the same text."""
    spun = spin(_TEXT, Spinner(wordnet(), 0.2, 3))
    assert spun.spans
    assert all(spun.text[s.start : s.end] == s.text for s in spun.spans)
    assert splice(spun.text, map(wanted, spun.spans)) == _TEXT
    assert spin(_TEXT, Spinner(wordnet(), 0.2, 3)) == spun


def test_the_spinner_leaves_quotations_names_and_figures() -> None:
    """At any rate."""
    spun = spin(_TEXT, Spinner(wordnet(), 1.0, 1))
    assert "“We rejected it twice,”" in spun.text
    assert "Ines Tarrow" in spun.text
    assert "3 million crowns" in spun.text


def test_no_spinning_changes_nothing_and_a_part_draws_from_that_part() -> None:
    """The clean control, and the split by synonym set."""
    assert spin(_TEXT, Spinner(wordnet(), 0.0, 1)).text == _TEXT
    nouns = spin(_TEXT, Spinner(wordnet(), 0.5, 1, part=lambda s: s.part == "n"))
    assert {s.synonyms.part for s in nouns.spans} == {"n"}


def _spun() -> tuple[str, Spinner]:
    only = Thesaurus(
        [SynonymSet("n", ("leader", "loss leader")), SynonymSet("n", ("town", "burg"))]
    )
    return _TEXT, Spinner(only, 1.0, 1)


def test_a_perfect_repair_scores_one_and_doing_nothing_scores_none() -> None:
    """Both ends of every rate."""
    spun = spin(*_spun())
    perfect = run(spun, lambda _: Repaired(tuple(map(wanted, spun.spans)))).counts
    assert (perfect.err, perfect.f05, perfect.sentence_err, perfect.over_edits) == (1, 1, 1, 0)
    assert perfect.flr == 1
    nothing = run(spun, lambda _: Repaired(())).counts
    assert (nothing.err, nothing.f05, nothing.sentence_err) == (0, 0, 0)


def test_an_edit_too_many_costs_precision() -> None:
    """And is counted per thousand words."""
    spun = spin(*_spun())
    extra = spun.text.index("bridge")
    edits = (*map(wanted, spun.spans), (extra, extra + 6, "span"))
    counts = run(spun, lambda _: Repaired(edits)).counts
    assert counts.precision == pytest.approx(len(spun.spans) / (len(spun.spans) + 1))
    assert counts.over_edits == pytest.approx(1000 / counts.words)


def test_an_altered_figure_lowers_the_fact_lock_rate() -> None:
    """By one fact."""
    spun = spin(*_spun())
    place = spun.text.index("3 million")
    counts = run(spun, lambda _: Repaired(((place, place + 1, "4"),))).counts
    assert counts.flr < 1


def test_a_span_counts_as_restored_however_the_edits_are_cut() -> None:
    """What matters is how the text reads."""
    synonyms = SynonymSet("n", ("leader", "loss leader"))
    spun = spin(*_spun())
    span = next(s for s in spun.spans if s.original == "leaders")
    assert span.synonyms == synonyms
    other = SpunSpan(span.start, span.end, span.text, span.original, synonyms)
    assert is_restored(other, spun, [(span.start, span.start + len("loss "), "")])
    assert not is_restored(other, spun, [])


def test_counts_add_up() -> None:
    """Rates are those of the sums."""
    assert (Counts(spans=2, restored=1) + Counts(spans=2, restored=2)).err == 0.75


def test_a_corpus_is_csv_or_json_lines(tmp_path: Path) -> None:
    """With a text field; articles too short or too long are left out."""
    body = "word " * 250
    table = tmp_path / "c.csv"
    table.write_text(f'url,title,text\nu1,Title,"{body}"\nu2,Short,"few words"\n')
    lines = tmp_path / "c.jsonl"
    lines.write_text('{"text": "' + body + '"}\n')
    assert [(d.name, d.text.split("\n")[0]) for d in corpus.read(table)] == [("u1", "Title")]
    assert [d.name for d in corpus.read(lines)] == ["c.jsonl:0"]


def test_the_seeds_are_what_their_record_says() -> None:
    """Each spun twin can be made again."""
    import tomllib

    records = tomllib.loads((corpus.SEEDS / "spun.toml").read_text("utf-8"))
    assert len(records) == 9
    for name, record in records.items():
        assert (corpus.SEEDS / "garbled" / name).read_text("utf-8") == make_seeds.garbled(
            name, **record
        )


def test_another_thesaurus_is_read_where_it_is_installed(tmp_path: Path) -> None:
    """The dictd file of Moby: head words and, indented, what is related to them."""
    path = tmp_path / "moby.dict.dz"
    text = 'town\n   3 Moby Thesaurus words for "town":\n     zzyzx, city, hamlet\n\n'
    path.write_bytes(gzip.compress(text.encode()))
    found = moby.thesaurus(path)
    assert found is not None
    assert {m for each in found.lookup("town", "n") for m in each.members} == {
        "town", "city", "hamlet",
    }  # fmt: skip
    assert moby.thesaurus(tmp_path / "none") is None


def test_what_a_file_costs_is_drawn() -> None:
    """A file of each kind is as large as asked; level bars where cost is linear."""
    for kind in cost.KINDS:
        assert 20_000 <= len(cost.made(kind, 20_000)) < 22_000
    level = [cost.Cost(n, n / 1e6, 0, n / 1e6, 0) for n in (100_000, 1_000_000)]
    square = [cost.Cost(n, (n / 1e5) ** 2, 0, 0, 0) for n in (100_000, 1_000_000)]
    assert (cost.growth(level), cost.curve(level)) == (1, "██")
    assert (cost.growth(square), cost.curve(square)) == (pytest.approx(10), "▁█")
    assert next(cost.lines(["log"], [10_000])).startswith("\nlog: seconds a byte █")
