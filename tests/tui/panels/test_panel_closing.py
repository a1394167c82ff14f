from panel_stage import Evening, on_stage

from ai_tui.tui.panels.closing import Closing


async def test_planned_and_real_stand_side_by_side(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 42)
    evening.run.clock.pause_or_resume()
    evening.clock.go(5)
    evening.run.clock.pause_or_resume()
    evening.at("ontdekken", 30)
    evening.run.clock.skip("verbeelden")
    evening.run.clock.finish()
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
        welcome = next(row for row in rows if "Inloop en welkom" in row)
        assert welcome.split()[-6:] == ["16:00", "30", "16:00", "42", "+12", "+5"]
        assert any("Verbeelden (overgeslagen)" in row for row in rows)
        assert any("vertellen" in row.lower() for row in rows)
        assert "eerder dan gepland" in rows[0]


async def test_before_the_end_it_says_that_it_has_not_ended(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 5)
    async with on_stage(Closing(evening.run)) as (stage, _):
        assert "nog niet afgerond" in stage.part("body")
