from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from panel_stage import LARGE, SIZES, SMALL, Ticker, fits, plan_of
from textual.app import App

from ai_tui.locale import Words
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session import library
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.panels.panel import STYLE
from ai_tui.tui.screens import shelf
from ai_tui.tui.screens.picker import Chosen, PickerScreen
from ai_tui.tui.theme import THEMES
from ai_tui.tui.widgets.rows import Rows

ALBLASSERDAM = library.find("alblasserdam-2024")


class Door(App[None], inherit_bindings=False):
    """An app of which the picker is the first screen."""

    CSS_PATH = STYLE
    commands = TABLE

    def __init__(self, screen: PickerScreen, words: Words) -> None:
        super().__init__()
        self.first = screen
        self.words = words
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_default_screen(self) -> PickerScreen:
        return self.first


class Shelf:
    """The picker with a folder of runs, and what was chosen there."""

    def __init__(self, root: Path, later: float = 0) -> None:
        self.root = root
        self.later = later
        self.given: list[Chosen | None] = []
        self.app: Door | None = None

    def clock(self, *at: int) -> Ticker:
        clock = Ticker(*at)
        clock.go(self.later)
        return clock

    def put(self, name: str, *, over: bool = False, entries: int = 0, speed: float = 1.0) -> Path:
        clock = self.clock(16, 0)
        run = make(plan_of(), self.root / name, "Sam", clock, speed=speed)
        form, group = run.state.forms[0], run.state.groups("groups")[0]
        run.harvest.append(form, group.id, run.slots(form, group)[0].id, ["tekst"] * entries)
        run.clock.next()
        if over:
            run.clock.finish()
        run.close()
        return self.root / name

    @asynccontextmanager
    async def opened(self, size=SMALL, lang="nl"):
        words = Words(lang)
        clock = self.clock(16, 30)
        screen = PickerScreen(words, "Sam", clock, self.given.append, root=self.root)
        self.app = Door(screen, words)
        async with self.app.run_test(size=size) as pilot:
            await self.app.workers.wait_for_complete()
            await pilot.pause()
            yield pilot

    @property
    def shown(self) -> str:
        return "\n".join(plain(rows.rows) for rows in self.app.screen.query(Rows))

    @property
    def chosen(self) -> str:
        return next(line for line in self.shown.splitlines() if "►" in line)


async def test_one_key_opens_the_afternoon_on_a_fresh_machine(tmp_path):
    picker = Shelf(tmp_path / "none")
    async with picker.opened() as pilot:
        assert "Samen Wel en Erbij" in picker.chosen
        assert "Welkom" in picker.shown
        await pilot.press("enter", "enter")
    assert picker.given == [Chosen(session=ALBLASSERDAM)]


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("n", Chosen(session=ALBLASSERDAM, start="now")),
        ("o", Chosen(session=ALBLASSERDAM, speed=60.0)),
        ("q", None),
        ("escape", None),
        ("ctrl+c", None),
    ],
)
async def test_a_key_begins_now_rehearses_or_leaves(key, chosen, tmp_path):
    picker = Shelf(tmp_path)
    async with picker.opened() as pilot:
        await pilot.press(key)
    assert picker.given == [chosen]


async def test_control_q_does_nothing(tmp_path):
    picker = Shelf(tmp_path)
    async with picker.opened() as pilot:
        await pilot.press("ctrl+q")
        assert picker.given == []
        assert picker.app.is_running


async def test_enter_goes_on_with_the_unfinished_run_of_today(tmp_path):
    picker = Shelf(tmp_path)
    picker.put("samen-20241203-aaaa")
    going = picker.put("samen-20241204-bbbb")
    picker.put("samen-20241204-cccc", speed=60.0)
    picker.put("samen-20241204-dddd", over=True)
    async with picker.opened() as pilot:
        assert "ga verder" in picker.shown
        await pilot.press("enter")
    assert picker.given == [Chosen(run=going)]


async def test_just_after_midnight_where_a_run_is_held_it_is_of_today(tmp_path):
    picker = Shelf(tmp_path, later=8 * 60)
    going = picker.put("samen-20241205-aaaa")
    async with picker.opened() as pilot:
        await pilot.press("enter")
    assert picker.given == [Chosen(run=going)]


async def test_enter_begins_a_run_when_none_of_today_is_unfinished(tmp_path):
    picker = Shelf(tmp_path)
    picker.put("samen-20241204-aaaa")
    picker.later = 24 * 60
    picker.put("samen-20241205-cccc", speed=60.0)
    picker.put("samen-20241205-dddd", over=True)
    async with picker.opened() as pilot:
        await pilot.press("enter")
    assert picker.given == [Chosen(session=ALBLASSERDAM)]


async def test_unfinished_runs_stand_first_and_finished_ones_last(tmp_path):
    picker = Shelf(tmp_path)
    going = picker.put("samen-20241204-aaaa", entries=3)
    gone = picker.put("samen-20241203-bbbb", over=True)
    async with picker.opened(LARGE) as pilot:
        lines = picker.shown.splitlines()
        found = [next(y for y, line in enumerate(lines) if text in line) for text in (
            "loopt · 4 december 2024 16:00 · 6 groepen · 3 regels",
            "Samen Wel en Erbij",
            "afgerond · 4 december 2024 16:00 · 6 groepen · 0 regels",
        )]  # fmt: skip
        assert found == sorted(found)
        assert "Samen verder" in picker.chosen
        assert "ga verder" in picker.shown
        await pilot.press("enter")
    assert picker.given == [Chosen(run=going)]
    async with picker.opened(LARGE) as pilot:
        await pilot.press("end", "n", "o", "enter")
    assert picker.given[1:] == [Chosen(run=gone)]


