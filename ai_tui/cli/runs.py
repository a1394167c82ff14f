"""Opening and making runs for a command, which leaves them in order whatever happens."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from ai_tui.cli.call import Call
from ai_tui.cli.streams import complain
from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.run import folders, making
from ai_tui.run.clock import system_clock
from ai_tui.run.kinds import look_through
from ai_tui.run.run import Run
from ai_tui.session.model import Plan
from ai_tui.store.problems import Damage, StoreError, describe
from ai_tui.store.snapshots import not_updated

_MOST_TOLD = 20


def named(call: Call) -> Path:
    """The folder of the run that the command names."""
    return folders.find(call.args.name, call.words)


@contextmanager
def to_read(call: Call) -> Iterator[Run]:
    """The run that the command names, with what is damaged in it said on standard error."""
    with opened(call, named(call), read_only=True) as run:
        look_through(run.state)
        tell_damage(run.damage, run.words)
        yield run


def tell_damage(damage: Sequence[Damage], words: Words) -> None:
    """Say on standard error what is damaged, but not without end."""
    for each in damage[:_MOST_TOLD]:
        complain(describe(each, words))
    if more := len(damage[_MOST_TOLD:]):
        complain(words("cli.more_damage", n=more))


@contextmanager
def opened(call: Call, folder: Path, *, read_only: bool = False) -> Iterator[Run]:
    """The run in `folder`, closed afterwards."""
    run = reopened(call, folder, read_only=read_only)
    with leaving(run):
        yield run


def reopened(call: Call, folder: Path, *, read_only: bool = False) -> Run:
    """The run in `folder`, which the caller closes."""
    return Run.open(
        folder,
        call.author,
        system_clock(),
        words=call.chosen_words,
        errors=call.words,
        read_only=read_only,
    )


def made(call: Call, plan: Plan, folder: Path) -> Run:
    """A new run of `plan` in `folder`, which the caller closes."""
    args = call.args
    return making.make(
        plan,
        folder,
        call.author,
        system_clock(),
        words=call.chosen_words,
        start=args.start or "planned",
        speed=args.speed or 1.0,
    )


def place_for(call: Call, plan: Plan) -> Path:
    """Where a new run goes: the folder given, if no run is there yet, else a fresh one."""
    if call.args.folder is None:
        return folders.fresh(plan.session.id, making.run_day(plan, system_clock()()))
    folder = folders.path_of(call.args.folder)
    if folders.is_run(folder):
        raise UsageError(call.words("cli.run_there", folder=str(folder)))
    return folder


def without_groups(plan: Plan) -> Plan:
    """The plan without the groups of its session file."""
    return replace(plan, groups=tuple(group for group in plan.groups if group.kind != "groups"))


@contextmanager
def leaving(run: Run) -> Iterator[Run]:
    """Close `run` afterwards; all is saved by then, also when database.json cannot be written."""
    with closed_on_error(run):
        yield run
    try:
        run.close()
    except StoreError as error:
        complain(not_updated(error, run.folder, run.words))


@contextmanager
def closed_on_error(run: Run) -> Iterator[None]:
    """End the journal of `run` when something goes wrong.

    Its database.json stays as it is: of a run that goes wrong it may be the last sound copy.
    """
    try:
        yield
    except BaseException:
        run.store.close()
        raise
