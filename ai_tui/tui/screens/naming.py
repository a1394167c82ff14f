"""What a step of the harvest is called, so that undo can name what it takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ai_tui.tui.paint.pieces import fit

if TYPE_CHECKING:
    from ai_tui.run.run import Run
    from ai_tui.store.steps import Step, Version

LONGEST = 24
"""Cells that a text or a group takes at most."""


def step_name(run: Run, step: Step) -> str:
    """What was done: the text that was typed, or what became of a text, a group or a form."""
    step = _original(run, step)
    tables: dict[str, list[Version]] = {}
    for version in step.versions:
        tables.setdefault(version.table, []).append(version)
    for table, name in (("groups", _merging), ("states", _state), ("notes", _typed)):
        if table in tables:
            return name(run, tables[table])
    if "entries" in tables:
        return _typed(run, tables["entries"])
    return run.words("tui.step.moved", text=_text(run, tables["places"][0]))


def typed_name(run: Run, text: str) -> str:
    """What typing a text is called."""
    return run.words("tui.step.typed", text=fit(text, LONGEST))


def _original(run: Run, step: Step) -> Step:
    """The step that an undoing, or the undoing of one, is about."""
    if step.undoes:
        known = {each.id: each for each in run.state.fold.steps_of(step.author)}
        while step.undoes and step.undoes in known:
            step = known[step.undoes]
    return step


def _merging(run: Run, versions: list[Version]) -> str:
    group = run.state.group(versions[0].key)
    return run.words("tui.step.merged", group=fit(group.name if group else "", LONGEST))


def _state(run: Run, versions: list[Version]) -> str:
    group = run.state.group(versions[0].key.rpartition("/")[2])
    name = run.group_name(group) if group else ""
    return run.words("tui.step.state", group=fit(name, LONGEST))


def _typed(run: Run, versions: list[Version]) -> str:
    written = [version for version in versions if version.doc]
    if len(written) > 1:
        return run.words("tui.step.lines", n=len(written))
    if written:
        return typed_name(run, _text(run, written[0]))
    return run.words("tui.step.removed", text=_text(run, versions[0]))


def _text(run: Run, version: Version) -> str:
    """The text that a version wrote; of one that has none, the newest its entry ever had."""
    if version.doc and "text" in version.doc:
        return fit(str(version.doc["text"]), LONGEST)
    table = "notes" if version.table == "notes" else "entries"
    texts = [doc["text"] for _, doc in run.state.fold.versions(table, version.key) if doc]
    return fit(str(texts[-1]) if texts else "…", LONGEST)
