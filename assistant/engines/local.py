"""The local engine: the noisy channel with a small language model, on this machine alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from assistant.article.files import read_text
from assistant.article.model import Article, BlockKind, Section
from assistant.article.quotations import quotations
from assistant.edits import Edit
from assistant.engines import local_edits, local_marks
from assistant.engines.base import EngineRequest, Proposal, Work
from assistant.errors import WeightsError
from assistant.language.thesaurus import wordnet
from assistant.models import smollm2
from assistant.models import weights as installed
from assistant.models.base import LanguageModel, Late, Metered
from assistant.models.ctranslate import CTranslateModel
from assistant.models.reader import shipped
from assistant.repair.channel import Channel, Line
from assistant.repair.density import Reading, reading
from assistant.repair.detection import Detection, from_channel
from assistant.repair.garble.detector import Detector
from assistant.repair.posterior import weights
from assistant.repair.reading import lines, vocabulary
from assistant.repair.weighing import Weighing
from assistant.timing import Stage, stage

_LOT = 1500
"""Words that are restored together: enough to estimate the share of garbled ones."""

_SAMPLE, _TELLING = 250, 60
"""Words by which it is told whether an article reads garbled, and the fewest that tell it."""

_DOUBTED = 0.15
"""Probability that a word is garbled, by the reader, that some word of a garbled article has."""

_FIRST_WAVE = 0.6
"""About how much of the work of a lot its first wave is, as measured."""


class LocalEngine:
    """Repairs wording by choosing among synonyms, and marks what reads garbled; sends nothing.

    The language model is that of `directory`, or the one that is installed; it is loaded at
    first use.
    """

    def __init__(self, directory: Path | None = None, *, threads: int = 2) -> None:
        self._directory = directory
        self._threads = threads
        self._model: LanguageModel | None = None
        self._loading = Lock()

    @property
    def name(self) -> str:
        """The engine and its model, as recorded in a review."""
        return f"local ({smollm2.CARD.name})"

    @property
    def prompt(self) -> str:
        """No prompt is used."""
        return ""

    def require(self) -> None:
        """See that the weights are installed and whole; raises WeightsError."""
        if self._directory is None:
            installed.locate()

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Propose wording edits for every section, or `only` for some, in reading order.

        Raises WeightsError where the language model is missing or damaged.
        """
        meter = Metered(Late(smollm2.CARD, lambda: self.model))
        detector = Detector.of(article, shipped(), meter)
        if detector.most <= _DOUBTED:
            yield from _left_alone(article, only)
            return
        reading = _Reading.of(meter, article, only)

        def finished(sections: Sequence[int]) -> Iterator[Proposal]:
            known = [edit for section in sections for edit in edits[section]]
            for mark in local_marks.of_sections(article, detector, sections, known):
                edits[article.section_at(mark.start).id].append(mark)
            for section in sections:
                found = sorted(edits.pop(section, ()), key=lambda edit: edit.start)
                yield Proposal(section, tuple(found), work=reading.work())

        open_sections = [s.id for s in article.sections if only is None or s.id in only]
        edits: dict[int, list[Edit]] = defaultdict(list)
        for lot in _lots(reading.found):
            yield from _restored(reading, lot, edits)
            last = lot[-1][0].id
            yield from finished([section for section in open_sections if section < last])
            open_sections = [section for section in open_sections if section >= last]
        yield from finished(open_sections)

    def suspicions(self, article: Article) -> tuple[Detection, ...]:
        """What is garbled with some probability."""
        suspected: list[Detection] = []
        reading = _Reading.of(Metered(self.model), article)
        for lot in _lots(reading.found):
            reading.channel.restore([line for _, line in lot])
            for _, line in lot:
                suspected += from_channel(article, reading.channel, line.passage)
        return tuple(suspected)

    def reading(self, article: Article) -> Reading:
        """How an article reads, and which of its words fit their places badly."""
        return reading(self.model, shipped(), article)

    def reads_garbled(self, article: Article) -> bool:
        """Whether the first sentences of an article fit their places badly.

        False where the article is too short to tell, or no language model is installed.
        """
        beginning = _beginning(article)
        if len(beginning.split()) < _TELLING:
            return False
        try:
            return self.reading(read_text(beginning)).is_garbled
        except WeightsError:
            return False

    @property
    def model(self) -> LanguageModel:
        """The language model; raises WeightsError where it is missing or damaged."""
        with self._loading:
            if self._model is None:
                with stage(Stage.SCORING):
                    self._model = self._loaded(self._directory or installed.locate())
            return self._model

    def _loaded(self, directory: Path) -> LanguageModel:
        try:
            return CTranslateModel(directory, smollm2.CARD, threads=self._threads)
        except (OSError, ValueError, RuntimeError) as error:
            raise WeightsError(
                f"the weights in {directory} cannot be loaded: {error}",
                hint="`assistant setup --force` installs them anew",
            ) from error


