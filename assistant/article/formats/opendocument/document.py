"""An OpenDocument text: whether a package is one, what it says, and its parts with steps made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.package import Package
from assistant.article.formats.office.planning import Step
from assistant.article.formats.office.segments import Story
from assistant.article.formats.office.xml import spliced
from assistant.article.formats.opendocument.model import Regions
from assistant.article.formats.opendocument.names import Styles
from assistant.article.formats.opendocument.reading import Reader
from assistant.article.formats.opendocument.writing import Writer
from assistant.errors import SourceError

_TYPE = b"application/vnd.oasis.opendocument.text"
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


@dataclass(frozen=True, slots=True)
class OdtStory(Story):
    """What an OpenDocument text says, and the changes that it tracks."""

    regions: Regions = field(default_factory=Regions)


def is_of(package: Package) -> bool:
    """Whether it says so itself."""
    return "mimetype" in package and package.part("mimetype").startswith(_TYPE)


def story(package: Package) -> Story:
    """The paragraphs of its text."""
    if _MANIFEST in package and b"encryption-data" in package.part(_MANIFEST):
        raise SourceError("the document is locked by a password", hint="take it off first")
    content = package.part(_CONTENT)
    styles = Styles()
    if _STYLES in package:
        styles.add(_STYLES, package.part(_STYLES))
    styles.add(_CONTENT, content)
    reader = Reader(_CONTENT, content, styles)
    found = Story.of(reader.segments())
    return OdtStory(found.text, found.segments, found.changes, reader.regions)


def with_steps(
    package: Package, story: Story, steps: Sequence[Step], tracking: Tracking | None
) -> dict[str, bytes]:
    """Its text, with the list of changes in it."""
    regions = story.regions if isinstance(story, OdtStory) else Regions()
    data = package.part(_CONTENT)
    splices = Writer(data, regions, tracking).splices(steps)
    return {_CONTENT: spliced(data, splices)}
