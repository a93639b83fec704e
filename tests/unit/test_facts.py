"""Facts: what an edit may not do to numbers, dates, names, quotations and negations."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks.facts.comparison import check_edit, differences
from assistant.checks.facts.extraction import facts
from assistant.language.fact import Difference, Fact, FactKind


def _edit(marked: str) -> list[str]:
    """The kinds and values that an edit changes; it is written `before [old|new] after`."""
    head, rest = marked.split("[", 1)
    change, tail = rest.split("]", 1)
    old, new = change.split("|")
    found = check_edit(head + old + tail, len(head), len(head) + len(old), new)
    return [f"{each.kind}: {each.before} > {each.after}" for each in found]


REFUSED = [
    ("It fell to [-5|5] degrees.", "number: -5 ° > 5 °"),
    ("It fell to [5|-5] overnight.", "number: 5 > -5"),
    ("It fell to [minus five|five] overnight.", "number: -5 > 5"),
    ("They lost [one|two] of the boats.", "number: 1 > 2"),
    ("They lost [three|some] of the boats.", "number: 3 > None"),
    ("They lost [some|three] of the boats.", "number: None > 3"),
    ("Prices rose[| 42%] in a year.", "number: None > 42 %"),
    ("Prices rose 42[%|] in a year.", "number: 42 % > 42"),
    ("Prices rose 42 [per cent|percentage points] in a year.", "number: 42 % > 42 pp"),
    ("The fund holds 3 [million|billion] in gold.", "number: 3000000 > 3000000000"),
    ("The fund holds three [million|thousand] in gold.", "number: 3000000 > 3000"),
    ("The bridge cost [$|£]40 to cross.", "number: 40 $ > 40 £"),
    ("The bridge cost 40 [dollars|euros] to cross.", "number: 40 $ > 40 €"),
    ("The road is 12 [miles|km] long.", "number: 12 mile > 12 km"),
    ("She was jailed for six [months|years] there.", "number: 6 month > 6 year"),
    ("He came [second|third] in the race.", "number: 2 th > 3 th"),
    ("He came [21st|22nd] in the race.", "number: 21 th > 22 th"),
    ("The [first|last] of them sank.", "number: 1 th > None"),
    ("Half of it[, half of it|] was lost.", "number: 1/2 > None"),
    ("Two ships and [two|more] barges sank.", "number: 2 > None"),
    ("It took [two-thirds|three-quarters] of the vote.", "number: 2/3 > 3/4"),
    ("It took [1,500|15,00] sacks.", "number: 1500 > 15"),
    ("It grew by [1.5|15] points.", "number: 1.5 point > 15 point"),
    ("It began in [1994|1949] here.", "number: 1994 > 1949"),
    ("It began in the [1990s|1980s] here.", "number: 1990s > 1980s"),
    ("[Dozens|Hundreds] of boats sank.", "number: dozens > hundreds"),
    ("It sank [twice|thrice] there.", "number: 2 times > 3 times"),
    ("He left on [5 May|6 May] 2024.", "date: 2024-05-05 > 2024-05-06"),
    ("He left on [Monday|Tuesday] last.", "date: monday > tuesday"),
    ("He left in [March|May] to fish.", "date: --03 > --05"),
    ("He left in [January|winter] to fish.", "date: --01 > None"),
    ("He left at 5 [p.m.|a.m.] that day.", "time: 17:00 > 05:00"),
    ("He left at [17:30|17:50] that day.", "time: 17:30 > 17:50"),
    ("He spoke to [Maria|Mary] Velde.", "name: Maria > Mary"),
    ("He spoke to Maria [Velde|the Great].", "name: Velde > Great"),
    ("He spoke to [Maria Velde|her].", "name: Maria > None"),
    ("[Critics|Oksana] spoke at noon.", "name: None > Oksana"),
    ("[Oksana|Critics] spoke at noon.", "name: Oksana > None"),
    ("[Supreme|Sovereign] Court judges met.", "name: Supreme > Sovereign"),
    ("[US|UK] forces landed.", "name: US > UK"),
    ("He did [not |]go.", "negation: not > None"),
    ("He did[| not] go.", "negation: None > not"),
    ("He [didn't|did] go.", "negation: not > None"),
    ("He [never|often] went.", "negation: never > None"),
    ("He went [without|with] leave.", "negation: without > None"),
    ("There was [no|some] water.", "negation: not > None"),
    ("[No one|Someone] came.", "negation: nobody > None"),
    ("Nineteen [ninety|eighty] Anna was born.", "number: 1990 > 1980"),
    ("It took [5|5%] there.", "number: 5 > 5 %"),
    ("It took 5[| km] there.", "number: 5 > 5 km"),
    ("She called it “a [fine|nice] boat”.", "quotation: a fine boat > a nice boat"),
    ('She called it "a [fine|nice] boat".', "quotation: a fine boat > a nice boat"),
    ("She called it ‘a [fine|nice] boat’.", "quotation: a fine boat > a nice boat"),
    ("She called it «a [fine|nice] boat».", "quotation: a fine boat > a nice boat"),
    ("She called it [“a boat”|a boat].", "quotation: a boat > None"),
    ("She called it [a boat|“a boat”].", "quotation: None > a boat"),
    ("She called it “[|very ]fine”.", "quotation: fine > very fine"),
    ("She called it “fine[| indeed]”.", "quotation: fine > fine indeed"),
    ("She called it “a fine [boat|ship]", "quotation: a fine boat > a fine ship"),
    ("a fine [boat|ship]”, she said.", "quotation: a fine boat > a fine ship"),
    ("See [https://a.example/x|https://a.example/y] today.", "address: https://a.example/x > "),
    ("Write to [ann@a.example|ben@a.example] today.", "address: ann@a.example > ben@a.example"),
]

ALLOWED = [
    'She called it [“a fine boat”|"a fine boat"] there.',
    "She called it [‘a fine boat’|“a fine boat”] there.",
    "She [called|named] it “a fine boat”.",
    "The dogs' owner [called|named] it fine.",
    "Prices rose [5 per cent|5%] there.",
    "Prices rose [five percent|5 per cent] there.",
    "They shipped [1,000|1000] sacks.",
    "They shipped [a thousand|1,000] sacks.",
    "They shipped [twelve|12] sacks.",
    "They shipped [a dozen|twelve] sacks.",
    "They shipped [2.5 million|2,500,000] sacks.",
    "They paid [£5m|£5 million] for it.",
    "They paid [$5|5 dollars] for it.",
    "They waited [twenty-one|21] days.",
    "They waited two [twelvemonths|years] there.",
    "He came [second|2nd] in the race.",
    "He came [2d|second] in the race.",
    "He took [one-half|half] of it.",
    "He left on [5 May 2024|May 5, 2024] at last.",
    "He left on [Mon|Monday] at last.",
    "He left at [5 p.m.|17:00] that day.",
    "I [don't|do not] know.",
    "I [don’t|do not] know.",
    "I [cannot|can't] know.",
    "It was [non|not] known.",
    "They love [one another|each other] dearly.",
    "It was a [one-sided|unilateral] step.",
    "The [one-time|former] mayor left.",
    "[At first|Initially] they slept.",
    "They [may|might] go.",
    "They will [march|walk] home.",
    "The May fair [opened|began] there.",
    "No. 5 [won|took] the race.",
    "[Critics|Opponents] spoke for an hour.",
    "[The|A] council met.",
    "“[We|We] met,” he said.",
    "It rained. [Critics|Opponents] left.",
    "[Council|Board] Rejects Harbour Levy",
    "Council [Rejects|Refuses] Harbour Levy",
    "The [U.S.|US] fleet sailed.",
    "The [harbor|port] of Velde is small.",
    "[Sheep|Goats] are kept there by 30 farmers.",
    "While [the|a] council met, I slept.",
    "It was [|very] cold.",
    "It took four [indorsements|seconds] there.",
    "[Noctuids|Moths] came by night.",
    "A [Visitant|Visitor] in June",
    "[Ask|Tell] Anna to wait.",
    "The [ten-year|10-year] plan held.",
    "The [second-largest|second-biggest] city.",
    "They met at [noon|midday] there.",
]


@pytest.mark.parametrize(("edit", "expected"), REFUSED)
def test_an_edit_that_alters_a_fact_is_told(edit: str, expected: str) -> None:
    """Dropping, adding, changing or duplicating a fact gives a difference that names it."""
    found = _edit(edit)
    assert any(each.startswith(expected) for each in found), found


@pytest.mark.parametrize("edit", ALLOWED)
def test_an_edit_that_keeps_the_facts_passes(edit: str) -> None:
    """The same fact in another form, and any word that is no fact, may be written."""
    assert _edit(edit) == []


def test_differences_see_both_directions() -> None:
    """What one text lost is what the other gained."""
    there = differences("Five boats.", "Six boats.")
    back = differences("Six boats.", "Five boats.")
    assert there == (Difference(FactKind.NUMBER, "5", "6"),)
    assert back == (Difference(FactKind.NUMBER, "6", "5"),)
    assert differences("Five boats, and rain.", "Rain, and 5 boats.") == ()


def test_facts_are_counted() -> None:
    """A fact that stands twice counts twice."""
    assert facts("two boats, 2 men and no oars") == Counter(
        {Fact(FactKind.NUMBER, "2"): 2, Fact(FactKind.NEGATION, "not"): 1}
    )


def test_a_name_of_the_article_is_one_at_the_start_of_a_sentence() -> None:
    """A word that the article uses as a name is locked where the sentence cannot tell."""
    sentence = "Brown voted for the levy."
    assert check_edit(sentence, 0, 5, "Grey") == ()
    assert check_edit(sentence, 0, 5, "Grey", frozenset({"brown"})) == (
        Difference(FactKind.NAME, "Brown", None),
    )
    before = "They asked Brown. Brown voted."
    assert differences(before, "They asked Brown. Grey voted.") == (
        Difference(FactKind.NAME, "Brown", None),
    )


def test_messages_are_one_line_of_english() -> None:
    """A message names the kind and what stood and stands there, and never breaks a line."""
    assert [d.message for d in differences("It cost $5.", "It cost $6.")] == [
        "the number “5 $” becomes “6 $”"
    ]
    assert [d.message for d in differences("I did not.", "I did.")] == [
        "the negation “not” is dropped"
    ]
    assert [d.message for d in differences("I did.", "Anna, I did.")] == [
        "the name “Anna” is added"
    ]
    long = "“" + "word\n" * 500 + "”"
    assert all("\n" not in d.message and len(d.message) < 200 for d in differences(long, ""))


def test_a_range_outside_the_sentence_is_an_error() -> None:
    """Offsets that do not fit are the caller's mistake."""
    with pytest.raises(ValueError, match="no such range"):
        check_edit("short", 2, 9, "x")


