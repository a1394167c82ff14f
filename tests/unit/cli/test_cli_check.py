import pytest
from cli_kit import refusal


def test_a_good_file_is_printed_as_an_agenda(call, session):
    result = call("check", session)
    assert (result.code, result.err) == (0, "")
    for said in (
        "Proef",
        "09:00–10:00",
        "Praten",
        "5 Uitleg",
        "2 Optreden (per groep, wissel 1)",
        "past voor 18 groepen",
        "◆ Eten",
        "Top-3 sterke punten",
        "◆ vaste tijd · uiterlijk 12:00 · Geen fouten gevonden.",
    ):
        assert said in result.out, result.out
    assert max(map(len, result.lines)) <= 100


def test_what_is_open_at_the_end_of_a_day_has_no_end_the_next_morning(call, tmp_path):
    path = tmp_path / "dagen.toml"
    path.write_text(
        'title = "Twee dagen"\nstart = "13:00"\n'
        '[[blocks]]\nstart = "13:00"\ntitle = "Ontdekken"\n'
        '[[blocks]]\nstart = "15:00"\ntitle = "Dromen"\n'
        '[[blocks]]\nstart = "09:00"\nday = 2\ntitle = "Ontwerpen"\n'
    )
    result = call("check", path)
    assert result.code == 0
    assert "13:00–15:00" in result.out
    assert "15:00–" not in result.out.replace("13:00–15:00", "")


@pytest.mark.parametrize("name", ["alblasserdam-2024", "ruwaard-2017", "ruwaard-2017.toml"])
def test_the_shipped_sessions_are_good(call, name):
    assert call("check", name).code == 0


def test_the_agenda_is_in_the_language_asked_for_or_of_the_session(call, session):
    assert "fixed time" in call("check", session, "--lang", "en").out
    session.write_text('lang = "en"\n' + session.read_text())
    assert "fixed time" in call("check", session).out


def test_every_mistake_is_a_line_with_its_place(call, session):
    text = session.read_text().replace("fixed = true", "fixt = true")
    session.write_text(text.replace('start = "10:00"', 'start = "10:75"'))
    result = call("check", session)
    assert (result.code, result.out) == (1, "")
    lines = result.err.splitlines()
    assert len(lines) == 2
    number = text.splitlines().index('start = "10:00"') + 1
    assert f"proef.toml:{number}: " in lines[0]
    assert "bedoel je 'fixed'" in lines[1]


