"""Inflection in both directions."""

from __future__ import annotations

import pytest

from assistant.language.inflection import Reading, every_form, inflect, readings


@pytest.mark.parametrize(
    ("surface", "reading"),
    [
        ("leaders", Reading("leader", "n", "NNS")),
        ("loss leaders", Reading("loss leader", "n", "NNS")),
        ("points of view", Reading("point of view", "n", "NNS")),
        ("froze off", Reading("freeze off", "v", "VBD")),
        ("turning down", Reading("turn down", "v", "VBG")),
        ("better", Reading("good", "a", "JJR")),
        ("mice", Reading("mouse", "n", "NNS")),
        ("fomites", Reading("fomite", "n", "NNS")),
        ("criminated", Reading("criminate", "v", "VBD")),
    ],
)
def test_a_surface_form_is_read_back_to_its_lemma(surface: str, reading: Reading) -> None:
    """Regular and irregular forms, lemmas of several words, and words no dictionary has."""
    assert reading in readings(surface)


@pytest.mark.parametrize(
    ("lemma", "part", "tag", "form"),
    [
        ("freeze off", "v", "VBD", "froze off"),
        ("loss leader", "n", "NNS", "loss leaders"),
        ("point of view", "n", "NNS", "points of view"),
        ("shoot down", "v", "VBN", "shot down"),
        ("big", "a", "JJS", "biggest"),
        ("allege", "v", "VBN", "alleged"),
        ("fomite", "n", "NNS", "fomites"),
        ("leader", "n", "NN", "leader"),
    ],
)
def test_a_lemma_takes_the_form_of_a_tag(lemma: str, part: str, tag: str, form: str) -> None:
    """A verb inflects in its first word, a noun in its last or before a preposition."""
    assert inflect(lemma, part, tag)[0] == form


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("broadcast", "VBD", "broadcast"), ("broadcast", "VBN", "broadcast"),
        ("forecast", "VBD", "forecast"), ("forecast", "VBN", "forecast"),
        ("telecast", "VBD", "telecast"), ("program", "VBD", "programmed"),
        ("program", "VBG", "programming"), ("focus", "VBD", "focused"),
        ("focus", "VBG", "focusing"), ("lead", "VBD", "led"), ("light", "VBD", "lit"),
        ("light", "VBN", "lit"), ("plead", "VBD", "pleaded"), ("prove", "VBD", "proved"),
        ("sink", "VBD", "sank"), ("sink", "VBN", "sunk"), ("shrink", "VBD", "shrank"),
        ("spin", "VBD", "spun"), ("weave", "VBD", "wove"), ("weave", "VBN", "woven"),
        ("wake", "VBD", "woke"), ("bid", "VBD", "bid"), ("quit", "VBN", "quit"),
        ("wed", "VBD", "wed"), ("offset", "VBD", "offset"), ("cost", "VBD", "cost"),
        ("dive", "VBD", "dived"), ("strive", "VBD", "strove"), ("relay", "VBN", "relayed"),
        ("redo", "VBN", "redone"), ("spell", "VBN", "spelled"), ("swell", "VBN", "swollen"),
        ("channel", "VBN", "channeled"), ("benefit", "VBD", "benefited"),
        ("bias", "VBN", "biased"), ("trek", "VBD", "trekked"), ("babysit", "VBD", "babysat"),
        ("pinch-hit", "VBD", "pinch-hit"), ("kneel", "VBD", "knelt"), ("get", "VBN", "gotten"),
        ("zero", "VBZ", "zeros"), ("instill", "VBZ", "instills"), ("bear", "VBN", "borne"),
        ("hang", "VBD", "hung"), ("strike", "VBN", "struck"), ("slay", "VBD", "slew"),
        ("burn", "VBD", "burned"), ("learn", "VBD", "learned"), ("lie", "VBD", "lay"),
        ("spring", "VBD", "sprang"), ("tread", "VBD", "trod"), ("panic", "VBD", "panicked"),
    ],
)  # fmt: skip
def test_a_verb_is_written_as_newspapers_write_it(lemma: str, tag: str, form: str) -> None:
    """Its first form is the usual one, whatever a dictionary says first."""
    assert inflect(lemma, "v", tag)[0] == form
    assert Reading(lemma, "v", tag) in readings(form)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("passer-by", "passers-by"), ("passerby", "passersby"), ("hanger-on", "hangers-on"),
        ("runner-up", "runners-up"), ("mother-in-law", "mothers-in-law"),
        ("man-at-arms", "men-at-arms"), ("editor-in-chief", "editors-in-chief"),
        ("commander in chief", "commanders in chief"), ("attorney general", "attorneys general"),
        ("secretary-general", "secretaries-general"), ("surgeon general", "surgeons general"),
        ("major general", "major generals"), ("lieutenant general", "lieutenant generals"),
        ("court martial", "courts martial"), ("notary public", "notaries public"),
        ("poet laureate", "poets laureate"), ("president-elect", "presidents-elect"),
        ("sergeant major", "sergeants major"), ("point of view", "points of view"),
        ("lay-by", "lay-bys"), ("take-off", "take-offs"), ("break-in", "break-ins"),
        ("grown-up", "grown-ups"), ("start-up", "start-ups"), ("free-for-all", "free-for-alls"),
        ("stick-in-the-mud", "stick-in-the-muds"),
        ("hero", "heroes"), ("potato", "potatoes"), ("veto", "vetoes"), ("cargo", "cargoes"),
        ("photo", "photos"), ("memo", "memos"), ("casino", "casinos"), ("zero", "zeros"),
        ("volcano", "volcanoes"), ("motto", "mottos"), ("tobacco", "tobaccos"),
        ("roof", "roofs"), ("hoof", "hooves"), ("scarf", "scarves"), ("dwarf", "dwarfs"),
        ("wharf", "wharves"), ("knife", "knives"), ("chief", "chiefs"), ("proof", "proofs"),
        ("stadium", "stadiums"), ("forum", "forums"), ("referendum", "referendums"),
        ("campus", "campuses"), ("virus", "viruses"), ("octopus", "octopuses"),
        ("formula", "formulas"), ("index", "indexes"), ("bureau", "bureaus"),
        ("criterion", "criteria"), ("phenomenon", "phenomena"), ("crisis", "crises"),
        ("alumnus", "alumni"), ("bacterium", "bacteria"), ("medium", "media"),
        ("memorandum", "memorandums"), ("spectrum", "spectrums"), ("vertex", "vertices"),
        ("aircraft", "aircraft"), ("offspring", "offspring"), ("fish", "fish"),
        ("deer", "deer"), ("species", "species"), ("headquarters", "headquarters"),
        ("spokeswoman", "spokeswomen"), ("spoonful", "spoonfuls"),
    ],
)  # fmt: skip
def test_a_plural_is_written_as_newspapers_write_it(lemma: str, form: str) -> None:
    """In the word that is many, and in the way of English where a Latin word has two."""
    assert inflect(lemma, "n", "NNS")[0] == form
    assert Reading(lemma, "n", "NNS") in readings(form)


