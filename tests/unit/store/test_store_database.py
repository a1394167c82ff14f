import json
import os
from pathlib import Path

import pytest
from store_help import entry, look, save, texts
from tinydb import Query, TinyDB

from ai_tui.store.problems import SaveError
from ai_tui.store.tinydb_storage import AtomicStorage, open_database


@pytest.fixture
def saved(runs):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    save(store, *entry("e2", "thee"))
    store.snapshot(store.fold.tables())
    store.close()
    return runs


def database(runs):
    return runs.folder / "database.json"


def edit(runs, old, new):
    path = database(runs)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def whys(store):
    return [(damage.why, damage.what) for damage in store.damage]


class Counted(dict):
    """A document that counts how many of its kind are in memory."""

    alive = most = 0

    def __init__(self, *args):
        super().__init__(*args)
        Counted.alive += 1
        Counted.most = max(Counted.most, Counted.alive)

    def __del__(self):
        Counted.alive -= 1


class Decoded(dict):
    """A table of which each document is made when it is asked for."""

    def __getitem__(self, key):
        return Counted(super().__getitem__(key))

    def items(self):
        return [(key, self[key]) for key in self]


def test_no_two_documents_are_in_memory_at_once_for_it(runs):
    store = runs.create()
    rows = {f"e{n}": {"text": f"koffie {n}"} for n in range(20)}
    store.snapshot({"entries": Decoded(rows)})
    with TinyDB(database(runs)) as plain:
        assert [row["text"] for row in plain.table("entries")] == [
            rows[key]["text"] for key in sorted(rows)
        ]
    assert Counted.most == 1


def test_any_tinydb_program_can_open_it(saved):
    with TinyDB(database(saved)) as plain:
        rows = plain.table("entries").search(Query().text == "thee")
    assert [row["_key"] for row in rows] == ["e2"]
    assert '\n  "entries": {\n' in database(saved).read_text()


def test_tinydb_reads_and_writes_through_the_atomic_storage(tmp_path):
    path = tmp_path / "database.json"
    with open_database(path) as db:
        assert db.table("t").all() == []
        db.table("t").insert({"text": "koffie"})
        inode = path.stat().st_ino
        db.table("t").insert({"text": "thee"})
    assert path.stat().st_ino != inode
    assert json.loads(path.read_text()) == {"t": {"1": {"text": "koffie"}, "2": {"text": "thee"}}}
    assert [path.name for path in tmp_path.iterdir()] == ["database.json"]


def test_a_failed_write_keeps_the_old_file_and_nothing_beside_it(saved, monkeypatch):
    before = database(saved).read_bytes()
    storage = AtomicStorage(database(saved))

    def full(*_):
        raise OSError(28, "No space left on device")

    for call in ("write", "fsync", "rename"):
        with monkeypatch.context() as patch:
            if call == "rename":
                patch.setattr("pathlib.Path.replace", full)
            else:
                patch.setattr(os, call, full)
            with pytest.raises(OSError, match="space"):
                storage.write({"t": {}})
        assert database(saved).read_bytes() == before
        assert len(list(saved.folder.iterdir())) == 3


def test_a_failed_snapshot_says_so_in_one_line(saved):
    store = saved.open()
    database(saved).unlink()
    database(saved).mkdir()
    with pytest.raises(SaveError):
        store.snapshot(store.fold.tables())


def nested(levels):
    return b'{"e": ' + b"[" * levels + b"]" * levels + b"}"


SPOILT = [b"", b"{", b"[]", b"\xff", b'{"e": NaN}', b"[" * 9999, nested(500), nested(900)]


@pytest.mark.parametrize("content", SPOILT, ids=range(len(SPOILT)))
def test_a_missing_or_spoilt_database_does_not_matter(saved, content):
    database(saved).write_bytes(content)
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == ([("spoilt", "")] if content else [])
    assert again.claim_snapshot()
    again.snapshot(again.fold.tables())
    again.poll()
    assert again.damage == saved.open().damage == ()
    database(saved).unlink()
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert again.claim_snapshot()


