"""The kinds of tables that are known, by the suffix of their files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from posixpath import splitext

from assistant.batch import packing
from assistant.batch.rows.csv_table import CsvTable
from assistant.batch.rows.json_lines import JsonLines
from assistant.batch.rows.options import RowOptions
from assistant.batch.rows.parquet import ParquetTable
from assistant.batch.rows.table import Table

KINDS: Mapping[str, type[Table]] = {
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".csv": CsvTable,
    ".tsv": CsvTable,
    ".parquet": ParquetTable,
}


def suffix_of(path: str | PurePath) -> str:
    """The suffix of a path that says which kind of table it holds, or the empty string."""
    name = str(path)
    suffix = splitext(packing.inner_name(name))[1].lower()
    if suffix == ".parquet" and packing.suffix_of(name):
        return ""
    return suffix if suffix in KINDS else ""


def table(path: Path, name: str, options: RowOptions) -> Table:
    """The table in a file whose path says that it holds one."""
    return KINDS[suffix_of(path)](path, name, options)


def told_suffix(path: Path) -> str:
    """The suffixes of a table in a file, told from what it begins with; empty where it is empty.

    Raises SourceError where it cannot be read.
    """
    packing_suffix = packing.told_suffix(packing.beginning(path))
    start = packing.beginning(path, packing_suffix).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return ""
    if start.startswith(b"PAR1"):
        return ".parquet" + packing_suffix
    return (".jsonl" if start.startswith(b"{") else ".csv") + packing_suffix