@pytest.mark.parametrize(
    ("minutes", "lang", "said"),
    [
        (7, "nl", "past voor 1 groep "),
        (10, "nl", "past voor 2 groepen"),
        (25, "en", "room for 7 groups"),
    ],
)
def test_a_round_says_for_how_many_groups_it_fits_when_their_number_is_not_known(
    call, session, minutes, lang, said
):
    text = session.read_text().replace('groups = ["Tafel 1", "Tafel 2", "De Keuken"]', "")
    session.write_text('groups = "ask"\n' + text.replace("minutes = 60", f"minutes = {minutes}"))
    result = call("check", session, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert said in result.out


def test_a_block_without_a_start_lasts_as_long_as_its_phases_and_shows_its_end_as_an_end(
    call, session
):
    session.write_text(
        """
        title = "Bellen"
        [[blocks]]
        title = "Belronde"
        phases = ["5 uitleg", "20 bellen"]
        [[blocks]]
        title = "Terugblik"
        start = "10:00"
        [[blocks]]
        title = "Slot"
        """
    )
    result = call("check", session)
    assert (result.code, result.err) == (0, "")
    rows = [[cell.strip() for cell in line.split("│")[1:4]] for line in result.lines]
    shown = {row[2]: row[:2] for row in rows if len(row) == 3}
    assert shown["Belronde"] == ["–10:00", "25"]
    assert shown["Terugblik"] == ["10:00", ""]
    assert shown["Slot"] == ["", ""]


@pytest.mark.parametrize(
    ("was", "written", "said"),
    [
        (
            'start = "10:00"',
            'start = "00:20"',
            "begint vóór 23:50; is het na middernacht, voeg dan day = 2 toe",
        ),
        (
            'until = "12:00"',
            'until = "01:00"',
            "ligt niet na het begin (22:00); is het na middernacht, voeg dan until_day = 2 toe",
        ),
        (
            'groups = ["Tafel 1", "Tafel 2", "De Keuken"]',
            'groups = "vraag"',
            "'vraag' kan hier niet; schrijf \"ask\", een heel getal of een lijst tussen [ ]",
        ),
    ],
)
def test_what_to_do_about_a_mistake_is_said_as_it_can_be_written(call, session, was, written, said):
    text = session.read_text().replace('start = "09:00"\nuntil', 'start = "22:00"\nuntil')
    text = text.replace('start = "09:00"\nminutes', 'start = "23:50"\nminutes')
    if written != 'until = "01:00"':
        text = text.replace('until = "12:00"\n', "")
    session.write_text(text.replace(was, written))
    assert said in call("check", session).err


def test_every_mistake_in_one_form_is_told(call, session):
    session.write_text(
        session.read_text().replace(
            'kind = "fields"', 'kind = "answers"\nquestions = ["a", "A"]\nspeakers = ["b", "B"]'
        )
    )
    lines = call("check", session).err.splitlines()
    assert [line.partition("blocks.")[2].partition(":")[0] for line in lines] == [
        "forms.questions",
        "forms.speakers",
        "forms.fields",
    ]


SLIPS = """
title: "Proef"
date = 2024-13-04
groups = ["A", B]

[[blocks]
title = "Praten"
phases = [
  "5 uitleg"
  "10 praten",
]
roles = ["a"
fixt = true

[[blocks.forms]]
kind = "milestones"
title = "Mijlpalen"
terms = [{ label = "x", date = 2025-13-31 }, { label = "y", date = 31-01-2025 }]
title = [
  "Nog eens",
]

[[blocks]]
title = "Eten"
start = "25:00"
"""


def test_slips_of_the_pen_hide_no_other_mistake(call, session):
    session.write_text(SLIPS)
    result = call("check", session)
    assert (result.code, result.out) == (1, "")
    said = [line.partition("proef.toml")[2] for line in result.err.splitlines()]
    assert said == [
        ":2: title: hier ontbreekt =; schrijf sleutel = waarde",
        ":3: date: datum '2024-13-04' bestaat niet; schrijf jaar-maand-dag, zoals 2024-12-04",
        ":4: groups: dit is geen waarde; schrijf tekst tussen aanhalingstekens, een getal, "
        "true of false",
        ":6: blocks: de haken kloppen niet; schrijf [[blocks]] of [[blocks.forms]]",
        ":9: phases: tussen twee delen ontbreekt een komma; zet die hierachter",
        ":12: roles: een lijst is niet afgesloten; zet er ] achter",
        ":13: blocks.fixt: 'fixt' is onbekend; bedoel je 'fixed'?",
        ":18: date: datum '2025-13-31' bestaat niet; schrijf jaar-maand-dag, zoals 2024-12-04",
        ":18: date: datum '31-01-2025' bestaat niet; schrijf jaar-maand-dag, zoals 2024-12-04",
        ":19: title: staat er al; haal een van beide weg",
        ":25: blocks.start: de tijd '25:00' bestaat niet; kies 00:00 tot en met 23:59",
    ]


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("2x interview", "zegt niet hoeveel minuten; schrijf bijvoorbeeld '5 uitleg' of '2x15 "),
        ("5uitleg", "zegt niet hoeveel minuten"),
        ("-3 x", "zegt niet hoeveel minuten"),
        ("uitleg 5", 'eindigt op een getal; zet minuten vooraan, of schrijf { title = "..." }'),
        ("per grop 3 x", "bedoel je 'per groep'?"),
    ],
)
def test_a_slip_in_a_recipe_is_told_with_what_to_write(call, session, recipe, said):
    session.write_text(session.read_text().replace("5 uitleg", recipe))
    line = refusal(call("check", session), 1)
    assert f"'{recipe}" in line or "per grop" in line
    assert said in line


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\xff" * 100,
        b"\xff\xfet\x00i\x00",
        b"title = 'caf\xe9'",
        b"[[[[",
        b"x" * 2_000_000,
        b"title = 1",
        b'{"title": "json"}',
        b"\x1b[31mtitle",
        b"[" * 10_000,
    ],
    ids=["empty", "binary", "utf16", "latin", "broken", "huge", "wrong", "json", "escape", "deep"],
)
def test_a_file_that_is_no_session_is_said_so_without_a_traceback(call, tmp_path, content):
    path = tmp_path / "raar.toml"
    path.write_bytes(content)
    result = call("check", path)
    assert (result.code, result.out) == (1, "")
    assert result.err
    assert "Traceback" not in result.err
    assert "\x1b" not in result.err
    assert all(len(line) < 400 for line in result.err.splitlines())
    assert all("raar.toml" in line for line in result.err.splitlines())
    refusal(call("new", path), 1)


def test_a_name_that_is_no_session_is_a_wrong_word(call, tmp_path):
    assert "ruwaard-2017" in refusal(call("check", "ruward-2017"))
    for name in ("", "\0", "x" * 100_000, str(tmp_path), "/nergens/weg.toml"):
        refusal(call("check", name))


@pytest.mark.parametrize(
    ("lang", "told"), [("nl", "past voor 6 themagroepen"), ("en", "room for 6 theme groups")]
)
def test_a_round_of_themes_fits_so_many_theme_groups(call, lang, told):
    assert told in call("check", "alblasserdam-2024", "--lang", lang).out


@pytest.mark.parametrize(
    ("length", "told"),
    [("5,5", "5:30 Uitleg"), ("154.2857 s", "2:34 Uitleg"), ("59.9 s", "1 Uitleg")],
)
def test_seconds_stand_behind_the_minutes(call, tmp_path, length, told):
    file = tmp_path / "half.toml"
    file.write_text(
        'title = "A"\nlang = "nl"\n[[blocks]]\ntitle = "B"\nstart = "16:00"\n'
        f'phases = [{{ title = "Uitleg", minutes = "{length}" }}]\n'
    )
    assert f" {told}" in call("check", file).out
