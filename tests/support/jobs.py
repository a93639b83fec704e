"""The loopback endpoint with files and batches as well, which misbehaves line by line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.endpoint import Endpoint, _Handler, _objects
from tests.support.wire import Body

Befalls = Callable[[str, int], str]
"""What befalls a question that is asked for the so-many-th time: a word of `Lines`, or nothing."""


def nothing(number: str, times: int) -> str:
    """Every question is answered."""
    return ""


def at_first(what: str, every: int = 2) -> Befalls:
    """Some questions meet something the first time, each one by its id."""
    return lambda number, times: what if times == 1 and int(number, 16) % every == 0 else ""


_ERRORS = {
    "500": (500, "The server had an error."),
    "temperature": (400, "Unsupported value: 'temperature'."),
    "forbidden": (403, "This is not allowed."),
}


@dataclass
class Lines:
    """What came of the lines of a file: those of answers, and those of errors."""

    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    def add(self, number: str, what: str, content: str, body: Body) -> None:
        """What comes of a line: an answer, where it is nothing of what stands below."""
        line: dict[str, Any] = {"id": f"r{number}", "custom_id": number, "error": None}
        match what:
            case "lost":
                return
            case "broken":
                self.bad.append('{"custom_id": ')
                return
            case "expired":
                told = {"code": "batch_expired", "message": "It could not be done in time."}
                line |= {"response": None, "error": told}
            case "500" | "temperature" | "forbidden":
                status, message = _ERRORS[what]
                error = {"message": message, "param": what}
                line["response"] = {"status_code": status, "body": {"error": error}}
            case _:
                (completion,) = _objects(body, None, content)
                line["response"] = {"status_code": 200, "body": completion}
        there = self.good if line["error"] is None and not what else self.bad
        there.append(json.dumps(line, ensure_ascii=False))


class _JobHandler(_Handler):
    server: JobServer

    def do_POST(self) -> None:  # noqa: N802
        route = re.fullmatch(r"/v1/(files|batches)((?:/\w+)*)(?:\?.*)?", self.path)
        if route is None:
            super().do_POST()
            return
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, sent = self.server.served(self.command, route[1], route[2][1:].split("/"), data)
        self._send(status, [sent if isinstance(sent, bytes) else json.dumps(sent).encode()])

    do_GET = do_DELETE = do_POST  # noqa: N815


class JobServer(Endpoint):
    """A server of jobs: one ends when it is looked at for the `looks`-th time.

    `befalls` says what befalls each question. The next jobs are refused with the errors in
    `refused`; the answer to the next request that starts one is lost, if `loses_start`. Files that
    are `deleted` stay known to the tests; a server that never `forgets` deletes none.
    """

    def __init__(
        self, answer: Callable[[Body], str], befalls: Befalls = nothing, *, looks: int = 1
    ) -> None:
        super().__init__(answer)
        self.RequestHandlerClass = _JobHandler
        self.befalls, self.looks = befalls, looks
        self.files, self.jobs = dict[str, bytes](), dict[str, dict[str, Any]]()
        self.asked, self.seen = Counter[str](), Counter[str]()
        self.refused, self.loses_start, self.most_lines = list[Body](), False, 50_000
        self.forgets, self.deleted = True, list[str]()

    @property
    def uploads(self) -> list[list[Body]]:
        """The lines of every file that became a job, in order."""
        files = (self.files[job["input_file_id"]] for job in self.jobs.values())
        return [[json.loads(line) for line in data.splitlines()] for data in files]

    def served(self, command: str, kind: str, path: list[str], data: bytes) -> tuple[int, Any]:
        """Status and body of an answer."""
        match command, kind, path:
            case "POST", "files", [""]:
                name = f"file{len(self.files)}"
                self.files[name] = _uploaded(data)
                return 200, _file(name)
            case "GET" | "DELETE", "files", [name, *_] if self._has(command, name):
                return 200, self._file(command, name)
            case "POST", "batches", [""]:
                job = self._started(json.loads(data))
                if self.loses_start:
                    self.loses_start = False
                    return 500, {"error": {"message": "upstream went away"}}
                return 200, job
            case "GET", "batches", [""]:
                found = list(self.jobs.values())
                return 200, {"object": "list", "data": found, "has_more": False}
            case "GET", "batches", [name] if name in self.jobs:
                return 200, self._looked_at(name)
            case "POST", "batches", [name, "cancel"] if name in self.jobs:
                job = self.jobs[name]
                if job["status"] in ("validating", "in_progress"):
                    self._end(job, "cancelled", half=True)
                return 200, job
        return 404, {"error": {"message": f"there is no {'/'.join(path)}"}}

    def _has(self, command: str, name: str) -> bool:
        known = name in self.files.keys() - self.deleted
        return known and (command == "GET" or self.forgets)

    def _file(self, command: str, name: str) -> bytes | Body:
        if command == "GET":
            return self.files[name]
        self.deleted.append(name)
        return {"id": name, "object": "file", "deleted": True}

    def _started(self, asked: Body) -> dict[str, Any]:
        name = f"batch{len(self.jobs)}"
        self.jobs[name] = asked | {
            "id": name, "object": "batch", "created_at": 0, "status": "validating",
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
        }  # fmt: skip
        return self.jobs[name]

    def _looked_at(self, name: str) -> dict[str, Any]:
        job = self.jobs[name]
        self.seen[name] += 1
        if job["status"] == "validating" and self.refused:
            job |= {"status": "failed", "errors": {"data": [self.refused.pop(0)]}}
        elif job["status"] in ("validating", "in_progress"):
            job["status"] = "in_progress"
            if self.seen[name] >= self.looks:
                self._end(job, "completed")
        return job

    def _end(self, job: dict[str, Any], status: str, *, half: bool = False) -> None:
        """Work on a file, or on half of it; what came is in another order than what was asked."""
        lines, asked = Lines(), self.files[job["input_file_id"]].splitlines()
        for line in asked[: len(asked) // 2] if half else asked:
            stored = json.loads(line)
            assert (stored["method"], stored["url"]) == ("POST", job["endpoint"])
            assert not stored["body"].get("stream")
            number = stored["custom_id"]
            self.asked[number] += 1
            what = self.befalls(number, self.asked[number])
            if what == "temperature" and "temperature" not in stored["body"]:
                what = ""
            lines.add(number, what, self.answer(stored["body"]), stored["body"])
        for key, found in (("output_file_id", lines.good), ("error_file_id", lines.bad)):
            if found:
                job[key] = f"file{len(self.files)}"
                self.files[job[key]] = "\n".join(reversed(found)).encode() + b"\n"
        counts = {"total": len(asked), "completed": len(lines.good), "failed": len(lines.bad)}
        job |= {"status": status, "request_counts": counts}


def _file(name: str) -> Body:
    return {
        "id": name, "object": "file", "bytes": 0, "created_at": 0, "filename": name,
        "purpose": "batch", "status": "processed",
    }  # fmt: skip


def _uploaded(data: bytes) -> bytes:
    """The file in a form of several parts."""
    edge = data.split(b"\r\n", 1)[0]
    part = next(each for each in data.split(edge) if b'name="file"' in each)
    return part.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")
