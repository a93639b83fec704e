"""How sure an edit of a model is, and whether it waits: by how its place reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.article.files import read_text
from assistant.edits import Alternative, Edit, Flag
from assistant.engines.endpoint.repair.edits import Revised
from assistant.engines.endpoint.repair.part import Part, parts
from assistant.engines.endpoint.repair.weighing import Evidence, Weigher, confidence
from assistant.models.smollm2 import CARD
from assistant.repair.density import Reading, reading
from assistant.repair.detection import Detection
from tests.unit.test_density import Blind

SOURCE = (
    "Port Ellery Ferry\n\n"
    "The loss leaders froze off the gadget in March. A plan was read aloud. Nobody spoke up then.\n"
)
ARTICLE = read_text(SOURCE)


class Wary:
    """A model to which some words come as a surprise; a token is a letter."""

    card = CARD

    def __init__(self, *words: str) -> None:
        self.words = words

    def encode(self, text: str) -> tuple[int, ...]:
        """The letters."""
        return tuple(map(ord, text))

    def log_probabilities(self, pairs: Sequence[tuple[Any, Any]]) -> list[list[float]]:
        """As surprising as the words are where they stand."""
        return [self._found("".join(map(chr, rest))) for _, rest in pairs]

    def _found(self, text: str) -> list[float]:
        known = [0.0] * len(text)
        for word in self.words:
            if (at := text.find(word)) >= 0:
                known[at] = -25.0
        return known


def weighed(
    changes: dict[str, str], *odd: str, garbled: bool = True, suspects: Sequence[str] = ()
) -> dict[str, Edit]:
    """Some edits of the article as they are weighed, by what they replace."""
    model: Any = Wary(*odd)
    blind: Any = Blind()
    found = tuple(_suspect(word) for word in suspects)
    (part,) = parts(ARTICLE, found)
    revised = [_revised(part, number, changes) for number in range(len(part.sentences))]
    weigher = Weigher(model, garbled, reading(model, blind, ARTICLE))
    edits = weigher.weighed(part, [each for each in revised if each.edits])
    return {edit.original: edit for edit in edits}


def _suspect(word: str) -> Detection:
    start = SOURCE.index(word)
    return Detection(start, start + len(word), word, 0.9, (Alternative("other", 0.9),), "")


def _revised(part: Part, number: int, changes: dict[str, str]) -> Revised:
    sentence = part.sentences[number]
    starts = ((SOURCE.index(old), old, new) for old, new in changes.items())
    edits = tuple(
        Edit(start, start + len(old), old, new)
        for start, old, new in sorted(starts)
        if sentence.span.start <= start < sentence.span.end
    )
    picked = frozenset(e for e in edits if e.replacement == "other")
    return Revised(sentence, edits, (), picked)


def test_what_reads_better_is_surer() -> None:
    """And what was odd, or suspected, is not needed for that."""
    confident = [confidence(Evidence(gain, 0, 0, 0, 0, 0, 0, 0)) for gain in (-6, 0, 6, 12)]
    assert confident == sorted(confident)
    assert confident[0] < 0.3
    assert confident[-1] > 0.9


def test_where_the_article_reads_clean_everything_waits() -> None:
    """However much is gained."""
    edits = weighed({"gadget": "plan"}, "gadget", garbled=False)
    assert edits["gadget"].flags == (Flag.UNREQUESTED,)
    assert weighed({"gadget": "plan"}, "gadget")["gadget"].flags == ()


def test_what_reads_worse_waits() -> None:
    """In a garbled article too."""
    edits = weighed({"gadget": "plan", "spoke": "yodelled"}, "gadget", "yodelled")
    assert edits["gadget"].flags == ()
    assert edits["spoke"].flags == (Flag.UNREQUESTED,)


def test_a_sentence_that_reads_garbled_is_taken_whole() -> None:
    """But for what next to nothing speaks for."""
    edits = weighed({"froze off": "rejected", "gadget": "plan"}, "gadget")
    assert [edit.flags for edit in edits.values()] == [(), ()]
    edits = weighed({"leaders": "yodelled", "gadget": "plan"}, "gadget", "yodelled")
    assert edits["leaders"].flags == (Flag.UNREQUESTED,)


def test_nothing_is_its_own_context() -> None:
    """Neither a title nor a sentence is read behind a copy of itself."""
    read: list[tuple[str, str]] = []

    class Noting(Wary):
        def log_probabilities(self, pairs: Sequence[tuple[Any, Any]]) -> list[list[float]]:
            read.extend(("".join(map(chr, a)), "".join(map(chr, b)).strip()) for a, b in pairs)
            return super().log_probabilities(pairs)

    article = read_text(f"Ferry Weigh\n\nFerry Weigh\n\n{SOURCE.split(chr(10) * 2)[1]}")
    (part,) = parts(article, ())
    found = []
    for sentence in part.sentences:
        start = sentence.span.start
        word = part.text(sentence).split()[0]
        edit = Edit(start, start + len(word), word, "Way")
        found.append(Revised(sentence, (edit,)))
    model: Any = Noting()
    Weigher(model, garbled=True).weighed(part, found)
    assert len(read) == len(part.sentences)
    for before, text in read:
        assert text.partition(" ")[2] not in before


def test_an_answer_that_takes_a_whole_list_is_less_sure() -> None:
    """It shows no judgement."""
    words = SOURCE.split("\n\n")[1].replace(".", "").split()
    some = list(dict.fromkeys(word for word in words if SOURCE.count(word) == 1))
    taken = weighed(dict.fromkeys(some, "other"), suspects=some)
    chosen = weighed({some[0]: "other"}, suspects=some)
    assert taken[some[0]].confidence < chosen[some[0]].confidence


def test_without_a_language_model_nothing_is_gained() -> None:
    """What the channel says still counts."""
    (part,) = parts(ARTICLE, ())
    weigher = Weigher(None, garbled=True)
    (edit,) = weigher.weighed(part, [_revised(part, 1, {"gadget": "plan"})])
    assert edit.confidence == round(confidence(Evidence(0, 0, 0, 0, 0, 0, 0, 0)), 4)
    assert Reading(()).improbable == ()
