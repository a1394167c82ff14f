"""English texts of the commands."""

from collections.abc import Callable, Sequence

from ai_tui.locale import Template


def _none(what: str) -> Callable[..., str]:
    """What is said of a name that nothing has; `what` comes before the names there are."""

    def said(*, name: str, near: str, names: str) -> str:
        hint = f" Did you mean '{near}'?" if near else ""
        return f"{what.format(name=name)}.{hint} Choose from: {names}."

    return said


def _unusable(*, n: int) -> str:
    return "unusable: 1 mistake" if n == 1 else f"unusable: {n} mistakes"


def _more_mistakes(*, first: str, n: int, file: str) -> str:
    others = "1 more mistake" if n == 1 else f"{n} more mistakes"
    return f"{first} (and {others}: `ai-tui check {file}` names them)"


def _change(each: str) -> Callable[..., str]:
    def said(*, change: str) -> str:
        return f"per {each}, {change} to change" if change else f"per {each}"

    return said


def _fits(*, n: int) -> str:
    return "room for 1 group" if n == 1 else f"room for {n} groups"


def _fits_themes(*, n: int) -> str:
    return "room for 1 theme group" if n == 1 else f"room for {n} theme groups"


def _groups_over(*, title: str, fit: int, n: int) -> str:
    groups = "1 group" if fit == 1 else f"{fit} groups"
    return (
        f"The run is made, but '{title}' has room for the turns of {groups}, not of {n}; "
        "make the block longer or the turns shorter."
    )


def _saved_unseen(*, n: int, why: str) -> str:
    saved = "The text is saved, but its id" if n == 1 else f"{n} texts are saved, but their ids"
    return f"{saved} cannot be shown: {why}. Do not add the same again."


def _too_long(*, lines: Sequence[int], most: int) -> str:
    which = ", ".join(map(str, lines))
    return (
        f"Not saved, because longer than {most:,} characters: line {which}. "
        "Cut such a text into pieces and add those."
    )


