"""What a step of the harvest is called, so that undo can name what it takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ai_tui.tui.paint.pieces import fit

if TYPE_CHECKING:
    from ai_tui.run.run import Run
    from ai_tui.store.steps import Step, Version

LONGEST = 24
"""Cells that a text or a group takes at most."""


class StepName(NamedTuple):
    """What a step is called, and the text or group in that, if there is one."""

    said: str
    names: tuple[str, ...] = ()


def step_name(run: Run, step: Step) -> StepName:
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
    return _of_text(run, "moved", _text(run, tables["places"][0]))


def typed_name(run: Run, text: str) -> StepName:
    """What typing a text is called."""
    return _of_text(run, "typed", text)


def _of_text(run: Run, done: str, text: str) -> StepName:
    text = fit(text, LONGEST)
    return StepName(run.words(f"tui.step.{done}", text=text), (text,))


def _of_group(run: Run, done: str, name: str) -> StepName:
    name = fit(name, LONGEST)
    return StepName(run.words(f"tui.step.{done}", group=name), (name,))


def _original(run: Run, step: Step) -> Step:
    """The step that an undoing, or the undoing of one, is about."""
    if step.undoes:
        known = {each.id: each for each in run.state.fold.steps_of(step.author)}
        while step.undoes and step.undoes in known:
            step = known[step.undoes]
    return step


def _merging(run: Run, versions: list[Version]) -> StepName:
    group = run.state.group(versions[0].key)
    return _of_group(run, "merged", group.name if group else "")


def _state(run: Run, versions: list[Version]) -> StepName:
    group = run.state.group(versions[0].key.rpartition("/")[2])
    return _of_group(run, "state", run.group_name(group) if group else "")


def _typed(run: Run, versions: list[Version]) -> StepName:
    written = [version for version in versions if version.doc]
    if len(written) > 1:
        return StepName(run.words("tui.step.lines", n=len(written)))
    if written:
        return typed_name(run, _text(run, written[0]))
    return _of_text(run, "removed", _text(run, versions[0]))


def _text(run: Run, version: Version) -> str:
    """The text that a version wrote; of one that has none, the newest its entry ever had."""
    if version.doc and "text" in version.doc:
        return str(version.doc["text"])
    table = "notes" if version.table == "notes" else "entries"
    texts = [doc["text"] for _, doc in run.state.fold.versions(table, version.key) if doc]
    return str(texts[-1]) if texts else "…"
