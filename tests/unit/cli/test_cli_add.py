from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_kit import ONE_LINE, opened, refusal, texts

from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run

TOP = "top-3-sterke-punten"


def add(call, run, *argv, **how):
    result = call("add", run, *argv, **how)
    assert (result.code, result.err) == (0, ""), result
    return result.lines


def test_a_text_is_saved_where_the_screen_would_and_its_id_printed(call, run):
    (key,) = add(call, run, "--form", TOP, "--group", "Tafel 1", "--as", "tafel een", "  hallo ")
    entry = opened(run).state.entry(key)
    assert (entry.text, entry.block, entry.slot) == ("hallo", "praten", "items")
    assert entry.author == "tafel een"
    assert entry.at is not None
    assert texts(run, TOP, "Tafel 1") == ["hallo"]


def test_without_a_name_the_scribe_typed_it(call, run):
    (key,) = add(call, run, "--form", TOP, "--group", "Tafel 1", "hallo")
    assert opened(run).state.entry(key).author == "verslaglegger"


@pytest.mark.parametrize(
    "form", [TOP, "TOP-3-STERKE-PUNTEN", "Top-3 sterke punten", " top-3  STERKE punten ", "top-3"]
)
@pytest.mark.parametrize("group", ["Tafel 1", "tafel 1", "TAFEL  1", "1"])
def test_form_and_group_go_by_id_title_beginning_or_last_word(call, run, form, group):
    add(call, run, "--form", form, "--group", group, "hallo")
    assert texts(run, TOP, "Tafel 1") == ["hallo"]


def test_accents_and_case_make_no_difference(call, run):
    add(call, run, "--form", "ÓPTREDEN", "--group", "de kéuken", "--slot", "titel", "x")
    assert texts(run, "optreden", "De Keuken", "f1") == ["x"]


def test_a_group_goes_by_its_id(call, run):
    group = opened(run).state.groups("groups")[1]
    add(call, run, "--form", TOP, "--group", group.id, "hallo")
    assert texts(run, TOP, group.name) == ["hallo"]


def test_a_whole_name_goes_before_a_name_that_begins_with_it(call, session, tmp_path):
    run = call("new", session, "--run", tmp_path / "groot", "--groups", "12").out.strip()
    add(call, run, "--form", TOP, "--group", "tafel 1", "een")
    add(call, run, "--form", TOP, "--group", "2", "twee")
    assert texts(run, TOP, "Tafel 1") == ["een"]
    assert texts(run, TOP, "Tafel 2") == ["twee"]


def test_the_room_needs_no_group_and_may_be_named(call, run):
    add(call, run, "--form", "Afspraken", "een")
    add(call, run, "--form", "Afspraken", "--group", "zaal", "twee")
    add(call, run, "--form", "Afspraken", "--group", "room", "drie")
    assert texts(run, "afspraken", slot="what") == ["een", "twee", "drie"]


@pytest.mark.parametrize(
    ("slot", "key"), [("Droombeeld", "f2"), ("droom", "f2"), ("F1", "f1"), ("titel", "f1")]
)
def test_a_slot_goes_by_id_or_title(call, run, slot, key):
    add(call, run, "--form", "optreden", "--group", "2", "--slot", slot, "x")
    assert texts(run, "optreden", "Tafel 2", key) == ["x"]


def test_a_slot_about_another_group_goes_by_that_groups_name(call, run):
    other = next(g for g in opened(run).state.all_groups if g.name == "Tafel 2")
    add(call, run, "--form", "gehoord", "--group", "1", "--slot", "Tafel 2", "x")
    add(call, run, "--form", "gehoord", "--group", "1", "--slot", "alg", "y")
    assert texts(run, "gehoord", "Tafel 1", f"about.{other.id}") == ["x"]
    assert texts(run, "gehoord", "Tafel 1", "general") == ["y"]


def test_the_name_of_a_group_goes_before_what_begins_as_it_does(call, run):
    evening = Run.open(Path(run), "notulist", system_clock())
    for group, name in zip(evening.state.groups("groups"), "BACDEF", strict=False):
        evening.groups.rename(group, name)
    other = next(g for g in evening.state.groups("groups") if g.name == "A")
    evening.close()
    add(call, run, "--form", "gehoord", "--group", "B", "--slot", "A", "x")
    assert texts(run, "gehoord", "B", f"about.{other.id}") == ["x"]


