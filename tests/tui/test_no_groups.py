from scribe_stage import HandClock, new_run, on_stage

from ai_tui.tui.desk import Place

TOLD = "Er zijn nog geen groepen · ^O j voegt ze toe"


async def test_what_is_typed_where_no_group_is_does_not_vanish_without_a_word(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock, groups=0), clock) as stage:
        await stage.keys("escape")
        assert stage.scribe.desk.form.hint
        assert stage.scribe.desk.form.hint not in stage.part("status")
        await stage.keys("a")
        assert f"! {TOLD}" in stage.part("status")
        await stage.keys("enter")
        assert f"! {TOLD}" in stage.part("status")
        stage.scribe.go(Place("propositie", ""))
        assert "Er zijn nog" not in stage.part("status")
        await stage.pilot.press("b")
        assert "! Er zijn nog geen themagroepen · ^O j" in stage.part("status")


async def test_where_groups_are_the_hint_of_the_form_stands(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        assert stage.scribe.desk.form.hint[:20] in stage.part("status")
        await stage.keys("a", "enter")
        assert "Er zijn nog" not in stage.part("status")
