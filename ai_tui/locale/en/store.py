"""English texts of the store area."""

from ai_tui.locale import Template


def _edited(*, what: str) -> str:
    where = f" ({what})" if what else ""
    return f"changed by hand{where}; what is in the folder 'journal' counts"


WORDS: dict[str, Template] = {
    "store.save_full": "Not saved: the disk is full. Make room for {place} and try again.",
    "store.save_rights": "Not saved: you may not write in {place}. Give yourself the rights or"
    " choose another folder.",
    "store.save_gone": "Not saved: the folder {place} is gone. Put it back or choose another one.",
    "store.save_files": "Not saved: too many files are open on this computer. Close other"
    " programs and try again.",
    "store.save_disk": "Not saved: the disk gives an error at {place}. Better save on another"
    " disk.",
    "store.save_no_file": "Not saved: something else is in {place} where a file belongs. `ai-tui doctor"
    " {place} --repair` sets it aside.",
    "store.save_readonly": "Not saved: {place} is open for reading only.",
    "store.save_newer": "Not saved: {place} was made with a newer version of this program. You"
    " can still read it.",
    "store.save_mistake": "Not saved because of an error in the program. The details are in {place}.",
    "store.save_silent": "Not saved: the disk of {place} does not answer. See whether it is still"
    " connected or choose another folder.",
    "store.save_other": "Not saved in {place}: {error}.",
    "store.why_full": "the disk is full",
    "store.why_rights": "no right to write",
    "store.why_gone": "the folder is gone",
    "store.why_files": "too many open files",
    "store.why_disk": "disk error",
    "store.why_no_file": "no plain file",
    "store.why_readonly": "read-only",
    "store.why_newer": "needs a newer version",
    "store.why_mistake": "error in the program",
    "store.why_other": "the disk refuses",
    "store.why_silent": "the disk does not answer",
    "store.no_database": "Everything is saved, but {file}"
    " is not up to date: {why}. That happens as soon as it can.",
    "store.no_database_there": "Everything is saved, but something else is where database.json"
    " belongs. `ai-tui doctor {folder} --repair` sets it aside.",
    "store.open_full": "The disk is full: there is no room for {place}. Make room or choose"
    " another folder.",
    "store.open_rights": "You have no access to {place}. Give yourself the rights or choose"
    " another folder.",
    "store.make_gone": "The folder {place} cannot be made. Choose another folder.",
    "store.open_gone": "The folder {place} does not exist.",
    "store.open_files": "Too many files are open on this computer to open {place}. Close other"
    " programs.",
    "store.open_disk": "The disk gives an error at {place}. Try a copy on another disk.",
    "store.open_no_file": "{place} cannot be opened: something else is there where a file or folder belongs.",
    "store.open_other": "{place} cannot be opened: {error}.",
    "store.open_exists": "{place} already exists. Choose another folder.",
    "store.open_no_run": "There is no session in {place}: it has no folder 'journal' and no"
    " database.json.",
    "store.merge_other_run": "{place} belongs to another session ({other}, not {run}) and was not"
    " merged.",
    "store.damage_line": "{file}, line {line}: {text}",
    "store.damage_file": "{file}: {text}",
    "store.damage_unreadable": "cannot be read, skipped",
    "store.damage_checksum": "the checksum is wrong; counts only where there is nothing better",
    "store.damage_ahead": "the newest is of {what}, more than a day from now; check the clock"
    " of this computer",
    "store.damage_unfit": "{what} cannot be used as it is; what it was before counts, if anything,"
    " until it is changed again",
    "store.damage_unfinished": "the last line was never completed and had not been saved",
    "store.damage_header": "the first line is damaged or gone; the rest counts",
    "store.damage_stray": "from here on of another session ({what}), which does not count",
    "store.damage_foreign": "belongs to another session ({what}) and does not count",
    "store.damage_missing": "is gone; what it held comes from database.json",
    "store.damage_cut": "became shorter; what is missing comes from database.json",
    "store.damage_folder": "the folder cannot be read; see whether you may read it",
    "store.damage_file_unread": "cannot be read; see whether you may read it",
    "store.damage_no_file": "is no plain file and does not count",
    "store.damage_edited": _edited,
    "store.damage_spoilt": "cannot be read; it is made anew when someone opens the run to type",
}