def test_a_slot_of_one_text_is_replaced(call, run):
    place = ("--form", "optreden", "--group", "1", "--slot", "titel")
    (first,) = add(call, run, *place, "eerste")
    (second,) = add(call, run, *place, "tweede")
    assert first == second
    assert texts(run, "optreden", "Tafel 1", "f1") == ["tweede"]


def test_more_than_asked_is_kept(call, run):
    for number in range(5):
        add(call, run, "--form", TOP, "--group", "1", number)
    assert texts(run, TOP, "Tafel 1") == ["0", "1", "2", "3", "4"]


def test_what_stands_beside_a_row_is_filled_in(call, run):
    (key,) = add(
        call, run, "--form", "afspraken", "--with", "who=buurt team", "--with", "WANNEER=a=b", "x"
    )
    assert texts(run, "afspraken", slot="what") == ["x"]
    assert texts(run, "afspraken", slot=f"who@{key}") == ["buurt team"]
    assert texts(run, "afspraken", slot=f"when@{key}") == ["a=b"]


def test_a_row_and_what_stands_beside_it_are_one_step(call, run):
    before = sum(1 for _ in opened(run).store.fold.steps())
    add(call, run, "--form", "afspraken", "--with", "wie=w", "--with", "wanneer=m", "x")
    assert sum(1 for _ in opened(run).store.fold.steps()) == before + 1


@pytest.mark.parametrize(
    "unseen", ["\u200b", " \u200b ", "\u2060\u00ad", "\u200d\ufe0f", "\u3164", "\u2800\n\U0001d173"]
)
def test_a_text_of_which_nothing_can_be_seen_is_no_text(call, run, unseen):
    place = ("--form", TOP, "--group", "1")
    assert "tekst is leeg" in refusal(call("add", run, *place, unseen))
    add(call, run, *place, "-", stdin=f"een\n{unseen}\ntwee".encode())
    add(call, run, *place, f"drie\u200b{unseen}vier")
    assert texts(run, TOP, "Tafel 1") == ["een", "twee", f"drie\u200b{unseen}vier"]


def test_every_line_of_the_input_is_an_entry(call, run):
    ids = add(call, run, "--form", TOP, "--group", "1", "-", stdin=b"een\r\n\n  twee  \n\t\ndrie")
    assert texts(run, TOP, "Tafel 1") == ["een", "twee", "drie"]
    assert ids == [e.id for e in sorted(opened(run).state.entries(), key=lambda e: e.pos)]


def test_every_line_gets_what_stands_beside_it(call, run):
    for key in add(call, run, "--form", "afspraken", "--with", "wie=w", "-", stdin=b"a\nb\n"):
        assert texts(run, "afspraken", slot=f"who@{key}") == ["w"]


def test_the_lines_for_a_slot_of_one_text_become_one_text(call, run):
    place = ("--form", "optreden", "--group", "1", "--slot", "titel")
    add(call, run, *place, "-", stdin=b"een\ntwee\n")
    assert texts(run, "optreden", "Tafel 1", "f1") == ["een\ntwee"]


def test_a_text_that_begins_with_a_dash_comes_after_two(call, run):
    add(call, run, "--form", TOP, "--group", "1", "--", "-koffie")
    add(call, run, "--form", TOP, "--group", "1", "- met een blank")
    assert texts(run, TOP, "Tafel 1") == ["-koffie", "- met een blank"]


def test_hostile_text_is_text(call, run):
    hostile = "\x1b]0;x\x07[red]{x}%s\u202e\ud83d שלום 👩‍👧 \x00" + "y" * 100_000
    add(call, run, "--form", TOP, "--group", "1", hostile)
    expected = "]0;x[red]{x}%s\ufffd שלום 👩‍👧 " + "y" * 100_000
    assert texts(run, TOP, "Tafel 1") == [expected]
    for lang in ("nl", "en"):
        shown = call("show", run, "--lang", lang)
        assert "\x1b" not in shown.out
        assert "[red]{x}%s" in shown.out
        assert call("export", run, "--lang", lang).out.count("y" * 100_000) >= 1


def test_input_that_is_no_utf8_is_kept_as_far_as_it_can_be_read(call, run):
    add(call, run, "--form", TOP, "--group", "1", "-", stdin=b"caf\xe9\n\xff\xfe\n\xef\xbb\xbfja\n")
    assert texts(run, TOP, "Tafel 1") == ["caf\ufffd", "\ufffd\ufffd", "ja"]


