"""What a request carries: numbered sentences of a section, and what the channel suspects.

All of it comes from the article, so all of it stands between two marks that it cannot hold.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from assistant.article.model import Article, Section
from assistant.article.visible import VisibleText
from assistant.checks.facts.extraction import located
from assistant.language.characters import CONTROL, FORMAT
from assistant.language.fact import FactKind
from assistant.language.span import Span
from assistant.repair.detection import Detection

_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(f"[{CONTROL}{FORMAT}]")
"""Control and format characters (categories Cc, line ends and tabs aside, and Cf)."""

_MOST_FACTS = 40
_SHOWN = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.TIME, FactKind.NAME, FactKind.ADDRESS})
_CONTEXT = 300


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence of the source under a number, counted from 1 in its section."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked at once: sentences of one section, and the suspicions in them.

    `before` is the sentence before the first of them.
    A suspicion's number is its place in `suspicions`, counted from 1.
    """

    article: Article
    section: Section
    sentences: tuple[Numbered, ...]
    suspicions: tuple[Detection, ...]
    before: str = ""

    def seen(self, sentence: Numbered) -> VisibleText:
        """A sentence as a reader sees it, with its place in the source."""
        return self.article.visible(sentence.span)

    def text(self, sentence: Numbered) -> str:
        """A sentence as a reader sees it."""
        return self.seen(sentence).text

    def sentence_of(self, suspicion: Detection) -> Numbered:
        """The sentence in which a suspicion stands."""
        place = bisect_right(self.sentences, suspicion.start, key=lambda s: s.span.start)
        return self.sentences[place - 1]

    def only(self, sentences: Sequence[Numbered]) -> Part:
        """The same question about some of the sentences; their numbers stay."""
        starts = [sentence.span.start for sentence in sentences]
        kept = (
            suspicion
            for suspicion in self.suspicions
            for place in [bisect_right(starts, suspicion.start) - 1]
            if place >= 0 and suspicion.end <= sentences[place].span.end
        )
        first = self.sentences.index(sentences[0])
        before = self.text(self.sentences[first - 1]) if first else self.before
        return replace(self, sentences=tuple(sentences), suspicions=tuple(kept), before=before)


def parts(article: Article, suspicions: Sequence[Detection]) -> Iterator[Part]:
    """Every section that has sentences, as one part."""
    before = ""
    for section in article.sections:
        spans = [
            sentence
            for block in article.blocks[slice(*section.blocks)]
            for sentence in block.sentences
        ]
        numbered = tuple(Numbered(number, span) for number, span in enumerate(spans, 1))
        if numbered:
            yield Part(article, section, numbered, tuple(suspicions), before).only(numbered)
            before = article.visible(spans[-1]).text


def halves(part: Part) -> tuple[Part, ...]:
    """A part cut in two at a sentence; itself where it has only one."""
    middle = len(part.sentences) // 2
    if not middle:
        return (part,)
    return part.only(part.sentences[:middle]), part.only(part.sentences[middle:])


def shown(part: Part) -> str:
    """The material of a request, as text."""
    article = part.article
    lines = [f"Title: {visible(article.title)}"]
    if part.section.heading is not None:
        lines.append(f"Heading: {visible(article.heading(part.section))}")
    if part.before:
        lines.append(f"The sentence before: {visible(part.before)[-_CONTEXT:]}")
    lines += ["", "Sentences:"]
    lines += [f"[{sentence.number}] {visible(part.text(sentence))}" for sentence in part.sentences]
    if facts := _facts(part):
        lines += ["", f"To keep as they are: {'; '.join(facts)}"]
    if part.suspicions:
        lines += ["", "Suspects, each with its sentence and its candidates:"]
        lines += [_listed(part, number, s) for number, s in enumerate(part.suspicions, 1)]
    return "\n".join(lines)


def mark(text: str) -> str:
    """A line that stands nowhere in a text, the same for the same text."""
    number = 0
    while True:
        digest = hashlib.sha256(f"{number}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        if (line := f"=== material {digest[:12]} ===") not in text:
            return line
        number += 1


def has_unseen(text: str) -> bool:
    """Whether a text has control or formatting characters, line ends and tabs aside."""
    return _UNSEEN.search(text.replace("\r\n", "\n")) is not None


def visible(text: str) -> str:
    """A text on one line, without what no reader sees."""
    clean = _UNSEEN.sub("", text).encode("utf-8", "replace").decode()
    return _SPACE.sub(" ", clean).strip()


def _listed(part: Part, number: int, suspicion: Detection) -> str:
    candidates = ", ".join(
        f"{letter} {visible(candidate.text)}"
        for letter, candidate in zip(ascii_lowercase, suspicion.candidates, strict=False)
    )
    sure = f" ({suspicion.garbled:.2f})" if suspicion.garbled else ""
    sentence = part.sentence_of(suspicion).number
    return f"{number}. [{sentence}] {visible(suspicion.text)}{sure}: {candidates}"


def _facts(part: Part) -> list[str]:
    """The names and figures of the sentences, as they stand there, each once."""
    found: dict[str, None] = {}
    for sentence in part.sentences:
        text = part.text(sentence)
        for each in located(text):
            if each.fact.kind in _SHOWN:
                found[visible(text[each.start : each.end])] = None
    return list(found)[:_MOST_FACTS]