WORDS: dict[str, Template] = {
    "cli.program": "Runs a session with groups: run sheet, time and harvest.",
    "cli.top_usage": "ai-tui [--lang nl|en] [COMMAND ...]",
    "cli.usage": "usage",
    "cli.given": "what you give",
    "cli.options": "options",
    "cli.commands": "commands (without one you pick a session on the screen):",
    "cli.more_help": "`ai-tui COMMAND --help` says more about a command.",
    "cli.version": "show the version",
    "cli.help": "show this help",
    "cli.lang": "language of the screen and the messages",
    "cli.run": "open a session or a run on the screen",
    "cli.new": "make a run and print its folder",
    "cli.check": "check a session file and show its run sheet",
    "cli.add": "save text in a form",
    "cli.wall": "show the room what is on now: clock, instruction, turn, harvest",
    "cli.wall_how": (
        "With one laptop and a cable: extend the desktop (do not mirror it), open a second\n"
        "terminal on the projector, make it full screen and give this command there. q closes."
    ),
    "cli.theme": "colours: dark, light or high contrast",
    "cli.no_theme": "there are no colours called '{text}'; choose dark, light or contrast",
    "cli.show": "show the harvest of a run",
    "cli.export": "write a run as JSON, or as .html, .md or .csv",
    "cli.forget": "remove a run for good, with all that is in it",
    "cli.forget_how": "Then type the name of the run, or pass it on: `echo NAME | ai-tui forget RUN`.",
    "cli.forget_ask": "This removes {folder} for good, with all that is in it. Type {name} to do so:",
    "cli.forget_kept": "Not removed: {folder} is still there. Type the name of the run exactly.",
    "cli.forget_failed": "Not removed completely yet: {folder}. It does not work with {what}: {why}."
    " Mend that and do it again.",
    "cli.forgotten": "Removed: {folder}",
    "cli.list": "show which sessions and runs there are",
    "cli.RUN": "RUN",
    "cli.SESSION": "SESSION",
    "cli.SESSION_OR_RUN": "SESSION|RUN",
    "cli.FILE": "FILE",
    "cli.FOLDER": "DIR",
    "cli.NAME": "NAME",
    "cli.TEXT": "TEXT",
    "cli.FORM": "FORM",
    "cli.GROUP": "GROUP",
    "cli.SLOT": "SLOT",
    "cli.CELL": "SLOT=TEXT",
    "cli.run_text": "the folder of a run, or the name that `ai-tui list` shows",
    "cli.session_text": "the name of a session, or a session file",
    "cli.session_or_run_text": "a session (name or file), or a run to go on with",
    "cli.as_text": "who types (otherwise: scribe)",
    "cli.folder": "the folder of the run (otherwise: one in the usual place)",
    "cli.start": "when it begins: as planned, now, or at that time",
    "cli.speed": "rehearse at this speed, from 0.1 to 3600",
    "cli.check_file": "the session file",
    "cli.new_groups": "the names of the groups, or how many there are",
    "cli.add_text": "the text (after -- if it begins with -), or - for each line of the input",
    "cli.add_form": "the form: its id or title, or how that begins",
    "cli.add_group": "the group: its id or name; not needed for a form of the room",
    "cli.add_slot": (
        "the slot: its id or title; not needed if there is only one. A slot beside a row, such as "
        "who, belongs to the last row there is now; when others type too, use --with"
    ),
    "cli.add_with": "a slot beside the text, saved in one go, as in who=team; may be repeated",
    "cli.export_output": "write to this file; its name ends in .json, .html, .md or .csv (otherwise: JSON to the output)",
    "cli.export_suffix": "A file that ends in {suffix} cannot be written. Choose a name with {known}.",
    "cli.export_anonymous": "leave out who typed, who spoke (then: Speaker 1) and who does it",
    "cli.needed": "This is missing: {names}",
    "cli.superfluous": "This is too much: {names}",
    "cli.with_dash": "{said} (if a text begins with -, put -- before it)",
    "cli.no_value": "{name} needs a value",
    "cli.takes_none": "{name} takes no value",
    "cli.wrong_value": "{name}: {said}",
    "cli.mistake": "{said}; `{command} --help` explains.",
    "cli.no_language": "there is no language '{text}'; choose nl or en",
    "cli.no_speed": "'{text}' cannot be a speed; give a number from 0.1 to 3600",
    "cli.no_command": _none("There is no command '{name}'"),
    "cli.no_terminal": (
        "The screen needs a terminal; "
        "without one you can use new, add, show, export, list and check."
    ),
    "cli.no_form": _none("There is no form '{name}'"),
    "cli.many_form": "'{name}' fits more than one form: {names}. Give the id.",
    "cli.no_group": _none("There is no group '{name}' for this form"),
    "cli.many_group": "'{name}' fits more than one group: {names}. Give the whole name.",
    "cli.which_group": "'{form}' is per group: say which with --group. Choose from: {names}.",
    "cli.no_groups_yet": "'{form}' is per group, and those groups are not there yet.",
    "cli.closed_group": "Group '{name}' is closed and gave nothing here; open it again on the screen with ^O j.",
    "cli.merged_group": "Group '{name}' went into '{into}'; give that one.",
    "cli.no_slot": _none("There is no slot '{name}' in this form"),
    "cli.many_slot": "'{name}' fits more than one slot: {names}. Give the whole name.",
    "cli.which_slot": "'{form}' has more than one slot: say which with --slot. Choose from: {names}.",
    "cli.only_slot": "'{form}' has only one slot, and it is not called '{name}'; leave out --slot.",
    "cli.no_row": "'{form}' has no row yet to put '{cell}' beside; add that first.",
    "cli.no_cell": _none("Beside a row there is no slot '{name}'"),
    "cli.many_cell": "'{name}' fits more than one slot: {names}. Give the whole name.",
    "cli.no_cells": "There is nothing to fill in beside this slot; leave out --with {name}.",
    "cli.no_sign": "'{text}' does not say what to write; write --with who=team.",
    "cli.saved_unseen": _saved_unseen,
    "cli.nothing_typed": "Nothing was saved: the text is empty.",
    "cli.too_long": _too_long,
    "cli.group_count": "Give --groups a number from 1 to {most}, or names.",
    "cli.groups_over": _groups_over,
    "cli.group_empty": "A group in --groups has no name; write --groups A,B,C.",
    "cli.group_twice": "Group '{name}' is in --groups twice; give each its own name.",
    "cli.run_there": (
        "There is a run in {folder} already; open it with `ai-tui run`, or give another folder."
    ),
    "cli.other_session": "{folder} is a run of session '{session}'; give another folder.",
    "cli.begun": (
        "{folder} has begun already; leave out --start to go on, or begin anew with --run DIR."
    ),
    "cli.speed_set": (
        "{folder} runs at speed {speed:g}; leave out --speed to go on, "
        "or begin anew with --run DIR."
    ),
    "cli.more_damage": "And {n} more places like these.",
    "cli.more_mistakes": _more_mistakes,
    "cli.time": "time",
    "cli.minutes": "min",
    "cli.block": "block",
    "cli.forms": "forms",
    "cli.per_groups": _change("group"),
    "cli.per_themes": _change("theme group"),
    "cli.fits": _fits,
    "cli.fits_themes": _fits_themes,
    "cli.fixed": "fixed time",
    "cli.until": "{time} at the latest",
    "cli.checked": "No mistakes found.",
    "cli.sessions": "Sessions",
    "cli.name": "name",
    "cli.title": "title",
    "cli.date": "date",
    "cli.unusable": _unusable,
    "cli.runs": "Runs in {folder}",
    "cli.no_runs": "No runs in {folder} yet.",
    "cli.day": "day",
    "cli.state": "state",
    "cli.entries": "entries",
    "cli.unread": "unreadable",
    "cli.unread_why": "{state}: `ai-tui doctor {name}` says what is wrong.",
    "cli.state_before": "not begun",
    "cli.state_running": "running",
    "cli.state_paused": "paused",
    "cli.state_over": "finished",
    "cli.rehearsal": "{state} (rehearsal)",
}
