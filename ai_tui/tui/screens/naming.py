"""What a step of the harvest is called, so that undo can name what it takes back."""

from ai_tui.run.run import Run
from ai_tui.store.steps import Step
from ai_tui.tui.paint.pieces import fit

LONGEST = 24
"""Cells that a name takes at most."""


def step_name(run: Run, step: Step) -> str:
    """The text that the step wrote or removed, the group it changed, or where it moved a line."""
    for version in sorted(step.versions, key=lambda each: each.table != "groups"):
        if version.table in ("entries", "places", "notes"):
            table = "notes" if version.table == "notes" else "entries"
            return fit(_text(run, table, version.key), LONGEST)
        if version.table == "groups":
            names = [
                doc["name"] for _, doc in run.state.fold.versions("groups", version.key) if doc
            ]
            return fit(str(names[-1]) if names else "", LONGEST)
    return run.words("tui.do.state")


def _text(run: Run, table: str, key: str) -> str:
    """The newest text a document has or had."""
    texts = [doc["text"] for _, doc in run.state.fold.versions(table, key) if doc]
    return str(texts[-1]) if texts else ""
