"""What holds whatever the plan is and whatever people press."""

from datetime import datetime, timedelta
from itertools import pairwise

from agenda_kit import NOTHING, Story, block, minutes, phase, seconds, view
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ai_tui.agenda.applying import apply
from ai_tui.agenda.evening import BlockView, Evening, PhaseView
from ai_tui.agenda.moments import Instant, seen_key
from ai_tui.agenda.shorten import Proposal, adjust, propose
from ai_tui.agenda.signals import signals
from ai_tui.session.model import Block, Phase

GROUPS = ("g1", "g2", "g3")
THEMES = ("t1", "t2")
PHASES = ("x", "y", "z")


@st.composite
def plans(draw):
    """A plan of one to five blocks from 16:00 on, and the groups and theme groups there are."""
    made, clock = [], 16 * 60
    for n in range(draw(st.integers(1, 5))):
        clock += draw(st.sampled_from([0, 0, 0, 10]))
        length = draw(st.sampled_from([None, 0, 5, 10, 20, 30]))
        timed = n == 0 or draw(st.booleans())
        made.append(
            block(
                f"b{n}",
                f"{clock // 60:02}:{clock % 60:02}" if timed else "",
                length,
                fixed=timed and draw(st.booleans()),
                absorbs=draw(st.booleans()),
                min=draw(st.sampled_from([None, 0, 5])) if length else None,
                phases=draw(phase_lists(length is None)),
            )
        )
        clock += length or 15
    story = Story(*made, start="16:00", until=draw(st.sampled_from(["17:00", "19:00"])))
    for kind, there in (("groups", GROUPS), ("themes", THEMES)):
        story.groups[kind] = there[: draw(st.integers(0, len(there)))]
    return story


@st.composite
def phase_lists(draw, many_open: bool):
    """Up to three phases, rounds among them; in a block with a length one may have none."""
    made = []
    for id in PHASES[: draw(st.integers(0, 3))]:
        lengths = [0, 2, 5, 10]
        if many_open or all(one.length is not None for one in made):
            lengths.append(None)
        length, least = draw(st.sampled_from(lengths)), draw(st.sampled_from([None, 0, 1]))
        more = {} if None in (least, length) or least > length else {"min": least}
        if draw(st.booleans()):
            more["per"] = draw(st.sampled_from(["groups", "themes"]))
            more["change"] = draw(st.sampled_from([0, 1]))
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
    started = ids[0]
    for _ in range(draw(st.integers(0, 12))):
        at += seconds(draw(st.sampled_from([0, 1, 59, 60, 150, 300, 1000])))
        action = draw(st.sampled_from(actions))
        which = draw(st.sampled_from([started] * len(ids) * (action == "skip") + ids))
        more = {
            "phase": draw(st.sampled_from(("", "", *PHASES))),
            "group": draw(st.sampled_from(("", *GROUPS, *THEMES, "gone"))),
            "by": minutes(draw(st.sampled_from([-5, -1, 1, 5, 20]))),
        }
        if action == "reorder":
            more["order"] = tuple(draw(st.permutations(GROUPS + THEMES)))
        if draw(st.integers(0, 3)) == 0:
            more["seen"] = seen_key(which, more["phase"], more["group"])
        if action == "start":
            started = which
        elif action not in LEAVING:
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


@settings(max_examples=100)
@given(st.data())
def test_expected_times_never_run_backwards(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 5000)))
    expected = known_times(everything(story, now))
    assert all(before <= after for before, after in pairwise(expected))


@settings(max_examples=100)
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


@settings(max_examples=100)
@given(st.data())
def test_durations_add_up_to_the_total_whatever_the_moments(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 5000)))
    if data.draw(st.booleans()):
        story.press(now, "finish")
    seen = everything(story, now)
    spent = sum((one.elapsed + one.paused + one.waited for one in seen.blocks), NOTHING)
    assert spent == (seen.ended or now) - seen.started
    for one in seen.blocks:
        assert min(one.elapsed, one.paused, one.waited, one.over) >= NOTHING
        if one.phases:
            assert sum((part.spent for part in one.phases), NOTHING) == one.elapsed
            assert sum((part.paused for part in one.phases), NOTHING) == one.paused
            assert sum((part.extended for part in one.phases), NOTHING) == one.extended
        for part in one.phases:
            turns = sum((turn.taken for turn in part.turns), NOTHING)
            assert turns <= part.spent


