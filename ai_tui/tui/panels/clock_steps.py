"""What a step of the clock or the plan is called, so that the clock menu can name it."""

from ai_tui.agenda.moments import Moment
from ai_tui.run.documents import read
from ai_tui.run.run import Run
from ai_tui.session.model import Block
from ai_tui.store.steps import Step

PHASED = ("phase", "turn", "reorder", "extend")
"""Actions that are about a phase more than about its block."""
FIELDS = {"title": "renamed", "pos": "moved", "start": "retimed", "length": "lengthened"}
"""Which change of the plan shows in which field of a block."""


def step_name(run: Run, step: Step) -> str:
    """What a step did to the clock or the plan, and to what."""
    tables = {version.table for version in step.versions}
    if "blocks" in tables:
        return _planned(run, step)
    if "moments" in tables:
        return _pressed(run, step)
    return run.words("tui_panels.changed.start")


def _pressed(run: Run, step: Step) -> str:
    """A press on the clock, or a correction of one."""
    version = step.versions[0]
    moment = read(version.doc, Moment)
    if moment is None:
        return ""
    first = run.store.fold.versions("moments", version.key)[0][0]
    action: str = moment.action if first.id == step.id else "corrected"
    if action == "turn" and not moment.group:
        action = "turn_over"
    title = _about(run, moment)
    return run.words(f"tui_panels.action.{action}", title=title).rstrip(": ")


def _about(run: Run, moment: Moment) -> str:
    """What a moment is about: the group, the phase, or the block; the end is about no block."""
    if moment.action == "finish":
        return ""
    if moment.action in ("turn", "pass") and moment.group:
        group = run.state.group(moment.group)
        return run.group_name(group) if group else moment.group
    block = run.state.block(moment.block)
    phases = block.phases if block and moment.action in PHASED else ()
    phase = next((each.title for each in phases if each.id == moment.phase), "")
    return phase or (block.title if block else "")


def _planned(run: Run, step: Step) -> str:
    """A change of the plan: one of a block, or of the times of several things at once."""
    before = {version.key: version.doc for version in run.undo.before(step)}
    changes = [
        (read(before[version.key], Block), read(version.doc, Block))
        for version in step.versions
        if version.table == "blocks"
    ]
    change = _change(*changes[0]) if len(step.versions) == 1 else "fitted"
    titles = [block.title for old, new in changes if (block := new or old)]
    return run.words(f"tui_panels.changed.{change}", title=", ".join(titles))


def _change(old: Block | None, new: Block | None) -> str:
    """Which change of the plan it is that makes the block `new` of `old`."""
    if old is None or new is None:
        return "inserted" if old is None else "dropped"
    if old.fixed != new.fixed:
        return "fixed" if new.fixed else "floated"
    if old.phases != new.phases or new.planned_length is not None:
        return "fitted"
    changed = (name for field, name in FIELDS.items() if getattr(old, field) != getattr(new, field))
    return next(changed, "fitted")