def _beginning(article: Article) -> str:
    """The first sentences of the paragraphs of an article, of about `_SAMPLE` words."""
    told: list[str] = []
    words = 0
    for _, block, span in article.sentences():
        if block.kind is BlockKind.PARAGRAPH and words < _SAMPLE:
            told.append(" ".join(article.visible(span).text.split()))
            words += len(told[-1].split())
    return " ".join(told)


def _left_alone(article: Article, only: Container[int] | None) -> Iterator[Proposal]:
    """Nothing for any section: of an article in which the reader doubts no word."""
    words = sum(len(article.visible(span).text.split()) for _, _, span in article.sentences())
    for section in article.sections:
        if only is None or section.id in only:
            yield Proposal(section.id, (), work=Work(words, share_done=1.0))


def make(request: EngineRequest) -> LocalEngine:
    """The engine `local`."""
    return LocalEngine(threads=request.threads)


_Lot = list[tuple[Section, Line]]


@dataclass(slots=True)
class _Reading:
    """One article as the channel reads it: its lines by section, and the account so far."""

    article: Article
    channel: Channel
    meter: Metered
    found: _Lot
    words: int = 0
    suspects: int = 0

    @classmethod
    def of(cls, meter: Metered, article: Article, only: Container[int] | None = None) -> _Reading:
        every = list(lines(article, quotations(article), wordnet()))
        words = vocabulary([line.passage for _, line in every])
        channel = Channel(Weighing(meter, weights(meter.card.posterior), words))
        found = [each for each in every if only is None or each[0].id in only]
        return cls(article, channel, meter, found)

    def work(self, begun: int = 0) -> Work:
        """The account, with so many words of the next lot read in the first wave."""
        share = (self.words + _FIRST_WAVE * begun) / max(_size(self.found), 1)
        return Work(
            self.words + begun, self.suspects, self.meter.tokens, self.channel.share,
            share_done=share,
        )  # fmt: skip


def _restored(reading: _Reading, lot: _Lot, edits: dict[int, list[Edit]]) -> Iterator[Proposal]:
    """Restore a lot, and put its edits among those of its sections; what is certain is told."""
    channel, weighed = reading.channel, 0
    for place in channel.restoring([line for _, line in lot]):
        work = reading.work(_size(lot[:place]))
        for section_id, known in _settled(reading, lot, range(weighed, place), edits):
            yield Proposal(section_id, tuple(known), last=False, work=work)
        weighed = place
    for section, line in lot:
        proposed = list(local_edits.edits(reading.article, channel, line.passage))
        edits[section.id] += proposed
        reading.suspects += len(proposed)
    reading.words += _size(lot)


def _size(found: Sequence[tuple[Section, Line]]) -> int:
    return sum(len(line.passage.run) for _, line in found)


def _lots(found: _Lot) -> Iterator[_Lot]:
    lot: _Lot = []
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
    reading: _Reading, lot: _Lot, part: range, edits: dict[int, list[Edit]]
) -> Iterator[tuple[int, list[Edit]]]:
    """What is as good as certain, by now, of the sections that a part of a lot belongs to."""
    if reading.channel.is_clean:
        return
    found = {lot[place][0].id: list(edits.get(lot[place][0].id, ())) for place in part}
    for section, line in lot[: part.stop]:
        if section.id in found:
            found[section.id] += local_edits.settled(reading.article, reading.channel, line.passage)
    yield from found.items()
