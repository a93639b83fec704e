"""An article that reads garbled is summarised as repaired, and what was taken is said."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.engines.base import Proposal
from assistant.engines.scripted import Line, ScriptedEngine, scripted
from assistant.workspace.summarising import readable

TEXT = (
    "Harbor Vote\n\nThe loss leaders of Port Ellery closed the ferry on Monday night. "
    "Ines Tarrow said that the boats had lost money for nine years.\n"
)


@dataclass(frozen=True)
class Doubting:
    """A scripted engine that takes an article for garbled, or not."""

    engine: ScriptedEngine
    garbled: bool
    name: str = "doubting"
    prompt: str = ""

    def reads_garbled(self, article: Article) -> bool:
        """What it was made to say."""
        return self.garbled and "loss" in article.source

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """What the script says."""
        return self.engine.repair(article, only)


DOCUMENT = Document.of_text(TEXT)


def _readable(*lines: Line, garbled: bool = True) -> tuple[str, str]:
    article, said = readable(DOCUMENT, Doubting(scripted(*lines), garbled))
    return article.source, said


def test_a_garbled_article_is_repaired_first() -> None:
    """Each hunk that was taken is named."""
    source, said = _readable(Line("loss leaders", "leaders"))
    assert source == TEXT.replace("loss leaders", "leaders")
    assert "reads garbled" in said
    assert "“loss leaders” → “leaders”" in said


def test_what_is_not_sure_is_not_taken() -> None:
    """The article stands as it is, and that it reads garbled is said."""
    source, said = _readable()
    assert source == TEXT
    assert "nothing in it is repaired" in said


def test_a_clean_article_is_left_alone() -> None:
    """Whatever an engine would propose; and so is one that no engine can judge."""
    assert _readable(Line("loss leaders", "leaders"), garbled=False) == (TEXT, "")
    article, said = readable(DOCUMENT, scripted(Line("loss leaders", "leaders")))
    assert (article.source, said) == (TEXT, "")
