import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import msgspec
import pytest
from msgspec.structs import replace

from ai_tui.export import json
from ai_tui.export.record import record
from ai_tui.export.shapes import Record
from ai_tui.run.replan import ReplanVerbs
from ai_tui.store.steps import Version

ALBLASSERDAM = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)
EVERY_KIND = [
    ("ruwaard-2017.toml", "podiumvragen", "answers"),
    ("ruwaard-2017.toml", "gehoord", "heard"),
    ("ruwaard-2017.toml", "doen-en-afleren", "columns"),
    ("ruwaard-2017.toml", "rode-draden", "list"),
    ("alblasserdam-2024.toml", "top-3", "top"),
    ("alblasserdam-2024.toml", "optreden", "fields"),
    ("alblasserdam-2024.toml", "tips-en-tops", "columns"),
    ("alblasserdam-2024.toml", "mijlpalen", "milestones"),
    ("alblasserdam-2024.toml", "afspraken", "agreements"),
]
HOSTILE = [
    "[/x]",
    "[bold red]rood[/]",
    "{naam} %s \\u0000",
    "שלום, עולם",
    "👩‍👩‍👧‍👦 samen",
    "regel een\nregel twee\tmet tab",
    '"aanhalingstekens" en </script>',
    "x" * 100_000,
]


def exported(run):
    """What a reader of the file gets, checked against the schema."""
    data = msgspec.json.decode(json.encode(record(run)))
    jsonschema.Draft202012Validator(json.schema()).validate(data)
    return data


def result_of(run, form, name):
    found = next(part for part in exported(run)["forms"] if part["id"] == form)
    return next(part for part in found["results"] if part["name"] == name)


def by_id(parts):
    return {part["id"]: part for part in parts}


def test_the_published_schema_is_the_schema_of_the_code():
    shipped = Path(json.__file__).with_name("schema.json")

    assert shipped.read_bytes() == json.encode_schema()
    jsonschema.Draft202012Validator.check_schema(json.schema())


def test_a_fresh_run_is_a_whole_document(hands):
    data = exported(hands("ruwaard-2017.toml").run)

    assert data["schema_version"] == 3
    assert data["run"]["rehearsal"] is False and data["run"]["day"] == "2017-02-15"
    assert data["session"]["title"] == "Werkconferentie Ruwaard"
    assert data["timing"]["state"] == "before"
    assert [group["name"] for group in data["groups"]] == [
        "Bewoners", "Professionals", "Managers", "Bestuurders",
    ]  # fmt: skip
    assert [part["have"] for form in data["forms"] for part in form["results"]] == [0] * 16
    assert data["notes"] == []


def test_a_top_3_is_a_list_in_order(hands):
    h = hands("alblasserdam-2024.toml", ALBLASSERDAM)
    h.run.groups.add(["Tafel 1"])
    h.type("top-3", "Tafel 1", "items", "a", "b", "c", "d")
    found = result_of(h.run, "top-3", "Tafel 1")

    assert found["result"] == ["a", "b", "c"]
    assert found["beyond"] == ["d"]
    assert [(e["text"], e["rank"], e["surplus"]) for e in found["entries"]] == [
        ("a", 1, False), ("b", 2, False), ("c", 3, False), ("d", 4, True),
    ]  # fmt: skip
    assert (found["have"], found["want"]) == (3, 3)


def test_do_and_unlearn_are_two_lists(hands):
    h = hands("ruwaard-2017.toml")
    h.type("doen-en-afleren", "Managers", "c1", "vragen stellen", "luisteren")
    h.type("doen-en-afleren", "Managers", "c2", "regelen")

    assert result_of(h.run, "doen-en-afleren", "Managers")["result"] == {
        "Doen": ["vragen stellen", "luisteren"],
        "Afleren": ["regelen"],
    }


def test_what_lies_beyond_stands_under_the_column_or_field_it_was_typed_in(hands):
    h = hands("ruwaard-2017.toml")
    h.type("doen-en-afleren", "Managers", "c1", "a", "b", "c", "d", "e")
    h.type("doen-en-afleren", "Managers", "c2", "1", "2", "3", "4")
    found = result_of(h.run, "doen-en-afleren", "Managers")
    assert found["beyond"] == {"Doen": ["d", "e"], "Afleren": ["4"]}

    h = hands("alblasserdam-2024.toml", ALBLASSERDAM)
    h.run.groups.add(["Tafel 1"])
    h.type("optreden", "Tafel 1", "f2", "van de een", "van de ander")
    found = result_of(h.run, "optreden", "Tafel 1")
    titles = list(found["result"])
    assert found["beyond"] == {titles[0]: [], titles[1]: ["van de ander"]}