def test_a_letter_cut_in_two_by_the_pipe_is_one_letter(call, run):
    line = ("é" * 40_000 + "\n").encode()
    add(call, run, "--form", TOP, "--group", "1", "-", stdin=b"x" + line)
    assert texts(run, TOP, "Tafel 1") == ["x" + "é" * 40_000]


def test_ten_thousand_lines_all_arrive_in_order(call, run):
    lines = [f"regel {number}" for number in range(10_000)]
    ids = add(call, run, "--form", TOP, "--group", "1", "-", stdin="\n".join(lines).encode())
    assert texts(run, TOP, "Tafel 1") == lines
    assert len(set(ids)) == 10_000


def test_a_line_that_is_too_long_is_named_and_the_others_are_saved(call, run):
    place = ("add", run, "--form", TOP, "--group", "1", "-")
    fits, longer = "x" * 1_000_000, "y" * 1_000_001
    lines = "\n".join(["een", "", longer, fits, longer, "twee", ""])
    result = call(*place, stdin=lines.encode())
    assert (result.code, len(result.lines)) == (2, 3)
    assert result.err == (
        "Niet bewaard, want langer dan 1.000.000 tekens: regel 3, 5."
        " Knip zo'n tekst in stukken en voeg die toe.\n"
    )
    assert texts(run, TOP, "Tafel 1") == ["een", fits, "twee"]
    assert fits in Path(run, "database.json").read_text()


def test_lines_that_are_too_long_together_for_one_text_are_not_saved(call, run):
    place = ("--form", "optreden", "--group", "1", "--slot", "titel")
    lines = b"\n".join([b"x" * 600_000] * 2)
    assert "langer dan 1.000.000" in refusal(call("add", run, *place, "-", stdin=lines))
    assert list(opened(run).state.entries()) == []


