"""The format of Word documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.format import OfficeFormat

if TYPE_CHECKING:
    from assistant.article.formats.office.package import Package
    from assistant.article.formats.office.planning import Step
    from assistant.article.formats.office.segments import Story


class Word(OfficeFormat):
    """Word documents: the body, then the notes; what others changed in it reads as accepted."""

    name = "docx"
    title = "Word"
    file = "a Word document"
    suffixes = frozenset({".docx", ".docm"})

    def is_of(self, package: Package) -> bool:
        """Whether its main part is a text."""
        from assistant.article.formats.word.document import is_of

        return is_of(package)

    def story(self, package: Package) -> Story:
        """The paragraphs of the body, its cells and boxes, and of the notes."""
        from assistant.article.formats.word.document import story

        return story(package)

    def with_steps(
        self, package: Package, story: Story, steps: Sequence[Step], tracking: Tracking | None
    ) -> dict[str, bytes]:
        """The body and the notes where a step is in them, and the comments with the reasons."""
        from assistant.article.formats.word.document import with_steps

        return with_steps(package, story, steps, tracking)


WORD = Word()