def test_missing_journals_are_served_from_the_database_and_stay_served(saved):
    other = saved.open("other")
    save(other, *entry("e3", "water"))
    (gone,) = (path for path in saved.journals if "scribe" in path.name)
    gone.unlink()
    for _ in range(3):
        again = saved.open()
        assert texts(again) == {"e1": "koffie", "e2": "thee", "e3": "water"}
        assert again.fold.entries_of("top", "g1") == ["e1", "e2", "e3"]
        assert ("missing", "") in whys(again)
        (step,) = again.rescued
        assert {version.key for version in step.versions} == {"e1", "e2"}
        again.snapshot(again.fold.tables())
        again.close()


@pytest.mark.parametrize("name", [b"kopi\xeb", "kopie\u0308".encode(), b"a\x1b[2Jb", b"\xff"])
def test_a_journal_may_be_called_anything(saved, name):
    (journal,) = saved.journals
    odd = Path(os.fsdecode(os.fsencode(journal.parent) + b"/" + name + b".jsonl"))
    journal.rename(odd)
    store = saved.open()
    store.snapshot(store.fold.tables())
    again = saved.open()
    assert (texts(again), again.damage) == ({"e1": "koffie", "e2": "thee"}, ())
    odd.unlink()
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert [why for why, _ in whys(again)] == ["missing"]


def test_a_folder_with_nothing_but_the_database_opens(saved):
    for path in saved.journals:
        path.unlink()
    (saved.folder / "journal").rmdir()
    again = saved.open()
    assert (again.run, again.session) == (saved.folder.name, "buurt")
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    save(again, *entry("e1", "espresso"))
    assert texts(saved.open()) == {"e1": "espresso", "e2": "thee"}


def test_what_the_rest_of_a_cut_journal_knows_better_is_not_taken_from_the_database(saved):
    (journal,) = saved.journals
    store = saved.open("other")
    save(store, *entry("e1", "espresso"))
    os.truncate(journal, journal.read_bytes().index(b"\n") + 1)
    again = saved.open()
    assert texts(again) == {"e1": "espresso", "e2": "thee"}
    assert ("cut", "") in whys(again)


def test_documents_of_unreadable_lines_come_from_the_database(saved):
    (journal,) = saved.journals
    lines = journal.read_bytes().split(b"\n")
    lines[2] = b"spoilt"
    journal.write_bytes(b"\n".join(lines))
    assert texts(saved.open()) == {"e1": "koffie", "e2": "thee"}


def change(runs, old, new):
    (journal,) = (path for path in runs.journals if "scribe" in path.name)
    data = journal.read_bytes()
    assert old in data
    journal.write_bytes(data.replace(old, new))


def test_a_damaged_line_does_not_beat_the_database_and_stays_reported(saved):
    change(saved, b"koffie", b"kofgie")
    for _ in range(3):
        again = saved.open()
        assert texts(again) == {"e1": "koffie", "e2": "thee"}
        assert ("checksum", "") in whys(again)
        again.snapshot(again.fold.tables())


def test_of_a_damaged_line_nothing_counts_beside_what_the_database_has_of_it(saved):
    viewer = saved.open("viewer")
    change(saved, b'"entries","e1"', b'"entries","e9"')
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    (journal,) = saved.journals
    journal.write_bytes(journal.read_bytes() + b"\n")
    assert look(again) == []
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert texts(viewer) == {"e1": "koffie", "e2": "thee"}


def test_a_damaged_name_makes_no_double_of_what_the_database_has(runs):
    from ai_tui.store.steps import Version

    store = runs.create()
    for key, text in (("n1", "let op"), ("n2", "bel de wijk")):
        save(store, Version("notes", key, {"text": text}))
    store.snapshot(store.fold.tables())
    store.close()
    change(runs, b'"notes","n1"', b'"notes","n9"')
    again = runs.open()
    assert dict(again.fold.table("notes")) == {
        "n1": {"text": "let op"},
        "n2": {"text": "bel de wijk"},
    }
    assert ("checksum", "") in whys(again)
    assert look(again) == []


def test_what_comes_from_the_database_keeps_its_place_and_is_older_than_any_edit(saved):
    change(saved, b"thee", b"thed")
    again = saved.open()
    sound, rescued = (again.fold.current("entries", key) for key in ("e1", "e2"))
    assert rescued.stamp >= sound.stamp
    save(again, *entry("e2", "munt"))
    assert texts(again) == texts(saved.open()) == {"e1": "koffie", "e2": "munt"}


def test_a_damaged_line_counts_where_the_database_was_changed_too(saved):
    change(saved, b"koffie", b"espresso")
    edit(saved, '"koffie"', '"whisky"')
    assert texts(saved.open()) == {"e1": "espresso", "e2": "thee"}