async def test_runs_of_one_day_are_told_apart_by_when_they_were_made(tmp_path):
    picker = Shelf(tmp_path)
    picker.put("samen-20241204-aaaa", speed=60.0)
    picker.later = 7
    picker.put("samen-20241204-bbbb", speed=60.0)
    picker.later = -24 * 60
    picker.put("samen-20241204-cccc")
    async with picker.opened():
        for told in (
            "oefening · 4 december 2024 16:00",
            "oefening · 4 december 2024 16:07",
            "4 december 2024 · gemaakt dinsdag",
        ):
            assert told in picker.shown


async def test_what_cannot_be_read_is_a_row_and_no_crash(tmp_path, monkeypatch):
    picker = Shelf(tmp_path / "runs")
    for name, content in (("stuk-20240101-zzzz", b"\x00\xffonzin\n"), ("leeg", b"")):
        journal = tmp_path / "runs" / name / "journal"
        journal.mkdir(parents=True)
        (journal / "x.jsonl").write_bytes(content)
    (tmp_path / "runs" / "database").mkdir()
    (tmp_path / "runs" / "database" / "database.json").write_text("[1, 2", "utf-8")
    bad = tmp_path / "fout.toml"
    bad.write_text("title = 3\n[[blocks]]\n", "utf-8")
    monkeypatch.setattr(library, "shipped", lambda: (ALBLASSERDAM, bad, tmp_path / "weg.toml"))
    async with picker.opened(LARGE) as pilot:
        for name in ("stuk", "leeg", "database", "weg"):
            line = next(line for line in picker.shown.splitlines() if line[2:].startswith(name))
            assert "! " in line
        assert "`ai-tui check fout` zegt welke" in picker.shown
        await pilot.press("down", "enter", "n")
        assert picker.given == []
        await pilot.press("q")
    assert picker.given == [None]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", ["nl", "en"])
async def test_it_stays_inside_the_terminal(size, lang, tmp_path):
    picker = Shelf(tmp_path)
    for number in range(12):
        picker.put(f"samen-202412{number + 10}-aaaa", over=number % 2 == 0)
    async with picker.opened(size, lang) as pilot:
        assert fits(picker.app)
        assert picker.app.screen.query_one("#sheet").styles.border_top[0] == "round"
        await pilot.press("home", "up", "end", "pageup", "pagedown")
        assert "►" in picker.chosen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_moves_while_the_cursor_goes_from_runs_to_sessions(size, tmp_path):
    picker = Shelf(tmp_path)
    for number in range(12):
        picker.put(f"samen-202412{number + 10}-aaaa", over=number % 2 == 0)
    async with picker.opened(size) as pilot:
        screen = picker.app.screen
        places = set()
        for _ in range(12):
            await pilot.press("down")
            screen.lay_out()
            await pilot.pause()
            places.add((screen.query_one("#sheet").region, screen.rows("hints").region))
            if screen.cursor in screen.sessions and size[0] >= SMALL[0]:
                assert "hulp" in plain(screen.rows("hints").rows)
        assert len(places) == 1


async def test_the_first_click_chooses_and_the_second_opens(tmp_path):
    picker = Shelf(tmp_path)
    async with picker.opened() as pilot:
        lines = plain(picker.app.screen.query_one("#sheet-body", Rows).rows).splitlines()
        y = next(y for y, line in enumerate(lines) if "Ruwaard" in line)
        await pilot.click("#sheet-body", offset=(6, y))
        assert "Ruwaard" in picker.chosen
        assert picker.given == []
        await pilot.click("#sheet-body", offset=(6, y))
    assert picker.given == [Chosen(session=library.find("ruwaard-2017"))]


async def test_help_opens_and_closes(tmp_path):
    picker = Shelf(tmp_path)
    async with picker.opened() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "TYPEN" in picker.shown
        await pilot.press("escape")
        assert picker.given == []


def test_a_run_of_which_only_the_name_is_known_shows_its_day(tmp_path):
    picker = Shelf(tmp_path)
    picker.put("samen-verder-20241204-abcd")
    [card] = shelf.unread_runs(tmp_path)
    assert (card.title, card.state) == ("samen-verder", "unread")
    assert f"{card.day}" == "2024-12-04"


async def test_below_the_least_size_it_speaks_of_no_clock(tmp_path):
    shelf = Shelf(tmp_path)
    async with shelf.opened(size=(50, 12)):
        assert "Maak het venster groter" in shelf.shown
        assert "Klok" not in shelf.shown


@pytest.mark.parametrize("cause", [LookupError, ValueError, TypeError, OverflowError, OSError])
async def test_one_run_that_cannot_be_opened_for_whatever_cause_hides_no_other(
    cause, tmp_path, monkeypatch
):
    picker = Shelf(tmp_path)
    odd, good = picker.put("raar-20241204-aaaa"), picker.put("goed-20241204-bbbb")
    whole = Run.open.__func__

    def opened(cls, folder, *args, **options):
        if folder == odd:
            raise cause("nobody thought of this")
        return whole(cls, folder, *args, **options)

    monkeypatch.setattr(Run, "open", classmethod(opened))
    async with picker.opened(LARGE):
        cards = {
            card.path: card.state
            for card in picker.app.screen.runs.values()
            if card.path in (odd, good)
        }
        assert cards == {odd: "broken", good: "running"}
        assert f"! In {odd.anchor}" in picker.shown
