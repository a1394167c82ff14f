"""Every kind of form is filled in by the titles that the screen shows."""

import json
from pathlib import Path

import pytest
from cli_kit import opened, refusal

SESSION = """
title = "Alle soorten"
date = 2024-12-04
start = "09:00"
groups = ["Bewoners", "Managers", "Jeugd"]

[[blocks]]
title = "Alles"
minutes = 60

[[blocks.forms]]
kind = "top"
title = "Top-3: sterk"

[[blocks.forms]]
kind = "columns"
title = "Doen en afleren"
columns = ["Doen", "Afleren"]

[[blocks.forms]]
kind = "columns"
title = "Tips en tops"
columns = ["Tips", "Tops"]
from = true

[[blocks.forms]]
kind = "heard"
title = "Gehoord"

[[blocks.forms]]
kind = "fields"
title = "Optreden"
fields = ["Titel", "Droombeeld in één zin"]

[[blocks.forms]]
kind = "list"
title = "Kansrijke thema's"
max = 2

[[blocks.forms]]
kind = "answers"
title = "Podium"
questions = ["Waarom?", "Hoe?"]
speakers = ["Wethouder", "Bestuurder"]

[[blocks.forms]]
kind = "answers"
title = "Vragen"
questions = ["Wat nu?", "Wat straks?"]

[[blocks.forms]]
kind = "milestones"
title = "Mijlpalen"
terms = [{ label = "Na 1 week", date = 2024-12-11 }, { label = "Voorjaar" }]

[[blocks.forms]]
kind = "agreements"
title = "Afspraken"
"""


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "soorten.toml"
    path.write_text(SESSION)
    return path


@pytest.fixture
def add(call, run):
    def save(form, slot, text, *more, stdin=b""):
        given = ["--slot", slot] if slot else []
        result = call(
            "add", run, "--form", form, "--group", "bewoners", *given, *more, text, stdin=stdin
        )
        assert (result.code, result.err) == (0, ""), result
        return result.lines

    return save


@pytest.fixture
def refused(call, run):
    def ask(form, slot, *more):
        return refusal(
            call("add", run, "--form", form, "--group", "Bewoners", "--slot", slot, *more, "x")
        )

    return ask


@pytest.fixture
def result(call, run):
    def of(form):
        told = json.loads(call("export", run).out)
        found = next(each for each in told["forms"] if each["title"] == form)
        return next(g["result"] for g in found["results"] if g["name"] == "Bewoners")

    return of


NOTHING_HEARD = {"Managers": [], "Jeugd": [], None: []}


def heard(about, *texts):
    return [{"about": a, "heard": h} for a, h in (NOTHING_HEARD | {about: [*texts]}).items()]


def asked(question, *answers):
    told = [{"speaker": speaker, "text": text} for speaker, text in answers]
    return {"question": question, "answers": told}


WEEK = {"term": "Na 1 week", "date": "2024-12-11", "deliver": ["x"]}
SPRING = {"term": "Voorjaar", "date": None, "deliver": []}
PLEDGE = {"what": "x", "who": None, "when": None}


@pytest.mark.parametrize(
    ("form", "slot", "expected"),
    [
        ("Top-3: sterk", "top-3: STERK", ["x"]),
        ("Doen en afleren", "afleren", {"Doen": [], "Afleren": ["x"]}),
        ("Tips en tops", "TOPS", {"Tips": [], "Tops": [{"text": "x", "from": None}]}),
        ("Optreden", "droombeeld in een zin", {"Titel": None, "Droombeeld in één zin": "x"}),
        ("Kansrijke thema's", "kansrijke thema's", ["x"]),
        ("Vragen", "wat straks?", [asked("Wat nu?"), asked("Wat straks?", (None, "x"))]),
        ("Podium", "hoe? bestuurder", [asked("Waarom?"), asked("Hoe?", ("Bestuurder", "x"))]),
        ("Podium", "Hoe? · Bestuurder", [asked("Waarom?"), asked("Hoe?", ("Bestuurder", "x"))]),
        ("Mijlpalen", "na 1 week", [WEEK, SPRING]),
        ("Gehoord", "over managers", heard("Managers", "x")),
        ("Gehoord", "jeugd", heard("Jeugd", "x")),
        ("Gehoord", "ALGEMEEN", heard(None, "x")),
        ("Afspraken", "wat", [PLEDGE]),
        ("Afspraken", None, [PLEDGE]),
    ],
)
def test_a_slot_of_any_kind_goes_by_its_title(result, add, form, slot, expected):
    add(form, slot, "x")
    assert result(form) == expected


def test_answers_keep_the_order_of_speaking_in_all_that_is_exported(call, run, result, add):
    for speaker, text in (("bestuurder", "eerst"), ("wethouder", "dan"), ("bestuurder", "weer")):
        add("Podium", f"hoe? {speaker}", text)
    told = [("Bestuurder", "eerst"), ("Wethouder", "dan"), ("Bestuurder", "weer")]
    assert result("Podium") == [asked("Waarom?"), asked("Hoe?", *told)]
    for ending in ("html", "md", "csv"):
        target = Path(run, f"uit.{ending}")
        assert call("export", run, "-o", target).code == 0
        page = target.read_text()
        assert page.index("eerst") < page.index("dan") < page.index("weer")
    shown = call("show", run).out
    assert shown.index("eerst") < shown.index("dan") < shown.index("weer")
    places = [row.split(";")[3:6] for row in target.read_text().splitlines() if "Hoe?" in row]
    assert places == [
        ['"Hoe?: Bestuurder"', '"1"', '"eerst"'],
        ['"Hoe?: Wethouder"', '"1"', '"dan"'],
        ['"Hoe?: Bestuurder"', '"2"', '"weer"'],
    ]


