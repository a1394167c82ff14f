"""What holds whatever the plan is and whatever people press."""

from datetime import datetime, timedelta
from itertools import pairwise

from agenda_kit import NOTHING, Story, block, minutes, phase, round_of, seconds, view
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ai_tui.agenda.evening import Evening
from ai_tui.agenda.moments import Instant, seen_key
from ai_tui.agenda.shorten import apply, propose
from ai_tui.agenda.signals import signals

GROUPS = ("g1", "g2", "g3")
PHASES = ("x", "y", "z")


@st.composite
def plans(draw, closed: bool = False):
    """A plan of one to five blocks from 16:00 on; a `closed` one has no open ends."""
    made, clock = [], 16 * 60
    for n in range(draw(st.integers(1, 5))):
        clock += draw(st.sampled_from([0, 0, 0, 10]))
        length = draw(st.sampled_from([0, 5, 10, 20, 30] + ([] if closed else [None])))
        timed = n == 0 or draw(st.booleans())
        made.append(
            block(
                f"b{n}",
                f"{clock // 60:02}:{clock % 60:02}" if timed else "",
                length,
                fixed=timed and draw(st.booleans()),
                absorbs=draw(st.booleans()),
                min=draw(st.sampled_from([None, 0, 5])) if length else None,
                phases=draw(phase_lists(closed)),
            )
        )
        clock += length or 15
    return Story(*made, start="16:00", until="19:00")


@st.composite
def phase_lists(draw, closed: bool):
    kinds = draw(st.lists(st.sampled_from(["plain", "plain", "round", "free"]), max_size=3))
    made = []
    for id, kind in zip(PHASES, kinds, strict=False):
        length = draw(st.sampled_from([0, 2, 5, 10]))
        least = draw(st.sampled_from([None, 0, 1]))
        more = {} if least is None or least > length else {"min": least}
        if kind == "round":
            made.append(round_of(id, length, draw(st.sampled_from([0, 1])), **more))
        elif kind == "free" and not closed:
            made.append(phase(id))
        else:
            made.append(phase(id, length, **more))
    return tuple(made)


ACTIONS = ("start", "start", "phase", "turn", "pass", "reorder", "pause", "resume", "extend")
LEAVING = ("skip", "restore")


@st.composite
def presses(draw, story: Story, actions=ACTIONS + LEAVING):
    """What people press, sense or nonsense, with the session begun at its first press."""
    at = story.time("15:50") + minutes(draw(st.integers(0, 20)))
    ids = [one.id for one in story.blocks]
    story.press(at, "start", ids[0])
    for _ in range(draw(st.integers(0, 12))):
        at += seconds(draw(st.sampled_from([0, 1, 59, 60, 150, 300, 1000])))
        action = draw(st.sampled_from(actions))
        which = draw(st.sampled_from(ids))
        more = {
            "phase": draw(st.sampled_from(("", *PHASES))),
            "group": draw(st.sampled_from(("", *GROUPS, "gone"))),
            "by": minutes(draw(st.sampled_from([-5, -1, 1, 5]))),
        }
        if action == "reorder":
            more["order"] = tuple(draw(st.permutations(GROUPS)))
        if draw(st.booleans()):
            more["seen"] = seen_key(which, more["phase"], more["group"])
        if action not in ("start", "skip", "restore"):
            which = ""
        moment = story.press(at, action, which, **more)
        if draw(st.integers(0, 9)) == 0:
            moved = Instant(at + minutes(draw(st.integers(-30, 0))))
            story.moments[-1] = replace(moment, at=moved, pressed=moment.at)
    return at


def everything(story: Story, now: datetime) -> Evening:
    return story.at(Instant(now))


def ahead_of(seen: Evening):
    """The current block and those to come, in the order in which they are expected."""
    return [one for one in seen.blocks if one.id == seen.block] + [
        one for one in seen.blocks if one.state == "to_come"
    ]