def test_a_line_written_by_hand_counts_beside_a_database_that_knows_nothing_of_it(saved):
    change(saved, b'{"end"', b'{"stamp":5,"writer":"me","author":"me","versions":'
           b'[["entries","e9",{"text":"munt"}]]}\n{"end"')  # fmt: skip
    assert texts(saved.open()) == {"e1": "koffie", "e2": "thee", "e9": "munt"}


def test_a_deleted_entry_does_not_rise_from_an_old_database(saved):
    store = saved.open("other")
    from ai_tui.store.steps import Version

    save(store, Version("entries", "e1", None))
    (gone,) = (path for path in saved.journals if "scribe" in path.name)
    gone.unlink()
    assert texts(saved.open()) == {"e2": "thee"}


def test_edits_by_hand_are_reported_and_not_obeyed(saved):
    edit(saved, '"koffie"', '"whisky"')
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [("edited", "entries/e1")]
    again.snapshot(again.fold.tables())
    assert saved.open().damage == ()


def test_a_row_written_in_by_hand_is_reported_and_not_obeyed(saved):
    with TinyDB(database(saved)) as plain:
        plain.table("entries").insert({"_key": "e9", "text": "whisky"})
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [("edited", "entries/e9")]


def test_a_row_taken_out_by_hand_is_reported(saved):
    with TinyDB(database(saved)) as plain:
        plain.table("entries").remove(Query().text == "thee")
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [("edited", "")]


def test_an_older_database_is_no_edit(saved):
    store = saved.open("other")
    save(store, *entry("e1", "espresso"))
    with TinyDB(database(saved)) as plain:
        plain.table("mine").insert({"note": "not a row of ours"})
    assert whys(saved.open()) == [("edited", "")]


def test_the_database_of_another_run_is_refused(saved, tmp_path):
    stray = type(saved)(tmp_path / "runs" / "elsewhere", saved.wall)
    store = stray.create()
    save(store, *entry("e9", "from elsewhere"))
    store.snapshot(store.fold.tables())
    database(stray).replace(database(saved))
    again = saved.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [("foreign", "elsewhere")]


def test_a_database_of_a_newer_program_opens_for_reading_only(saved):
    for path in saved.journals:
        path.unlink()
    edit(saved, '"format": 1', '"format": 2')
    before = database(saved).read_bytes()
    store = saved.open()
    assert texts(store) == {"e1": "koffie", "e2": "thee"}
    assert store.too_new and not store.claim_snapshot()
    with pytest.raises(SaveError) as caught:
        store.snapshot(store.fold.tables())
    assert caught.value.reason == "newer"
    store.close()
    assert database(saved).read_bytes() == before


def test_a_snapshot_is_due_when_the_file_is_old_and_something_changed(saved):
    store = saved.open()
    assert not store.claim_snapshot()
    os.utime(database(saved), (1, 1))
    assert not store.claim_snapshot()
    save(store, *entry("e3", "water"))
    assert store.claim_snapshot()
    store.snapshot(store.fold.tables())
    save(store, *entry("e4", "melk"))
    assert not store.claim_snapshot()
    database(saved).unlink()
    assert store.claim_snapshot()


def test_a_snapshot_is_due_when_others_saved(saved):
    store = saved.open()
    save(saved.open("third"), *entry("e3", "water"))
    os.utime(database(saved), (1, 1))
    assert not store.claim_snapshot()
    look(store)
    assert store.claim_snapshot()


def test_what_a_killed_process_left_of_its_database_is_cleared_away(saved):
    old = saved.folder / ".database.json.gone-aaaaaa.tmp"
    old.write_text("half")
    os.utime(old, (1, 1))
    new = saved.folder / ".database.json.busy-bbbbbb.tmp"
    new.write_text("half")
    store = saved.open()
    store.snapshot(store.fold.tables())
    assert not old.exists()
    assert new.exists()


def test_documents_with_awkward_names_survive(runs):
    from ai_tui.store.steps import Version

    store = runs.create()
    save(store, Version("_run", "1", {"run": "x"}), Version("_default", "", {}))
    save(store, *entry('"check": "00000000"', '"check": ""'))
    store.snapshot(store.fold.tables())
    for path in runs.journals:
        path.unlink()
    assert list(texts(runs.open()).values()) == ['"check": ""']
