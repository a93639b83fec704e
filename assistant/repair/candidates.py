"""Candidate spans: what a spinner may have written, with what may have stood there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.articles import agreeing
from assistant.language.casing import recase, surface
from assistant.language.inflection import BASE, TAGS, Reading, inflect, readings
from assistant.language.spelling import Dialect, foreign_to, same_but_spelling
from assistant.language.thesaurus import LONGEST_LEMMA, SynonymSet, Thesaurus
from assistant.language.tokens import Word
from assistant.language.wordlists import word_list

UNTOUCHED = word_list("function-words") | word_list("never-spun")
"""Words that spinners leave alone, and that repairs leave alone too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may have stood in the place of a span.

    `channel` is the log-probability that the spinner writes what stands there instead of
    it; `loose` says that its inflection differs from what stands there.
    """

    text: str
    lemma: str
    synonyms: SynonymSet
    channel: float
    loose: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class CandidateSpan:
    """A run of words with its candidates; `before` is the word before it, if a space parts them.

    Compared by identity: to hash all candidates would cost more than what is remembered of them.
    """

    run: tuple[Word, ...]
    before: Word | None
    candidates: tuple[Candidate, ...]

    @property
    def start(self) -> int:
        """Offset of the first word into the source."""
        return self.run[0].start

    @property
    def end(self) -> int:
        """Offset behind the last word."""
        return self.run[-1].end

    def replacement(self, candidate: Candidate) -> tuple[int, int, str]:
        """Start, end and text of the edit, with the a or an before it where that must change."""
        if self.before is not None and self.before.text.lower() in ("a", "an"):
            article = agreeing(self.before.text, candidate.text)
            if article != self.before.text:
                return self.before.start, self.end, f"{article} {candidate.text}"
        return self.start, self.end, candidate.text


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the candidate spans of a sentence by looking its words up in a thesaurus."""

    thesaurus: Thesaurus
    loose: bool = True
    dialect: Dialect = Dialect.UNKNOWN

    def spans(
        self, run: Sequence[Word], locked: frozenset[int], *, headline: bool = False
    ) -> Iterator[CandidateSpan]:
        """Every run of one to four words that has candidates.

        Arguments:
            run: the words of one sentence.
            locked: the indices of words that no edit may touch.
            headline: whether every word of the sentence takes a capital.
        """
        for first in range(len(run)):
            for last in range(first, min(first + LONGEST_LEMMA, len(run))):
                if last in locked or (last > first and not run[last].joined):
                    break
                span = tuple(run[first : last + 1])
                before = run[first - 1] if first and run[first].joined == " " else None
                if found := self._candidates(span, headline):
                    yield CandidateSpan(span, before, found)

    def _candidates(self, span: tuple[Word, ...], headline: bool) -> tuple[Candidate, ...]:
        text = surface(span)
        if len(span) == 1 and (text in UNTOUCHED or len(text) < 2):
            return ()
        found: dict[str, Candidate] = {}
        for candidate in self._lookups(text, hyphened=any(w.joined == "-" for w in span[1:])):
            fitted = recase(candidate.text, span, headline=headline)
            known = found.get(fitted)
            if known is None or (known.loose, -known.channel) > (
                candidate.loose,
                -candidate.channel,
            ):
                found[fitted] = Candidate(
                    fitted, candidate.lemma, candidate.synonyms, candidate.channel, candidate.loose
                )
        kept = (text for text in found if not foreign_to(self.dialect, text, found))
        return tuple(found[text] for text in kept)

    def _lookups(self, text: str, *, hyphened: bool) -> Iterator[Candidate]:
        surfaces = [text] if not hyphened else [text, text.replace(" ", "-")]
        for form in surfaces:
            for reading in readings(form):
                for synonyms in self.thesaurus.lookup(reading.lemma, reading.part):
                    yield from self._members(form, reading, synonyms)

    def _members(self, form: str, reading: Reading, synonyms: SynonymSet) -> Iterator[Candidate]:
        for member in synonyms.members:
            lower = member.lower()
            if same_but_spelling(lower, reading.lemma):
                continue
            if (
                member != lower
                or not lower.replace(" ", "").replace("-", "").replace("'", "").isalpha()
            ):
                continue  # a name or a figure is never put where there was none
            channel = self._channel(lower, synonyms)
            for tag in self._tags(reading):
                for text in inflect(member, reading.part, tag)[:2]:
                    if text.lower() not in UNTOUCHED and not same_but_spelling(text.lower(), form):
                        yield Candidate(text, member, synonyms, channel, tag != reading.tag)

    def _tags(self, reading: Reading) -> tuple[str, ...]:
        """The tags an original may have had: a word without forms of comparison stands for all."""
        base = reading.tag == BASE[reading.part]
        compared = reading.part in "ar" and not inflect(
            reading.lemma, reading.part, TAGS[reading.part][2]
        )
        if base and (self.loose or compared):
            return TAGS[reading.part]
        return (reading.tag,)

    def _channel(self, original: str, synonyms: SynonymSet) -> float:
        """Log-probability that a spinner picks this set, and this member of it, for a word."""
        sets = self.thesaurus.count(original)
        return -math.log(max(sets, 1)) - math.log(max(len(synonyms.members) - 1, 1))
