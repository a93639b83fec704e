"""Runs in the Python of LibreOffice: opens a document, decides its changes, edits it, saves it.

    office.py PORT IN OUT FILTER DECISIONS [OLD NEW]… [--tracked OLD NEW]…

DECISIONS is `all`, `none`, `keep`, or a row of letters, one for each change: `a` to accept, `r` to
reject and `k` to keep it. A deletion and the insertion behind it are one change.
"""

import sys
import time
from contextlib import suppress

import uno
from com.sun.star.beans import PropertyValue


def _property(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _desktop(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(200):
        try:
            context = resolver.resolve(
                f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext"
            )
            return context, context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except Exception:  # noqa: BLE001 - it has not started yet
            time.sleep(0.3)
    raise SystemExit("no LibreOffice")


def _replace(document, old, new):
    search = document.createSearchDescriptor()
    search.SearchString = old
    found = document.findFirst(search)
    if found is None:
        raise SystemExit(f"{old!r} is not in the document")
    found.String = new


def main():
    """Open, decide, edit, save."""
    port, source, target, kind, decisions, *rest = sys.argv[1:]
    context, desktop = _desktop(port)
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(source), "_blank", 0, (_property("Hidden", True),)
    )
    dispatcher = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    frame = document.CurrentController.Frame
    document.RecordChanges = False
    if decisions in ("all", "none"):
        command = (
            ".uno:AcceptAllTrackedChanges" if decisions == "all" else ".uno:RejectAllTrackedChanges"
        )
        dispatcher.executeDispatch(frame, command, "", 0, ())
    elif decisions != "keep":
        _decide(document, dispatcher, frame, decisions)
    tracked = False
    rest = list(rest)
    while rest:
        if rest[0] == "--tracked":
            tracked = True
            rest.pop(0)
        old, new = rest.pop(0), rest.pop(0)
        document.RecordChanges = tracked
        _replace(document, old, new)
    document.RecordChanges = False
    document.storeToURL(uno.systemPathToFileUrl(target), (_property("FilterName", kind),))
    document.close(True)
    with suppress(Exception):  # it is gone
        desktop.terminate()


def _redlines(document):
    """The changes of a document, in order, each as its kind and a cursor over its text."""
    found = []
    redlines = document.Redlines.createEnumeration()
    while redlines.hasMoreElements():
        redline = redlines.nextElement()
        cursor = redline.RedlineStart.Text.createTextCursorByRange(redline.RedlineStart)
        cursor.gotoRange(redline.RedlineEnd, True)
        found.append((redline.RedlineType, cursor))
    return found


def _groups(document):
    """The numbers of the changes that belong together: a deletion, its line end, an insertion."""
    groups, before = [], ""
    for number, (kind, cursor) in enumerate(_redlines(document)):
        goes_on = kind == "Insert" or cursor.String.startswith("\n")
        if groups and before == "Delete" and goes_on:
            groups[-1].append(number)
        else:
            groups.append([number])
        before = kind
    return groups


def _decide(document, dispatcher, frame, decisions):
    """Decide each change by a letter, the last one first, so that the others keep their number."""
    groups = _groups(document)
    if len(groups) != len(decisions):
        raise SystemExit(f"{len(groups)} changes and {len(decisions)} decisions")
    for letter, group in reversed(list(zip(decisions, groups, strict=True))):
        command = ".uno:AcceptTrackedChange" if letter == "a" else ".uno:RejectTrackedChange"
        for number in reversed(group if letter != "k" else []):
            document.CurrentController.select(_redlines(document)[number][1])
            dispatcher.executeDispatch(frame, command, "", 0, ())


main()
