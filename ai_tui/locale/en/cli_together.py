"""English texts of the commands for several screens, laptops and people."""

from collections.abc import Sequence

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


def _repaired(*, n: int) -> str:
    if not n:
        return "There was no line to set aside."
    return "1 line set aside." if n == 1 else f"{n} lines set aside."


def _doubtful(*, which: Sequence[str]) -> str:
    more = " …" if len(which) > 5 else ""
    return f"Only a damaged line had this; it counts as it says there now, so look it over: {', '.join(which[:5])}{more}"


def _journals(*, n: int, steps: int) -> str:
    files = "1 journal" if n == 1 else f"{n} journals"
    changes = "1 change" if steps == 1 else f"{steps} changes"
    return f"Read: {files} with {changes}"


def _damage(*, n: int) -> str:
    places = "1 place" if n == 1 else f"{n} places"
    return f"{places} damaged; everything else counts. --repair puts it in order and keeps a copy"


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
    "cli.share": "open a run in tmux: typing, room screen and reading along",
    "cli.share_detached": "open the windows but do not show them here",
    "cli.share_stop": "save everything and close the tmux of this run",
    "cli.share_how": (
        "It works without tmux too: extend the desktop (do not mirror it) and open two terminals,\n"
        "one with `ai-tui run RUN` and one on the projector with `ai-tui wall RUN`."
    ),
    "cli.share_room": "On the projector: {line}",
    "cli.share_reader": "To read along:    {line}",
    "cli.share_ssh": "  or over ssh:    {line}",
    "cli.share_stopping": "To close all:     {line}",
    "cli.share_stopped": "The windows of this run are closed; everything is saved.",
    "cli.share_closed": "The windows of this run are closed.",
    "cli.share_cut_off": (
        "The scribe's screen was cut off; open the run again to see whether everything is there."
    ),
    "cli.share_going": (
        "The scribe's screen does not close; the windows stay open. Look there what it says, "
        "or try again."
    ),
    "cli.share_nothing": "Nothing of this run is running in tmux.",
    "cli.share_elsewhere": (
        "This run is shared outside this tmux already; its screen opens in another terminal with: {line}"
    ),
    "cli.share_inside": "The scribe's screen is in this tmux, window {window}.",
    "cli.share_unheard": (
        "The run was shared already and goes on without {options}; if you want that, first do: {line}"
    ),
    "cli.share_enter": "Enter opens the scribe's screen here.",
    "cli.share_status": " ^\\ d detaches, everything goes on · ^\\ r begins anew after a failure",
    "cli.share_left": "Detached; everything goes on. Back with: {line}",
    "cli.share_over": "The screen is closed; the room's screen goes on. To close all: {line}",
    "cli.no_tmux": (
        "There is no tmux; install it with `sudo apt install tmux` (macOS: `brew install tmux`). "
        "Without tmux: extend the desktop (do not mirror it) and open two terminals, one with "
        "`ai-tui run RUN` and one on the projector with `ai-tui wall RUN`."
    ),
    "cli.old_tmux": (
        "tmux {found} is too old, {oldest} or newer is needed: `sudo apt install tmux`. "
        "Without tmux: extend the desktop (do not mirror it) and open two terminals, one with "
        "`ai-tui run RUN` and one on the projector with `ai-tui wall RUN`."
    ),
    "cli.tmux_refused": "tmux does not do it: {said}.",
    "cli.unsafe_folder": (
        "{folder} is not yours alone; remove that folder, or set TMUX_TMPDIR to a folder of your own."
    ),
    "cli.doctor": "see whether this computer, or a run, is in order",
    "cli.doctor_run": "the run to look at (otherwise: terminal, tmux, clock and disk)",
    "cli.doctor_repair": "put in order what is damaged; a copy is kept",
    "cli.repair_what": "Say which run: `ai-tui doctor RUN --repair`.",
    "cli.repaired": _repaired,
    "cli.set_aside": "Set aside: {path}",
    "cli.doctor_no_terminal": "Terminal: there is none here, only the screen needs one",
    "cli.doctor_size": "Terminal: {columns} by {rows}",
    "cli.doctor_tight": "Terminal: {columns} by {rows}; from 80 by 24 more fits",
    "cli.doctor_small": "Terminal: {columns} by {rows}; make the window at least 60 by 16",
    "cli.doctor_no_color": "Colours: NO_COLOR is set; do `unset NO_COLOR`",
    "cli.doctor_truecolor": "Colours: all ({term})",
    "cli.doctor_256": "Colours: 256 ({term}); for all of them: `export COLORTERM=truecolor`",
    "cli.doctor_colours": "Colours: TERM is {term}; try `export TERM=xterm-256color`",
    "cli.doctor_utf8": "Characters: UTF-8 ({said})",
    "cli.doctor_locale": "Characters: {said} is not UTF-8; do `export LANG=C.UTF-8`",
    "cli.doctor_no_tmux": "tmux: not there; only `ai-tui share` needs it (`sudo apt install tmux`)",
    "cli.doctor_tmux": "tmux: {found}",
    "cli.doctor_mute_tmux": "tmux: {program} does not start; do `sudo apt install --reinstall tmux`",
    "cli.doctor_tmux_RGB": "tmux: all colours ({name})",
    "cli.doctor_tmux_256": "tmux: 256 colours ({name})",
    "cli.doctor_tmux_few": (
        "tmux: few colours ({name}); put `set -as terminal-features ',*:256'` in ~/.tmux.conf"
    ),
    "cli.doctor_escape": "tmux: escape-time {ms}",
    "cli.doctor_slow_escape": (
        "tmux: escape-time is {ms}; put `set -s escape-time 10` in ~/.tmux.conf, or Esc waits"
    ),
    "cli.doctor_clock": "Clock: {said}",
    "cli.doctor_no_boot": "Clock: {said}; do not change the clock during a session",
    "cli.doctor_clock_wrong": "Clock: {said} is wrong; set the clock before you begin",
    "cli.doctor_room": "Disk: {gb:.1f} GB free in {place}",
    "cli.doctor_full": "Disk: {mb} MB left in {place}; make room",
    "cli.doctor_disk": "Disk: nothing can be saved in {place} ({why}); choose a folder with --run",
    "cli.doctor_open": "Disk: others can enter {place}; do `chmod 700` on that folder",
    "cli.doctor_journals": _journals,
    "cli.doubtful": _doubtful,
    "cli.doctor_damage": _damage,
    "cli.doctor_no_plan": (
        "Put back a sound database.json or journal from a copy, or correct the line by hand; until "
        "then --repair changes nothing"
    ),
    "cli.doctor_newer": (
        "{place} was made with a newer version of this program; with this one you can only read"
    ),
    "cli.doctor_fresh": "database.json is up to date",
    "cli.doctor_live": "Someone types in this run now; database.json is brought up to date every half minute",
    "cli.doctor_stale": "database.json is not up to date; --repair makes it anew",
}
