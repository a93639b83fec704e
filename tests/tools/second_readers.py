"""Other readers of a file, to hold ours to: what title it states, which language it is in.

Front matter is read by PyYAML and tomllib, a page by lxml. Languages are told by py3langid,
which is in the extra `bench`; without it none is told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

import yaml
from lxml import html

_YAML = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+", re.DOTALL)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_MARKS = re.compile(r"</?[A-Za-z][^<>]*>|[*_`~\u00ad\u200b]")
_FEWEST = 10
_SURE = 0.999
"""Words of a paragraph, and the probability of its language, from which it is held to be told."""


def stated_titles(text: str) -> tuple[str, ...]:
    """The titles that a text states, by front matter or, of a page, by title and headings."""
    for pattern, reader in ((_YAML, yaml.safe_load), (_TOML, tomllib.loads)):
        if found := pattern.match(text):
            return _title(reader, found[1])
    if not _PAGE.match(text):
        return ()
    page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    places = [*page.xpath("//head/title")[:1], *page.xpath("//h1")]
    return tuple(filter(None, (" ".join(each.text_content().split()) for each in places)))


def _title(reader: Callable[[str], Any], front: str) -> tuple[str, ...]:
    try:
        known = reader(front)
    except (yaml.YAMLError, ValueError):
        return ()
    value = known.get("title") if isinstance(known, dict) else None
    return (str(value),) if isinstance(value, str) and value.strip() else ()


def same_title(one: str, other: str) -> bool:
    """Whether two titles read the same; emphasis, tags, entities and white space do not count."""
    return _bare(one) == _bare(other)


def _bare(title: str) -> str:
    return " ".join(_MARKS.sub("", unescape(_MARKS.sub("", title))).split())


@cache
def _identifier() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str) -> str:
    """The language of a paragraph of ten words and more, or the empty string where unsure."""
    if len(re.findall(r"[^\W\d_]{2,}", text)) < _FEWEST or _identifier() is None:
        return ""
    code, probability = _identifier().classify(text)
    return str(code) if probability >= _SURE else ""
