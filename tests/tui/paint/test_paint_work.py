from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ai_tui.locale import load
from ai_tui.tui.paint.beside import typed_last, writers
from ai_tui.tui.paint.cards import cards
from ai_tui.tui.paint.foot import footer, status
from ai_tui.tui.paint.instruction import instruction
from ai_tui.tui.paint.models import Card, FooterKey, LastTyped, Save, Writer
from ai_tui.tui.paint.pieces import plain

AT = datetime(2024, 12, 4, 17, 48, tzinfo=UTC)
SAVED = Save("saved", AT)

CARDS = [
    Card(
        "Tafel 1",
        "full",
        [
            "Iedereen kent iemand die kan helpen",
            "Bellen voor je een formulier stuurt",
            "Trots op de vrijwilligers",
        ],
        3,
    ),
    Card("Tafel 2", "full", ["Wij kennen de mensen, niet de dossiers"], 3),
    Card("Tafel 4", "open", [], 3),
    Card("Tafel 5", "partly", ["Samen de keukentafel op"], 3),
]

KEYS = [
    FooterKey("help", "F1", "Hulp", 1),
    FooterKey("next", "F2", "Delen in de zaal", 9, 12),
    FooterKey("pause", "F3", "Pauze", 8),
    FooterKey("less", "F4", "−1", 0),
    FooterKey("shorten", "F7", "Inkorten", 6),
    FooterKey("group", "^N", "Tafel 4", 7, 7),
    FooterKey("overview", "^G", "Overzicht", 6),
    FooterKey("more", "^O", "Meer", 10),
]


def test_the_instruction_of_the_phase_in_two_rows(discover, nl):
    assert plain(instruction(discover, "top-3-kiezen", nl, 53, 2)) == (
        " Vertel kort wat je van de ander hoorde (vraag 2 en\n"
        " 3). Kies samen de drie kwaliteiten die jullie…"
    )


def test_with_room_the_roles_stand_below(discover, nl):
    assert plain(instruction(discover, "top-3-kiezen", nl, 79, 4)) == (
        " Vertel kort wat je van de ander hoorde (vraag 2 en 3). Kies samen de drie\n"
        " kwaliteiten die jullie koesteren en zet ze leesbaar op de flip-over. Wijs\n"
        " iemand aan die straks kort toelicht.\n"
        " Rollen: voorlezer · tijdbewaker · sfeerbewaker"
    )


def test_a_phase_without_words_shows_those_of_its_block(discover, nl):
    assert plain(instruction(discover, "other", nl, 53, 2)) == " Deel wat je hoorde.\n"


def test_no_block_no_instruction(nl, exact):
    exact(instruction(None, "", nl, 53, 2), 53, 2)


def test_cards_of_the_other_groups(nl):
    assert plain(cards(CARDS, nl, 79, 15, title="Andere tafels")).rstrip() == (
        "─ Andere tafels ───────────────────────────────────────────────────────────────\n"
        "\n"
        " Tafel 1 ●                 Tafel 2 ●                 Tafel 4 ○\n"
        " 1 Iedereen kent iemand    1 Wij kennen de mensen,   1\n"
        "   die kan helpen            niet de dossiers        2\n"
        " 2 Bellen voor je een      2                         3\n"
        "   formulier stuurt        3\n"
        " 3 Trots op de\n"
        "   vrijwilligers\n"
        "\n"
        " Tafel 5 ◐\n"
        " 1 Samen de keukentafel\n"
        "   op\n"
        " 2\n"
        " 3"
    )


def test_cards_that_do_not_fit_are_counted(nl):
    assert plain(cards(CARDS, nl, 79, 10)).split("\n")[-1] == " … nog 1 groep"


def test_a_card_looks_at_no_more_entries_than_it_shows(nl):
    looked_at = []

    class Entries(list):
        def __iter__(self):
            for number in range(len(self)):
                looked_at.append(number)
                yield self[number]

    rows = cards([Card("Tafel 1", "full", Entries(["woord"] * 1000))], nl, 79, 10)
    assert plain(rows).split("\n")[-1] == " 7 woord"
    assert len(looked_at) <= 10


def test_what_was_typed_last(nl):
    rows = typed_last([LastTyped(AT, "Tafel 3", "Vrijwilligers die de buurt kennen")], nl, 48, 3)
    assert plain(rows) == (" Laatst getypt\n 17:48  Tafel 3    Vrijwilligers die de buurt…\n")
    assert "nog niets" in plain(typed_last([], nl, 48, 3))


