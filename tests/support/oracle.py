"""An oracle: a model that knows the clean article, and may over-edit or answer nonsense."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.article.model import Article
from assistant.checks.edits.structure import shared
from assistant.edits import word_edits
from assistant.engines.endpoint.repair.request import visible
from assistant.language.spelling import Dialect
from assistant.language.thesaurus import wordnet
from assistant.language.tokens import words
from assistant.repair.candidates import UNTOUCHED, Finder

_SENTENCE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_SUSPECT = re.compile(r"^(S\d+) \[(\d+)\] (.*?): (a .*)$", re.MULTILINE)
_CANDIDATE = re.compile(r"(?:^|, )([a-e]) ")
_LEAST_ALIKE = 0.25
Change = tuple[int, int, str]


def shown_as(text: str) -> str:
    """A text as a model is shown it."""
    return visible(text)


def sentences(article: Article) -> tuple[str, ...]:
    """The sentences of an article as a model is shown them."""
    return tuple(visible(article.visible(span).text) for _, _, span in article.sentences())


def aligned(garbled: Sequence[str], clean: Sequence[str]) -> dict[str, str]:
    """For each garbled sentence the clean one that is most like it; itself where none is."""
    known = {}
    for sentence in garbled:
        best = max(clean, key=lambda other: shared(sentence, other))
        known[sentence] = best if shared(sentence, best) >= _LEAST_ALIKE else sentence
    return known


def over_edited(sentence: str) -> str:
    """A sentence with one word replaced by a synonym, where it has one to replace."""
    finder = Finder(wordnet(), loose=False, dialect=Dialect.UNKNOWN)
    run = words(sentence, 0)
    locked = frozenset(n for n, w in enumerate(run) if n == 0 or w.capital or not w.text.isalpha())
    for span in finder.spans(run, locked):
        single = len(span.run) == 1 and span.run[0].text.lower() not in UNTOUCHED
        if single and len(span.run[0].text) > 4:
            start, end, text = span.replacement(span.candidates[0])
            return sentence[:start] + text + sentence[end:]
    return sentence


def _over_edited(text: str, wanted: str) -> str:
    """What is wanted of a sentence, with one of the words that were fine replaced."""
    edited = over_edited(wanted)
    gone = set(wanted.split()) - set(edited.split())
    return edited if gone <= set(text.split()) else wanted


@dataclass(slots=True)
class Oracle:
    """Answers requests of the prompt `repair` with what `truth` says of each sentence.

    `over` edits every other sentence that is clean, and some that are not; `damaged` is the
    share of answers that are spoilt; `whole` answers with whole sentences, not with picks and
    phrases; `weak` takes the first candidate of every suspect, and knows nothing else.
    """

    truth: Mapping[str, str]
    over: bool = False
    damaged: float = 0.0
    whole: bool = False
    weak: bool = False
    _chance: random.Random = field(default_factory=lambda: random.Random(0))

    def __call__(self, body: dict[str, Any]) -> str:
        """The content of the answer to a request."""
        asked = next(m["content"] for m in body["messages"] if m["role"] == "user")
        answer = self._answer(asked)
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        return self._spoilt(text) if self._chance.random() < self.damaged else text

    def _answer(self, asked: str) -> dict[str, Any]:
        if self.weak:
            first = [f"{suspect}a" for suspect, *_ in _SUSPECT.findall(asked)]
            return {"picks": ",".join(first), "changes": []}
        picks: list[str] = []
        phrases: list[str] = []
        rewritten: list[str] = []
        for number, text in _SENTENCE.findall(asked):
            wanted = self.truth.get(text, text)
            if self.over and int(number) % (2 if wanted == text else 4) == 1:
                wanted = _over_edited(text, wanted)
            if wanted == text:
                continue
            told = None if self.whole else _narrow(asked, int(number), text, wanted)
            if told is None:
                rewritten.append(f"{number} {wanted}")
            else:
                picks += told[0]
                phrases += told[1]
        return {"picks": ",".join(picks), "changes": [*phrases, *rewritten]}

    def _spoilt(self, text: str) -> str:
        """A damaged answer, of one kind or another."""
        kind = self._chance.randrange(6)
        stored = json.loads(text)
        if kind == 0:
            return text[: len(text) // 2]
        if kind == 1:
            return json.dumps(stored | {"picks": f"{stored['picks']},S999a"})
        if kind == 2:
            return json.dumps(stored | {"changes": [*stored["changes"], "777 A new sentence."]})
        if kind == 3:
            return json.dumps(stored | {"changes": [*stored["changes"], "1 It was 42 % on 1 May."]})
        if kind == 4:
            return "I am sorry, but here is something else altogether."
        return json.dumps(stored | {"changes": [*stored["changes"], "1 zzz => \x1b[2J[b]"]})


def _narrow(asked: str, number: int, text: str, wanted: str) -> tuple[list[str], list[str]] | None:
    """The picks and phrases that turn one sentence into another, or None where they cannot."""
    suspects = list(_suspects(asked, number))
    picks: list[str] = []
    phrases: list[str] = []
    for start, end, written in word_edits(text, wanted):
        was = text[start:end].strip()
        pick = next(
            (
                f"{suspect}{letter}"
                for suspect, shown, candidates in suspects
                if shown == was
                for letter, candidate in candidates
                if candidate == written and f"{suspect}{letter}" not in picks
            ),
            None,
        )
        if pick:
            picks.append(pick)
        elif was and len(re.findall(rf"(?<!\w){re.escape(was)}(?!\w)", text)) == 1:
            phrases.append(f"{number} {was} => {written}")
        else:
            return None
    return picks, phrases


def _suspects(asked: str, number: int) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for suspect, sentence, text, listed in _SUSPECT.findall(asked):
        if int(sentence) == number:
            places = list(_CANDIDATE.finditer(listed))
            ends = [place.start() for place in places[1:]] + [len(listed)]
            candidates = [
                (place.group(1), listed[place.end() : end])
                for place, end in zip(places, ends, strict=True)
            ]
            yield suspect, text, candidates
