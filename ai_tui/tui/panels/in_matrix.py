"""Where a move, a number or a text leads from the chosen cell of the matrix of groups and forms."""

from itertools import product
from operator import itemgetter

from ai_tui.text import folded
from ai_tui.tui.desk import Place
from ai_tui.tui.paint.models import Owing, OwingRow, Owings
from ai_tui.tui.panels.window import numbered


def settled(owings: Owings) -> Place:
    """The chosen cell, or in its stead the first of a group or form that is not there."""
    groups, forms = _groups(owings), _forms(owings)
    group = owings.group if owings.group in groups else (groups or [""])[0]
    form = owings.form if owings.form in forms else (forms or [""])[0]
    return Place(form, group)


def chosen(owings: Owings) -> Owing | None:
    """What is owed in the chosen cell, if it is there."""
    groups, forms = _groups(owings), _forms(owings)
    if owings.group not in groups or owings.form not in forms:
        return None
    return owings.rows[groups.index(owings.group)].cells[forms.index(owings.form)]


def moved(owings: Owings, down: int, right: int) -> Place:
    """So many rows down and columns to the right, as far as there are any."""
    groups, forms = _groups(owings), _forms(owings)
    if not groups or not forms:
        return Place(owings.form, owings.group)
    y, x = groups.index(owings.group) + down, forms.index(owings.form) + right
    return Place(forms[min(max(x, 0), len(forms) - 1)], groups[min(max(y, 0), len(groups) - 1)])


def of_number(owings: Owings, number: str) -> Place | None:
    """The group that a typed number means, if any does."""
    found = numbered([row.name for row in owings.rows], number)
    return None if found is None else _of_group(owings, owings.rows[found])


def _of_group(owings: Owings, row: OwingRow) -> Place:
    """A group's place in the form that is chosen, else in the nearest one it is asked."""
    forms = _forms(owings)
    here = forms.index(owings.form)
    asked = [n for n, cell in enumerate(row.cells) if cell.opens]
    nearest = min(asked, key=lambda n: (abs(n - here), n < here), default=here)
    return Place(forms[nearest], row.id)


def found(owings: Owings, sought: str) -> Place | None:
    """The first cell of which group, form and block hold every word, if any does; this form first.

    A form that is not asked of its group gives way to one that is.
    """
    words = folded(sought).split()
    columns = sorted(enumerate(owings.columns), key=lambda column: column[1].id != owings.form)
    fits = [
        (not row.cells[n].opens, Place(column.id, row.id))
        for (n, column), row in product(columns, owings.rows)
        if all(word in folded(f"{row.name} {column.title} {column.block}") for word in words)
    ]
    return min(fits, key=itemgetter(0), default=(False, None))[1]


def _groups(owings: Owings) -> list[str]:
    return [row.id for row in owings.rows]


def _forms(owings: Owings) -> list[str]:
    return [column.id for column in owings.columns]
