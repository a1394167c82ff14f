import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from ai_tui.forms import KINDS, OPTIONS
from ai_tui.session.fitting import fits, total
from ai_tui.session.library import find, shipped
from ai_tui.session.model import Block, Phase, Plan
from ai_tui.session.reading import read

MINUTE = timedelta(minutes=1)
EVERY = pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)


def plan(name: str) -> Plan:
    return read(find(name), OPTIONS)


def test_the_afternoon_in_alblasserdam_has_its_seven_blocks_at_their_times():
    session = plan("alblasserdam-2024").session
    assert (session.date, session.start, session.until) == (date(2024, 12, 4), time(16), time(21))
    assert (session.place, session.group_word, session.groups) == (
        "Landvast, Alblasserdam",
        "Tafel",
        None,
    )
    assert [
        (f"{block.start:%H:%M}", block.length / MINUTE, block.min and block.min / MINUTE)
        for block in plan("alblasserdam-2024").blocks
    ] == [
        ("16:00", 30, 20),
        ("16:30", 45, 40),
        ("17:15", 45, 35),
        ("18:00", 45, 35),
        ("18:45", 30, None),
        ("19:15", 60, 50),
        ("20:15", 30, 20),
    ]


def test_the_performances_and_the_themes_leave_room_for_six():
    fitting = [fits(block) for block in plan("alblasserdam-2024").blocks]
    assert [fit for fit in fitting if fit is not None and fit < 6] == []
    assert sum(fit is not None for fit in fitting) == 2


def test_only_the_meal_in_alblasserdam_is_fixed():
    blocks = plan("alblasserdam-2024").blocks
    assert [block.id for block in blocks if block.fixed] == ["eten"]


def test_the_milestones_in_alblasserdam_have_the_dates_of_the_guide():
    (form,) = [form for form in plan("alblasserdam-2024").forms if form.kind == "milestones"]
    days = [date.fromisoformat(term["date"]) for term in form.options["terms"]]
    week, month, spring, sinterklaas = days
    assert week == date(2024, 12, 11)
    assert month == date(2025, 1, 31)
    assert spring.year == 2025
    assert spring.month in (3, 4, 5)
    assert sinterklaas == date(2025, 12, 5)
    assert form.audience == "themes"


def test_the_conference_in_ruwaard_ends_when_its_blocks_do():
    ruwaard = plan("ruwaard-2017")
    assert ruwaard.session.groups == ("Bewoners", "Professionals", "Managers", "Bestuurders")
    assert sum((block.length for block in ruwaard.blocks), timedelta()) == 240 * MINUTE
    assert (ruwaard.session.start, ruwaard.session.until) == (time(13), time(17))
    assert [block.id for block in ruwaard.blocks if block.fixed] == ["pauze"]


def test_the_two_sessions_use_every_kind_of_form():
    used = {form.kind for path in shipped() for form in read(path, OPTIONS).forms}
    assert used == set(KINDS)


@EVERY
def test_titles_fit_a_narrow_screen(path: Path):
    one = read(path, OPTIONS)
    titles = [one.session.title, *(block.title for block in one.blocks)]
    titles += [phase.title for block in one.blocks for phase in block.phases]
    titles += [form.title for form in one.forms]
    assert [title for title in titles if len(title) > 40] == []


@EVERY
def test_there_is_an_instruction_of_two_to_four_sentences_for_whatever_goes_on(path: Path):
    for block in read(path, OPTIONS).blocks:
        texts = [phase.instruction for phase in block.phases] or [block.instruction]
        for text in texts:
            said = text or block.instruction
            assert said, block.id
            assert 2 <= len(re.findall(r"[.?!](?:\s|$)", said)) <= 4, said
            assert "\n" not in said, said
            assert len(said) <= 300, said


@EVERY
def test_shortening_has_something_to_take_and_phases_do_not_ask_more_than_their_block(path: Path):
    one = read(path, OPTIONS)
    shorter = [block for block in one.blocks if block.min is not None]
    assert len(shorter) >= 6
    for block in shorter:
        assert block.min < block.length
        kept = [phase.min or phase.length for phase in block.phases if phase.per is None]
        if any(phase.min for phase in block.phases):
            assert sum(kept, timedelta()) + total(rounds(block), 4) <= block.min, block.id


def rounds(block: Block) -> list[Phase]:
    return [phase for phase in block.phases if phase.per is not None]
