"""The local engine: the noisy channel with a small language model, on this machine alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from assistant.article.model import Article, Section
from assistant.article.quotations import quotations
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.engines.base import Proposal, Work
from assistant.errors import WeightsError
from assistant.language.thesaurus import wordnet
from assistant.models import installing as installed
from assistant.models.language_model import LanguageModel
from assistant.repair.channel import Channel, Line
from assistant.repair.passage import Passage
from assistant.repair.posterior import weights
from assistant.repair.reading import lines, sentences, vocabulary
from assistant.repair.suspicion import Suspicion, from_channel
from assistant.repair.weighing import Weighing

_LOT = 1500
"""Words that are restored together: enough to estimate the share of garbled ones."""

_FIRST_WAVE = 0.6
"""About how much of the work of a lot its first wave is, as measured."""

_QUOTATION_BAR = 0.95
_ALTERNATIVES = 5


class LocalEngine:
    """Repairs wording by choosing among synonyms; it cannot invent, and it sends nothing."""

    def __init__(self, directory: Path | None = None, *, threads: int = 2) -> None:
        """Prepare an engine with the weights of a directory, or those that are installed.

        Raises WeightsError where they are missing or damaged.
        """
        self._directory = directory or installed.locate()
        self._threads = threads
        self._model: LanguageModel | None = None
        self._work = Work()

    @property
    def name(self) -> str:
        """The engine and its model, as recorded in a review."""
        return f"local ({installed.MODEL})"

    @property
    def prompt(self) -> str:
        """No prompt is used."""
        return ""

    @property
    def work(self) -> Work:
        """What the last repair has cost so far."""
        return self._work

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Propose wording edits for every section, or `only` for some, in reading order."""
        channel, found = self._channel(article), _lines(article, only)
        start, total = self.model.tokens, max(_size(found), 1)
        open_sections = [s.id for s in article.sections if only is None or s.id in only]
        edits: dict[int, list[Edit]] = defaultdict(list)
        words = suspects = 0

        def account(read: int, share: float) -> None:
            tokens = self.model.tokens - start
            self._work = Work(words + read, suspects, tokens, channel.share, share_done=share)

        for lot in _lots(found):
            weighed = 0
            for place in channel.restoring([line for _, line in lot]):
                read = _size(lot[:place])
                account(read, (words + _FIRST_WAVE * read) / total)
                yield from _settled(article, channel, lot, range(weighed, place), edits)
                weighed = place
            for section, line in lot:
                proposed = list(_edits(article, channel, line.passage))
                edits[section.id] += proposed
                suspects += len(proposed)
            words += _size(lot)
            account(0, words / total)
            last = lot[-1][0].id
            while open_sections and open_sections[0] < last:
                done = open_sections.pop(0)
                yield Proposal(done, tuple(edits.pop(done, ())))
        for section_id in open_sections:
            yield Proposal(section_id, tuple(edits.pop(section_id, ())))

    def suspicions(self, article: Article) -> tuple[tuple[Suspicion, ...], bool]:
        """What is garbled with some probability, and whether any of it probably is."""
        found: list[Suspicion] = []
        proposed = False
        channel = self._channel(article)
        for lot in _lots(_lines(article)):
            channel.restore([line for _, line in lot])
            for _, line in lot:
                found += from_channel(article, channel, line.passage)
                proposed = proposed or bool(line.passage.chosen and not channel.is_clean)
        return tuple(found), proposed

    def _channel(self, article: Article) -> Channel:
        return Channel(Weighing(self.model, weights(), vocabulary(sentences(article))))

    @property
    def model(self) -> LanguageModel:
        """The language model, loaded at first use; raises WeightsError where it is damaged."""
        if self._model is None:
            try:
                self._model = LanguageModel(self._directory, threads=self._threads)
            except (OSError, ValueError, RuntimeError) as error:
                raise WeightsError(
                    f"the weights in {self._directory} cannot be loaded: {error}",
                    hint="`assistant setup --force` installs them anew",
                ) from error
        return self._model


def _lines(article: Article, only: Container[int] | None = None) -> list[tuple[Section, Line]]:
    found = lines(article, quotations(article), wordnet())
    return [each for each in found if only is None or each[0].id in only]


def _size(found: Sequence[tuple[Section, Line]]) -> int:
    return sum(len(line.passage.run) for _, line in found)


def _lots(found: Sequence[tuple[Section, Line]]) -> Iterator[list[tuple[Section, Line]]]:
    lot: list[tuple[Section, Line]] = []
    size = 0
    for section, line in found:
        lot.append((section, line))
        size += len(line.passage.run)
        if size >= _LOT:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def _settled(
    article: Article,
    channel: Channel,
    lot: Sequence[tuple[Section, Line]],
    part: range,
    edits: dict[int, list[Edit]],
) -> Iterator[Proposal]:
    """What is as good as certain, by now, of the sections that a part of a lot belongs to."""
    if channel.is_clean:
        return
    found = {lot[place][0].id: list(edits.get(lot[place][0].id, ())) for place in part}
    for section, line in lot[: part.stop]:
        if section.id in found:
            for group, option in sorted(channel.settled(line.passage).items()):
                found[section.id].append(_edit(article, channel, line.passage, group, option))
    for section_id, known in found.items():
        yield Proposal(section_id, tuple(known), last=False)


def _edits(article: Article, channel: Channel, passage: Passage) -> Iterator[Edit]:
    kept = set(passage.edits())
    for group, option in sorted(passage.chosen.items()):
        if passage.groups[group].options[option].edit in kept:
            yield _edit(article, channel, passage, group, option)
    for group in sorted(passage.quoted):
        beliefs = channel.confidence(passage, group)
        best = max(beliefs, key=beliefs.__getitem__, default=None)
        if best is not None and beliefs[best] > _QUOTATION_BAR:
            yield _edit(article, channel, passage, group, best, quoted=True)


def _edit(
    article: Article,
    channel: Channel,
    passage: Passage,
    group: int,
    chosen: int,
    *,
    quoted: bool = False,
) -> Edit:
    beliefs = channel.confidence(passage, group)
    option = passage.groups[group].options[chosen]
    start, end, text = option.edit
    gain = passage.evidence[group][chosen].gain
    others = sorted((number for number in beliefs if number != chosen), key=lambda n: -beliefs[n])
    same_place = (
        Alternative(candidate, round(beliefs[number], 4))
        for number in others
        for candidate in [_fitted(article, passage, group, number, start, end)]
        if candidate is not None
    )
    return Edit(
        start,
        end,
        article.source[start:end],
        text,
        EditKind.QUOTATION if quoted else EditKind.WORDING,
        round(beliefs[chosen], 4),
        f"synonyms {option.candidate.synonyms}; the sentence gains {gain:.1f} nats",
        _flags(beliefs[chosen], quoted, clean=channel.is_clean),
        tuple(same_place)[:_ALTERNATIVES],
    )


def _flags(belief: float, quoted: bool, *, clean: bool) -> tuple[Flag, ...]:
    if quoted:
        return (Flag.QUOTATION,)
    return () if belief > weights().sure and not clean else (Flag.UNCERTAIN,)


def _fitted(
    article: Article, passage: Passage, group: int, option: int, start: int, end: int
) -> str | None:
    """What an option of the group writes between two offsets, if it lies between them."""
    first, last, text = passage.groups[group].options[option].edit
    if first < start or last > end:
        return None
    return article.source[start:first] + text + article.source[last:end]