def test_an_edit_far_into_a_long_sentence_is_checked() -> None:
    """The window around the edit sees its amounts, and the quotation that it lies in."""
    filler = "and the men went down to the water again " * 300
    assert _edit(f"{filler} for 5 [million|billion] there {filler}") == [
        "number: 5000000 > 5000000000"
    ]
    assert len(_edit(f"“{filler} to the [boat|ship] there {filler}”")) == 1


def test_an_edit_without_facts_is_cheap() -> None:
    """A plain edit takes well under a millisecond, even in a sentence of 5,000 words."""
    sentence = "the council met again in the hall near the river to hear the farmers " * 380
    at = sentence.index("farmers", len(sentence) // 2)
    started = time.thread_time()
    for _ in range(100):
        assert check_edit(sentence, at, at + 7, "growers") == ()
    assert time.thread_time() - started < 0.5


@pytest.mark.parametrize(
    "piece",
    [
        "one ",
        "one and ",
        "1,",
        "“a ",
        " 'a",
        "' ",
        "a.",
        "a@",
        "http://",
        "Mr. ",
        "A ",
        "In May ",
        "-",
    ],
)
def test_a_long_hostile_text_is_read_in_time(piece: str) -> None:
    """No repeated piece makes the reading quadratic."""
    text = piece * 5_000
    started = time.thread_time()
    assert differences(text, text) == ()
    assert time.thread_time() - started < 2


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_own_facts(text: str) -> None:
    """No text differs from itself, whatever it is made of."""
    assert differences(text, text) == ()
    assert check_edit(text, 0, len(text), text) == ()


_WORDS = st.sampled_from(
    "the boats of Velde cost 5 % two million “ ” not May - $40 one second. 'a' Anna 3:15".split()
)


@given(st.lists(_WORDS, min_size=1, max_size=20), st.data())
@settings(max_examples=150, deadline=None)
def test_an_edit_that_writes_what_stood_there_passes(words: list[str], data: st.DataObject) -> None:
    """Replacing any range by itself alters nothing."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert check_edit(text, start, end, text[start:end]) == ()


@given(st.lists(_WORDS, max_size=12), st.integers(2, 10**9))
@settings(max_examples=100, deadline=None)
def test_an_added_number_is_always_seen(words: list[str], number: int) -> None:
    """A number appended to any text is a difference."""
    text = " ".join([*words, "and so"])
    added = Difference(FactKind.NUMBER, None, str(number))
    assert added in differences(text, f"{text} {number}")
