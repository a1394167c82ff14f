"""English texts about session files: what is wrong in one, where it is said, and what to do."""

from collections.abc import Sequence
from datetime import timedelta

from ai_tui.locale import Template
from ai_tui.locale.en import session_keys


def _amount(length: timedelta) -> str:
    whole, rest = divmod(length, timedelta(minutes=1))
    if not rest:
        return f"{whole} min"
    seconds = f"{rest.total_seconds():g} s"
    return f"{whole} min {seconds}" if whole else seconds


def _groups(n: int) -> str:
    return "1 group" if n == 1 else f"{n} groups"


def _themes(n: int) -> str:
    return "1 theme group" if n == 1 else f"{n} theme groups"


def _any_of(*, names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _unknown(*, word: str, near: str) -> str:
    return f"'{word}' is unknown; " + (f"do you mean '{near}'?" if near else "take the line away")


def _choice(*, value: object, near: str, names: Sequence[str]) -> str:
    advice = f"do you mean '{near}'?" if near else f"choose from {', '.join(names)}"
    return f"'{value}' cannot stand here; {advice}"


def _form_phase(*, value: str, near: str, names: Sequence[str]) -> str:
    if not names:
        return f"'{value}' cannot stand here: this block has no phases; remove the line"
    advice = f"did you mean '{near}'?" if near else f"choose from {', '.join(names)}"
    return f"this block has no phase '{value}'; {advice}"


def _kind(*, word: str, near: str, names: Sequence[str]) -> str:
    advice = f"do you mean '{near}'?" if near else f"choose from {', '.join(names)}"
    return f"there is no form of kind '{word}'; {advice}"


def _zone(*, value: str, near: str) -> str:
    advice = f"do you mean '{near}'?" if near else "write 'Europe/Amsterdam', for example"
    return f"there is no time zone '{value}'; {advice}"


def _recipe_per(*, word: str, near: str) -> str:
    advice = f"do you mean 'per {near}'?" if near else "write 'per group' or 'per theme'"
    return f"'per {word}' is unknown; {advice}"


def _min(*, min: timedelta, length: timedelta) -> str:
    return (
        f"may not become shorter than {_amount(min)}, but takes {_amount(length)}; "
        "make the minimum smaller"
    )


def _phases_long(*, total: timedelta, length: timedelta) -> str:
    return (
        f"the phases take {_amount(total)} together, the block {_amount(length)}; "
        "make a phase shorter or the block longer"
    )


def _round_long(*, fit: int, groups: int, total: timedelta, length: timedelta) -> str:
    return (
        f"fits for {_groups(fit)}, not for {_groups(groups)} ({_amount(total)} in a block of "
        f"{_amount(length)}); make the turns shorter or the block longer"
    )


def _round_long_themes(*, fit: int, groups: int, total: timedelta, length: timedelta) -> str:
    return (
        f"fits for {_themes(fit)}, not for {_themes(groups)} ({_amount(total)} in a block of "
        f"{_amount(length)}); make the turns shorter or the block longer"
    )


def _many(*, most: int, n: int) -> str:
    return f"has {n} items, at most {most} can be; take {n - most} away"


def _few(*, least: int, n: int) -> str:
    return f"has {n} items, at least {least} must be; add {least - n}"


def _not_found(*, name: str, near: str, names: Sequence[str]) -> str:
    advice = f"do you mean '{near}'?" if near else f"choose {', '.join(names)}, or a file"
    return f"There is no session '{name}'; {advice}"


WORDS: dict[str, Template] = {
    "session.any_of": _any_of,
    "session.nth": "{title} {n} of {count}",
    "session.type_text": "text in quotes",
    "session.type_whole": "a whole number",
    "session.type_number": "a number",
    "session.type_bool": "true or false",
    "session.type_date": "a date",
    "session.type_clock": "a time",
    "session.type_moment": "a date with a time",
    "session.type_length": "a number of minutes",
    "session.type_list": "a list in [ ]",
    "session.type_table": "a table",
    "session.type": "this is {found}; make it {expected}",
    "session.brackets": "this is one table; write [[{name}]] in double brackets",
    "session.unknown": _unknown,
    "session.elsewhere": "'{word}' does not belong here; put the line {homes}",
    "session.in_session": "at the top, before the first [[blocks]]",
    "session.in_blocks": "in [[blocks]]",
    "session.in_phases": "in [[blocks.phases]]",
    "session.in_forms": "in [[blocks.forms]]",
    "session.missing": "is missing; fill in {word}",
    "session.choice": _choice,
    "session.choice_or": "'{value}' cannot stand here; write {names}",
    "session.refused": "this cannot be ({reason}); change it",
    "session.few": _few,
    "session.many": _many,
    "session.empty_text": "is empty; fill in a text",
    "session.long_text": "is {n} characters long, at most {most} can be; make the text shorter",
    "session.small": "{value} is too small; take {least} or more",
    "session.great": "{value} is too great; take {most} or less",
    "session.length": "'{value}' is no length of time; write minutes (15) or '30 s'",
    "session.length_range": "{value} cannot be a length of time; take 0 minutes to 7 days",
    "session.clock": "'{value}' is no time; write it as '16:30'",
    "session.clock_none": "there is no time '{value}'; choose 00:00 to 23:59",
    "session.date": "'{value}' is no date; write year-month-day, such as 2024-12-04",
    "session.date_none": "there is no date '{value}'; write year-month-day, such as 2024-12-04",
    "session.zone": _zone,
    "session.id": "'{value}' cannot be an id; use lower-case letters, digits and -: '{near}'",
    "session.id_twice": "the id '{value}' is taken; choose another",
    "session.group_twice": "there is a group '{name}' already; give each group a name of its own",
    "session.group_empty": "a group has no name; fill it in",
    "session.no_blocks": "there is no block in it; add [[blocks]] with a title",
    "session.day_back": "day {day} comes after day {before}; put the blocks in order",
    "session.fixed": "a fixed block needs a time; add start",
    "session.start_before": "begins before '{title}' ({time}); put the blocks in order",
    "session.start_session": "begins before the start of the session ({time}); change one of them",
    "session.start_night": "begins before {time}; if it is after midnight, add day = {day}",
    "session.overlap": "begins while '{title}' lasts until {time}; move one of them",
    "session.no_room": "has no time left before the next block; make another block shorter",
    "session.until_before": "is not after the start ({time}); choose a later end",
    "session.until_night": "is not after the start ({time}); if it is after midnight, add until_day = {day}",
    "session.after_until": "lasts until {time}, after the hard end (until); make something shorter",
    "session.min": _min,
    "session.phases_long": _phases_long,
    "session.phases_open": "there is a phase without minutes already; give this one minutes",
    "session.phases_nothing": "no time is left for this phase; make another phase shorter",
    "session.round_long": _round_long,
    "session.round_long_themes": _round_long_themes,
    "session.kind": _kind,
    "session.form_phase": _form_phase,
    "session.phase_id": "this recipe makes {n} phases; an id fits 1 phase, take it away",
    "session.change": 'a change belongs to turns; add per = "groups" or take change away',
    "session.recipe_and": "is in the recipe already; take {word} away",
    "session.recipe_signal": "after | in '{recipe}' belongs one signal; fill it in or take | away",
    "session.recipe_times": "'{recipe}' cannot be; take 1 to {most} times, such as '2x15 interview'",
    "session.recipe_minutes": "'{recipe}' does not say how many minutes; write '5 welcome' or '2x15 interview'",
    "session.recipe_last": "'{recipe}' ends in a number; put minutes in front, or write {{ title = \"...\" }}",
    "session.recipe_title": "'{recipe}' has no title; write '5 welcome', for example",
    "session.recipe_change": "'{recipe}' does not say how long the change is; write minutes after |: '1 change'",
    "session.recipe_per": _recipe_per,
    "session.toml": "is no good TOML ({reason}); mend this line",
    "session.toml_string": "a text has no end; put a quote behind it",
    "session.toml_character": "there is a character here that cannot be; type the text again",
    "session.toml_twice": "is there already; take one of them away",
    "session.toml_comma": "a comma is missing between two parts; put one after this",
    "session.toml_array": "a list has no end; put ] behind it",
    "session.toml_inline": "a table has no end; put }} behind it on the same line",
    "session.toml_equals": "there is no =; write key = value",
    "session.toml_header": "the brackets are wrong; write [[blocks]] or [[blocks.forms]]",
    "session.toml_escape": "something unknown follows \\; write \\\\ for a plain \\",
    "session.toml_rest": "something follows the value; put text in quotes",
    "session.toml_value": "this is no value; write text in quotes, a number, true or false",
    "session.toml_statement": "this line cannot be read; write key = value or [[blocks]]",
    "session.toml_quotes": 'these quotes are curly; type straight ones, as in "text"',
    "session.toml_clock": 'a time stands in quotes; write {field} = "{value}"',
    "session.toml_deep": "the tables lie too deep in each other; begin with a simple file",
    "session.toml_number": "there is a number in it that is far too long; make it shorter",
    "session.empty": "the file is empty; begin with title and a first [[blocks]]",
    "session.huge": "the file is larger than 1 MB; that is no session file, choose another",
    "session.binary": "this is no text file; choose a session file (.toml)",
    "session.encoding": "the text is not UTF-8; save the file again as UTF-8",
    "session.directory": "this is a folder; choose a session file (.toml) in it",
    "session.no_file": "this is no ordinary file; choose a session file (.toml)",
    "session.file_missing": "there is no such file; check its name",
    "session.no_rights": "you may not read this file; ask for the right to read it",
    "session.no_read": "it cannot be read ({reason}); try again",
    "session.not_found": _not_found,
    **session_keys.WORDS,
}
