from scribe_stage import HandClock, new_run, on_stage

from ai_tui.session.model import ROOM
from ai_tui.tui.desk import Place
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.panels.line import Line


async def test_the_themes_that_were_typed_are_proposed_as_groups(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    form = run.state.form("volgorde")
    run.harvest.append(form, ROOM.id, "items", ["Eén voordeur", "Buren, voor buren", "Jong"])
    run.groups.add(["Jong"], "themes")
    async with on_stage(run, clock) as stage:
        stage.scribe.go(Place("volgorde", ROOM.id))
        await stage.keys("ctrl+o", "j", "+")
        panel = stage.pilot.app.screen
        assert panel.query_one(Line).value == "Eén voordeur; Buren, voor buren"
        assert "Dit zijn de thema's van het formulier" in plain(panel.rows("body").rows)
        await stage.keys("end", "k", "enter")
        made = [group.name for group in run.state.groups("themes")]
        assert made == ["Jong", "Eén voordeur", "Buren, voor burenk"]
        assert len(run.state.groups("groups")) == 6


async def test_one_theme_with_a_comma_is_one_group(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    run.harvest.append(run.state.form("volgorde"), ROOM.id, "items", ["Buren, voor buren"])
    async with on_stage(run, clock) as stage:
        stage.scribe.go(Place("propositie", ""))
        await stage.keys("ctrl+o", "j", "enter")
        assert [group.name for group in run.state.groups("themes")] == ["Buren, voor buren"]
