import pytest
from scribe_stage import HandClock, new_run, on_stage, plan_from

PLAN = """
title = "Proef"
start = "16:00"
until = "17:00"
lang = "nl"

[[blocks]]
id = "blok"
title = "Blok"
min = 30

[[blocks.forms]]
id = "vrij"
title = "Vrij"
{form}
"""


def run_with(folder, clock, form):
    return new_run(folder, clock, 2, plan_from(PLAN.format(form=form)))


@pytest.mark.parametrize(
    "form",
    ['kind = "list"', 'kind = "agreements"', 'kind = "columns"\ncolumns = ["a", "b"]\nfrom = true'],
)
async def test_where_no_number_is_asked_the_rows_are_counted(tmp_path, form):
    clock = HandClock()
    async with on_stage(run_with(tmp_path / "r", clock, form), clock) as stage:
        assert stage.part("tabs").splitlines()[1].endswith(" Tafel 1")
        await stage.keys("a", "enter", "b", "enter")
        assert stage.part("tabs").splitlines()[1].endswith(" Tafel 1 · 2 regels")
        await stage.keys("ctrl+g")
        body = stage.pilot.app.screen.rows("body")
        assert " 2]" in "".join(piece.text for row in body.rows for piece in row)


async def test_where_a_number_is_asked_it_says_how_many_of_it(tmp_path):
    clock = HandClock()
    form = 'kind = "list"\nmax = 5'
    async with on_stage(run_with(tmp_path / "r", clock, form), clock) as stage:
        await stage.keys("a", "enter", "b", "enter")
        assert stage.part("tabs").splitlines()[1].endswith(" Tafel 1 · 2 van 5")
