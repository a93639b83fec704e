"""The report of a batch as one page of HTML: no script, nothing from elsewhere, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from assistant.batch.report import Line, Report

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>What came of the batch</title>
<style>
:root {{ --ink: #1b1b1a; --soft: #63625f; --line: #dddcd8; --paper: #fcfcfa; --bar: #3a6ea5;
  --bad: #a8321e; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e8e7e3; --soft: #a3a29d;
  --line: #3c3b39; --paper: #1c1c1b; --bar: #7aa7d6; --bad: #f08a75; }} }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }}
h1 {{ font-size: 1.5rem; }}
h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
dl {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem; }}
dt {{ color: var(--soft); font-size: .85rem; }}
dd {{ margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }}
table {{ width: 100%; border-collapse: collapse; font-size: .9rem; }}
th, td {{ text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }}
th {{ color: var(--soft); font-weight: 500; }}
.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
.bad {{ color: var(--bad); }}
.plots {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 2rem; }}
figure {{ margin: 0; }}
figcaption {{ color: var(--soft); font-size: .85rem; margin-bottom: .4rem; }}
svg {{ width: 100%; height: auto; font: 12px system-ui, sans-serif; }}
svg text {{ fill: var(--ink); }}
svg rect {{ fill: var(--bar); }}
</style>
</head>
<body>
<h1>What came of the batch</h1>
<dl>
{totals}
</dl>
<div class="plots">
{plots}
</div>
{lists}
</body>
</html>
"""
_ROW, _BAR_AT, _BAR_WIDTH, _WIDTH = 20, 78, 170, 300


def html(report: Report) -> str:
    """The page; all that comes from articles stands in it as text."""
    from assistant.batch.report import HUNK_CLASSES, TENTHS

    plots = [
        _plot("Articles by the number of their hunks", HUNK_CLASSES, report.hunks),
        _plot("Hunks by their confidence", TENTHS, report.confidences),
        _plot("Articles by the share that reads garbled", TENTHS, report.shares),
        _plot("Failures by cause", list(report.causes), list(report.causes.values())),
    ]
    states = report.states
    lists = [
        _wrong("Failed", report.failed, states["failed"] + states["refused"]),
        _waiting("Waiting for an editor, those with most flags first", report.waiting),
        _wrong("Left as they were", report.passed, states["foreign"] + states["empty"]),
    ]
    return _PAGE.format(
        totals="\n".join(_total(name, value) for name, value in _totals(report).items()),
        plots="\n".join(filter(None, plots)),
        lists="\n".join(filter(None, lists)),
    )


def _totals(report: Report) -> Mapping[str, str]:
    states = report.states
    found = {
        "articles": f"{report.articles:,}",
        "repaired": f"{states['done']:,}",
        "nothing to repair": f"{states['unchanged']:,}",
        "scored": f"{states['scored']:,}",
        "left as they were": f"{states['foreign'] + states['empty']:,}",
        "failed": f"{states['failed'] + states['refused']:,}",
        "still to do": f"{states['pending']:,}",
        "words": f"{report.words:,}",
        "hunks": f"{report.edits:,}",
        "accepted": f"{report.accepted:,}",
        "undecided": f"{report.left:,}",
        "of those flagged": f"{report.flagged:,}",
        "refused by the checks": f"{report.refused:,}",
        "seconds of work": f"{report.seconds:,.0f}",
    }
    if report.cost is not None:
        found["US dollars"] = f"{report.cost:,.4f}"
    optional = {"scored", "still to do", "refused by the checks"}
    return {name: value for name, value in found.items() if value != "0" or name not in optional}


def _total(name: str, value: str) -> str:
    return f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>"


def _plot(title: str, names: Sequence[str], counts: Sequence[int]) -> str:
    """Bars beside each other, each with its number; nothing where there is nothing to show."""
    most = max(counts, default=0)
    if not most:
        return ""
    rows = []
    for place, (name, count) in enumerate(zip(names, counts, strict=True)):
        top, length = place * _ROW, round(_BAR_WIDTH * count / most, 1)
        rows.append(
            f'<text x="{_BAR_AT - 6}" y="{top + 14}" text-anchor="end">{_text(name)}</text>'
            f'<rect x="{_BAR_AT}" y="{top + 3}" width="{length}" height="{_ROW - 6}" rx="2"/>'
            f'<text x="{_BAR_AT + length + 5}" y="{top + 14}">{count:,}</text>'
        )
    told = ", ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))
    return (
        f"<figure><figcaption>{_text(title)}</figcaption>"
        f'<svg role="img" aria-label="{_text(told)}" viewBox="0 0 {_WIDTH} {len(rows) * _ROW}">'
        f"{''.join(rows)}</svg></figure>"
    )


def _wrong(title: str, lines: Sequence[Line], total: int) -> str:
    """Articles with what befell them."""
    rows = (
        f"<tr><td>{_linked(line)}</td><td class=bad>{_text(line.cause)}</td>"
        f"<td>{_text(line.error)}</td></tr>"
        for line in lines
    )
    return _table(_counted(title, lines, total), "<th>article</th><th>cause</th><th></th>", rows)


def _waiting(title: str, lines: Sequence[Line]) -> str:
    """Articles with how much of them is undecided."""
    rows = (
        f"<tr><td>{_linked(line)}</td><td class=number>{line.left}</td>"
        f"<td class=number>{line.flagged}</td></tr>"
        for line in lines
    )
    numbers = "<th class=number>undecided</th><th class=number>flagged</th>"
    return _table(title, f"<th>article</th>{numbers}", rows)


def _counted(title: str, lines: Sequence[Line], total: int) -> str:
    return f"{title} (the first {len(lines)} of {total:,})" if total > len(lines) else title


def _table(title: str, head: str, rows: Iterable[str]) -> str:
    body = "\n".join(rows)
    return f"<h2>{_text(title)}</h2>\n<table><tr>{head}</tr>\n{body}\n</table>" if body else ""


def _linked(line: Line) -> str:
    """The key of an article, as a link to its review, where one was written."""
    if not line.review:
        return _text(line.key)
    return f'<a href="./{escape(quote(line.review), quote=True)}">{_text(line.key)}</a>'


def _text(text: str) -> str:
    """A text as HTML: nothing in it is markup, and no control character stays."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return escape(shown, quote=True)
