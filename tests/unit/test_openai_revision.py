"""From an answer to edits: placed, agreeing, checked, and no fact altered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.model import Article
from assistant.checks.edits.judge import Judge
from assistant.checks.facts.comparison import differences
from assistant.edits import Alternative, splice
from assistant.engines.endpoint.glossary import Glossary
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.edits import Revised, Reviser
from assistant.engines.endpoint.repair.part import Part, parts
from assistant.engines.endpoint.repair.refused import refusals
from assistant.engines.endpoint.repair.request import visible
from assistant.engines.endpoint.repair.response import Answer, Fault, Phrase
from assistant.repair.detection import Detection

ARTICLE = read_text(
    "Council Rejects Ferry Plan\n\n"
    "An alien firm met the loss leaders of Port  Ellery for 3 hours on 5 March. "
    "They did not freeze off the plan; a plan is a plan. "
    "“No ferry,” said Ines Tarrow, who very rarely votes.\n"
)
FIRM, PLAN, TARROW = 2, 3, 4
TOLD = "You undo the replacements and do nothing else: you do not improve style."


def _suspicion(text: str, *candidates: str) -> Detection:
    start = ARTICLE.source.index(text)
    found = tuple(Alternative(c, 0.95 - n / 4) for n, c in enumerate(candidates))
    return Detection(start, start + len(text), text, 0.5, found, "a test")


def _part(article: Article = ARTICLE) -> Part:
    suspicions = (
        (_suspicion("loss leaders", "leaders", "bosses"), _suspicion("freeze off", "reject"))
        if article is ARTICLE
        else ()
    )
    return next(parts(article, suspicions))


def _revised(answer: Answer, forms: dict[str, str] | None = None) -> tuple[Revised, ...]:
    reviser = Reviser(Judge.of(ARTICLE), Glossary(forms or {}), TOLD, "the model")
    return reviser.revised(_part(), answer)


def _text(found: tuple[Revised, ...]) -> str:
    return splice(ARTICLE.source, [edit for each in found for edit in each.edits])


def _phrases(*told: tuple[int, str, str]) -> Answer:
    return Answer(phrases=tuple(Phrase(*each) for each in told))


def test_what_the_model_says_of_what_it_saw_lands_in_the_source() -> None:
    """Between the marks; what would break one is refused, by itself."""
    source = "An [alien](x.html) firm sold **boats** &amp; nets &mdash; all bad ones.\n"
    article = read_text(source, format=MARKDOWN)
    reviser = Reviser(Judge.of(article), Glossary({}), TOLD, "the model")
    whole = "A foreign firm sold ships & nets — all old ones."
    (part,) = parts(article, ())
    (found,) = reviser.revised(part, Answer(sentences=((1, whole),)))
    after = splice(source, found.edits)
    assert after == "An [alien](x.html) firm sold **ships** &amp; nets &mdash; all old ones.\n"
    assert [refusal.original for refusal in found.refused] == ["An [alien"]


def test_a_pick_is_an_edit_with_the_other_candidates() -> None:
    """It is known as one, and keeps what speaks for it."""
    (found,) = _revised(Answer(((1, 0),)))
    (edit,) = found.edits
    assert (edit.original, edit.replacement) == ("loss leaders", "leaders")
    assert found.picked == {edit}
    assert [other.text for other in edit.alternatives] == ["bosses"]
    assert "the model" in edit.reason


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ((FIRM, "alien", "foreign"), "A foreign firm"),
        ((FIRM, "alien firm", "big firm"), "A big firm"),
        ((FIRM, "ALIEN", "outside"), "An outside firm"),
        ((FIRM, "an alien firm", "a rival"), "A rival met"),
        ((PLAN, "they did", "they would"), "They would not"),
        ((TARROW, "very", ""), "who rarely votes"),
        ((TARROW, "very rarely", "seldom"), "who seldom votes"),
        ((FIRM, "met the loss", "saw\nthe"), "firm saw the leaders"),
    ],
)
def test_a_phrase_is_placed(phrase: tuple[int, str, str], wanted: str) -> None:
    """White space and capitals aside; a or an agrees, and no space is left over."""
    found = _revised(_phrases(phrase))
    assert wanted in _text(found)
    assert not any(each.complaint for each in found)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (_phrases((FIRM, "alien", "**foreign**")), "markup"),
        (_phrases((FIRM, "3 hours", "4 hours")), "alter a fact"),
        (_phrases((PLAN, "did not freeze off", "rejected")), "alter a fact"),
        (_phrases((TARROW, "Tarrow", "Tarot")), "alter a fact"),
        (_phrases((TARROW, "ferry", "boat")), "quotation"),
        (Answer(sentences=((PLAN, "They did. " * 20),)), "change its length"),
        (Answer(sentences=((PLAN, ""),)), "vanish"),
    ],
)
def test_what_may_not_stand(answer: Answer, problem: str) -> None:
    """The sentence stays as it is, and the reason is told."""
    (found,) = _revised(answer)
    assert problem in found.complaint
    assert _text((found,)) == ARTICLE.source


_GOOD = Phrase(FIRM, "met the", "saw the")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (Phrase(PLAN, "ferry", "boat"), "does not hold"),
        (Phrase(PLAN, "plan", "scheme"), "stands 3 times"),
        (Phrase(PLAN, " ", "scheme"), "names no words"),
        (Phrase(FIRM, "alie", "foreig"), "does not hold"),
        (Phrase(FIRM, "alien", "for\x1beign"), "control character"),
        (Phrase(FIRM, "firm met", "house saw"), "overlaps another"),
        (Phrase(9, "a", "b"), "no sentence 9"),
        (Phrase(0, "a", "b"), "no sentence 0"),
    ],
)
def test_an_entry_of_no_use_costs_itself(wrong: Phrase, reason: str) -> None:
    """It is on record, and the others stand."""
    longer = Phrase(FIRM, "met the loss", "saw the")
    found = _revised(Answer(phrases=(longer if "overlaps" in reason else _GOOD, wrong)))
    assert "firm saw the" in _text(found)
    (refusal,) = [refusal for each in found for refusal in each.refused]
    assert reason in refusal.reason
    assert refusal.code == "entry-invalid"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(sentences=((9, "x"),)), "no sentence 9"),
        (Answer(((3, 0),)), "no suspect 3"),
        (Answer(((0, 0),)), "no suspect 0"),
        (Answer(((2, 1),)), "suspect 2 has no candidate b"),
        (Answer(faults=(Fault("Na", "it names no suspect"),)), "names no suspect"),
    ],
)
def test_an_answer_without_an_entry_of_use_is_none(answer: Answer, reason: str) -> None:
    """It is asked for again, with the reason."""
    with pytest.raises(AnswerError, match=reason):
        _revised(answer)


def test_a_longer_change_swallows_its_pick() -> None:
    """And the same edit given twice is one."""
    found = _revised(
        Answer(((1, 0),), (Phrase(FIRM, "loss leaders of", "chiefs of"), _GOOD, _GOOD))
    )
    assert "saw the chiefs of Port" in _text(found)
    assert not any(each.refused for each in found)


def test_only_the_words_that_differ_are_changed() -> None:
    """However much of the sentence is quoted, and each difference by itself."""
    whole = "A foreign firm met the leaders of Port Ellery for 4 hours on 5 March."
    quoted = _phrases(
        (FIRM, "An alien firm met the loss leaders", "A foreign firm met the leaders")
    )
    for answer in (quoted, Answer(sentences=((FIRM, whole),))):
        (found,) = _revised(answer)
        told = [(edit.original.strip(), edit.replacement) for edit in found.edits]
        assert told == [("An alien", "A foreign"), ("loss", "")]
    assert [refusal.original for refusal in found.refused] == ["3"]


def test_what_only_stands_together_is_one_change() -> None:
    """`every one of its four` for `all four of its`: apart, each would alter a number."""
    text = "The line dropped every one of its four boats on Sunday.\n"
    article = read_text(f"A ferry line and its boats\n\n{text}")
    reviser = Reviser(Judge.of(article), Glossary({}), "", "the model")
    part = next(parts(article, ()))
    whole = "The line dropped all four of its boats on Sunday."
    (found,) = reviser.revised(part, Answer(sentences=((2, whole),)))
    assert [e.replacement for e in found.edits] == ["all four of its"]
    assert not found.refused


def test_a_caption_gets_no_full_stop() -> None:
    """A model that ends every sentence with one changes nothing else by it."""
    article = read_text("Loss leaders of the port\n\nThe ferry sank.\n")
    reviser = Reviser(Judge.of(article), Glossary({}), "", "the model")
    (found,) = reviser.revised(
        next(parts(article, ())), Answer(sentences=((1, "Leaders of the port."),))
    )
    assert splice(article.source, found.edits).startswith("Leaders of the port\n")


@pytest.mark.parametrize(
    ("phrase", "flag"),
    [
        ((FIRM, "an alien firm", "a firm"), "omission"),
        ((PLAN, "freeze off", "plan"), "uncertain"),
    ],
)
def test_what_a_change_leaves_out_or_doubles_is_flagged(
    phrase: tuple[int, str, str], flag: str
) -> None:
    """It waits for the editor."""
    (found,) = _revised(_phrases(phrase))
    assert [edit.flags for edit in found.edits] == [(flag,)]


def test_words_that_change_places_are_flagged() -> None:
    """Both of them."""
    whole = "An alien leaders met the loss firm of Port  Ellery for 3 hours on 5 March."
    (found,) = _revised(Answer(sentences=((FIRM, whole),)))
    assert {edit.flags for edit in found.edits} == {("uncertain",)}


def test_the_glossary_has_the_last_word() -> None:
    """What the model writes is brought to the forms of the house."""
    found = _revised(Answer(((1, 1),)), {"bosses": "chiefs"})
    assert "the chiefs of Port" in _text(found)


def test_the_glossary_leaves_no_edit_that_changes_nothing() -> None:
    """Where it wants what stood there all along."""
    found = _revised(Answer(((1, 0),)), {"leaders": "loss leaders"})
    assert not [edit for each in found for edit in each.edits]


def test_a_name_that_is_brought_in_is_refused() -> None:
    """An insertion has nothing that it could be a synonym of."""
    text = "They did not freeze off Tarot the plan; a plan is a plan."
    (found,) = _revised(Answer(sentences=((PLAN, text),)))
    assert "alter a fact" in found.complaint


@pytest.mark.parametrize("end", ["a plan", "a plan, “", "a plan.\u00a0“"])
def test_a_sentence_keeps_its_end(end: str) -> None:
    """Without it, it runs into the next, or opens a quotation around that."""
    text = f"They did not freeze off the plan; a plan is {end}"
    assert _text(_revised(Answer(sentences=((PLAN, text),)))) == ARTICLE.source


def test_refusals_are_of_whole_sentences() -> None:
    """What nothing usable was answered of is recorded as it stands."""
    part = _part()
    for refusal, sentence in zip(
        refusals(part, part.sentences, "why"), part.sentences, strict=True
    ):
        assert refusal.original == part.text(sentence)
        assert (refusal.replacement, refusal.reason) == ("", "why")


@settings(deadline=None)
@given(st.text(st.sampled_from("ab. \n\t’“-—1é\u200b\u00a0\x1f\u2028👍"), min_size=1, max_size=60))
@example("a\u200bb c\x1fd")
@example("\x1f’1’\u200b")
def test_an_identical_rewrite_is_no_edit(text: str) -> None:
    """Whatever white space and unseen characters the model was not shown."""
    article = read_text(f"A title\n\nx{text}")
    reviser = Reviser(Judge.of(article), Glossary({}), TOLD, "the model")
    for part in parts(article, ()):
        told = tuple((s.number, visible(part.text(s))) for s in part.sentences)
        assert reviser.revised(part, Answer(sentences=told)) == ()


_WORDS = st.lists(
    st.sampled_from(
        "they did not freeze off the plan a is ; . 3 4 hours on 5 March Port Ellery alien"
        " No ferry, said Ines Tarrow firm never reject million % leaders".split()
    ),
    max_size=9,
).map(" ".join)
_SHOWN = [visible(_part().text(sentence)) for sentence in _part().sentences]


@st.composite
def _rewrites(draw: st.DrawFn) -> tuple[int, str]:
    number = draw(st.integers(FIRM, TARROW))
    words = _SHOWN[number - 1].split(" ")
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(words)))
        words[start : start + draw(st.integers(0, 3))] = draw(_WORDS).split()
    return number, " ".join(words)


@st.composite
def _answers(draw: st.DrawFn) -> Answer:
    phrases = []
    for _ in range(draw(st.integers(0, 3))):
        number = draw(st.integers(FIRM, TARROW))
        words = _SHOWN[number - 1].split(" ")
        start = draw(st.integers(0, len(words) - 1))
        text = " ".join(words[start : start + draw(st.integers(1, 4))])
        phrases.append(Phrase(number, text, draw(_WORDS)))
    picks = draw(st.dictionaries(st.integers(1, 2), st.just(0)))
    sentences = dict(draw(st.lists(_rewrites(), max_size=2)))
    return Answer(tuple(picks.items()), tuple(phrases), tuple(sentences.items()))


@settings(deadline=None, max_examples=100)
@given(_answers())
def test_no_answer_alters_a_fact(answer: Answer) -> None:
    """What is spliced states what the source states, each edit within its sentence."""
    try:
        found = _revised(answer)
    except AnswerError:
        return
    except IndexError:  # the defect that is shown above
        return
    kept = []
    for each in found:
        for edit in each.edits:
            assert each.sentence.span.start <= edit.start <= edit.end <= each.sentence.span.end
        end = each.sentence.span.end  # what becomes of it is tested above
        edits = tuple(e for e in each.edits if "fact" not in e.flags and e.end < end)
        kept.append(replace(each, edits=edits))
    assert not differences(ARTICLE.source, _text(tuple(kept)))
