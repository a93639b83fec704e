"""What hostile documents of office programs come to: one line each, the time and the memory.

    python -m tests.benchmarks.hostile_office [NUMBER…]

Each, or those of some numbers counted from 0, is read in a process of its own; one that is above
the limit of a file a second time, with that limit raised.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from assistant.article.document import LIMIT, Document
from assistant.errors import AssistantError
from tests.support.office import docx, package, paragraph, parts, raw_docx, raw_odt, run

_SENTENCE = "The council met on Monday and rejected the plan of the port. "
_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def _large(size: int) -> bytes:
    """A document whose text part has so many bytes."""
    one = paragraph(_SENTENCE * 10)
    return docx(*(one,) * (size // len(one)))


def _stored(size: int) -> bytes:
    """A document that is a file of so many bytes, most of them a picture."""
    picture = random.Random(1).randbytes(size)
    return package({**parts(docx(paragraph(_SENTENCE))), "word/media/a.png": picture})


def _revisions(count: int) -> bytes:
    one = f'<w:ins w:id="1" w:author="Ed">{run("a ")}</w:ins>'
    return docx(paragraph(_SENTENCE), *(paragraph(one * 100),) * (count // 100))


def _zip_bomb() -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(900):
            part.write(bytes(1_000_000))
    return stream.getvalue()


def _many_parts() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "")
        for number in range(30_000):
            archive.writestr(str(number), b"")
    return stream.getvalue()


CASES: dict[str, Callable[[], bytes]] = {
    "a text of 50 MB": lambda: _large(50_000_000),
    "a file of 50 MB": lambda: _stored(50_000_000),
    "100,000 changes of others": lambda: _revisions(100_000),
    "a zip bomb of 900 MB": _zip_bomb,
    "30,000 parts": _many_parts,
    "entities in entities": lambda: raw_docx(f'<!DOCTYPE a [<!ENTITY e0 "a">{_BOMB}]><a>&e9;</a>'),
    "an entity from outside": lambda: raw_odt(
        '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'
    ),
    "XML that is none": lambda: raw_docx("<w:document><w:body>"),
    "elements in elements": lambda: raw_docx("<a>" * 1_000_000),
}


def told(path: Path, limit: int) -> str:
    """What reading a document comes to, in one line."""
    begun = time.process_time()
    try:
        article = Document.read(path, limit=limit).article
        line = f"read: {len(article.source):,} code points"
    except AssistantError as error:
        line = error.message.replace(str(path), "FILE")
    took = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return f"{took:6.2f} s {memory:6.0f} MB  {line}"


def main() -> None:
    """Print a line for each, and one for the limit that files have unless it is raised."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, made) in enumerate(CASES.items()):
            if sys.argv[1:] and str(number) not in sys.argv[1:]:
                continue
            path = Path(folder) / f"{number}.docx"
            path.write_bytes(made())
            limits = [LIMIT, 10 * LIMIT] if path.stat().st_size > LIMIT else [LIMIT]
            for limit in limits:
                done = subprocess.run(
                    [sys.executable, "-m", __spec__.name, str(path), str(limit)],
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                print(f"{name:28}{done.stdout.rstrip()}", flush=True)
            path.unlink()


if __name__ == "__main__":
    if len(sys.argv) == 3 and Path(sys.argv[1]).is_file():
        print(told(Path(sys.argv[1]), int(sys.argv[2])))
    else:
        main()