@settings(max_examples=300)
@given(st.data())
def test_what_has_not_begun_needs_its_whole_length(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    seen = everything(story, last + seconds(data.draw(st.integers(0, 5000))))
    for one in seen.blocks:
        for part in (one, *one.phases):
            assert part.length is None or part.length >= NOTHING
    for part in (part for one in ahead_of(seen) for part in one.phases):
        turns = {turn.state for turn in part.turns}
        untouched = turns == {"to_come"} if turns else not part.started
        if untouched and part.state not in ("done", "skipped"):
            assert part.left == part.length


def numbers(seen: Evening) -> dict[str, timedelta]:
    """Everything there is to see, as distances that can be compared."""
    origin = seen.started or seen.now
    place = (seen.block, seen.phase, seen.group)
    found = {
        "drift": seen.drift,
        "behind": seen.behind,
        "end": seen.end and seen.end - origin,
        "room": seen.room,
        "left": seen.block_countdown.left,
        f"countdown of {place}": seen.countdown.left,
    }
    for one in seen.blocks:
        own = [one.paused, one.waited, one.extended, one.over, one.late, one.slack, one.short]
        for part in (one, *one.phases):
            key = f"{one.id} {part.id if part is not one else ''}"
            own += [part.length, part.left, part.elapsed, part.start and part.start - origin]
            own += [part.end and part.end - origin]
            found |= {f"{key} {n}": value for n, value in enumerate(own)}
            own = []
    return found


@settings(max_examples=100)
@given(st.data())
def test_between_moments_nothing_jumps(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    one = last + seconds(data.draw(st.integers(0, 5000)))
    other = one + seconds(data.draw(st.sampled_from([0.01, 1, 60, 900])))
    before, after = numbers(everything(story, one)), numbers(everything(story, other))
    passed = other - one
    for name in before.keys() & after.keys():
        known, then = before[name], after[name]
        assert (known is None) == (then is None), name
        if known is not None:
            assert abs(then - known) <= passed + timedelta(microseconds=10), name


@settings(max_examples=100)
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


def applied(story: Story, found: Proposal) -> None:
    """Write the proposal into the story, as the scribe's Enter does."""
    by_id = {one.id: one for one in apply(found, story.blocks)}
    story.blocks = [by_id.get(one.id, one) for one in story.blocks]


@settings(max_examples=300)
@given(st.data())
def test_what_is_proposed_comes_true_when_applied(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 3000)))
    seen = everything(story, now)
    found = propose(story.plan, seen)
    if found is None:
        return
    for row in found.rows:
        assert row.least <= row.proposed <= row.most
    for row in data.draw(st.lists(st.integers(0, 9), max_size=3)) if found.rows else ():
        found = adjust(found, row % len(found.rows), data.draw(st.integers(-6, 6)))
    applied(story, found)
    after = everything(story, now)
    late = {one.id: one.short for one in after.blocks if one.state == "to_come"}
    late[""] = NOTHING if after.room is None else max(-after.room, NOTHING)
    goals = {goal.block: goal.missing for goal in found.goals}
    for which, by in late.items():
        missing = goals.get(which, NOTHING)
        assert abs(by - missing) < seconds(1) if missing else by < minutes(1)
    for row in found.rows:
        one = view(after, row.block)
        if not row.free:
            part = next((each for each in one.phases if each.id == row.phase), one)
            if None not in (part.end, row.end) and part.state != "done":
                assert abs(part.end - row.end) < seconds(1)


def whole(one: BlockView, plan: Block) -> timedelta:
    """What a block takes in all when the room leaves nothing early, without what it was given.

    What the room leaves early goes to a phase to come that takes what is left, if there is one.
    What a round without groups was given is taken by nobody: no block takes less than nothing.
    """
    both = list(zip(plan.phases, one.phases, strict=True))
    takes = one.elapsed + (one.left or NOTHING)
    if not any(takes_rest(known, part) for known, part in both):
        phases = sum((part.length for known, part in both if known.length is not None), NOTHING)
        takes = max(takes, one.length or NOTHING, phases)
    return max(takes - max(one.extended, NOTHING), NOTHING)


def takes_rest(plan: Phase, one: PhaseView) -> bool:
    """Whether a phase that is not over takes what its block leaves."""
    return plan.length is None and plan.per is None and one.state not in ("done", "skipped")


@settings(max_examples=300)
@given(st.data())
def test_nothing_is_made_shorter_than_its_min(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 3000)))
    seen = everything(story, now)
    found = propose(story.plan, seen)
    if found is None:
        return
    for row in range(len(found.rows)):
        found = adjust(found, row, data.draw(st.integers(-60, 0)))
    before = {one.id: one for one in story.blocks}
    applied(story, found)
    after = everything(story, now)
    for one in story.blocks:
        was = before[one.id]
        for part, known in zip((one, *one.phases), (was, *was.phases), strict=True):
            assert part == known or part.length is None or part.length >= (part.min or NOTHING)
        least = min(one.min or NOTHING, whole(view(seen, one.id), was))
        assert whole(view(after, one.id), one) >= least


@settings(max_examples=300)
@given(st.data())
def test_what_could_not_be_won_is_not_won_by_asking_again(data):
    story = data.draw(plans())
    last = data.draw(presses(story))
    now = last + seconds(data.draw(st.integers(0, 3000)))
    found = propose(story.plan, everything(story, now))
    if found is None or found.kind == "give":
        return
    applied(story, found)
    again = propose(story.plan, everything(story, now))
    if again is not None and again.kind == "shorten":
        assert not any(again.cuts)


@settings(max_examples=300)
@given(st.data())
def test_what_one_row_is_offered_misses_no_goal(data):
    story = data.draw(plans())
    at = story.time("15:20") + minutes(data.draw(st.integers(0, 40)))
    story.press(at, "start", "b0")
    found = propose(story.plan, everything(story, at + minutes(data.draw(st.integers(0, 20)))))
    if found is None or found.kind == "shorten":
        return
    plain = found
    for index, row in enumerate(found.rows):
        plain = adjust(plain, index, (row.length - row.proposed) // minutes(1))
    for index, row in enumerate(plain.rows):
        assert adjust(plain, index, (row.most - row.length) // minutes(1)).missing == NOTHING


@settings(max_examples=100)
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
