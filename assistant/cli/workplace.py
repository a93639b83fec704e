"""What the desk is given: articles from files, engines from flags and settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import atomic, paths
from assistant.cli import sources
from assistant.cli.reviewed import reviewed
from assistant.config import load
from assistant.errors import SourceChangedError, UsageError
from assistant.review import file as review_file
from assistant.review.model import Review, make
from assistant.tui.completion import completed
from assistant.tui.workplace import Opened
from assistant.workspace import recent
from assistant.workspace.recent import Recent

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.engines.base import Engine
    from assistant.summary.model import Summary

_PACKAGE = Path(__file__).parents[1]
_DEMO = "fairlow-night-clinic.txt"
_CHANGEABLE = ("engine", "profile", "model", "base_url", "scope", "accept", "theme", "mouse")


@dataclass(frozen=True, slots=True)
class LocalWorkplace:
    """The whole machine, or of it only what lies in a folder, `within`.

    `chosen` are the flags that name an engine; `out`, `review` and `source` those of one
    article.
    """

    chosen: Mapping[str, Any]
    within: Path | None = None
    out: str = ""
    review: str = ""
    source: str = ""

    @property
    def keys(self) -> Mapping[str, str]:
        """The user's own keys."""
        return load().settings.keys

    @property
    def has_editor(self) -> bool:
        """A folder that is served has none: an editor can open any file."""
        return self.within is None

    def open(self, file: str) -> Opened:
        """An article or a saved review; one that was begun goes on."""
        file = self.place(file)
        if Path(file).is_dir():
            raise UsageError(f"{file} is a folder", hint=f"assistant desk {file} shows its queue")
        if file.endswith(".json"):
            review, article = reviewed(Path(file), self.source or None)
            self.place(article.path)
            return self._opened(article, review, Path(file))
        return self._of_article(file, Path(self.review or f"{file}.review.json"))

    def paste(self, text: str) -> Opened:
        """A text that was pasted; it is kept as a file, so that it can be gone on with."""
        folder = self.within or paths.state_dir() / "pasted"
        folder.mkdir(parents=True, exist_ok=True)
        name = datetime.now().astimezone().strftime("pasted-%Y-%m-%d-%H%M%S.txt")
        atomic.write_atomic(folder / name, text.encode("utf-8", "surrogatepass"))
        return replace(self.open(str(folder / name)), out="")

    def demo(self) -> Opened:
        """A garbled article to try the keys on; its review lies in the state folder."""
        shipped = _PACKAGE / "demo" / _DEMO
        beside = _PACKAGE.parent / "seeds" / "garbled" / _DEMO
        folder = self.within or paths.state_dir()
        folder.mkdir(parents=True, exist_ok=True)
        article = str(shipped if shipped.is_file() else beside)
        return replace(self._of_article(article, folder / "demo.review.json"), out="")

    def reload(self, opened: Opened, review: Review) -> Opened:
        """The article as it is now, with the decisions that still fit."""
        from assistant.review.rebase import rebased

        article = self._read(self.place(opened.article.path))
        kept = rebased(review, opened.article.source, article)
        review_file.save_review(opened.path, kept)
        note = f"{len(kept.hunks)} of {len(review.hunks)} hunks still fit; R repairs the rest"
        return replace(opened, article=article, review=kept, repairs=False, note=note)

    def place(self, path: str) -> str:
        """A path that may be read and written here."""
        if "\0" in path:
            msg = "a path holds no null character"
            raise UsageError(msg)
        try:
            wanted = Path(path).expanduser()
            wanted = wanted if self.within is None else (self.within / wanted).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise UsageError(f"{path} is no path: {error}") from error
        if self.within is not None and not wanted.is_relative_to(self.within.resolve()):
            msg = f"{path} lies outside the folder that is served"
            raise UsageError(msg, hint="open it with `assistant desk` in a terminal")
        return str(wanted)

    def complete(self, value: str) -> str | None:
        """The whole of a path that is being written, or None."""
        return completed(value, self._allows)

    def recent(self) -> Sequence[Recent]:
        """What was on the desk, the latest first."""
        return [each for each in recent.load() if self._allows(Path(each.article))]

    def _allows(self, path: Path) -> bool:
        try:
            self.place(str(path))
        except UsageError:
            return False
        return True

    def settings(self) -> Mapping[str, Any]:
        """The settings that can be changed on the desk."""
        known = load().settings
        return {key: getattr(known, key) for key in _CHANGEABLE}

    def change(self, key: str, value: Any) -> str:
        """Save a setting; the path of the file it is in."""
        from assistant.workspace.config_file import change

        return str(change(key, value))

    def _of_article(self, file: str, path: Path) -> Opened:
        """An article with the review that waits for it, or with one to be filled."""
        sources.check_review_place(str(path), file)
        if path.is_file() and path.stat().st_size:
            try:
                review, article = reviewed(path, file)
            except SourceChangedError:
                kept = atomic.backup(path)
                note = f"the article has changed since; its old decisions are kept as {kept}"
                return self._new(file, path, note)
            return self._opened(article, review, path, repairs=True, note=f"going on with {path}")
        return self._new(file, path)

    def _new(self, file: str, path: Path, note: str = "") -> Opened:
        article = self._read(file)
        engine = self.chosen["engine"] or load().settings.engine
        return self._opened(article, make(article, (), engine), path, repairs=True, note=note)

    def _read(self, file: str) -> Article:
        return sources.read(file, load().settings.limit_bytes)

    def _opened(
        self, article: Article, review: Review, path: Path, *, repairs: bool = False, note: str = ""
    ) -> Opened:
        out = self.out or _beside(article.path)
        return Opened(
            article, review, path, out, self._engine, self._summarise, repairs=repairs, note=note
        )

    def _engine(self, fresh: bool) -> Engine:
        from assistant.cli.engine_choice import engine
        from assistant.engines.endpoint.repair.engine import OpenAIEngine

        made = engine(load(), self.chosen)
        return made.afresh() if fresh and isinstance(made, OpenAIEngine) else made

    def _summarise(self, article: Article) -> Summary:
        from assistant.cli.engine_choice import summariser
        from assistant.summary.model import USUAL

        return summariser(load(), self.chosen)(article, USUAL)


def _beside(path: str) -> str:
    """A name beside the source: `article.repaired.txt`."""
    source = Path(path)
    return str(source.with_name(f"{source.stem}.repaired{source.suffix}"))