def test_heard_is_a_table_by_group_and_about_whom(hands):
    h = hands("ruwaard-2017.toml")
    h.type("gehoord", "Managers", f"about.{h.group('Bewoners').id}", "zit niet in onze nek")
    h.type("gehoord", "Managers", "general", "samen")

    assert result_of(h.run, "gehoord", "Managers")["result"] == [
        {"about": "Bewoners", "heard": ["zit niet in onze nek"]},
        {"about": "Professionals", "heard": []},
        {"about": "Bestuurders", "heard": []},
        {"about": None, "heard": ["samen"]},
    ]


def test_milestones_have_their_dates_and_agreements_their_three_parts(hands):
    h = hands("alblasserdam-2024.toml", ALBLASSERDAM)
    h.run.groups.add(["Een loket"], "themes")
    h.type("mijlpalen", "Een loket", "t2", "een proef")
    what = h.type("afspraken", "", "what", "iedereen belt")[0]
    h.type("afspraken", "", f"who@{what}", "team MO")

    assert result_of(h.run, "mijlpalen", "Een loket")["result"][1] == {
        "term": "Na 1 maand, eind januari",
        "date": "2025-01-31",
        "deliver": ["een proef"],
    }
    agreed = result_of(h.run, "afspraken", "Zaal")
    assert agreed["result"] == [{"what": "iedereen belt", "who": "team MO", "when": None}]
    assert [(e["slot"], e["cell"], e["beside"]) for e in agreed["entries"]] == [
        ("what", None, None),
        ("what", "who", what),
    ]


def test_every_entry_has_its_id_author_time_and_marks(hands):
    h = hands("ruwaard-2017.toml")
    (entry,) = h.type("rode-draden", "", "items", "klopt dit?? #Leren en #luisteren")
    found = result_of(h.run, "rode-draden", "Zaal")["entries"]

    assert found == [
        {
            "id": entry,
            "slot": "items",
            "rank": 1,
            "cell": None,
            "beside": None,
            "text": "klopt dit?? #Leren en #luisteren",
            "author": "notulist",
            "at": "2017-02-15T13:00:00+01:00",
            "late": False,
            "surplus": False,
            "query": True,
            "labels": ["leren", "luisteren"],
        }
    ]


@pytest.mark.parametrize(("session", "form", "kind"), EVERY_KIND)
def test_whatever_is_typed_in_any_kind_comes_out_once_and_fits_the_schema(
    hands, session, form, kind
):
    start = ALBLASSERDAM if session.startswith("alb") else datetime(2017, 2, 15, 12, tzinfo=UTC)
    h = hands(session, start)
    sheet = h.run.state.form(form)
    assert sheet.kind == kind
    if sheet.audience != "room":
        h.run.groups.add(["Een", "Twee"], sheet.audience)
    group = h.run.state.groups_of(sheet)[0]
    typed = []
    for slot in h.run.slots(sheet, group):
        for text in HOSTILE:
            typed.append(f"{slot.id} {text}")
            row = h.type(form, group.name, slot.id, typed[-1])[0]
            for cell in slot.cells:
                typed.append(f"{cell.id} {text}")
                h.type(form, group.name, f"{cell.id}@{row}", typed[-1])
    h.type(form, group.name, "verdwenen", "uit een oude kolom")

    name = h.run.group_name(group)
    found = result_of(h.run, form, name)
    assert Counter(e["text"] for e in found["entries"]) == Counter([*typed, "uit een oude kolom"])
    assert found["other"] == [{"slot": "verdwenen", "title": "", "texts": ["uit een oude kolom"]}]
    asked = found["entries"][0]["text"]
    assert asked in list(texts_in(found["result"]))


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif value is not None:
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def test_the_schema_holds_a_result_to_the_shape_of_its_kind(hands):
    h = hands("ruwaard-2017.toml")
    data = exported(h.run)
    wrong = by_id(data["forms"])["doen-en-afleren"]["results"][0]
    wrong["result"] = ["geen twee lijsten"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.schema()).validate(data)


