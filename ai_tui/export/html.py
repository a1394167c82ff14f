"""A report as one HTML page that is well-formed XML too and loads nothing from elsewhere."""

from collections.abc import Iterable, Iterator
from html import escape

from ai_tui.export.parts import Cell, Column, Grid, Heading, Item, Part, Row

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'" />
<title>{title}</title>
<style>
body {{ font: 11pt/1.45 sans-serif; color: #1c1c1c }}
body {{ max-width: 60em; margin: 2em auto; padding: 0 1em }}
h2 {{ margin-top: 2em; border-bottom: 1px solid #9e9e9e }}
table {{ border-collapse: collapse; width: 100%; margin: 1em 0; break-inside: avoid }}
caption {{ text-align: left; font-weight: bold; padding: .3em 0 }}
caption span, .said {{ font-weight: normal; font-style: italic }}
th, td {{ border: 1px solid #d0d0d0; padding: .3em .6em; text-align: left; vertical-align: top }}
td, th, p {{ white-space: pre-line; overflow-wrap: anywhere }}
.right {{ text-align: right }}
.narrow {{ white-space: nowrap }}
.quiet, .minor td {{ color: #626262 }}
.divider td {{ font-style: italic; border-top: 2px solid #626262 }}
td ul {{ margin: 0; padding-left: 1.2em }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def html(parts: Iterable[Part], lang: str) -> str:
    """The report as a page in `lang`."""
    whole = list(parts)
    title = next((part.text for part in whole if isinstance(part, Heading)), "")
    body = "\n".join(piece for part in whole for piece in _part(part))
    return _PAGE.format(lang=lang, title=escape(title), body=body)


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"<h{part.level}>{escape(part.text)}</h{part.level}>"
    elif isinstance(part, Grid):
        yield from _grid(part)
    else:
        for item in part.items:
            yield f"<p>{_item(item)}</p>"


def _grid(part: Grid) -> Iterator[str]:
    said = "".join(f"<span> · {escape(word)}</span>" for word in part.said)
    title = f"{escape(part.title)}{said}"
    if part.rows:
        yield "<table>"
        yield f"<caption>{title}</caption>" if part.title else ""
        if part.headed:
            yield f"<thead><tr>{''.join(map(_heading, part.columns))}</tr></thead>"
        yield f"<tbody>{''.join(_row(row, part.columns) for row in part.rows)}</tbody>"
        yield "</table>"
    elif part.title:
        yield f"<p><strong>{title}</strong></p>"
    if part.rest:
        yield f"<p><strong>{escape(part.rest_title)}</strong></p>"
        yield _listed(part.rest)


def _heading(column: Column) -> str:
    return f"<th{_class(column)}>{escape(column.title)}</th>"


def _row(row: Row, columns: Iterable[Column]) -> str:
    kind = ' class="divider"' if row.divider else ' class="minor"' if row.minor else ""
    cells = map(_cell_of, row.cells, columns)
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _cell_of(cell: Cell, column: Column) -> str:
    tag = "th" if column.head else "td"
    return f"<{tag}{_class(column)}>{_cell(cell)}</{tag}>"


def _class(column: Column) -> str:
    names = [name for name in ("right", "narrow") if getattr(column, name)]
    return f' class="{" ".join(names)}"' if names else ""


def _cell(cell: Cell) -> str:
    return _listed(cell) if len(cell) > 1 else "".join(map(_item, cell))


def _listed(items: Iterable[Item]) -> str:
    return f"<ul>{''.join(f'<li>{_item(item)}</li>' for item in items)}</ul>"


def _item(item: Item) -> str:
    text = escape(item.text)
    said = "".join(f' <span class="said">({escape(word)})</span>' for word in item.said)
    return f'<span class="quiet">{text}</span>{said}' if item.quiet else f"{text}{said}"
