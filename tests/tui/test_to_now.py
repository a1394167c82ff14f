from scribe_stage import HandClock, new_run, on_stage


async def test_f9_goes_to_the_form_of_the_phase_that_runs(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("verbeelden")
        for phase, form in (("optreden", "optreden"), ("themas-ophalen", "themas")):
            stage.run.clock.phase(phase)
            stage.scribe.clock_changed()
            assert stage.scribe.desk.place.form != form
            await stage.keys("f9")
            assert stage.scribe.desk.place.form == form


async def test_f9_stays_in_a_form_that_is_of_the_whole_block(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    run.groups.add(["Eén voordeur"], "themes")
    async with on_stage(run, clock) as stage:
        stage.run.clock.go("ontwerpen")
        stage.scribe.clock_changed()
        await stage.keys("f9", "ctrl+t")
        assert stage.scribe.desk.place.form == "tips-en-tops"
        await stage.keys("f9")
        assert stage.scribe.desk.place.form == "tips-en-tops"
