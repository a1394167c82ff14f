from datetime import UTC, datetime

import jsonschema
import msgspec

from ai_tui.export import json
from ai_tui.export.record import record


def test_turns_are_told_with_the_names_that_groups_have_now(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 17, 0, tzinfo=UTC))
    h.run.groups.add(["Tafel 1", "Tafel 2"])
    h.run.clock.go("verbeelden")
    h.wait(20)
    h.run.clock.next()
    h.wait(2)
    h.run.clock.next()
    h.run.groups.rename(h.group("Tafel 1"), "De Molen")
    data = msgspec.json.decode(json.encode(record(h.run)))
    jsonschema.Draft202012Validator(json.schema()).validate(data)

    block = next(b for b in data["timing"]["blocks"] if b["id"] == "verbeelden")
    turns = next(phase["turns"] for phase in block["phases"] if phase["turns"])
    assert [(turn["name"], turn["state"]) for turn in turns] == [
        ("De Molen", "done"),
        ("Tafel 2", "now"),
    ]
    assert {turn["group"] for turn in turns} == {group["id"] for group in data["groups"]}