def test_json_reads_back_as_the_same_record(hands):
    h = hands("ruwaard-2017.toml")
    h.type("rode-draden", "", "items", *HOSTILE)
    h.run.harvest.note("een notitie")
    made = record(h.run)

    assert msgspec.json.decode(json.encode(made), type=Record) == made


def test_the_file_is_indented_and_keeps_letters_as_they_are(hands):
    h = hands("ruwaard-2017.toml")
    h.type("rode-draden", "", "items", "één שלום")
    written = json.encode(record(h.run)).decode()

    assert '\n  "schema_version": 3' in written and written.endswith("}\n")
    assert "één שלום" in written


def test_times_say_what_was_planned_what_happened_and_why(hands):
    h = hands("ruwaard-2017.toml")
    first, second = h.run.state.blocks[:2]
    h.wait(2)
    h.run.clock.go(first.id)
    h.wait(10)
    h.run.clock.pause_or_resume()
    h.wait(3)
    h.run.clock.pause_or_resume()
    h.run.clock.extend(timedelta(minutes=5))
    h.wait(17)
    h.run.clock.go(second.id)
    h.wait(1)
    timing = exported(h.run)["timing"]
    blocks = by_id(timing["blocks"])

    assert timing["state"] == "running" and timing["hard_end"] == "2017-02-15T17:00:00+01:00"
    assert blocks[first.id]["planned"] == {
        "start": "2017-02-15T13:00:00+01:00",
        "end": "2017-02-15T13:20:00+01:00",
        "seconds": 1200,
    }
    assert blocks[first.id]["actual"] == {
        "start": "2017-02-15T13:02:00+01:00",
        "end": "2017-02-15T13:32:00+01:00",
        "seconds": 27 * 60,
        "paused_seconds": 180,
        "extended_seconds": 300,
        "over_seconds": 120,
    }
    assert blocks[second.id]["state"] == "now" and blocks[second.id]["actual"]["end"] is None
    phases = blocks[first.id]["phases"]
    assert [phase["planned"]["seconds"] for phase in phases] == [300, 900]
    assert phases[0]["actual"]["seconds"] == 300
    assert sum(phase["actual"]["paused_seconds"] for phase in phases) == 180


def test_planned_stays_what_it_was_when_the_run_was_made(hands):
    h = hands("ruwaard-2017.toml")
    block = h.run.state.blocks[0]
    shorter = replace(block, length=timedelta(minutes=12), phases=())
    h.run.commit([Version("blocks", block.id, msgspec.to_builtins(shorter))])

    assert h.run.evening().blocks[0].length == timedelta(minutes=12)
    assert exported(h.run)["timing"]["blocks"][0]["planned"]["seconds"] == 1200


def test_a_rehearsal_was_made_and_is_exported_in_real_time_and_typed_in_its_own(hands):
    h = hands("ruwaard-2017.toml", datetime(2017, 2, 15, 9, 0, tzinfo=UTC), speed=60)
    h.type("rode-draden", "", "items", "samen")
    h.wait(5)
    data = exported(h.run)
    (entry,) = next(f for f in data["forms"] if f["id"] == "rode-draden")["results"][0]["entries"]
    begin = data["timing"]["planned"]["start"]
    assert data["run"]["rehearsal"]
    assert data["run"]["made"] == "2017-02-15T10:00:00+01:00"
    assert data["run"]["exported"] == "2017-02-15T10:05:00+01:00"
    assert entry["at"] == begin == "2017-02-15T13:00:00+01:00"


def test_a_dropped_block_is_told_as_such_where_it_stood_and_so_are_its_forms(hands):
    h = hands("alblasserdam-2024.toml", ALBLASSERDAM)
    h.run.groups.add(["Tafel 1"])
    before = exported(h.run)
    ReplanVerbs(h.run).drop(h.run.state.block("verbeelden"))
    after = exported(h.run)

    gone = by_id(after["timing"]["blocks"])["verbeelden"]
    assert (gone["state"], gone["change"], gone["stage"]) == ("dropped", "dropped", "dream")
    assert gone["planned"] == by_id(before["timing"]["blocks"])["verbeelden"]["planned"]
    assert gone["planned_now"] == {"start": None, "end": None, "seconds": None}
    for kept in ("id", "title"):
        in_order = [part[kept] for part in before["timing"]["blocks"]]
        assert [part[kept] for part in after["timing"]["blocks"]] == in_order
        assert [f[kept] for f in after["forms"]] == [f[kept] for f in before["forms"]]


