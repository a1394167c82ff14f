from datetime import timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from ai_tui.agenda.evening import Ahead, Countdown, TurnView
from ai_tui.tui.paint.clock_panel import clock_cuts, clock_panel, work_title
from ai_tui.tui.paint.countdown import countdown_digits, countdown_role, countdown_texts
from ai_tui.tui.paint.pieces import cut_row, plain
from ai_tui.tui.paint.times import digits_text

NAMES = {str(n): f"Tafel {n}" for n in range(1, 7)}


def left(evening, seconds, length=15 * 60):
    countdown = Countdown(
        None if seconds is None else timedelta(seconds=seconds),
        evening.countdown.until,
        None if length is None else timedelta(seconds=length),
    )
    return replace(evening, countdown=countdown)


def in_a_round(evening):
    turns = tuple(
        TurnView(str(n), "done" if n < 3 else "now" if n == 3 else "to_come") for n in range(1, 7)
    )
    blocks = list(evening.blocks)
    phases = blocks[2].phases
    phases = (*phases[:2], replace(phases[2], turns=turns), phases[3])
    blocks[2] = replace(blocks[2], phases=phases)
    ahead = Ahead("turn", "ontdekken", "top-3-kiezen", "4", "Tafel 4")
    return replace(evening, blocks=tuple(blocks), group="3", ahead=ahead)


def texts(evening, words, width=60, height=3):
    return plain(countdown_texts(evening, words, width, height, NAMES)).split("\n")


def test_the_panel_on_eighty_columns(evening, nl):
    assert plain(clock_panel(evening, nl, 53, 4, NAMES)) == (
        " Top-3 kiezen                           fase 3 van 4\n"
        " ┏━┓┏━┓   ╻ ╻┏━┓   tot 17:57 · blok tot 18:07\n"
        " ┃ ┃┣━┫ : ┗━┫┣━┫   straks  Delen in de zaal (10 min)\n"
        " ┗━┛┗━┛     ╹┗━┛   daarna  Verbeelden en presenteren"
    )


def test_the_panel_on_a_hundred_and_twenty(evening, nl):
    assert plain(clock_panel(evening, nl, 79, 4, NAMES)) == (
        " Ontdekken en delen · Top-3 kiezen                                fase 3 van 4\n"
        " ┏━┓┏━┓   ╻ ╻┏━┓   tot 17:57 · nog 9 van 15 min · blok tot 18:07\n"
        " ┃ ┃┣━┫ : ┗━┫┣━┫   straks  Delen in de zaal (10 min)\n"
        " ┗━┛┗━┛     ╹┗━┛   daarna  Verbeelden en presenteren, 18:07 (plan 18:00)"
    )


def test_the_panel_on_two_hundred_has_rectangles(evening, nl):
    assert plain(clock_panel(evening, nl, 94, 6, NAMES)) == (
        " Ontdekken en delen · Top-3 kiezen"
        "                                               fase 3 van 4\n"
        " ████████  ████████        ██    ██  ████████  "
        "tot 17:57 · nog 9 van 15 min · blok tot 18:07\n"
        " ██    ██  ██    ██   ██   ██    ██  ██    ██  straks  Delen in de zaal (10 min)\n"
        " ██    ██  ████████        ████████  ████████  "
        "daarna  Verbeelden en presenteren, 18:07\n"
        " ██    ██  ██    ██   ██         ██  ██    ██\n"
        " ████████  ████████              ██  ████████"
    )


def test_two_rows_have_digits_of_one_row(evening, nl):
    assert plain(clock_panel(evening, nl, 53, 2, NAMES)) == (
        " Top-3 kiezen                           fase 3 van 4\n 08:48   tot 17:57 · blok tot 18:07"
    )


def test_the_texts_stand_still_in_overtime(evening, nl):
    normal = plain(clock_panel(evening, nl, 53, 4, NAMES)).split("\n")
    over = plain(clock_panel(left(evening, -130), nl, 53, 4, NAMES)).split("\n")
    assert normal[2].index("straks") == over[2].index("straks")
    assert over[2].startswith("╺╋╸")


