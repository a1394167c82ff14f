from agenda_kit import DAY, Story, block, minutes, phase, round_of, seconds
from msgspec.structs import replace

from ai_tui.agenda.memory import Folded, Memory
from ai_tui.agenda.moments import Instant, Moment
from ai_tui.agenda.schedule import schedule
from ai_tui.agenda.timeline import evening


def story() -> Story:
    found = Story(
        block("a", "16:00", 30, phases=(phase("x", 10), round_of("y", 2, 1))),
        block("b", "16:30", 30),
        block("c", "17:00", 30, fixed=True),
    )
    found.press("16:00", "start", "a")
    return found


def test_going_on_gives_what_starting_afresh_gives():
    told = story()
    plan = schedule(told.session, told.blocks, DAY)
    presses = [
        ("16:05", "pause", {}),
        ("16:07", "resume", {}),
        ("16:12", "turn", {"phase": "y", "group": "g1"}),
        ("16:13", "extend", {"by": minutes(1)}),
        ("16:20", "start", {"block": "b"}),
        ("16:22", "start", {"block": "a"}),
        ("16:22", "start", {"block": "c", "seen": "b//"}),
        ("16:24", "skip", {"block": "b"}),
        ("16:19", "extend", {"by": minutes(2)}),
        ("16:40", "finish", {}),
        ("16:50", "start", {"block": "c"}),
        ("16:55", "skip", {"block": "a"}),
        ("16:56", "restore", {"block": "a"}),
    ]
    for at, action, more in presses:
        told.press(at, action, **more)
    looks = [
        (told.moments[:count], Instant(told.moments[count - 1].at.wall + seconds(wait)))
        for count in range(1, len(told.moments) + 1)
        for wait in (0, 40, 700)
    ]
    went_on = [evening(plan, moments, now, told.groups) for moments, now in looks]
    for seen, (moments, now) in zip(went_on, looks, strict=True):
        assert seen == evening(told.plan, moments, now, told.groups)


def remembered(memory: Memory, told: Story, plan, now: Instant, groups=None) -> Folded:
    return memory.folded(plan, told.moments, now, groups or told.groups)


def test_a_tick_folds_nothing_again():
    told, memory = story(), Memory()
    plan = told.plan
    first = remembered(memory, told, plan, Instant(told.time("16:10")))
    assert remembered(memory, told, plan, Instant(told.time("16:11"))) is first


def test_views_that_did_not_change_are_the_same_ones():
    told = story()
    plan = told.plan
    seen = [
        evening(plan, told.moments, Instant(told.time(at)), told.groups)
        for at in ("16:11", "16:12")
    ]
    assert seen[0].blocks[1].start == seen[1].blocks[1].start
    assert seen[0].blocks[2] is seen[1].blocks[2]


def test_anything_else_that_is_new_is_folded():
    told = story()
    plan, now = told.plan, Instant(told.time("16:10"), 1000.0, "boot")
    later = replace(now, wall=now.wall + seconds(10), boot=now.boot + 10)
    jumped = replace(later, wall=later.wall + minutes(60))
    looks = {
        "only time": (plan, later, told.groups),
        "plan": (told.plan, later, told.groups),
        "groups": (plan, later, {"groups": ("g1",)}),
        "wall clock": (plan, jumped, told.groups),
        "boot": (plan, replace(later, boot_id="other"), told.groups),
    }
    for name, (planned, at, groups) in looks.items():
        memory = Memory()
        first = remembered(memory, told, plan, now)
        again = memory.folded(planned, told.moments, at, groups)
        assert (again is first) == (name == "only time"), name


def test_a_correction_is_folded_from_the_beginning():
    told, memory = story(), Memory()
    plan, now = told.plan, Instant(told.time("16:10"))
    moment = told.moments[0]
    remembered(memory, told, plan, now)
    told.moments[0] = replace(moment, at=Instant(told.time("15:50")), pressed=moment.at)
    assert remembered(memory, told, plan, now).fold.started == told.time("15:50")


def test_a_correction_that_comes_with_later_presses_stays_before_them():
    told, memory = story(), Memory()
    plan, now = told.plan, Instant(told.time("16:10"))
    remembered(memory, told, plan, now)
    late = told.press("16:04", "start", "b")
    told.moments[-1] = replace(late, at=Instant(told.time("16:09")), pressed=late.at)
    told.press("16:06", "start", "c")
    fold = remembered(memory, told, plan, now).fold
    assert fold.current
    assert fold.current.started == told.time("16:06")


def test_a_press_before_the_time_that_something_was_corrected_to_is_folded_from_the_beginning():
    told, memory = story(), Memory()
    plan, now = told.plan, Instant(told.time("16:10"))
    late = told.press("16:04", "start", "b")
    told.moments[-1] = replace(late, at=Instant(told.time("16:09")), pressed=late.at)
    remembered(memory, told, plan, now)
    told.press("16:06", "start", "c")
    fold = remembered(memory, told, plan, now).fold
    assert fold.current
    assert fold.current.started == told.time("16:06")


def test_nothing_stays_on_time_when_the_session_begins_late():
    told = story()
    moments, plan, now = told.moments, told.plan, Instant(told.time("16:10"))
    assert evening(plan, [], now, told.groups).blocks[1].late == minutes(0)
    late = [replace(moments[0], at=now)]
    assert evening(plan, late, now, told.groups).blocks[1].late == minutes(10)


def test_nothing_comes_too_late_before_the_session_begins():
    told = Story(block("a", "16:00", 40), block("b", "16:30", 30, fixed=True))
    plan, now = told.plan, Instant(told.time("16:00"))
    assert evening(plan, [], now, told.groups).blocks[1].short == minutes(0)
    told.press("16:00", "start", "a")
    assert evening(plan, told.moments, now, told.groups).blocks[1].short == minutes(10)


def test_what_is_remembered_does_not_change_by_looking_further():
    told, memory = story(), Memory()
    plan = told.plan
    first = remembered(memory, told, plan, Instant(told.time("16:00")))
    assert first.fold.current
    evening(plan, told.moments, Instant(told.time("16:20")), told.groups)
    told.moments.append(Moment(id="n", action="pause", at=Instant(told.time("16:05"))))
    remembered(memory, told, plan, Instant(told.time("16:06")))
    assert first.fold.current.elapsed == minutes(0)
    assert first.fold.paused_since is None
