"""The demo's plain way of writing a body: blocks parted by empty lines, as desk HTML. Inputs are ours and trusted.

`## ` a subhead, `> ` a quotation (its last line may be "— who"), `- ` and `1. ` lists, `| ` a table whose first line is
its head ("Table: …" above it is its caption), `![number]` a picture, anything else a paragraph; **strong**, *stress*
and [links](address) inside."""

import re
from html import escape

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_STRESS = re.compile(r"\*(.+?)\*")
_LINK = re.compile(r"\[(.+?)\]\((\S+?)\)")
_PICTURE = re.compile(r"!\[(\d+)\]")
_NUMBER = re.compile(r"\d+\. ")


def body_html(text: str, pictures: dict[int, str]) -> str:
    """The desk's HTML of a body. `pictures` gives the figure's HTML for each number. Raises KeyError for another."""
    return "\n".join(_block(block, pictures) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str, pictures: dict[int, str]) -> str:
    lines = [line.strip() for line in block.strip().splitlines()]
    first = lines[0]
    if picture := _PICTURE.fullmatch(first):
        return pictures[int(picture[1])]
    if first.startswith("## "):
        return f"<h2>{_inline(first[3:])}</h2>"
    if first.startswith("> "):
        return _quotation([line.removeprefix(">").strip() for line in lines])
    if first.startswith("- "):
        return _items("ul", [line[2:] for line in lines])
    if _NUMBER.match(first):
        return _items("ol", [_NUMBER.sub("", line, count=1) for line in lines])
    if first.startswith(("|", "Table:")):
        return _table(lines)
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    marked = _STRONG.sub(r"<strong>\1</strong>", escape(text, quote=False))
    return _LINK.sub(r'<a href="\2">\1</a>', _STRESS.sub(r"<em>\1</em>", marked))


def _quotation(lines: list[str]) -> str:
    who = lines.pop() if lines[-1].startswith("— ") else ""
    cited = f"<p><cite>{_inline(who[2:])}</cite></p>" if who else ""
    return f"<blockquote><p>{_inline(' '.join(lines))}</p>{cited}</blockquote>"


def _items(tag: str, lines: list[str]) -> str:
    return f"<{tag}>" + "".join(f"<li>{_inline(line)}</li>" for line in lines) + f"</{tag}>"


def _table(lines: list[str]) -> str:
    caption = (
        f"<caption>{_inline(lines.pop(0)[6:].strip())}</caption>" if lines[0].startswith("Table:") else ""
    )
    head, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    heads = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
