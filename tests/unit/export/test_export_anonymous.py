import jsonschema
import msgspec

from ai_tui.export import json
from ai_tui.export.record import record
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.session.checking import check
from ai_tui.session.model import ROOM
from ai_tui.store.steps import Version

SESSION = """
title = "Proef"
date = 2024-12-04
start = "09:00"
lang = "nl"

[[blocks]]
id = "praten"
title = "Praten"
start = "09:00"
minutes = 60

[[blocks.forms]]
id = "podium"
kind = "answers"
title = "Op het podium"
for = "room"
questions = ["Wat blijft?", "Wat is moeilijk?"]
speakers = ["Zeger Zandstra", "Wiesje Wolters"]

[[blocks.forms]]
id = "afspraken"
kind = "agreements"
title = "Afspraken"
for = "room"
"""
NAMES = ("Zeger", "Wiesje", "Quirien", "Xander")


def night(hands, tmp_path):
    """A run in which every name stands wherever a name may stand."""
    clock = hands("ruwaard-2017.toml").run.machine
    plan, problems = check(SESSION, "proef", OPTIONS)
    assert plan is not None, problems
    run = make(plan, tmp_path / "r", "Quirien Quist", clock)
    form = run.state.form
    run.harvest.append(form("podium"), ROOM.id, "q1.s2", ["Samen verder"])
    run.harvest.append(form("podium"), ROOM.id, "q2.s1", ["Tijd vinden"])
    (first,) = run.harvest.append(form("afspraken"), ROOM.id, "what", ["Bellen"])
    run.harvest.append(form("afspraken"), ROOM.id, f"who@{first}", ["Xander Xhofleer"])
    run.harvest.append(form("afspraken"), ROOM.id, f"when@{first}", ["morgen"])
    run.harvest.note("een notitie")
    return run


def exported(run, *, anonymous=False):
    data = json.encode(record(run, anonymous=anonymous))
    tree = msgspec.json.decode(data)
    jsonschema.Draft202012Validator(json.schema()).validate(tree)
    return data.decode(), tree


def test_no_person_is_named_and_nothing_else_is_lost(hands, tmp_path):
    run = night(hands, tmp_path)
    whole, _ = exported(run)
    assert all(name in whole for name in ("Zeger", "Wiesje", "Quirien", "Xander"))
    text, tree = exported(run, anonymous=True)
    assert [name for name in NAMES if name in text] == []
    assert all(kept in text for kept in ("Samen verder", "Tijd vinden", "Bellen", "morgen"))
    podium, agreements = (form["results"][0]["result"] for form in tree["forms"])
    spoken = [answer["speaker"] for question in podium for answer in question["answers"]]
    assert spoken == ["Spreker 2", "Spreker 1"]
    assert agreements == [{"what": "Bellen", "who": None, "when": "morgen"}]
    run.close()


def test_a_who_beside_a_row_without_a_place_is_left_out_too(hands, tmp_path):
    run = night(hands, tmp_path)
    for key, slot, text in (("row", "lost", "Rij"), ("cell", "who@row", "Xander de Wees")):
        entry = {"form": "afspraken", "block": "praten", "text": text, "author": "Quirien"}
        place = {"form": "afspraken", "group": ROOM.id, "slot": slot, "pos": "a"}
        run.commit([Version("entries", key, entry), Version("places", key, place)])
    assert "Wees" in exported(run)[0]
    assert "Xander" not in exported(run, anonymous=True)[0]
    run.close()


def test_an_unreadable_form_does_not_name_who_either(hands, tmp_path):
    run = night(hands, tmp_path)
    for form in ("podium", "afspraken"):
        doc = run.state.doc("forms", form)
        run.commit([Version("forms", form, {**doc, "kind": "weg"})])
    text, _ = exported(run, anonymous=True)
    assert [name for name in NAMES if name in text] == []
    assert "Samen verder" in text
    run.close()
