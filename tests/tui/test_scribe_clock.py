from scribe_stage import HandClock, new_run, on_stage


async def test_the_key_names_what_comes_next_when_phases_go_on_by_themselves(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2")
        assert "F2 Welkom en inleiding" in stage.part("footer")
        await stage.passes(minutes=12)
        assert "F2 Eerste uitleg" in stage.part("footer")
        await stage.passes(minutes=40)
        assert "F2 Vraaggesprekken in tweetall" in stage.part("footer")


async def test_the_form_of_an_earlier_block_says_so_as_soon_as_the_clock_went_on(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("ontdekken")
        await stage.passes(minutes=5)
        assert "↶" not in stage.part("tabs")
        stage.run.clock.go("verbeelden")
        await stage.passes(minutes=1)
        assert "↶ 16:00" in stage.part("tabs")


async def test_a_session_that_is_over_names_no_keys_that_do_nothing(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (200, 60)) as stage:
        assert "F5" not in stage.part("footer")
        await stage.keys("f2")
        assert "F5 +1" in stage.part("footer")
        stage.run.clock.finish()
        await stage.passes(minutes=1)
        assert "F5" not in stage.part("footer")
        assert "F7" not in stage.part("footer")