def test_overtime_is_said_in_capitals(evening, nl):
    over = left(evening, -130)
    assert countdown_digits(over, nl) == "+02:10"
    assert countdown_role(over) == "alarm"
    assert texts(over, nl)[0] == "OVER TIJD · was tot 17:57 · blok tot 18:07"
    next_day = replace(over, now=over.now + timedelta(days=1))
    assert texts(next_day, nl)[0].startswith("OVER TIJD · was tot gisteren 17:57")
    assert texts(over, nl, 12)[0] == "OVER TIJD"


def test_a_pause_is_said_first(evening, nl):
    paused = replace(evening, state="paused")
    assert countdown_role(paused) == "look_out"
    assert texts(paused, nl)[0] == "PAUZE · nog 9 van 15 min · blok tot 18:07"
    assert texts(paused, nl, 30)[0] == "PAUZE · nog 9 van 15 min"
    since = replace(paused, paused_since=evening.now - timedelta(minutes=4, seconds=50))
    assert texts(since, nl)[0] == "PAUZE 4 min · nog 9 van 15 min · blok tot 18:07"
    long = replace(paused, paused_since=evening.now - timedelta(minutes=199))
    assert texts(long, nl)[0].startswith("PAUZE 3u19 · ")


def given(evening, minutes):
    count = replace(evening.countdown, extended=timedelta(minutes=minutes))
    return replace(evening, countdown=count)


def test_time_that_was_given_is_said_as_long_as_what_was_given_it_runs(evening, nl):
    more = given(evening, 5)
    assert texts(more, nl, 34)[0] == "tot 17:57 · +5 extra"
    assert texts(more, nl)[0] == "tot 17:57 · nog 9 van 15 min · +5 extra · blok tot 18:07"
    assert texts(given(evening, -2), nl, 34)[0] == "tot 17:57 · 2 korter"
    for seconds, shown in ((45, "nog 45 s · tot 17:57 · +5 extra"), (-90, "OVER TIJD · was tot")):
        seen = left(evening, seconds)
        seen = replace(seen, countdown=replace(seen.countdown, extended=timedelta(minutes=5)))
        assert texts(seen, nl)[0].startswith(shown)
        assert "+5 extra" in texts(seen, nl)[0]


def test_a_pause_in_overtime_hides_neither(evening, nl):
    both = replace(left(evening, -130), state="paused")
    assert countdown_digits(both, nl) == "+02:10"
    assert texts(both, nl)[0] == "PAUZE · OVER TIJD · blok tot 18:07"
    assert texts(both, nl, 18)[0] == "PAUZE · OVER TIJD"


def test_the_last_minute_counts_seconds(evening, nl):
    soon = left(evening, 45)
    assert countdown_role(soon) == "look_out"
    assert texts(soon, nl)[0] == "nog 45 s · tot 17:57 · blok tot 18:07"


def test_a_short_phase_looks_out_at_half_a_minute(evening, nl):
    assert countdown_role(left(evening, 45, length=300)) == "now"
    assert countdown_role(left(evening, 30, length=300)) == "look_out"


def test_an_open_end_says_how_long_it_has_been_going_on(evening, nl):
    open_end = left(evening, None, length=None)
    assert countdown_digits(open_end, nl) == ""
    assert texts(open_end, nl)[0].startswith("zonder eindtijd · 6 min bezig")
    blocks = list(open_end.blocks)
    phases = list(blocks[2].phases)
    phases[2] = replace(phases[2], elapsed=timedelta(minutes=133))
    blocks[2] = replace(blocks[2], phases=tuple(phases))
    long = replace(open_end, blocks=tuple(blocks))
    assert texts(long, nl)[0].startswith("zonder eindtijd · 2u13 bezig")


@pytest.mark.parametrize(
    ("left_of_it", "length", "told"),
    [
        (99, 99, "nog 99 van 99 min"),
        (40, 150, "nog 40 min van 2u30"),
        (133, 150, "nog 2u13 van 2u30"),
    ],
)
def test_hours_that_are_left_are_said_as_the_digits_have_them(
    evening, nl, left_of_it, length, told
):
    seen = left(evening, left_of_it * 60, length * 60)
    assert texts(seen, nl)[0].startswith(f"tot 17:57 · {told} · ")