def test_many_calls_one_after_another_lose_nothing(call, run):
    for number in range(60):
        add(call, run, "--form", TOP, "--group", number % 2 + 1, str(number))
    assert texts(run, TOP, "Tafel 1") == [str(n) for n in range(0, 60, 2)]
    assert texts(run, TOP, "Tafel 2") == [str(n) for n in range(1, 60, 2)]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--form", "weg", "--group", "1", "x"], "Er is geen formulier 'weg'. Kies uit: Top-3"),
        (["--form", "optredn", "--group", "1", "x"], "Bedoel je 'Optreden'?"),
        (["--form", "", "--group", "1", "x"], "Er is geen formulier ''"),
        (["--form", "top", "--group", "1", "x"], "meer dan één formulier: Top-3 sterke punten"),
        (["--form", "top-3", "--group", "weg", "x"], "Kies uit: Tafel 1, Tafel 2, De Keuken"),
        (["--form", "top-3", "--group", "Tafel", "x"], "past bij meer dan één groep"),
        (["--form", "top-3", "--group", "De Koken", "x"], "Bedoel je 'De Keuken'?"),
        (["--form", "top-3", "x"], "zeg met --group welke. Kies uit: Tafel 1"),
        (["--form", "afspraken", "--group", "1", "x"], "Kies uit: Zaal"),
        (["--form", "top-idee", "--group", "1", "x"], "die groepen zijn er nog niet"),
        (["--form", "optreden", "--group", "1", "x"], "welk. Kies uit: Titel, Droombeeld"),
        (["--form", "optreden", "--group", "1", "--slot", "dom", "x"], "Er is geen vak 'dom'"),
        (["--form", "afspraken", "--with", "waar=x", "x"], "Kies uit: Wie, Wanneer"),
        (["--form", "afspraken", "--with", "w=x", "x"], "past bij meer dan één vak"),
        (["--form", "afspraken", "--with", "wie", "x"], "schrijf --with wie=buurtteam"),
        (["--form", "top-3", "--group", "1", "--with", "wie=x", "x"], "laat --with wie weg"),
        (["--form", "top-3", "--group", "1", ""], "niets bewaard"),
        (["--form", "top-3", "--group", "1", " \t\n "], "niets bewaard"),
        (["--form", "top-3", "--group", "1", "\x00\x1b"], "niets bewaard"),
        (["--form", "top-3", "--group", "1", "-"], "niets bewaard"),
        (
            ["--form", "\x1b[31m" + "x" * 100_000, "--group", "1", "x"],
            "Er is geen formulier '[31mxxx",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line_and_nothing_saved(call, run, argv, said):
    line = refusal(call("add", run, *argv))
    assert said in line
    assert len(line) < ONE_LINE * 2
    assert list(opened(run).state.entries()) == []


def test_a_message_names_no_more_groups_than_fit(call, session, tmp_path):
    run = call("new", session, "--run", tmp_path / "groot", "--groups", "200").out.strip()
    line = refusal(call("add", run, "--form", "top-3", "--group", "weg", "x"))
    assert "Tafel 30, …" in line
    assert "Tafel 31" not in line


@contextmanager
def changing(folder):
    """The run as a screen has it that changes its groups meanwhile."""
    run = opened(folder)
    run.store.read_only = False
    yield run
    run.close()


def test_a_closed_and_a_merged_group_say_what_became_of_them(call, run):
    with changing(run) as other:
        first, second, third = other.state.groups("groups")
        other.groups.close(third)
        other.groups.merge(first, second)
    line = refusal(call("add", run, "--form", TOP, "--group", "de keuken", "x"))
    assert "'De Keuken' is gesloten en gaf hier niets; open" in line
    line = refusal(call("add", run, "--form", TOP, "--group", "TAFEL 1", "x"))
    assert "opgegaan in 'Tafel 2'" in line


def test_a_closed_group_that_gave_something_still_gets_its_late_lines(call, run):
    add(call, run, "--form", TOP, "--group", "de keuken", "op tijd")
    with changing(run) as other:
        other.groups.close(other.state.groups("groups")[2])
    add(call, run, "--form", TOP, "--group", "keuken", "te laat")
    assert texts(run, TOP, "De Keuken") == ["op tijd", "te laat"]
    line = refusal(call("add", run, "--form", "optreden", "--group", "de keuken", "x"))
    assert "gesloten en gaf hier niets" in line


def test_a_closed_name_is_not_taken_for_the_beginning_of_an_open_one(call, run):
    with changing(run) as other:
        first, second, _ = other.state.groups("groups")
        other.groups.rename(second, "Tafel 10")
        other.groups.close(first)
    assert "gesloten" in refusal(call("add", run, "--form", TOP, "--group", "tafel  1", "x"))
    assert texts(run, TOP, "Tafel 10") == []


def test_an_open_group_is_meant_before_a_closed_one_of_its_name(call, run):
    add(call, run, "--form", TOP, "--group", "de keuken", "oud")
    with changing(run) as other:
        closed = other.state.groups("groups")[2]
        other.groups.close(closed)
        (fresh,) = other.groups.add(["De keuken"])
    add(call, run, "--form", TOP, "--group", "de keuken", "nieuw")
    add(call, run, "--form", TOP, "--group", closed.id, "na")
    groups = {entry.text: entry.group for entry in opened(run).state.entries()}
    assert groups == {"oud": closed.id, "nieuw": fresh.id, "na": closed.id}


def test_the_disk_being_full_is_said_and_nothing_kept(call, run, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ai_tui.store.journal.Journal.append", full)
    assert "vol" in refusal(call("add", run, "--form", "top-3", "--group", "1", "x"), 1)
    assert list(opened(run).state.entries()) == []


def test_a_database_that_cannot_be_written_does_not_undo_what_was_saved(call, run, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ai_tui.store.tinydb_storage.replace_file", full)
    result = call("add", run, "--form", "top-3", "--group", "1", "x")
    assert result.code == 0
    assert len(result.lines) == 1
    assert "database.json" in result.err
    assert texts(run, TOP, "Tafel 1") == ["x"]


def test_the_ids_of_what_was_saved_are_printed_also_when_the_rest_fails(call, run, monkeypatch):
    from ai_tui.store.journal import Journal

    whole, calls = Journal.append, []

    def once(self, *args):
        calls.append(args)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        whole(self, *args)

    monkeypatch.setattr(Journal, "append", once)
    lines = b"".join(b"%06d\n" % number for number in range(20_000))
    result = call("add", run, "--form", "top-3", "--group", "1", "-", stdin=lines)
    assert result.code == 1
    saved = texts(run, TOP, "Tafel 1")
    assert 0 < len(saved) == len(result.lines) < 20_000
