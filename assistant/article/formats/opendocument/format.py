"""The format of OpenDocument texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.format import OfficeFormat

if TYPE_CHECKING:
    from assistant.article.formats.office.package import Package
    from assistant.article.formats.office.planning import Step
    from assistant.article.formats.office.segments import Story


class OpenDocument(OfficeFormat):
    """OpenDocument texts: the body, its cells, boxes and notes, all changes taken as accepted."""

    name = "odt"
    title = "OpenDocument"
    file = "an OpenDocument text"
    suffixes = frozenset({".odt"})

    def is_of(self, package: Package) -> bool:
        """Whether it says so itself."""
        from assistant.article.formats.opendocument.document import is_of

        return is_of(package)

    def story(self, package: Package) -> Story:
        """The paragraphs of its text."""
        from assistant.article.formats.opendocument.document import story

        return story(package)

    def with_steps(
        self, package: Package, story: Story, steps: Sequence[Step], tracking: Tracking | None
    ) -> dict[str, bytes]:
        """Its text, with the list of changes in it."""
        from assistant.article.formats.opendocument.document import with_steps

        return with_steps(package, story, steps, tracking)


OPEN_DOCUMENT = OpenDocument()
