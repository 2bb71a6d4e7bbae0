"""Make every table readable: a caption, row headers, and scrolling inside its own frame.

In Markdown a caption is the paragraph before the table, as Pandoc writes it:

    Table: Algorithms by input mode

    | Algorithm | File | Pipe |

A table with a caption is a comparison, so the first cell of each row becomes its header.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

PREFIX = "Table: "


class TablesExtension(Extension):
    """Python-Markdown extension; it wants `tables` beside it."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Tables(md), "tables-readable", 8)  # after inline markup (20) and attr_list (8, earlier registered)


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "table":
                    _frame(parent, child)


def _frame(parent: Element, table: Element) -> None:
    """Put `table` into a frame that scrolls, and take the paragraph before it as its caption."""
    at = list(parent).index(table)
    before = parent[at - 1] if at else None
    heads = [cell for cell in table.iter("th")]
    name = ", ".join(words for cell in heads if (words := "".join(cell.itertext()).strip()))
    if before is not None and before.tag == "p" and (before.text or "").startswith(PREFIX):
        caption = Element("caption")
        caption.text = (before.text or "").removeprefix(PREFIX)
        caption.extend(list(before))
        name = "".join(caption.itertext())
        table.insert(0, caption)
        parent.remove(before)
        at -= 1
        for row in table.iterfind("tbody/tr"):
            row[0].tag = "th"
            row[0].set("scope", "row")
    for cell in heads:
        if "".join(cell.itertext()).strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"  # an empty corner heads nothing
    table.set("class", "data")
    frame = Element("div", {"class": "table-frame", "role": "group", "tabindex": "0", "aria-label": f"Table: {name}"})
    frame.tail, table.tail = table.tail, None
    parent.remove(table)
    parent.insert(at, frame)
    frame.append(table)
