"""How soon the queue of a folder of very many reviews stands: ``python -m tests.benchmarks.queue``.

``[--reviews N]`` makes a folder of so many, in folders of a thousand, and prints the seconds of
listing it, and from the start of the desk to its first screen of rows, the worst of three.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

from assistant.article.files import read_text
from assistant.edits import Edit
from assistant.review import file as review_file
from assistant.review.model import make
from assistant.tui.app import DeskApp
from assistant.workspace import folder as queue
from tests.support.desk import SIZE, place, rows

_TITLE = "Ferry Plan"
_TEXT = f"{_TITLE}\n\n" + "The alien firm left Port Ellery.\n\n" * 40
_A_FOLDER = 1000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, default=100_000)
    count = parser.parse_args().reviews
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["ASSISTANT_STATE_DIR"] = str(folder / "state")
        _make(folder / "news", count)
        times = [asyncio.run(_first_screen(folder / "news")) for _ in range(3)]
        begun = time.perf_counter()
        found = len(queue.names(folder / "news"))
        print(f"{found:,} reviews listed in {time.perf_counter() - begun:.2f} s")
        seconds, used = max(times)
        print(f"first screen after {seconds:.2f} s, of them {used:.2f} s of the processor")


def _make(folder: Path, count: int) -> None:
    article = read_text(_TEXT)
    places = [n for n in range(len(_TEXT)) if _TEXT.startswith("alien", n)]
    review = make(article, [Edit(n, n + 5, "alien", "foreign") for n in places], "scripted")
    for number in range(count):
        within = folder / f"{number // _A_FOLDER:04}"
        first = within / f"{number - number % _A_FOLDER:06}.review.json"
        if number % _A_FOLDER:
            (within / f"{number:06}.review.json").hardlink_to(first)
        else:
            within.mkdir(parents=True)
            review_file.save_review(first, review)


async def _first_screen(folder: Path) -> tuple[float, float]:
    begun, used = time.perf_counter(), time.process_time()
    app = DeskApp(place(), folder)
    async with app.run_test(size=SIZE):
        while rows(app).count(_TITLE) < SIZE[1] - 4:
            await asyncio.sleep(0.01)
        return time.perf_counter() - begun, time.process_time() - used


if __name__ == "__main__":
    main()
