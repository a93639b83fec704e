"""Makes documents as other programs write them; runs in the Python that `make oracles` sets up.

    documents.py FOLDER PANDOC

Each program writes into a folder of its own: python-docx, odfpy, pandoc, docx-editor, prosediff.
"""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import docx
import docx_editor
from docx.enum.text import WD_BREAK
from odf import teletype, text
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties

SENTENCES = (
    "The council met on 5 March and froze off the plan.",
    "“No ferry, no vote,” said Ines Tarrow, who chairs it.",
    "Riders fell by 4.5 % to 1,200 a day — a record.",
    "Zoë’s café  kept two spaces, a\u00a0hard one and a non\u2011breaking hyphen.",
    "Nobody stated a reason & nobody was asked <for one>.",
    "雨 fell in Ärmelkanal; the e\u0301 is made of two.",
)
STYLES = ("Title", "Heading 1", "Heading 2", "Normal", "Quote", "List Bullet", "List Number",
          "Caption", "Intense Quote", "No Spacing")  # fmt: skip
MARKDOWN = (
    "**bold** and *italics*, ~~gone~~, `code`, H~2~O, x^2^", "a [link](https://example.org/x)",
    "a note[^1]\n\n[^1]: Its *words*.", "$x = y$ and\n\n$$e = mc^2$$", "- one\n- two\n    - three",
    "1. one\n2. two", "> It was said.\n>\n> Twice.", "| a | b |\n|---|---|\n| c | d |",
    "Term\n\n:   What it is.", "# One\n\n## Two {#two}\n\nSee [two](#two).", "a\\\nb",
    "```\ncode\n```", "[small]{.smallcaps} [under]{.underline}",
    '::: {custom-style="Quote"}\nA.\n:::',
)  # fmt: skip
CHANGES = ("[was]{.deletion author=\"Ed\" date=\"2024-05-01T00:00:00Z\"}"
           "[is]{.insertion author=\"Ed\" date=\"2024-05-01T00:00:00Z\"}")  # fmt: skip


def with_python_docx(folder):
    """Every style, runs of every look, tables, breaks, headers, comments."""
    for number, (style, sentence) in enumerate((s, t) for s in STYLES for t in SENTENCES):
        made = docx.Document()
        made.add_paragraph(sentence, style)
        paragraph = made.add_paragraph("It rained ")
        for name in ("bold", "italic", "underline"):
            setattr(paragraph.add_run(f"{name} "), name, True)
        if number % 3 == 0:
            table = made.add_table(2, 2)
            table.cell(0, 1).text = sentence
        if number % 4 == 0:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
            made.sections[0].header.paragraphs[0].text = "The Courier"
        if number % 5 == 0:
            run = paragraph.add_run(sentence)
            made.add_comment([run], "Is it so?", "Ed", "E")
        if number % 7 == 0:
            made.add_section()
            made.add_paragraph(sentence + "\t" + sentence + "\n" + sentence)
        made.save(folder / f"{number}.docx")


def with_odfpy(folder):
    """Headings, paragraphs, spans, lists, spaces that are elements."""
    for number, sentence in enumerate(SENTENCES * 5):
        made = OpenDocumentText()
        bold = Style(name="bold", family="text")
        bold.addElement(TextProperties(fontweight="bold"))
        made.automaticstyles.addElement(bold)
        made.text.addElement(text.H(outlinelevel=1 + number % 3, text="What was said"))
        paragraph = text.P()
        teletype.addTextToElement(paragraph, sentence + "  and\tmore\nhere ")
        paragraph.addElement(text.Span(stylename="bold", text="in bold"))
        made.text.addElement(paragraph)
        rows = text.List()
        for each in SENTENCES[: number % 4]:
            item = text.ListItem()
            item.addElement(text.P(text=each))
            rows.addElement(item)
        if number % 4:
            made.text.addElement(rows)
        made.save(str(folder / f"{number}.odt"))


def with_pandoc(folder, pandoc):
    """All that its Markdown has, with the changes of others, in both formats."""
    for number, piece in enumerate(MARKDOWN):
        for changed, suffix in ((False, "docx"), (False, "odt"), (True, "docx")):
            words = f"{SENTENCES[number % len(SENTENCES)]} It {CHANGES if changed else 'was'} so."
            source = folder / "source.md"
            source.write_text(f"{words}\n\n{piece}\n\n{words}\n", "utf-8")
            name = f"{number}{'-changed' * changed}.{suffix}"
            subprocess.run([pandoc, source, "-s", "-o", folder / name], check=True)
    (folder / "source.md").unlink()


def with_docx_editor(folder, sources):
    """Changes and comments in what others wrote."""
    for number, source in enumerate(sources):
        path = folder / f"{number}.docx"
        path.write_bytes(source.read_bytes())
        with docx_editor.Document.open(path, author="Ed") as made:
            for reference in made.list_paragraphs(limit=None):
                if "rained" in reference:
                    where = reference.split("|")[0]
                    made.replace("rained", "poured", paragraph=where)
                    break
            made.add_comment("It", "Did it?")
            made.save()


def with_prosediff(folder, program, pairs):
    """What differs between two documents, as changes."""
    for number, (old, new) in enumerate(pairs):
        suffix = old.suffix[1:]
        subprocess.run(
            [program, "--files", old, new, "--format", suffix, "-o", folder / f"{number}.{suffix}"],
            check=True, capture_output=True,
        )  # fmt: skip


def main():
    """Make all."""
    folder, pandoc = Path(sys.argv[1]), sys.argv[2]
    places = {}
    for name in ("python-docx", "odfpy", "pandoc", "docx-editor", "prosediff"):
        places[name] = folder / name
        places[name].mkdir(parents=True)
    with_python_docx(places["python-docx"])
    with_odfpy(places["odfpy"])
    with_pandoc(places["pandoc"], pandoc)
    own = [places["python-docx"] / f"{number}.docx" for number in range(0, 60, 5)]
    with_docx_editor(places["docx-editor"], own)
    spoken = [places["odfpy"] / f"{number}.odt" for number in range(6)]
    pairs = [*pairwise(own[:7]), *pairwise(spoken[:5])]
    with_prosediff(places["prosediff"], Path(sys.executable).with_name("prosediff"), pairs)


main()
