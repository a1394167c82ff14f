from pathlib import Path
from typing import Annotated

import msgspec
import pytest
from session_samples import TOP, found, plan_of, problems_of, said

from ai_tui.forms import OPTIONS
from ai_tui.locale import Words, load
from ai_tui.session.checking import check
from ai_tui.session.library import shipped
from ai_tui.session.statements import statements

BLOCK = '[[blocks]]\ntitle = "B"\n'
FORM = BLOCK + '[[blocks.forms]]\nkind = "top"\ntitle = "F"\n'


@pytest.mark.parametrize(
    ("text", "line", "field", "key"),
    [
        # the session
        ('groups = 4\n[[blocks]]\ntitle = "B"', 1, "title", "missing"),
        ('groups = 4\ntitle = " "\n[[blocks]]\ntitle = "B"', 2, "title", "empty_text"),
        (TOP + 'place = 3\n' + BLOCK, 3, "place", "type"),
        (TOP + 'lang = "de"\n' + BLOCK, 3, "lang", "choice"),
        (TOP + 'zone = "Europe/Amstedam"\n' + BLOCK, 3, "zone", "zone"),
        (TOP + 'zone = "../../etc/passwd"\n' + BLOCK, 3, "zone", "zone"),
        (TOP + 'zone = "Europe"\n' + BLOCK, 3, "zone", "zone"),
        (TOP + 'date = "2024-02-30"\n' + BLOCK, 3, "date", "date_none"),
        (TOP + 'date = "4 december"\n' + BLOCK, 3, "date", "date"),
        (TOP + "date = 0001-01-01\n" + BLOCK, 3, "date", "date_none"),
        (TOP + "date = 2024-12-04T16:00:00\n" + BLOCK, 3, "date", "type"),
        (TOP + 'start = "25:10"\n' + BLOCK, 3, "start", "clock_none"),
        (TOP + 'start = "vier uur"\n' + BLOCK, 3, "start", "clock"),
        (TOP + 'start = "16:00"\nuntil = "16:00"\n' + BLOCK, 4, "until", "until_before"),
        (TOP + "until_day = 0\n" + BLOCK, 3, "until_day", "small"),
        ('title = "A"\ngroups = -1\n' + BLOCK, 2, "groups", "small"),
        ('title = "A"\ngroups = 1000\n' + BLOCK, 2, "groups", "great"),
        ('title = "A"\ngroups = "vraag"\n' + BLOCK, 2, "groups", "choice_or"),
        ('title = "A"\ngroups = true\n' + BLOCK, 2, "groups", "type"),
        ('title = "A"\ngroups = [\n"X",\n"x"]\n' + BLOCK, 4, "groups", "group_twice"),
        ('title = "A"\ngroups = [""]\n' + BLOCK, 2, "groups", "group_empty"),
        (TOP, 1, "blocks", "no_blocks"),
        (TOP + "blocks = []", 3, "blocks", "no_blocks"),
        (TOP + "blocks = 5", 3, "blocks", "type"),
        (TOP + '[blocks]\ntitle = "B"', 3, "blocks", "brackets"),
        # blocks
        (TOP + "[[blocks]]\nmin = 5", 3, "blocks.title", "missing"),
        (TOP + BLOCK + "day = 0", 5, "blocks.day", "small"),
        (TOP + BLOCK + 'day = 2\n[[blocks]]\ntitle = "C"\nday = 1', 8, "blocks.day", "day_back"),
        (TOP + BLOCK + "minutes = -5", 5, "blocks.minutes", "length_range"),
        (TOP + BLOCK + "minutes = true", 5, "blocks.minutes", "type"),
        (TOP + BLOCK + "minutes = nan", 5, "blocks.minutes", "length_range"),
        (TOP + BLOCK + "minutes = inf", 5, "blocks.minutes", "length_range"),
        (TOP + BLOCK + "minutes = 1e300", 5, "blocks.minutes", "length_range"),
        (TOP + BLOCK + 'minutes = "lang"', 5, "blocks.minutes", "length"),
        (TOP + BLOCK + "minutes = 10\nmin = 11", 6, "blocks.min", "min"),
        (TOP + BLOCK + "fixed = true", 5, "blocks.fixed", "fixed"),
        (TOP + BLOCK + 'warn = [5,\n"soms"]', 6, "blocks.warn", "length"),
        (TOP + BLOCK + 'wall = "klok"', 5, "blocks.wall", "choice"),
        (TOP + BLOCK + 'id = "../x"', 5, "blocks.id", "id"),
        (TOP + BLOCK + 'id = "a"\n' + BLOCK + 'id = "a"', 8, "blocks.id", "id_twice"),
        # phases
        (TOP + BLOCK + 'minutes = 9\nphases = ["10 a"]', 6, "blocks.phases", "phases_long"),
        (TOP + BLOCK + 'minutes = 9\nphases = ["a",\n"b"]', 7, "blocks.phases", "phases_open"),
        (TOP + BLOCK + 'minutes = 9\nphases = ["9 a", "b"]', 6, "blocks.phases", "phases_nothing"),
        (TOP + BLOCK + 'phases = ["per grope 3 a"]', 5, "blocks.phases", "recipe_per"),
        (TOP + BLOCK + 'phases = "5 a"', 5, "blocks.phases", "type"),
        (TOP + BLOCK + 'phases = ["5 a",\n5]', 6, "blocks.phases", "type"),
        (TOP + BLOCK + "phases = [{ minutes = 5 }]", 5, "blocks.phases.title", "missing"),
        (
            TOP + BLOCK + "[[blocks.phases]]\ntitle = 'x'\nminutes = 5\nmin = 6",
            8, "blocks.phases.min", "min",
        ),
        (
            TOP + BLOCK + "[[blocks.phases]]\ntitle = 'x'\nchange = 5",
            7, "blocks.phases.change", "change",
        ),
        (
            TOP + BLOCK + "[[blocks.phases]]\nrecipe = '5 x'\nminutes = 5",
            7, "blocks.phases.minutes", "recipe_and",
        ),
        (
            TOP + BLOCK + "[[blocks.phases]]\nrecipe = '2x5 x'\nid = 'x'",
            7, "blocks.phases.id", "phase_id",
        ),
        # forms
        (TOP + FORM + 'for = "rom"', 8, "blocks.forms.for", "choice"),
        (TOP + FORM + "size = 0", 8, "blocks.forms.size", "small"),
        (TOP + FORM + "size = 3.5", 8, "blocks.forms.size", "type"),
        (TOP + FORM + "sise = 3", 8, "blocks.forms.sise", "unknown"),
        (TOP + FORM + "columns = ['a']", 8, "blocks.forms.columns", "unknown"),
        (TOP + FORM + "id = 'f'\n[[blocks.forms]]\nkind = 'top'\ntitle = 'G'\nid = 'f'", 12,
         "blocks.forms.id", "id_twice"),
        (TOP + BLOCK + "[[blocks.forms]]\ntitle = 'F'", 5, "blocks.forms.kind", "missing"),
        (TOP + BLOCK + "[[blocks.forms]]\nkind = 'top'", 5, "blocks.forms.title", "missing"),
        (TOP + BLOCK + "[[blocks.forms]]\nkind = 'tpo'\ntitle = 'F'", 6,
         "blocks.forms.kind", "kind"),
        (TOP + BLOCK + "[[blocks.forms]]\nkind = 'columns'\ntitle = 'F'", 5,
         "blocks.forms.columns", "missing"),
        (TOP + BLOCK + "[[blocks.forms]]\nkind = 'columns'\ntitle = 'F'\ncolumns = []", 8,
         "blocks.forms.columns", "few"),
        (TOP + BLOCK + "[blocks.forms]\nkind = 'top'\ntitle = 'F'", 5,
         "blocks.forms", "brackets"),
        ('title = "A"\ngroups = 0\n' + BLOCK, 2, "groups", "small"),
        ('title = "A"\ngroups = []\n' + BLOCK, 2, "groups", "few"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_on_its_line(text: str, line: int, field: str, key: str):
    assert found(text) == [(line, field, key)]


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('title = "A"\ndate = 2024-02-30\n' + BLOCK, 2, "date_none"),
        ('title = "A"\ndate = 4-12-2024\n' + BLOCK, 2, "date_none"),
        ('title = "A"\nstart = 16:30\n' + BLOCK, 2, "toml_clock"),
        ('title = "A"\nstart = 25:10\n' + BLOCK, 2, "toml_clock"),
        ("title = A\n" + BLOCK, 1, "toml_value"),
        ('title = "A\n' + BLOCK, 1, "toml_string"),
        ('title = "A\x07"\n' + BLOCK, 1, "toml_character"),
        ('title = "A"\ntitle = "A"\n' + BLOCK, 2, "toml_twice"),
        ('title "A"\n' + BLOCK, 1, "toml_equals"),
        ('title = "A"\n[[blocks]\ntitle = "B"', 2, "toml_header"),
        ('title = "C:\\data"\n' + BLOCK, 1, "toml_escape"),
        ('title = "A" B\n' + BLOCK, 1, "toml_rest"),
        ("title = 'A'\ngroups = ['X', 'Y'\n" + BLOCK, 2, "toml_array"),
        ("title = 'A'\ngroups = ['X',\n'Y',\n\n\n" + BLOCK, 3, "toml_array"),
        ("title = 'A'\nplace = '''A\n" + BLOCK, 2, "toml_string"),
        ('title = "A"\nplace = """A\n' + BLOCK, 2, "toml_string"),
        ("title = “A”\n" + BLOCK, 1, "toml_quotes"),
        ("title = 'A'\n= 3\n" + BLOCK, 2, "toml_statement"),
        ("title = 'A'\nplace = True\n" + BLOCK, 2, "toml_value"),
        ("title = 'A'\nx = " + "1" * 5000 + "\n" + BLOCK, 2, "toml_number"),
        ("title = 'A'\nx = " + "[" * 50_000 + "\n" + BLOCK, 2, "toml_deep"),
        ("x = " + "[" * 100_000, 1, "toml_deep"),
        ("x" + ".x" * 100_000 + " = 1", 0, "toml_deep"),
        ("[x" + ".x" * 100_000 + "]", 0, "toml_deep"),
        ("", 0, "empty"),
        (" \n\n", 0, "empty"),
        ("# niets\n", 0, "empty"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_is_no_toml_is_said_with_its_line(text: str, line: int, key: str):
    assert [(one[0], one[2]) for one in found(text)] == [(line, key)]


def test_bad_values_in_the_toml_do_not_hide_the_mistakes_after_them():
    text = """
        title = "A"
        date = 2024-02-30
        start = 16:30
        until = "wat"
        groups = ["A"
        """
    assert [(line, key) for line, _, key in found(text)] == [
        (1, "no_blocks"),
        (3, "date_none"),
        (4, "toml_clock"),
        (5, "clock"),
        (6, "toml_array"),
    ]


GOOD_START = """title = "A"
groups = 4
[[blocks]]
"""
PLAN_MISTAKE = """
[[blocks]]
title = "Laatste"
fixd = true
"""
TERMS = 'title = "B"\n[[blocks.forms]]\nkind = "milestones"\ntitle = "M"\nterms = '


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # dates that the calendar does not have, whatever TOML trips over
        (TERMS + '[{label="x", date = 2025-13-31}, {label="y", date = 2025-01-32}]',
         [(5, "date", "date_none"), (5, "date", "date_none")]),
        (TERMS + '[\n{label="x", date = 31-01-2025},\n{label="y", date = 2025-02-30}\n]',
         [(6, "date", "date_none"), (7, "date", "date_none")]),
        (TERMS + '[{label="x", date = 2025-13-31, dat = 3}]',
         [(5, "date", "date_none"), (5, "blocks.forms.terms.dat", "unknown")]),
        # a comma, or a bracket
        ('title = "B"\nphases = [\n"5 a",\n"6 b"\n"7 c",\n]', [(4, "phases", "toml_comma")]),
        ('title = "B"\nphases = ["5 a" "6 b" "7 c"]',
         [(2, "phases", "toml_comma"), (2, "phases", "toml_comma")]),
        ('title = "B"\nphases = [\n"5 a" # een\n# twee\n"6 b"\n]',
         [(3, "phases", "toml_comma")]),
        ('title = "B"\nphases = [{recipe="5 a" min=3}]', [(2, "phases", "toml_comma")]),
        ('title = "B"\nwarn = [5 3]', [(2, "warn", "toml_comma")]),
        ('title = "B"\nphases = ["5 a"\n"6 b"\nmin = 3',
         [(2, "phases", "toml_comma"), (3, "phases", "toml_array")]),
        ('title = "B"\nphases = [\n"5 a",\n"0x6 b",\n\nmin = 3\nroles = ["c"]',
         [(4, "phases", "toml_array"), (4, "blocks.phases", "recipe_times")]),
        ('title = "B"\nphases = [{recipe="5 a", min=3]', [(2, "phases", "toml_inline")]),
        ('title = "B"\nphases = [\n{\nrecipe = "5 a",\nmin = 3\n},\n]\nroles = "c"',
         [(3, "phases", "toml_inline"), (8, "blocks.roles", "type")]),
        ('title = "B"\nphases = [{recipe="5 a", min=3\nroles = ["c"]',
         [(2, "phases", "toml_inline"), (2, "phases", "toml_array")]),
        # a value in a list, a text
        ('title = "B"\nroles=["a", b, c]',
         [(2, "roles", "toml_value"), (2, "roles", "toml_value")]),
        ('title = "B"\nphases = ["5 a", "6 b]', [(2, "phases", "toml_string")]),
        ('title = "B"\nphases = [\n"5 a,\n"6 b",\n]', [(3, "phases", "toml_string")]),
        ('title = "B"\nroles = [“a”]', [(2, "roles", "toml_quotes")]),
        ('title = "B"\nroles = ["C:\\a", "d\\e"]',
         [(2, "roles", "toml_escape"), (2, "roles", "toml_escape")]),
        ('title = "B"\ninstruction = """\nDoe dit.', [(2, "instruction", "toml_string")]),
        ('title = "B"\ninstruction = """\nDoe dit.\n[[blocks]]\ntitle = "C"\n'
         'instruction = """\nDoe dat.\n"""', [(2, "instruction", "toml_string")]),
        ('title = "B"\nphases = ["5 a, "6 b"]', [(2, "phases", "toml_string")]),
        ('title = "B"\ninstruction = ""\nDoe dit,\nen dat.\n"""',
         [(2, "instruction", "toml_string")]),
        ('title = "B"\ninstruction = "Doe dit,\nen dat."', [(2, "instruction", "toml_string")]),
        ('title = "B"\nminutes = 20\nmin = 15\n[[blocks.phases]]\nrecipe = "20 a\n'
         '[[blocks.forms]]\nkind = "top"\ntitle = "F"\nphase = "A"',
         [(5, "recipe", "toml_string")]),
        # a key
        ('title: "X"', [(1, "title", "toml_equals")]),
        ('title = "B"\nphases: [\n"5 a",\n]', [(2, "phases", "toml_equals")]),
        ('title = "B"\nZomaar een zin.', [(2, "Zomaar", "toml_equals")]),
        ('title = "B"\nroles = [\n"a",\n]\nroles = [\n"b",\n]', [(5, "roles", "toml_twice")]),
        ('title = "B"\ntitle = [\n"C",\n]\nminutes = x',
         [(2, "title", "toml_twice"), (5, "minutes", "toml_value")]),
        ('title = "B" # \x07', [(1, "title", "toml_character")]),
        ('title = "B"\n# \x07', [(2, "", "toml_character")]),
        # brackets around a name
        ('title = "B"\n[[blocks]\ntitle = "C"', [(2, "blocks", "toml_header")]),
        ('title = "B"\n[blocks.forms\nkind = "top"\ntitle = "F"',
         [(2, "blocks.forms", "toml_header")]),
        ('title = "B"\n[["blocks]]\ntitle = "C"', [(2, "", "toml_string")]),
        ('title = "B"\n[[]]\ntitle = "C"', [(2, "", "toml_statement")]),
        ('title = "B"\n[blocks.forms]\nkind = "top"\ntitle = "F"\n[[blocks.forms]]\n'
         'kind = "top"\ntitle = "G"', [(2, "blocks.forms", "brackets")]),
        ('title = "B"\n[blocks]\ntitle = "C"', [(2, "blocks", "brackets")]),
    ],
)  # fmt: skip
def test_a_slip_in_the_toml_hides_no_mistake_and_brings_none(
    lines: str, expected: list[tuple[int, str, str]]
):
    text = GOOD_START + lines + PLAN_MISTAKE
    last = text.count("\n")
    assert found(text) == [
        *((line + 3, field, key) for line, field, key in expected),
        (last, "blocks.fixd", "unknown"),
    ]
    assert found(text.replace("\n", "\r\n")) == found(text)


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_a_sign_that_is_lost_is_told_where_it_is_missing_and_nowhere_else(path: Path):
    text = path.read_text()
    spans = list(statements(text))
    places = [
        (at, *span)
        for span in spans
        for at in range(*span)
        if text[at] in "[]{}\",="
    ]  # fmt: skip
    for at, begin, end in places[::5]:
        _, problems = check(text[:at] + text[at + 1 :], path.name, OPTIONS)
        first, last = (text.count("\n", 0, place) + 1 for place in (begin, end))
        assert len(problems) < 4, (at, said(problems))
        assert all(first <= problem.line <= last for problem in problems), (at, said(problems))


def test_a_file_of_slips_and_a_very_long_one_with_a_slip_are_refused_in_time():
    assert len(problems_of("title = \n" * 10_000)) == 51
    for hostile in ("a = {\n", "a = [1 ", "}", 'a = """\n', "[[a]\n", "a = [{"):
        assert problems_of(hostile * (90_000 // len(hostile)))
        assert len(problems_of(hostile * (900_000 // len(hostile)))) < 4


def test_every_mistake_is_found_at_once_in_the_order_of_the_file():
    assert found(
        """
        titel = "A"
        start = "25:10"
        groups = 8

        [[blocks]]
        start = "16:30"
        title = "B"
        phases = ["20 voorbereiden", "per groep 5 optreden | 1 wissel", "5x"]
        fixd = true

        [[blocks]]
        start = "17:00"
        title = "C"
        minutes = 20

        [[blocks]]
        title = "D"
        start = "17:10"

        [[blocks.forms]]
        kind = "tpo"
        title = "E"
        for = "zaal"
        """
    ) == [
        (2, "titel", "unknown"),
        (3, "start", "clock_none"),
        (9, "blocks.phases", "recipe_minutes"),
        (9, "blocks.phases", "round_long"),
        (10, "blocks.fixd", "unknown"),
        (19, "blocks.start", "overlap"),
        (22, "blocks.forms.kind", "kind"),
        (24, "blocks.forms.for", "choice"),
    ]


@pytest.mark.parametrize("starts", [["16:00", "15:00"], ["16:00", "17:00", "16:30"]])
def test_a_start_before_that_of_the_block_before_it_is_a_mistake(starts: list[str]):
    text = TOP + "".join(f'[[blocks]]\ntitle = "B"\nstart = "{start}"\n' for start in starts)
    assert found(text) == [(2 + 3 * len(starts), "blocks.start", "start_before")]


def test_two_blocks_may_begin_at_the_same_time_when_the_first_takes_none():
    first = BLOCK + 'start = "16:00"\nminutes = 0\n'
    assert plan_of(TOP + first + BLOCK + 'start = "16:00"\n')
    assert found(TOP + first.replace("0\n", "1\n") + BLOCK + 'start = "16:00"\n') == [
        (9, "blocks.start", "overlap")
    ]


def test_blocks_before_a_start_that_take_too_long_together_overlap_it():
    text = TOP + BLOCK + 'start = "16:00"\nminutes = 30\n' + BLOCK + "minutes = 40\n"
    assert found(text + '[[blocks]]\ntitle = "C"\nstart = "17:00"\n') == [
        (12, "blocks.start", "overlap")
    ]


def test_a_block_to_which_no_time_is_left_is_a_mistake():
    text = TOP + BLOCK + 'start = "16:00"\nminutes = 60\n' + BLOCK
    assert found(text + '[[blocks]]\ntitle = "C"\nstart = "17:00"\n') == [(7, "blocks", "no_room")]


def test_a_first_block_before_the_session_is_a_mistake():
    assert found(TOP + 'start = "16:00"\n' + BLOCK + 'start = "15:30"') == [
        (6, "blocks.start", "start_session")
    ]


def test_a_start_after_midnight_belongs_to_the_next_day():
    text = TOP + BLOCK + 'start = "23:50"\n' + BLOCK + 'start = "00:20"\n'
    assert found(text) == [(8, "blocks.start", "start_night")]
    assert plan_of(text + "day = 2\n")


def test_a_plan_that_runs_past_the_hard_end_is_a_mistake():
    text = TOP + 'until = "17:00"\n' + BLOCK + 'start = "16:00"\nminutes = 61\n'
    assert found(text) == [(4, "blocks", "after_until")]
    assert plan_of(text.replace("61", "60"))


def test_a_hard_end_after_midnight_belongs_to_the_next_day():
    text = TOP + 'until = "00:30"\n' + BLOCK + 'start = "23:00"\n'
    assert found(text) == [(3, "until", "until_night")]
    assert plan_of("until_day = 2\n" + text).blocks[0].length.total_seconds() == 90 * 60


def test_a_round_that_does_not_fit_says_for_how_many_groups_it_does():
    text = BLOCK + 'minutes = 20\nphases = ["10 voorbereiden", "per groep 2 optreden | 1 wissel"]\n'
    (problem,) = problems_of('title = "A"\ngroups = 4\n' + text)
    assert (problem.line, problem.key) == (6, "session.round_long")
    assert problem.say(Words("nl")) == (
        "buurt.toml:6: blocks.phases: er is tijd voor 3 groepen, niet voor 4 groepen "
        "(21 min in een blok van 20 min); maak de beurten korter of het blok langer"
    )
    assert plan_of('title = "A"\ngroups = 3\n' + text)
    assert plan_of('title = "A"\ngroups = "ask"\n' + text)


def test_a_round_that_fits_not_even_one_group_is_a_mistake_however_many_come():
    text = BLOCK + 'minutes = 11\nphases = ["10 voorbereiden", "per thema 2 delen"]\n'
    (problem,) = problems_of('title = "A"\ngroups = "ask"\n' + text)
    assert (problem.line, problem.key) == (6, "session.round_long_themes")
    assert "er is tijd voor 0 themagroepen, niet voor 1 themagroep " in problem.say(Words("nl"))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("thme", "theme"),
        ("untill", "until"),
        ("bakground", "background"),
        ("Place", "place"),
    ],
)
def test_an_unknown_key_comes_with_the_nearest_right_one(wrong: str, right: str):
    (problem,) = problems_of(TOP + f'{wrong} = "x"\n' + BLOCK)
    assert problem.fields == {"word": wrong, "near": right}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BLOCK + 'until = "17:00"',
         "blocks.until: 'until' hoort hier niet; zet de regel bovenaan, vóór de eerste [[blocks]]"),
        (FORM + "instruction = 'x'",
         "blocks.forms.instruction: 'instruction' hoort hier niet; zet de regel in [[blocks]] of"
         " in [[blocks.phases]]"),
        ("hint = 'x'\n" + BLOCK, "hint: 'hint' hoort hier niet; zet de regel in [[blocks.forms]]"),
        (BLOCK + "phase = ['5 a']", "blocks.phase: 'phase' is onbekend; bedoel je 'phases'?"),
        (BLOCK + "phase = ['5 a']\nphases = []",
         "blocks.phase: 'phase' hoort hier niet; zet de regel in [[blocks.forms]]"),
        (BLOCK + "tilte = 'C'", "blocks.tilte: 'tilte' is onbekend; haal de regel weg"),
        (BLOCK + "[[block]]\ntitle = 'C'", "block: 'block' is onbekend; bedoel je 'blocks'?"),
        (FORM + "[[blocks.form]]\nkind = 'list'\ntitle = 'G'",
         "blocks.form: 'form' is onbekend; bedoel je 'forms'?"),
        (BLOCK + "[[blocks.phases]]\ntitle = 'P'\n[[blocks.phase]]\ntitle = 'Q'",
         "blocks.phase: 'phase' is onbekend; bedoel je 'phases'?"),
        (BLOCK + "phases = ['5 a']\n[[blocks.phase]]\ntitle = 'Q'",
         "blocks.phase: 'phase' is onbekend; bedoel je 'phases'?"),
        (BLOCK + "form = 'G'\n[[blocks.forms]]\nkind = 'list'\ntitle = 'F'",
         "blocks.form: 'form' is onbekend; haal de regel weg"),
    ],
)  # fmt: skip
def test_a_key_that_does_not_belong_comes_with_what_to_do_with_it(text: str, what: str):
    (line,) = said(problems_of(TOP + text))
    assert line.partition(": ")[2] == what


def test_a_key_that_belongs_elsewhere_hides_no_missing_one():
    assert found(TOP + '[[blocks]]\nuntil = "17:00"') == [
        (3, "blocks.title", "missing"),
        (4, "blocks.until", "elsewhere"),
    ]


def test_a_missing_key_that_stands_there_misspelt_is_told_once():
    assert found('titel = "A"\n' + BLOCK) == [(1, "titel", "unknown")]
    assert found('title = ""\ntitel = "A"\n' + BLOCK) == [
        (1, "title", "empty_text"),
        (2, "titel", "unknown"),
    ]


def test_what_a_form_kind_itself_refuses_is_said_in_its_own_words():
    text = TOP + BLOCK + "[[blocks.forms]]\nkind = 'columns'\ntitle = 'F'\ncolumns = ['a', 'A']"
    (problem,) = problems_of(text)
    assert said((problem,)) == [
        "buurt.toml:8: blocks.forms.columns: 'A' staat er twee keer; geef elk een eigen naam"
    ]


def test_every_mistake_in_the_options_of_one_form_is_told_at_once():
    text = (
        TOP
        + BLOCK
        + """[[blocks.forms]]
kind = "answers"
title = "F"
questions = [
  "Wat?",
  "wat?",
  " . ",
  "Wat?",
]
speakers = ["A", "a"]
[[blocks.forms]]
kind = "answers"
title = "G"
speakers = ["A", "a"]
[[blocks.forms]]
kind = "columns"
title = "H"
size = 0
columns = ["a", 3, "A"]
[[blocks.forms]]
kind = "milestones"
title = "I"
terms = [
  { label = "a", after = "ooit", date = 2025-01-01 },
  { after = "nooit" },
  { label = "b", after = "1 week" },
  { label = "B" },
]
"""
    )
    assert found(text) == [
        (10, "blocks.forms.questions", "forms.twice"),
        (12, "blocks.forms.questions", "forms.twice"),
        (14, "blocks.forms.speakers", "forms.twice"),
        (15, "blocks.forms.questions", "missing"),
        (18, "blocks.forms.speakers", "forms.twice"),
        (22, "blocks.forms.size", "small"),
        (23, "blocks.forms.columns", "type"),
        (23, "blocks.forms.columns", "forms.twice"),
        (27, "blocks.forms.terms", "forms.twice"),
        (28, "blocks.forms.terms.after", "forms.no_period"),
        (28, "blocks.forms.terms.after", "forms.two_dates"),
        (29, "blocks.forms.terms.label", "missing"),
        (29, "blocks.forms.terms.after", "forms.no_period"),
    ]


def test_mistakes_deep_inside_an_option_have_their_own_line():
    text = (
        TOP
        + BLOCK
        + (
            "[[blocks.forms]]\nkind = 'milestones'\ntitle = 'F'\nterms = [\n"
            "  { label = 'a', date = '2024-13-01' },\n"
            "  # een opmerking\n"
            "  { labl = 'b', after = '1 week' },\n"
            "  { label = 'c', after = 'ooit' },\n]\n"
        )
    )
    assert found(text) == [
        (9, "blocks.forms.terms.date", "date_none"),
        (11, "blocks.forms.terms.labl", "unknown"),
        (12, "blocks.forms.terms.after", "forms.no_period"),
    ]


class Scale(msgspec.Struct, frozen=True):
    low: Annotated[int, msgspec.Meta(ge=1)]
    high: int = 10

    def __post_init__(self) -> None:
        if self.high < self.low:
            raise ValueError("high below low")


def test_a_kind_that_is_new_to_the_program_is_checked_by_its_own_struct():
    form = '[[blocks.forms]]\nkind = "scale"\ntitle = "F"\nfor = "room"\n'
    text = 'title = "A"\n' + BLOCK + form
    plan, _ = check(text + "low = 2", "x.toml", {"scale": Scale})
    assert plan is not None
    assert plan.forms[0].options == {"low": 2}
    for wrong, line, key in (
        ("low = 0", 8, "small"),
        ("low = 2\nhigh = 1", 4, "refused"),
        ("hihg = 3", 8, "unknown"),
    ):
        plan, problems = check(text + wrong, "x.toml", {"scale": Scale})
        assert plan is None
        assert (line, f"session.{key}") in [(one.line, one.key) for one in problems]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_problem_is_one_line_with_file_line_and_field_whatever_the_file_holds(lang: str):
    text = TOP + '"a\\u001b[2J\\nb" = 1\nzone = "\\u202ex\\u0007\\n{nee}"\n' + BLOCK
    lines = said(problems_of(text), lang)
    assert [line.split(": ")[0] for line in lines] == ["buurt.toml:3", "buurt.toml:4"]
    assert all(line.isprintable() for line in lines)
    assert "'x {nee}'" in lines[1]


def test_long_values_are_cut_in_messages():
    (problem,) = problems_of(TOP + f'zone = "{"x" * 100_000}"\n' + BLOCK)
    assert len(problem.say(Words("nl"))) < 250


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_text_says_what_to_do(lang: str):
    names = ("about.", "type_", "any_of", "nth", "last", "in_")
    for key, text in load(lang).items():
        area, _, name = key.partition(".")
        if area == "session" and isinstance(text, str) and not name.startswith(names):
            assert text.count("; ") == 1, key


def test_more_blocks_phases_and_forms_than_anyone_can_run_are_refused_at_once():
    many = TOP + BLOCK * 1001
    assert found(many) == [(3, "blocks", "many")]
    phases = ", ".join(['"1 a"'] * 101)
    assert found(TOP + BLOCK + f"phases = [{phases}]") == [(5, "blocks.phases", "many")]
    forms = "[[blocks.forms]]\nkind = 'top'\ntitle = 'F'\n" * 101
    assert found(TOP + BLOCK + forms) == [(5, "blocks.forms", "many")]


def test_dates_that_do_not_exist_hide_no_other_mistake():
    terms = "{ label = 'A', date = 2025-02-29 }, { label = 'B', date = 2025-04-31 }"
    text = TOP + "date = 2024-02-30\n" + BLOCK
    text += f"fixd = true\n[[blocks.forms]]\nkind = 'milestones'\ntitle = 'M'\nterms = [{terms}]\n"
    found = [
        (problem.line, problem.key, problem.fields.get("value")) for problem in problems_of(text)
    ]
    assert found[:1] == [(3, "session.date_none", "2024-02-30")]
    assert [key for _, key, _ in found] == [
        "session.date_none", "session.unknown", "session.date_none", "session.date_none",
    ]  # fmt: skip
    assert [value for _, _, value in found[2:]] == ["2025-02-29", "2025-04-31"]