def test_people_is_offered_for_persons_and_is_a_word_of_its_own() -> None:
    """Newspapers write it as the plural; no dictionary takes it for a form of person."""
    assert inflect("person", "n", "NNS")[0] == "people"
    assert "person" not in {reading.lemma for reading in readings("people")}


@pytest.mark.parametrize(
    ("lemma", "more", "most"),
    [
        ("common", "more common", "most common"), ("likely", "more likely", "most likely"),
        ("real", "more real", "most real"), ("free", "freer", "freest"),
        ("true", "truer", "truest"), ("simple", "simpler", "simplest"),
        ("narrow", "narrower", "narrowest"), ("far", "farther", "farthest"),
        ("bad", "worse", "worst"), ("big", "bigger", "biggest"), ("early", "earlier", "earliest"),
    ],
)  # fmt: skip
def test_an_adjective_is_compared_as_newspapers_do(lemma: str, more: str, most: str) -> None:
    """By an ending where it is heard, else by more and most."""
    assert (inflect(lemma, "a", "JJR")[0], inflect(lemma, "a", "JJS")[0]) == (more, most)


@pytest.mark.parametrize(
    ("lemma", "part", "tag", "other"),
    [
        ("prove", "v", "VBN", "proven"), ("light", "v", "VBD", "lighted"),
        ("dive", "v", "VBD", "dove"), ("travel", "v", "VBD", "travelled"),
        ("burn", "v", "VBD", "burnt"), ("cactus", "n", "NNS", "cacti"),
    ],
)  # fmt: skip
def test_what_is_usual_too_is_the_second_form(lemma: str, part: str, tag: str, other: str) -> None:
    """Where newspapers differ, both are offered."""
    assert inflect(lemma, part, tag)[1] == other


@pytest.mark.parametrize(
    ("surface", "lemma"), [("forecasted", "forecast"), ("pled", "plead"), ("stadia", "stadium")]
)
def test_what_is_not_offered_is_read_all_the_same(surface: str, lemma: str) -> None:
    """Texts write what newspapers do not."""
    assert lemma in {reading.lemma for reading in readings(surface)}
    assert surface in (*every_form(lemma, "v", "VBD"), *every_form(lemma, "n", "NNS"))
