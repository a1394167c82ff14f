"""English texts of the commands for several screens, laptops and people."""

from ai_tui.locale import Template


def _merged_from(*, folder: str, n: int) -> str:
    if not n:
        return f"{folder}: nothing new"
    return f"{folder}: 1 change added" if n == 1 else f"{folder}: {n} changes added"


def _merged(*, folder: str, n: int) -> str:
    there = "there is 1 entry" if n == 1 else f"there are {n} entries"
    return f"In {folder} {there} now."


WORDS: dict[str, Template] = {
    "cli.merge": "join the folders of one run",
    "cli.merge_others": "the folders of the same run to bring in",
    "cli.merge_how": (
        "Order and repetition do not matter. The clock stays that of RUN, and the other folders\n"
        "do not change. `ai-tui new RUN --copy DIR` makes the copy that a laptop starts from."
    ),
    "cli.merged_from": _merged_from,
    "cli.merged": _merged,
    "cli.OTHER": "OTHER",
    "cli.new_copy": (
        "put a copy in this folder, for a laptop without a network (may be repeated); "
        "give a run to make copies only"
    ),
    "cli.copy_only": "{folder} is there already; leave out {option} to make a copy.",
}
