"""Saving a review as decisions are made, without keeping the keys waiting."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from assistant.errors import AssistantError, UsageError
from assistant.review import file as review_file
from assistant.review.model import Review
from assistant.workspace.claim import Claim

_PATIENCE = 0.03
"""Seconds in which the decision is painted first."""


class Autosave:
    """Writes the latest review to a file, in a thread of its own; older ones it may leave out.

    Nothing is written once the claim to the review is another's.
    """

    def __init__(self, path: Path, claim: Claim | None) -> None:
        self.path = path
        self.failure: AssistantError | None = None
        self._claim = claim
        self._latest: Review | None = None
        self._changed = threading.Condition()
        self._busy = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def save(self, review: Review) -> None:
        """Save a review as soon as may be."""
        with self._changed:
            self._latest = review
            self._changed.notify_all()

    def flush(self, seconds: float = 10.0) -> bool:
        """Wait until all is written; whether it was, in that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._latest is None and not self._busy, seconds)

    def close(self) -> None:
        """Write what is left and stop."""
        self.flush()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._latest is not None or self._closed)
                review, self._latest = self._latest, None
                self._busy = review is not None
            if review is None:
                return
            if not self._closed:
                time.sleep(_PATIENCE)
            try:
                self._write(review)
                self.failure = None
            except AssistantError as error:
                self.failure = error
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _write(self, review: Review) -> None:
        if self._claim is not None and not self._claim.stands:
            msg = f"{self.path} was taken over; the latest decisions are not in it"
            raise UsageError(msg, hint="leave, and open it again")
        review_file.save_review(self.path, review)
