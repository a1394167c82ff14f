import pytest

from ai_tui.tui.paint.models import FORM_SIGNS, Tab
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.paint.tabs import tabs

STATES = ("full", "full", "partly", "open", "partly", "open")
SIX = [Tab(str(n), f"Tafel {n}", state) for n, state in enumerate(STATES, 1)]
SIXTY = [Tab(str(n), f"Tafel {n}", "full" if n <= 12 else "open") for n in range(1, 61)]
RUWAARD = [
    Tab("b", "Bewoners", "full"),
    Tab("p", "Professionals", "partly"),
    Tab("m", "Managers"),
    Tab("s", "Bestuurders"),
]


def said(groups, chosen, words, width):
    return plain([tabs(groups, chosen, words, width).row])


def test_on_eighty_columns_the_shared_word_stands_once(nl):
    assert said(SIX, "3", nl, 53) == " Tafel  1 ●  2 ● [3 ◐] 4 ○  5 ◐  6 ○       2/6 klaar"


def test_with_room_every_name_is_whole(nl):
    assert said(SIX, "3", nl, 79) == (
        "  Tafel 1 ●  Tafel 2 ● [Tafel 3 ◐] Tafel 4 ○  Tafel 5 ◐  Tafel 6 ○   2/6 klaar"
    )


def test_with_much_room_the_count_is_in_words(nl):
    assert said(SIX, "3", nl, 94).endswith("2 van 6 klaar")


def test_other_names_are_abbreviated_but_for_the_chosen_one(nl):
    assert said(RUWAARD, "p", nl, 53) == "  Bewon. ● [Professionals ◐] Manag. ○  Bestu. ○  1/4"


OLD_AND_YOUNG = [Tab(name[0], name) for name in ("Ouders", "Kinderen", "Buren, oud en jong")]


@pytest.mark.parametrize(
    ("chosen", "width", "row"),
    [
        ("O", 53, " [Ouders ○] Kinderen ○  Buren, oud en jong ○     0/3"),
        ("O", 50, " [Ouders ○] Kinderen ○  Buren, oud en jong ○  0/3"),
        ("O", 49, " [Ouders ○] Kinderen ○  Buren, oud en jo. ○  0/3"),
        ("O", 42, " [Ouders ○] Kinderen ○  Buren, ou. ○  0/3"),
        ("O", 39, " [Ouders ○] Kinderen ○  Buren. ○   0/3"),
        ("B", 48, "  Ouders ○  Kinde. ○ [Buren, oud en jong ○] 0/3"),
    ],
)
def test_the_dot_stands_only_behind_a_name_that_was_cut(nl, chosen, width, row):
    assert said(OLD_AND_YOUNG, chosen, nl, width) == row


def test_sixty_groups_are_a_window_around_the_chosen_one(nl):
    row = said(SIXTY, "30", nl, 53)
    assert "[30 ○]" in row
    assert row.endswith("12 van 60 klaar")
    assert row.count("…") == 2
    assert said(SIXTY, "1", nl, 53).startswith(" Tafel [1 ●]")
    assert "[60 ○] " in said(SIXTY, "60", nl, 53)


def test_hits_lie_under_the_names(nl):
    for groups, chosen, width in ((SIX, "3", 79), (SIX, "1", 53), (SIXTY, "30", 53)):
        found = tabs(groups, chosen, nl, width)
        text = "".join(piece.text for piece in found.row)
        for hit in found.hits:
            number = text[hit.start : hit.end].strip(" []").split()[-2]
            assert (number,) == hit.key


def test_who_owes_nothing_is_not_counted(nl):
    groups = [Tab("1", "A", "read_back"), Tab("2", "B", "not_asked"), Tab("3", "C", "nothing")]
    assert said(groups, "1", nl, 79).endswith("2 van 2 klaar")


def test_every_state_has_its_own_sign():
    assert len({sign for sign, _ in FORM_SIGNS.values()}) == len(FORM_SIGNS)


def test_no_groups_at_all(nl, exact):
    exact((tabs([], "", nl, 53).row,), 53)


def test_any_name_and_width_is_exact(nl, exact, hostile):
    groups = [Tab(str(n), hostile, "open") for n in range(20)]
    for width in (10, 26, 53, 79, 94):
        for chosen in ("0", "10", "19", "nobody"):
            found = tabs(groups, chosen, nl, width)
            exact((found.row,), width)
            exact((tabs(SIXTY, chosen, nl, width).row,), width)
