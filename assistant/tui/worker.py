"""An engine at work beside the desk, in a thread that ends with the application if need be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakSet

from textual.message import Message

from assistant.article.model import Article
from assistant.chat.budget import Usage
from assistant.engines.base import Engine, Work
from assistant.errors import AssistantError
from assistant.review.merge import SectionEdits
from assistant.workspace import pipeline

Post = Callable[[Message], object]
"""Hands a message over to a screen, from any thread."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a repair is: sections, and the share of the text that is done, after some seconds."""

    done: int
    total: int
    share: float
    seconds: float
    usage: Usage | None = None

    def describe(self) -> str:
        """The progress in words: sections, time left, and what an endpoint was asked so far."""
        parts = [f"repairing, {self.done} of {self.total} sections"]
        if 0 < self.share < 1:
            parts.append(f"{_time(self.seconds * (1 - self.share) / self.share)} left")
        return ", ".join(parts) + (f" · {spent(self.usage)}" if self.usage else "")


def spent(usage: Usage) -> str:
    """What an endpoint was asked, in words."""
    about = "about " if usage.estimated else ""
    tokens = f"{about}{usage.prompt_tokens + usage.completion_tokens:,} tokens"
    return tokens if usage.cost is None else f"{tokens}, ${usage.cost:.4f}"


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


class Arrived(Message):
    """The engine has repaired a section, or a part of one."""

    def __init__(self, proposed: SectionEdits, progress: Progress) -> None:
        self.proposed = proposed
        self.progress = progress
        super().__init__()


class Ended(Message):
    """The work has ended: with an error, stopped for a reason, or done."""

    def __init__(self, error: AssistantError | None, stopped: str, usage: Usage | None) -> None:
        self.error = error
        self.stopped = stopped
        self.usage = usage
        super().__init__()


class Working(Message):
    """What is being done just now, in words."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class Done(Message):
    """What was asked in passing is there, or has failed."""

    def __init__(self, what: str, result: object, error: AssistantError | None) -> None:
        self.what = what
        self.result = result
        self.error = error
        super().__init__()


class Repair:
    """The repair of an article; it begins when it is made."""

    def __init__(self, make: Callable[[], Engine], article: Article, post: Post) -> None:
        self._make = make
        self._article = article
        self._post = post
        self._stop = threading.Event()
        self._work = Work()
        _begin(self._run)

    def stop(self) -> None:
        """End after the section that is at work; what is done stays."""
        self._stop.set()

    def _run(self) -> None:
        error: AssistantError | None = None
        try:
            self._repair(self._make())
        except Exception as failure:  # noqa: BLE001 - whatever it is, the desk goes on
            error = _foreseen(failure)
        stopped = "stopped" if self._stop.is_set() else self._work.stopped
        self._post(Ended(error, stopped, self._work.usage))

    def _repair(self, engine: Engine) -> None:
        begun = time.monotonic()
        sizes = {section.id: section.span.end - section.span.start
                 for section in self._article.sections}  # fmt: skip
        whole = max(sum(sizes.values()), 1)
        done: set[int] = set()
        for event in pipeline.events(self._article, engine):
            if self._stop.is_set():
                return
            if isinstance(event, pipeline.Finished):
                continue
            self._work = event.work
            if event.proposed.last:
                done.add(event.proposed.section)
            share = self._work.share_done or sum(sizes[section] for section in done) / whole
            progress = Progress(
                len(done), len(sizes), share, time.monotonic() - begun, self._work.usage
            )
            self._post(Arrived(event.proposed, progress))


def _foreseen(error: Exception) -> AssistantError:
    """An error that can be shown; one that nobody foresaw is said to be one."""
    if isinstance(error, AssistantError):
        return error
    kind = type(error).__name__
    return AssistantError(f"unforeseen {kind}: {error}", hint="please report it")


def ask(what: str, work: Callable[[], object], post: Post) -> None:
    """Do something in a thread, and post what came of it as Done."""

    def run() -> None:
        try:
            post(Done(what, work(), None))
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen goes on
            post(Done(what, None, _foreseen(error)))

    _begin(run)


def is_at_work() -> bool:
    """Whether anything begun here has not ended, such as a model that is within a sentence."""
    return any(thread.is_alive() for thread in _THREADS)


_THREADS: WeakSet[threading.Thread] = WeakSet()


def _begin(run: Callable[[], None]) -> None:
    thread = threading.Thread(target=run, daemon=True)
    _THREADS.add(thread)
    thread.start()
