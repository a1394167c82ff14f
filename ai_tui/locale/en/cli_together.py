"""English texts of the commands for several screens, laptops and people."""

from ai_tui.locale import Template


def _merged_from(*, folder: str, n: int) -> str:
    if not n:
        return f"{folder}: nothing new"
    return f"{folder}: 1 change added" if n == 1 else f"{folder}: {n} changes added"


def _merged(*, folder: str, n: int) -> str:
    there = "there is 1 entry" if n == 1 else f"there are {n} entries"
    return f"In {folder} {there} now."


def _no_group(*, name: str, near: str, names: str) -> str:
    hint = f" Did you mean '{near}'?" if near else ""
    return f"There is no group '{name}'.{hint} Choose from: {names}."


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
    "cli.GROUPS": "1-12|GROUP",
    "cli.run_group": "only these groups on the screen: 3, 1-12, a name, or several with commas",
    "cli.scribe_of": "scribe {groups}",
    "cli.no_groups_at_all": (
        "There are no groups in {folder} yet; open the run without --group first and add them."
    ),
    "cli.no_scribe_group": _no_group,
    "cli.many_scribe_group": "'{name}' fits more than one group: {names}. Give the whole name.",
    "cli.no_group_number": "There is no group with number {number}. Choose from: {names}.",
    "cli.group_range": "'{text}' runs backwards; write the lowest number first.",
}
