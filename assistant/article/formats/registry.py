"""The formats that are known, found by name, by the suffix of a path or by content."""

from __future__ import annotations

from pathlib import Path

from assistant.article.formats.asciidoc import ASCIIDOC
from assistant.article.formats.base import Format
from assistant.article.formats.html import HTML
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.opendocument.format import OPEN_DOCUMENT
from assistant.article.formats.plain import TEXT
from assistant.article.formats.subtitles import SUBTITLES
from assistant.article.formats.word.format import WORD
from assistant.article.formats.wordpress_export import WORDPRESS_EXPORT
from assistant.errors import UsageError

_FORMATS: dict[str, Format] = {}


def register(new: Format) -> None:
    """Make a format known; one of the same name is replaced."""
    _FORMATS[new.name] = new


def known() -> tuple[Format, ...]:
    """Every format, in the order of registration."""
    return tuple(_FORMATS.values())


def format_named(name: str) -> Format:
    """The format of a name as saved in a review; raises UsageError where none is called so."""
    try:
        return _FORMATS[name]
    except KeyError:
        msg = f"the format {name!r} is not known to this version"
        raise UsageError(msg, hint=f"it knows {', '.join(_FORMATS)}") from None


def format_of_path(path: str, text: str | None = None, data: bytes = b"") -> Format:
    """The format that the suffix of a path tells; plain text where it tells none.

    What is in plain text by its suffix is in another format where its text says so beyond doubt,
    and an archive is what its parts say.
    """
    packages = (each for each in known() if each.is_package and text is None)
    if package := next((each for each in packages if each.recognises(data, None)), None):
        return package
    suffix = Path(path).suffix.lower()
    found = next((each for each in known() if suffix in each.suffixes), TEXT)
    if found is not TEXT or text is None:
        return found
    return next((each for each in known() if each.is_certain(text)), TEXT)


def format_of_content(data: bytes, text: str | None) -> Format:
    """The format that certainly is that of some content; plain text where none is."""
    return next((each for each in known() if each.recognises(data, text)), TEXT)


register(SUBTITLES)
register(WORDPRESS_EXPORT)
register(HTML)
register(TEXT)
register(MARKDOWN)
register(ASCIIDOC)
register(WORD)
register(OPEN_DOCUMENT)