def test_before_the_start_nothing_is_late(evening, nl):
    before = replace(
        left(evening, 90),
        now=evening.planned_start - timedelta(seconds=90),
        state="before",
        block="",
        phase="",
        ahead=Ahead("begin", "inloop", title="Inloop en welkom"),
    )
    assert countdown_role(before) == "text"
    assert texts(before, nl)[0] == "begint om 16:00"
    assert texts(before, nl)[1] == "straks  Inloop en welkom, 16:00"
    assert "Inloop en welkom" in plain([work_title(before, nl, 53)])
    missed = replace(left(before, -90), now=evening.planned_start + timedelta(seconds=90))
    assert countdown_role(missed) == "text"
    assert countdown_digits(missed, nl) == ""
    assert texts(missed, nl)[0] == "gepland om 16:00"


def test_afterwards_nothing_counts(evening, nl):
    over = replace(evening, state="over", block="", phase="", ended=evening.end, ahead=Ahead("end"))
    assert countdown_digits(over, nl) == ""
    assert texts(over, nl) == ["afgelopen om 20:52"]
    assert plain([work_title(over, nl, 53)]) == " Einde"


def test_a_turn_is_named_with_the_next_one(evening, nl):
    turn = in_a_round(evening)
    assert texts(turn, nl, 60) == [
        "aan de beurt: Tafel 3 · tot 17:57 · blok tot 18:07",
        "straks  Tafel 4",
        "daarna  Delen in de zaal (10 min)",
    ]
    assert texts(turn, nl, 34)[0] == "aan de beurt: Tafel 3 · tot 17:57"
    assert texts(turn, nl, 60, 5)[:2] == [
        "aan de beurt: Tafel 3",
        "tot 17:57 · nog 9 van 15 min · blok tot 18:07",
    ]
    assert "beurt 3 van 6 · fase 3 van 4" in plain([work_title(turn, nl, 79)])
    assert plain([work_title(turn, nl, 53)]).endswith(
        "Top-3 kiezen                          beurt 3 van 6"
    )


@pytest.mark.parametrize("width", [34, 30, 26])
def test_a_long_name_is_cut_so_that_a_pause_still_says_whose_turn_it_is(evening, nl, width):
    paused = replace(in_a_round(evening), state="paused", paused_since=evening.now)
    names = {"3": "Professionals uit de hele regio"}
    row = plain(countdown_texts(paused, nl, width, 3, names)).split("\n")[0]
    assert row.startswith("PAUZE · aan de beurt: Pro")
    assert row.endswith("…")
    assert len(row) <= width


@pytest.mark.parametrize(
    ("seconds", "told"), [(-130, "OVER TIJD · was tot 17:57"), (45, "nog 45 s · tot 17:57")]
)
def test_where_a_turn_leaves_no_room_to_say_until_when_it_has_a_row_of_its_own(
    evening, nl, seconds, told
):
    turn = left(in_a_round(evening), seconds)
    assert texts(turn, nl, 33) == ["aan de beurt: Tafel 3", told, "straks  Tafel 4"]
    assert "aan de beurt: Tafel 3" in texts(turn, nl, 33, 1)[0]


def test_a_long_name_leaves_until_when_it_takes(evening, nl):
    names = NAMES | {"3": "Professionals uit de hele regio"}
    rows = plain(countdown_texts(in_a_round(evening), nl, 33, 3, names)).split("\n")
    assert rows == [
        "aan de beurt: Professionals uit…",
        "tot 17:57 · blok tot 18:07",
        "straks  Tafel 4",
    ]


def test_a_round_that_nobody_has_begun_says_who_opens_it(evening, nl):
    waiting = in_a_round(evening)
    blocks = list(waiting.blocks)
    phases = list(blocks[2].phases)
    turns = tuple(TurnView(str(n), "to_come") for n in range(1, 7))
    phases[2] = replace(phases[2], turns=turns)
    blocks[2] = replace(blocks[2], phases=tuple(phases))
    ahead = replace(waiting.ahead, group="1")
    begin = replace(waiting, blocks=tuple(blocks), group="", ahead=ahead)
    assert texts(begin, nl)[0].startswith("Tafel 1 begint · F2")
    assert texts(begin, nl, 60, 5)[0] == "Tafel 1 begint · F2"


