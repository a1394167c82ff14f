"""Typing, the mouse, the strip and another size of the window, in a real terminal."""

import json

import pytest


@pytest.fixture
def afternoon(terminal, tmp_path):
    """Opens the afternoon with six tables, running, at any size; says what was exported."""

    def start(width: int, height: int):
        t, run = terminal(width, height), str(tmp_path / "run")
        new = ("new", "alblasserdam-2024", "--run", run, "--groups", "6", "--start", "now")
        assert t.run(*new).returncode == 0
        t.start("run", run)
        t.wait("F2 Beginnen")
        t.keys("F2")
        t.wait("F2 Welkom")
        t.top_3 = lambda: top_3(t, run)
        return t

    return start


def top_3(t, run: str) -> dict[str, list[str]]:
    """Leave, and give what the tables brought."""
    t.wait("✓ bewaard")
    t.keys("C-c", "C-c")
    t.wait_dead()
    forms = json.loads(t.run("export", run).stdout)["forms"]
    found = next(form for form in forms if form["id"] == "top-3")["results"]
    return {group["name"]: group["result"] for group in found if group["result"]}


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids="{0[0]}x{0[1]}".format)
def test_tables_are_typed_at_any_size(afternoon, size):
    t = afternoon(*size)
    t.type("Korte lijnen")
    t.keys("Enter")
    t.type("Buren die elkaar kennen")
    t.wait(r"►2 +Buren die elkaar kennen")
    t.keys("C-n")
    t.wait("Tafel 2 · 0 van 3")
    t.type("Eén adres")
    t.keys("Enter")
    t.wait(r"1 +Eén adres +✓")
    assert t.top_3() == {
        "Tafel 1": ["Korte lijnen", "Buren die elkaar kennen"],
        "Tafel 2": ["Eén adres"],
    }


def test_a_window_that_changes_size_keeps_the_row_that_is_typed(afternoon):
    t = afternoon(120, 36)
    t.type("half")
    t.wait(r"►1 +half")
    for width, height, shows in (
        (200, 60, "Laatst getypt"),
        (80, 24, r"0/6 klaar"),
        (70, 18, r"✓? ?► ·"),
        (40, 10, "Maak het venster groter"),
        (120, 36, "Andere groepen"),
    ):
        t.resize(width, height)
        screen = t.wait(shows)
        assert max(map(len, screen.splitlines())) <= width
    t.wait(r"►1 +half")
    t.type(" getypt")
    t.keys("Enter")
    t.wait(r"1 +half getypt +✓")
    assert t.top_3() == {"Tafel 1": ["half getypt"]}


def test_what_is_typed_while_the_window_is_too_small_is_kept(afternoon):
    t = afternoon(80, 24)
    t.resize(40, 10)
    t.wait("Maak het venster groter")
    t.type("blind getypt")
    t.keys("Enter")
    t.resize(80, 24)
    t.wait(r"1 +blind getypt +✓")
    assert t.top_3() == {"Tafel 1": ["blind getypt"]}


def test_a_click_on_a_tab_opens_that_group(afternoon):
    t = afternoon(120, 36)
    t.type("van de eerste")
    t.wait("van de eerste")
    rows = t.screen().splitlines()
    row = next(n for n, line in enumerate(rows) if "[Tafel 1" in line)
    click(t, rows[row].index("Tafel 4") + 2, row)
    t.wait("Tafel 4 · 0 van 3")
    t.type("van de vierde")
    t.keys("Enter")
    t.wait(r"1 +van de vierde +✓")
    assert t.top_3() == {"Tafel 1": ["van de eerste"], "Tafel 4": ["van de vierde"]}


def click(t, column: int, row: int) -> None:
    """A press and a release of the left button, as a terminal with SGR mouse sends them."""
    for end in "Mm":
        t.type(f"\x1b[<0;{column + 1};{row + 1}{end}")


@pytest.mark.parametrize(
    ("letter", "shows"),
    [
        ("v", "F2 Eerste uitleg"),
        ("p", "F3 Verder"),
        ("g", "│ Nog open, per groep en formulier"),
        ("n", "Tafel 2 · 0 van 3"),
        ("j", "Themagroepen 0"),
        ("k", "│ Losse notitie"),
        ("u", "Achtergrond van de sessie"),
        ("?", "TYPEN"),
        ("i", "│ (Inkorten|Ruimte)"),
        ("z", "│ Zoeken"),
    ],
)
def test_a_letter_of_the_strip_does_its_command(afternoon, letter, shows):
    t = afternoon(80, 24)
    t.keys("C-o")
    t.wait("Opdrachten: ")
    t.type(letter)
    t.wait(shows)
