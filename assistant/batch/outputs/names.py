"""Names of output files: below one folder, unique and safe on every system, whatever the keys are.

A key that is a plain path is its own name. Where something has to be altered for it to be safe,
part of a digest of the key goes into the name, so that it depends on no other key; of names that
differ in nothing but case or Unicode form, the later ones get it too.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from assistant.batch import packing

P = TypeVar("P")

_LONGEST = 160
"""Bytes of a part of a path; file systems take 255, and more is put before and behind it."""

_LONGEST_PATH = 1_000
_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>"|?*\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]'
)
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(\.|$)")


class Names(Generic[P]):
    """Gives each key its names, one for each part; the same keys in the same order get the same.

    `suffixes` are put behind the name that all parts share; none may be the end of another but
    the empty one. `reserved` are names of other files in the folder.
    """

    def __init__(self, suffixes: Mapping[P, str], reserved: Sequence[str] = ()) -> None:
        self._suffixes = dict(suffixes)
        self._ends = tuple({_folded(suffix) for suffix in suffixes.values() if suffix})
        self._files: dict[str, str] = {}
        self._reserved = {_folded(name) for name in reserved}
        self._folders: set[str] = set()

    def of(self, key: str) -> Mapping[P, str]:
        """The paths of the parts of an article, from the output folder, with `/`."""
        shared = self._named(packing.inner_name(key), key)
        return {part: shared + suffix for part, suffix in self._suffixes.items()}

    def single(self, key: str) -> str:
        """A path for what has one part, which is this path itself."""
        return self._named(key, f"\0{key}")  # no article's key: its name is never this one

    def _named(self, wanted: str, key: str) -> str:
        return next(name for name in _candidates(wanted, key) if self._take(name, key))

    def _take(self, name: str, key: str) -> bool:
        """Take a name for a key, unless it is another's."""
        folded = _folded(name)
        if self._files.get(folded) == key:
            return True
        above = self._new_folders(folded)
        if self._is_taken(folded) or any(map(self._is_file, above)):
            return False
        self._files[folded] = key
        self._folders.update(above)
        return True

    def _new_folders(self, folded: str) -> Sequence[str]:
        """The folders above a name that no name lay in so far."""
        found = []
        while (cut := folded.rfind("/")) >= 0 and (folded := folded[:cut]) not in self._folders:
            found.append(folded)
        return found

    def _is_taken(self, folded: str) -> bool:
        """Whether a part of it would lie where a part of another lies, or a folder."""
        mine = [folded, *(folded + end for end in self._ends)]
        return not (
            self._files.keys().isdisjoint(mine)
            and self._folders.isdisjoint(mine)
            and self._reserved.isdisjoint(mine)
        ) or self._is_part(folded)

    def _is_file(self, folded: str) -> bool:
        return folded in self._reserved or folded in self._files or self._is_part(folded)

    def _is_part(self, folded: str) -> bool:
        """Whether it is the name of another with the end of one of its parts."""
        return folded.endswith(self._ends) and any(
            folded.removesuffix(end) in self._files for end in self._ends if folded.endswith(end)
        )


def _candidates(wanted: str, key: str) -> Iterator[str]:
    """Names for a key that wants one, the plainest first."""
    *folders, last = safe = [_safe(part) for part in wanted.split("/")]
    plain = "/".join(safe)
    if plain == wanted.replace(":", "-") and len(plain.encode()) <= _LONGEST_PATH:
        yield plain
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    marked = _marked(last, digest[:8])
    if len("/".join((*folders, marked)).encode()) <= _LONGEST_PATH:
        yield "/".join((*folders, marked))
    yield f"~{digest[:16]}/{last}"
    yield f"~{digest}/{last}"


def _marked(name: str, digest: str) -> str:
    path = PurePosixPath(name)
    return f"{path.stem}~{digest}{path.suffix}"


@lru_cache(10_000)
def _safe(part: str) -> str:
    """A part of a path that every system takes for a plain name."""
    name = _UNSAFE.sub("_", part.replace(":", "-"))
    if not name.strip(" ."):
        return "_"
    if name.startswith("."):
        name = "_" + name[1:]
    if name.endswith((" ", ".")):
        name = name[:-1] + "_"
    if _DEVICE.match(name.casefold()):
        name = "_" + name
    return _cut(name)


def _cut(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    suffix = PurePosixPath(name).suffix
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    room = _LONGEST - len(suffix.encode())
    return name.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + suffix


def _folded(name: str) -> str:
    """A name as the least careful file system compares it."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