def test_a_round_that_comes_says_who_opens_it(evening, nl):
    comes = replace(evening, ahead=replace(evening.ahead, group="4"))
    assert texts(comes, nl)[1] == "straks  Delen in de zaal · Tafel 4 (10 min)"


def test_a_round_without_groups_has_no_length_yet(evening, nl):
    comes = replace(evening, ahead=replace(evening.ahead, length=timedelta()))
    assert texts(comes, nl)[1] == "straks  Delen in de zaal"


def test_after_the_last_phase_come_the_next_blocks(evening, nl):
    last = replace(
        evening, phase="delen-in-de-zaal", ahead=Ahead("block", "verbeelden", title="Verbeelden")
    )
    assert texts(last, nl, 70)[1:] == [
        "straks  Verbeelden en presenteren, 18:07 (plan 18:00)",
        "daarna  Eten, 18:52 (plan 18:45)",
    ]


def test_the_last_block_is_followed_by_the_end(evening, nl):
    last = replace(evening, ahead=Ahead("block", "afsluiting", title="Afsluiting"))
    assert texts(last, nl, 70)[2] == "daarna  Einde, 20:52"
    assert texts(replace(evening, ahead=Ahead("end")), nl)[1] == "straks  Einde, 20:52"


def test_a_skipped_block_does_not_come(evening, nl):
    blocks = list(evening.blocks)
    blocks[3] = replace(blocks[3], state="skipped")
    assert texts(replace(evening, blocks=tuple(blocks)), nl)[2].startswith("daarna  Eten")


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (528, "08:48"),
        (527.2, "08:48"),
        (0.1, "00:01"),
        (0, "00:00"),
        (-0.9, "00:00"),
        (-1, "+00:01"),
        (-130, "+02:10"),
        (5999, "99:59"),
        (6000, "1u40"),
        (-7980, "+2u13"),
        (100 * 3600, "4d"),
    ],
)
def test_digits_for_any_length(seconds, shown, nl):
    assert digits_text(timedelta(seconds=seconds), nl) == shown


def test_english(evening, en):
    assert texts(evening, en) == [
        "until 17:57 · 9 of 15 min left · block until 18:07",
        "next  Delen in de zaal (10 min)",
        "then  Verbeelden en presenteren, 18:07 (plan 18:00)",
    ]


def test_any_title_fits_the_panel(evening, nl, exact, hostile):
    turn = in_a_round(evening)
    blocks = tuple(replace(each, title=hostile) for each in turn.blocks)
    odd = replace(
        turn, blocks=blocks, ahead=Ahead("phase", "ontdekken", "delen-in-de-zaal", "", hostile)
    )
    for width in (20, 53, 79, 94):
        for height in (0, 1, 2, 3, 4, 6, 8):
            exact(clock_panel(odd, nl, width, height, {"3": hostile}), width, height)


def test_the_cuts_stand_before_each_glyph_and_the_texts(evening, nl):
    assert clock_cuts(evening, nl, 53, 4) == (1, 4, 7, 10, 13, 19)
    assert clock_cuts(left(evening, -130), nl, 53, 4) == (3, 6, 9, 12, 15, 19)
    assert clock_cuts(evening, nl, 94, 6) == (1, 11, 21, 27, 37, 47)
    assert clock_cuts(evening, nl, 53, 2) == (1, 9)


def test_a_tick_changes_one_part_of_the_panel(evening, nl):
    before = clock_panel(left(evening, 525), nl, 94, 6, NAMES)
    after = clock_panel(left(evening, 524), nl, 94, 6, NAMES)
    cuts = (0, *clock_cuts(evening, nl, 94, 6), 94)
    changed = {
        part
        for part, (start, end) in enumerate(pairwise(cuts))
        for old, new in zip(before, after, strict=True)
        if cut_row(old, start, end) != cut_row(new, start, end)
    }
    assert changed == {5}
