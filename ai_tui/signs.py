"""The signs for how the parts of a session are, wherever they are shown."""

HERE = "►"
"""What runs now, and the row under the hands."""
STATES = {
    "done": "✓",
    "now": HERE,
    "paused": "‖",
    "to_come": "·",
    "skipped": "↷",
    "passed": "↷",
    "dropped": "×",
}
"""How a block, a phase or a turn is."""
DANGER = "!"
"""What will not be made as things go now."""
FIXED = "◆"
"""A block that begins at its own time, whatever comes before it."""
HARD_END = "■"
"""The time at which everybody must be gone."""


def titled(title: str, *, fixed: bool) -> str:
    """A block's title, behind the sign of a fixed time if it has one."""
    return f"{FIXED} {title}" if fixed else title