def test_an_inserted_block_has_a_place_in_the_plan_of_now_and_none_in_the_first(hands):
    h = hands("alblasserdam-2024.toml", ALBLASSERDAM)
    made = ReplanVerbs(h.run).insert("welkom", "Koffie", timedelta(minutes=15))
    blocks = by_id(exported(h.run)["timing"]["blocks"])

    coffee = blocks[made.id]
    assert coffee["change"] == "inserted" and coffee["state"] == "to_come"
    assert coffee["planned"] == {"start": None, "end": None, "seconds": None}
    assert coffee["planned_now"] == {
        "start": "2024-12-04T16:30:00+01:00",
        "end": "2024-12-04T16:45:00+01:00",
        "seconds": 900,
    }
    assert blocks["welkom"]["planned_now"] == blocks["welkom"]["planned"]


def test_what_came_after_the_end_is_marked(hands):
    h = hands("ruwaard-2017.toml")
    h.run.clock.next()
    h.type("rode-draden", "", "items", "op tijd")
    h.run.clock.finish()
    h.type("rode-draden", "", "items", "later")

    entries = result_of(h.run, "rode-draden", "Zaal")["entries"]
    assert [entry["late"] for entry in entries] == [False, True]


def test_a_merged_group_gives_its_entries_and_is_still_named(hands):
    h = hands("ruwaard-2017.toml")
    managers, directors = h.group("Managers"), h.group("Bestuurders")
    h.type("doen-en-afleren", "Bestuurders", "c1", "vertrouwen")
    h.type("gehoord", "Bewoners", f"about.{directors.id}", "ga op de zeepkist")
    h.run.groups.merge(directors, managers)
    data = exported(h.run)

    assert by_id(data["groups"])[directors.id]["merged_into"] == managers.id
    assert result_of(h.run, "doen-en-afleren", "Managers")["result"]["Doen"] == ["vertrouwen"]
    assert result_of(h.run, "gehoord", "Bewoners")["other"] == [
        {
            "slot": f"about.{directors.id}",
            "title": "Over Bestuurders",
            "texts": ["ga op de zeepkist"],
        }
    ]


def test_a_closed_group_keeps_its_result_and_an_empty_one_is_asked_nothing(hands):
    h = hands("ruwaard-2017.toml")
    h.type("doen-en-afleren", "Managers", "c1", "vragen stellen")
    h.run.groups.close(h.group("Managers"))
    h.run.groups.close(h.group("Bestuurders"))

    form = by_id(exported(h.run)["forms"])["doen-en-afleren"]
    assert [part["name"] for part in form["results"]] == ["Bewoners", "Professionals", "Managers"]


def test_entries_of_a_form_or_group_that_nobody_knows_are_there_too(hands):
    h = hands("ruwaard-2017.toml")
    h.run.commit(
        [
            Version("entries", "e1", {"form": "zoek", "block": "film", "text": "ooit getypt"}),
            Version("places", "e1", {"form": "zoek", "group": "weg", "slot": "x", "pos": "i"}),
        ]
    )
    lost = exported(h.run)["forms"][-1]

    assert (lost["id"], lost["block"], lost["kind"]) == ("zoek", "film", "")
    assert [part["group"] for part in lost["results"]] == ["weg"]
    assert lost["results"][0]["entries"][0]["text"] == "ooit getypt"
    assert lost["results"][0]["result"] is None


def test_where_a_form_stands_and_loose_notes_are_in_it(hands):
    h = hands("ruwaard-2017.toml")
    h.run.harvest.mark("gehoord", h.group("Managers").id, "paper")
    h.run.clock.next()
    h.run.harvest.note("koffie was op?? #inkoop")
    data = exported(h.run)

    assert result_of(h.run, "gehoord", "Managers")["state"] == "paper"
    assert result_of(h.run, "gehoord", "Bewoners")["state"] == "open"
    note = data["notes"][0]
    assert (note["text"], note["block"]) == ("koffie was op?? #inkoop", h.run.state.blocks[0].id)
    assert note["query"] and note["labels"] == ["inkoop"]


def test_nothing_that_exports_imports_textual():
    code = (
        "import sys, ai_tui.export.json, ai_tui.export.record, ai_tui.export.terminal; "
        "sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