def known_times(seen: Evening) -> list[datetime]:
    """All expected times from now on, in order, phases inside their blocks."""
    found = [seen.now] if seen.state != "before" else []
    for one in ahead_of(seen):
        coming = [one.start] if one.state == "to_come" else []
        for part in one.phases:
            if part.state == "to_come":
                coming += [part.start]
            if part.state in ("to_come", "now", "paused"):
                coming += [part.end]
        found += [at for at in [*coming, one.end] if at is not None]
    return found


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_expected_times_never_run_backwards(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 5000)))
    expected = known_times(everything(story, now))
    assert all(before <= after for before, after in pairwise(expected))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_fixed_blocks_are_never_expected_early(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    seen = everything(story, last + seconds(data.draw(st.integers(0, 5000))))
    own = {one.id for one in story.blocks if one.start and one.fixed}
    for one in seen.blocks:
        if one.state == "to_come" and one.id in own:
            assert one.start >= one.planned_start
            assert one.slack >= NOTHING
            assert one.short == one.start - one.planned_start


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_durations_add_up_to_the_total_whatever_the_moments(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 5000)))
    if data.draw(st.booleans()):
        story.press(now, "finish")
    seen = everything(story, now)
    spent = sum((one.elapsed + one.paused for one in seen.blocks), NOTHING)
    assert spent == (seen.ended or now) - seen.started
    for one in seen.blocks:
        assert min(one.elapsed, one.paused, one.over) >= NOTHING
        if one.phases:
            assert sum((part.spent for part in one.phases), NOTHING) == one.elapsed
            assert sum((part.paused for part in one.phases), NOTHING) == one.paused
            assert sum((part.extended for part in one.phases), NOTHING) == one.extended
        for part in one.phases:
            turns = sum((turn.taken for turn in part.turns), NOTHING)
            assert turns <= part.spent


def numbers(seen: Evening) -> dict[str, timedelta]:
    """Everything expected, as distances that can be compared."""
    origin = seen.started or seen.now
    found = {"drift": seen.drift, "behind": seen.behind}
    if seen.end:
        found["end"] = seen.end - origin
    if seen.block_countdown.left is not None:
        found["left"] = seen.block_countdown.left
    place = (seen.block, seen.phase, seen.group)
    if seen.countdown.left is not None:
        found[f"countdown of {place}"] = seen.countdown.left
    for one in ahead_of(seen):
        for name, at in (("start", one.start), ("end", one.end)):
            if at:
                found[f"{one.id} {name}"] = at - origin
    return found


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_between_moments_nothing_jumps(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    one = last + seconds(data.draw(st.integers(0, 5000)))
    other = one + seconds(data.draw(st.sampled_from([0.01, 1, 60, 900])))
    before, after = numbers(everything(story, one)), numbers(everything(story, other))
    passed = other - one
    for name in before.keys() & after.keys():
        assert abs(after[name] - before[name]) <= passed + timedelta(microseconds=10), name


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_block_skipped_and_restored_is_as_it_was(data):
    story = data.draw(plans())
    last = data.draw(presses(story, ACTIONS))
    whole = everything(story, last + minutes(1))
    others = [one.id for one in story.blocks if one.id != whole.block]
    if not others:
        return
    which = data.draw(st.sampled_from(others))
    story.press(last, "skip", which)
    assert view(everything(story, last + minutes(1)), which).state == "skipped"
    story.press(last, "restore", which)
    assert everything(story, last + minutes(1)) == whole


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_is_proposed_comes_true_when_applied(data):
    story = data.draw(plans(closed=True))
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 3000)))
    seen = everything(story, now)
    found = propose(story.plan, seen)
    if found is None:
        return
    for row in found.rows:
        assert row.least <= row.proposed <= row.most
    changed, extension = apply(found, story.blocks)
    by_id = {one.id: one for one in changed}
    story.blocks = [by_id.get(one.id, one) for one in story.blocks]
    story.press(now, "extend", by=extension)
    after = everything(story, now)
    goals = {goal.block: goal.missing for goal in found.goals}
    assert abs(after.end - found.end) < seconds(1)
    for one in after.blocks:
        if one.state == "to_come" and one.fixed and one.planned_start:
            assert abs(one.short - goals.get(one.id, NOTHING)) < seconds(1)
    if found.kind == "shorten" and not found.missing:
        assert after.room is None or after.room > seconds(-1)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_sign_is_given_once_however_the_clock_ticks(data):
    story = Story(
        block("a", "16:00", 30, phases=(phase("x", 7), phase("y", 12), phase("z", 11))),
        block("b", "16:30", 20),
    )
    story.press("16:00", "start", "a")
    steps = data.draw(st.lists(st.integers(1, 240), min_size=1, max_size=60))
    at, given_before = story.time("16:00"), set()
    seen = everything(story, at)
    for step in steps:
        at += seconds(step)
        before, seen = seen, everything(story, at)
        for one in signals(before, seen, story.plan):
            mark = next((mark for mark in (30, 60, 300) if one.left <= seconds(mark)), 600)
            key = (one.kind, one.phase, mark if one.kind == "left" else 0)
            assert key not in given_before
            given_before.add(key)