def test_what_stands_beside_a_row_goes_by_its_title_too(result, add):
    for what, who in (("Bellen", "team"), ("Schrijven", "raad")):
        add("afspraken", "Wat", what)
        add("afspraken", "wie", who)
    add("afspraken", "WANNEER", "in mei")
    assert result("Afspraken") == [
        {"what": "Bellen", "who": "team", "when": None},
        {"what": "Schrijven", "who": "raad", "when": "in mei"},
    ]


def test_beside_the_last_row_is_beside_anybody_s_and_with_is_beside_one_s_own(result, add):
    add("afspraken", "wat", "Bellen", "--as", "Ann")
    add("afspraken", "wat", "Schrijven", "--as", "Bob")
    add("afspraken", "wie", "team", "--as", "Ann")
    add("afspraken", "wat", "Wandelen", "--with", "wie=raad", "--as", "Ann")
    assert result("Afspraken") == [
        {"what": "Bellen", "who": None, "when": None},
        {"what": "Schrijven", "who": "team", "when": None},
        {"what": "Wandelen", "who": "raad", "when": None},
    ]


def test_what_stands_beside_the_last_row_is_replaced(result, add):
    add("afspraken", "wat", "Bellen")
    (first,) = add("afspraken", "wie", "team")
    (second,) = add("afspraken", "who", "de hele\nraad")
    assert first == second
    assert result("Afspraken") == [{"what": "Bellen", "who": "de hele raad", "when": None}]


def test_lines_for_what_stands_beside_a_row_become_one(result, add):
    add("afspraken", "wat", "Bellen")
    add("afspraken", "wie", "-", stdin=b"team\n\nraad\n")
    assert result("Afspraken") == [{"what": "Bellen", "who": "team, raad", "when": None}]


def test_from_whom_a_tip_came_goes_by_the_column_it_stands_in(result, add, refused):
    add("tips en tops", "tips", "korter")
    assert "Tips · Van, Tops · Van" in refused("tips en tops", "van")
    add("tips en tops", "Tips · Van", "Jeugd")
    add("tips en tops", "tops", "mooi", "--with", "van=Managers")
    assert result("Tips en tops") == {
        "Tips": [{"text": "korter", "from": "Jeugd"}],
        "Tops": [{"text": "mooi", "from": "Managers"}],
    }


@pytest.mark.parametrize(
    ("form", "slot", "said"),
    [
        ("Top-3: sterk", "wie", "'Top-3: sterk' heeft maar één vak"),
        ("Kansrijke thema's", "thema 1", "laat --slot weg"),
        ("Optreden", "x", "Kies uit: Titel, Droombeeld in één zin"),
        ("Doen en afleren", "wie", "Kies uit: Doen, Afleren"),
        ("Afspraken", "waar", "Kies uit: Wat, Wie, Wanneer"),
        ("Afspraken", "wie", "nog geen regel om 'Wie' naast te zetten"),
        ("Gehoord", "bewoners", "Kies uit: Over Managers, Over Jeugd, Algemeen"),
        ("Podium", "wethouder", "Waarom? · Wethouder, Hoe? · Wethouder"),
        ("Mijlpalen", "na 1 jaar", "Kies uit: Na 1 week · 11 december 2024, Voorjaar"),
    ],
)
def test_a_slot_that_is_not_there_is_told_with_the_titles_that_are(refused, run, form, slot, said):
    line = refused(form, slot)
    assert said in line
    assert "items" not in line
    assert list(opened(run).state.entries()) == []


def test_beside_what_stands_beside_a_row_there_is_nothing(add, refused):
    add("afspraken", "wat", "Bellen")
    assert "laat --with wanneer weg" in refused("afspraken", "wie", "--with", "wanneer=mei")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("slot", ["wie", "Who"])
def test_what_the_screen_calls_a_slot_counts_in_every_language(add, result, lang, slot):
    add("afspraken", "wat", "Bellen", "--lang", lang)
    add("afspraken", slot, "team", "--lang", lang)
    add("gehoord", "about managers", "ja", "--lang", lang)
    add("afspraken", None, "Schrijven", "--with", f"{slot}=raad", "--lang", lang)
    assert result("Afspraken") == [
        {"what": "Bellen", "who": "team", "when": None},
        {"what": "Schrijven", "who": "raad", "when": None},
    ]
    assert result("Gehoord") == heard("Managers", "ja")


def test_the_room_goes_by_its_name_in_every_language(call, tmp_path):
    run = call("new", "alblasserdam-2024", "--run", tmp_path / "zaal").out.strip()
    for lang in ("nl", "en"):
        for name in ("zaal", "ROOM"):
            said = call("add", run, "--form", "reflectie", "--group", name, "x", "--lang", lang)
            assert said.err == ""
