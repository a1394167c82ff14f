"""Documents in lines written by hand that say times beyond every calendar and clock."""

import json

import pytest
from run_kit import texts

from ai_tui.export.formats import FORMATS
from ai_tui.store.folder import JOURNALS

AT = ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00Z"]


def by_hand(run, table, key, doc):
    """Put a line in a journal of its own, as somebody with an editor would."""
    line = {"stamp": 1_733_300_000_000, "writer": "me", "author": "me",
            "versions": [[table, key, doc]]}  # fmt: skip
    path = run.folder / JOURNALS / f"{table}-{key}.jsonl"
    path.write_text(json.dumps(line, separators=(",", ":")) + "\n")


def told(run):
    """All that the run says in every format, its evening and its room."""
    run.evening()
    run.wall.now()
    return [write(run, False).decode() for write in FORMATS.values()]


@pytest.mark.parametrize("at", AT)
def test_a_text_of_no_time_is_kept_without_it(run, joined, at):
    entry = {"block": "praten", "form": "top", "text": "koffie", "author": "me", "at": at}
    by_hand(run, "entries", "e1", entry)
    by_hand(run, "places", "e1", {"form": "top", "group": "g1", "slot": "items", "pos": "a"})
    by_hand(run, "notes", "n1", {"id": "n1", "text": "thee", "at": at})
    again = joined()
    assert texts(again, "top", "g1") == ["koffie"]
    assert [(note.text, note.at) for note in again.state.notes] == [("thee", None)]
    assert all("koffie" in said and "thee" in said for said in told(again))
    again.close()
    for path in (run.folder / JOURNALS).iterdir():
        path.unlink()
    assert texts(joined(), "top", "g1") == ["koffie"]
    told(joined())


ODD = [
    {"at": {"wall": "2024-12-04T08:00:00Z", "boot": 1e300}},
    {"at": {"wall": "2024-12-04T08:00:00Z", "boot": 1e15, "boot_id": "x"}},
    {"at": {"wall": "2024-12-04T08:00:00Z", "boot": -1e15}},
    {"at": {"wall": "2024-12-04T08:00:00"}},
    *({"at": {"wall": at}} for at in AT),
    {"by": "P999999999D"},
    {"by": "-P999999999D"},
]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_moment_of_no_time_does_not_count(run, joined, machine, odd):
    run.clock.next()
    before = run.evening()
    moment = {"id": "m1", "action": "extend", "at": {"wall": "2024-12-04T08:00:00Z"}, "by": "PT0S",
              "block": "praten", "seen": None}  # fmt: skip
    by_hand(run, "moments", "m1", moment | odd)
    again = joined()
    assert again.evening() == before
    told(again)


@pytest.mark.parametrize("at", [*AT, "2024-12-04T08:00:00"])
def test_a_message_of_no_time_stops_nothing(run, joined, at):
    by_hand(run, "wall", "message", {"text": "pauze", "at": at})
    told(joined())