def test_who_writes_along(nl):
    assert plain(writers([Writer("notulist", "alle tafels", AT)], nl, 48, 2)) == (
        " Wie schrijft mee\n  notulist        alle tafels     sinds 17:48"
    )


def test_the_status_line_has_the_message_and_the_save_state(nl):
    message = "! Eten (18:45) komt 7 min in de knel · F7 inkorten"
    assert plain([status(message, "look_out", SAVED, nl, 80)]) == (
        " ! Eten (18:45) komt 7 min in de knel · F7 inkorten             ✓ bewaard 17:48"
    )


def test_others_who_write_are_said_where_there_is_room(nl):
    assert "2 schrijven mee · ✓ bewaard 17:48" in plain(
        [status("x", "text", SAVED, nl, 80, writing=2)]
    )
    assert "schrijven" not in plain([status("x" * 60, "text", SAVED, nl, 80, writing=2)])


def test_what_the_room_sees_gives_way_to_nothing_but_a_warning(nl):
    def shown(message, role, width=80):
        return plain([status(message, role, SAVED, nl, width, writing=2, shown="zaal: titel")])

    assert "2 schrijven mee · zaal: titel · ✓ bewaard 17:48" in shown("x", "text")
    assert "  zaal: titel · ✓ bewaard 17:48" in shown("x" * 60, "rest")
    assert "zaal" in shown("! " + "x" * 40, "look_out")
    assert "zaal" not in shown("! " + "x" * 55, "look_out")


def test_what_is_not_saved_never_gives_way(nl):
    failed = Save("failed", None, "schijf vol")
    row = plain([status("x" * 200, "text", failed, nl, 80)])
    assert row.endswith("! NIET BEWAARD: schijf vol · tekst blijft · ^C ^C: noodkopie")
    narrow = plain([status("x" * 200, "text", failed, nl, 50)])
    assert narrow.endswith("! NIET BEWAARD: schijf vol")
    assert plain([status("x" * 200, "text", failed, nl, 24)]).endswith("! NIET BEWAARD")
    assert plain([status("", "text", Save("saving"), nl, 80)]).endswith("… bewaren")
    assert plain([status("", "text", Save("none"), nl, 80)]) == ""


def test_the_footer_drops_what_matters_least(nl):
    assert plain([footer(KEYS, 80).row]) == (
        " F2 Delen in de zaal  F3 Pauze  F7 Inkorten  ^N Tafel 4  ^G Overzicht  ^O Meer"
    )
    assert plain([footer(KEYS, 200).row]).startswith(" F1 Hulp  F2 Delen in de zaal  F3 Pauze  F4")
    assert plain([footer(KEYS, 12).row]) == " ^O Meer"


def test_long_texts_are_cut_before_a_key_goes():
    group = FooterKey("group", "^N", "Werkgroep Wonen, Zorg en Welzijn", 7, 12)
    keys = [group if key.id == "group" else key for key in KEYS if key.id != "overview"]
    assert plain([footer(keys, 80).row]) == (
        " F1 Hulp  F2 Delen in de za…  F3 Pauze  F7 Inkorten  ^N Werkgroep Wone…  ^O Meer"
    )
    assert "^N Werkgroep Wonen, Zorg en Welzijn  ^O" in plain([footer(keys, 200).row])


def test_a_click_in_the_footer_finds_its_key():
    found = footer(KEYS, 80)
    text = plain([found.row])
    labels = {key.id: f"{key.label} {key.text}" for key in KEYS}
    assert [text[hit.start : hit.end] for hit in found.hits] == [
        labels[hit.key[0]] for hit in found.hits
    ]


def test_any_text_is_exact_everywhere(discover, nl, exact, hostile):
    block = replace(discover, instruction=hostile, roles=(hostile,), phases=())
    card = Card(hostile, "open", [hostile] * 5, 3)
    for width in (10, 26, 53, 79, 94):
        for height in (1, 2, 5, 12):
            exact(instruction(block, "", nl, width, height), width, height)
            exact(cards([card] * 7, nl, width, height, title=hostile), width, height)
            exact(typed_last([LastTyped(AT, hostile, hostile)], nl, width, height), width, height)
            exact(writers([Writer(hostile, hostile, AT)], nl, width, height), width, height)
        failed = Save("failed", None, hostile)
        exact((status(hostile, "alarm", failed, nl, width, writing=3),), width)
        exact((footer([FooterKey("a", "F2", hostile, 1)] * 3, width).row,), width)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_both_languages_have_the_same_words(lang):
    keys = {key for key in load(lang) if key.startswith("tui_clock.")}
    assert keys == {key for key in load("nl") if key.startswith("tui_clock.")}
