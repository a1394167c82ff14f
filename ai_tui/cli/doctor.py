"""`ai-tui doctor`: tells whether this machine, or a run, is in order, and what to do if not."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.checkup import Finding, disk, machine
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import say
from ai_tui.errors import UsageError
from ai_tui.run.clock import boot_id, system_clock, wall_of
from ai_tui.run.kinds import look_through
from ai_tui.run.ledger import Ledger
from ai_tui.run.planned import Planned
from ai_tui.store.problems import describe
from ai_tui.store.repair import fresh, mends, repair
from ai_tui.store.store import Store
from ai_tui.text import clean_line


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    parser.word("name", words("cli.RUN"), words("cli.doctor_run"), nargs="?", type=options.filled)
    parser.option("--repair", action="store_true", text=words("cli.doctor_repair"))


def run(call: Call) -> int:
    """Print a line for each thing looked at; 1 when something is to be done."""
    if call.args.name is None:
        if call.args.repair:
            raise UsageError(call.words("cli.repair_what"))
        return _told(machine(call.words, os.environ))
    folder = runs.named(call)
    if call.args.repair and _has_plan(_opened(call, folder)):
        _repair(call, folder)
    return _told(_examined(call, folder))


def _told(findings: Iterable[Finding]) -> int:
    code = 0
    for finding in findings:
        say(f"{'✓' if finding.well else '!'} {clean_line(finding.text)}")
        code = code or int(not finding.well)
    return code


def _repair(call: Call, folder: Path) -> None:
    clock = system_clock()
    done = repair(folder, wall=wall_of(clock), boot_id=boot_id(), words=call.words)
    say(call.words("cli.repaired", n=done.lines))
    for path in done.kept:
        say(clean_line(call.words("cli.set_aside", path=path)))
    if done.doubtful:
        say(clean_line(call.words("cli.doubtful", which=done.doubtful)))


def _has_plan(store: Store) -> bool:
    """Whether a repair can do good: what is left of a damaged plan is what it can be mended from.

    Nothing written by a newer program is judged here.
    """
    return store.too_new or Planned(store.fold).whole


def _opened(call: Call, folder: Path) -> Store:
    clock = system_clock()
    return Store.open(
        folder,
        author="",
        wall=wall_of(clock),
        boot_id=boot_id(),
        read_only=True,
        words=call.words,
    )


def _examined(call: Call, folder: Path) -> Iterator[Finding]:
    """What can be said of a run: its journals, what is damaged in them, database.json, the disk."""
    store = _opened(call, folder)
    run = Ledger(store, "", system_clock())
    look_through(run.state)
    steps = sum(1 for _ in store.fold.steps())
    yield Finding(True, call.words("cli.doctor_journals", n=len(store.journals), steps=steps))
    if store.too_new:
        yield Finding(False, call.words("cli.doctor_newer", place=folder))
    if not run.state.whole:
        yield Finding(False, call.words("run.no_plan", folder=folder))
    for damage in run.damage:
        yield Finding(False, describe(damage, call.words))
    if not _has_plan(store):
        yield Finding(False, call.words("cli.doctor_no_plan"))
    elif (mended := sum(map(mends, store.damage))) and not store.too_new:
        yield Finding(False, call.words("cli.doctor_damage", n=mended))
    if store.present():
        yield Finding(True, call.words("cli.doctor_live"))
    elif fresh(store):
        yield Finding(True, call.words("cli.doctor_fresh"))
    elif _has_plan(store) and not store.too_new:
        yield Finding(False, call.words("cli.doctor_stale"))
    yield disk(folder.absolute(), call.words)
