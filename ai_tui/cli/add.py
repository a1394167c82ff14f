"""`ai-tui add`: saves entries as the scribe's screen would, and prints their ids."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from ai_tui.cli import options, places, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import complain, put, settle, typed_lines
from ai_tui.errors import UsageError
from ai_tui.forms.base import Cell, Slot, cell_slot
from ai_tui.locale.refusals import refused
from ai_tui.run.harvest import Typed, new_id
from ai_tui.run.run import Run
from ai_tui.session.model import Form, Group
from ai_tui.session.problems import short
from ai_tui.text import MOST_CHARACTERS, clean_entry, clean_line

FROM_INPUT = "-"
"""Stands for the lines of standard input."""


class Target(NamedTuple):
    """Where the entries go, and what to fill in beside each; `cell` is beside the last row."""

    form: Form
    group: Group
    slot: Slot
    cell: Cell | None
    cells: Sequence[tuple[Cell, str]]


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    options.the_run(parser)
    parser.word("text", words("cli.TEXT"), words("cli.add_text"))
    parser.option("--form", required=True, metavar=words("cli.FORM"), text=words("cli.add_form"))
    parser.option("--group", metavar=words("cli.GROUP"), text=words("cli.add_group"))
    parser.option("--slot", metavar=words("cli.SLOT"), text=words("cli.add_slot"))
    parser.option(
        "--with",
        dest="cells",
        action="append",
        default=[],
        metavar=words("cli.CELL"),
        text=words("cli.add_with"),
    )
    options.author(parser)


def run(call: Call) -> int:
    """Save the text, or each line of standard input."""
    with runs.opened(call, runs.named(call)) as run:
        target = _target(run, call)
        ids: list[str] = []
        too_long: list[int] = []
        try:
            for texts in _bounded(_texts(call.args.text, target), too_long):
                ids += _saved(run, target, texts)
        finally:
            code = _told(run, ids)
    if too_long:
        raise UsageError(run.words("cli.too_long", lines=tuple(too_long), most=MOST_CHARACTERS))
    if not ids:
        raise UsageError(run.words("cli.nothing_typed"))
    return code


def _told(run: Run, ids: Sequence[str]) -> int:
    """Print the ids and give the exit code; that all is saved is said when nobody takes them."""
    try:
        put("".join(f"{key}\n" for key in ids).encode())
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(run.words("cli.saved_unseen", n=len(ids), why=refused(error, run.words)))
        with suppress(OSError):
            settle()
        return 1
    return 0


def _target(run: Run, call: Call) -> Target:
    args = call.args
    form = places.form(run, args.form)
    group = places.group(run, form, args.group)
    slot, cell = places.spot(run, form, group, args.slot)
    there = Slot(id=slot.id) if cell else slot
    return Target(form, group, slot, cell, places.cells(run, form, group, there, args.cells))


def _texts(text: str, target: Target) -> Iterable[list[str]]:
    """The texts to save, as many at a time as there are; a place of one text takes all lines."""
    if text != FROM_INPUT:
        return [[text]]
    if target.cell:
        return [[", ".join(line for lines in typed_lines() for line in lines if line.strip())]]
    if target.slot.single:
        return [["\n".join(line for lines in typed_lines() for line in lines)]]
    return typed_lines()


def _bounded(several: Iterable[list[str]], too_long: list[int]) -> Iterator[list[str]]:
    """The texts that hold something and fit; `too_long` gets the numbers, from 1, of the longer."""
    number = 0
    for texts in several:
        good = []
        for text in texts:
            number += 1
            size = len(clean_entry(text))
            if size > MOST_CHARACTERS:
                too_long.append(number)
            elif size:
                good.append(text)
        yield good


def _saved(run: Run, target: Target, texts: Sequence[str]) -> list[str]:
    if target.cell:
        return [_beside(run, target, target.cell, text) for text in texts]
    if target.slot.single:
        return [_written(run, target, target.slot.id, text) for text in texts]
    if target.cells:
        return [_with_cells(run, target, text) for text in texts]
    return run.harvest.append(target.form, target.group.id, target.slot.id, texts)


def _beside(run: Run, target: Target, cell: Cell, text: str) -> str:
    """Fill in a cell of the last row."""
    rows = run.harvest_of(target.form, target.group).get(target.slot.id, ())
    if not rows:
        said = run.words("cli.no_row", form=short(target.form.title), cell=short(cell.title))
        raise UsageError(said)
    return _written(run, target, cell_slot(cell.id, rows[-1].id), clean_line(text))


def _written(run: Run, target: Target, slot: str, text: str) -> str:
    """Put the one text of a place there; it takes the place of what stood there."""
    standing = run.harvest_of(target.form, target.group).get(slot, ())
    entry = standing[0].id if standing else new_id()
    run.harvest.write(target.form, target.group.id, [Typed(entry, slot, text)])
    return entry


def _with_cells(run: Run, target: Target, text: str) -> str:
    form, group, slot, _, cells = target
    standing = run.harvest_of(form, group).get(slot.id, ())
    entry = new_id()
    typed = [Typed(entry, slot.id, text, standing[-1].id if standing else "")]
    typed += [
        Typed(new_id(), cell_slot(cell.id, entry), clean_line(value)) for cell, value in cells
    ]
    run.harvest.write(form, group.id, typed)
    return entry
