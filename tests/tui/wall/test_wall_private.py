"""Nothing that is not meant for the room is ever on its screen."""

import pytest
from wall_stage import LARGE, SMALL, Room

from ai_tui.run.run import Run
from ai_tui.run.wall import CHOICES
from ai_tui.store.steps import Version
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.scene import Scene
from ai_tui.tui.wall.scenes import scene

SECRETS = (
    "GEHEIM-half",
    "GEHEIM-navragen",
    "GEHEIM-navraagtitel",
    "GEHEIM-notitie",
    "GEHEIM-niet-vrij",
    "GEHEIM-ander-formulier",
    "GEHEIM-later-blok",
    "GEHEIM-hint",
    "GEHEIM-achtergrond",
    "GEHEIM-weg",
    "GEHEIM-weggehaald",
    "GEHEIM-volgende-titel",
    "Nora",
    "loopt",
    "inkorten",
    "F2",
    "F8",
    "^",
    "bewaard",
)
TITLES = "Het lek"


def secretive(folder) -> Room:
    """A run with every kind of private text in it."""
    room = Room(folder)
    run, (one, two, three) = room.run, room.tables
    run.store.save_draft({"form": "top", "group": one.id, "text": "GEHEIM-half"})
    room.write("top", one.id, "Korte lijnen", "GEHEIM-navragen klopt dit ??")
    gone = room.write("top", one.id, "GEHEIM-weggehaald")[0]
    run.harvest.remove(gone)
    run.harvest.note("GEHEIM-notitie")
    room.write("top", two.id, "GEHEIM-niet-vrij")
    room.write("optreden", one.id, TITLES, slot="f1")
    room.write("optreden", one.id, "GEHEIM-ander-formulier", slot="f2")
    room.write("optreden", two.id, "GEHEIM-navraagtitel ??", slot="f1")
    room.write("optreden", three.id, "GEHEIM-volgende-titel", slot="f1")
    room.write("afspraken", "room", "GEHEIM-later-blok", slot="what")
    run.harvest.mark("top", two.id, "paper")
    run.wall.say("GEHEIM-weg")
    run.wall.say("")
    for table, key, name, text in (
        ("forms", "top", "hint", "GEHEIM-hint"),
        ("blocks", "ontdekken", "background", "GEHEIM-achtergrond"),
    ):
        doc = run.state.doc(table, key)
        assert doc is not None
        run.commit([Version(table, key, {**doc, name: text})])
    return room


def moments(room):
    """The evening, from before the start until after the end, now and then late."""
    room.pass_(minutes=-5)
    yield "before"
    room.pass_(minutes=20)
    yield "a missed start"
    for block in ("welkom", "ontdekken", "verbeelden", "toneel", "eten", "slot"):
        room.choose(block)
        plan = room.run.state.block(block)
        for phase in plan.phases or (None,):
            if phase is not None:
                room.run.clock.phase(phase.id)
            yield f"{block} begins"
            if phase is not None and phase.per:
                for number in (1, 2):
                    room.run.clock.next()
                    yield f"{block} turn {number}"
                    room.pass_(minutes=3)
                    yield f"{block} turn {number} late"
            room.pass_(minutes=50)
            yield f"{block} late"
            room.run.clock.pause_or_resume()
            yield f"{block} paused"
            room.run.clock.pause_or_resume()
    room.run.clock.finish()
    yield "the end"


def private(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("choice", CHOICES)
def test_no_private_text_is_on_any_view_at_any_moment(tmp_path, choice):
    room = secretive(tmp_path / "run")
    room.run.wall.read_back("top", room.tables[0].id)
    if choice != "harvest":
        room.run.wall.show(choice)
    seen = set()
    for moment in moments(room):
        shown = room.scene
        seen.add(shown.view)
        assert private(words_of(shown)) == [], moment
        for size in (SMALL, LARGE):
            assert private(room.text(size)) == [], moment
    assert len(seen) >= {"dark": 1, "title": 3, "harvest": 2}.get(choice, 3)


def words_of(shown: Scene) -> str:
    """Everything that a scene says, drawn large or not."""
    reading = shown.reading
    return "\n".join(
        [
            shown.heading,
            shown.message,
            shown.digits,
            *(line.text + " ".join(line.items) for line in (*shown.above, *shown.below)),
            *((reading.group, *(i.text for i in reading.items)) if reading else ()),
        ]
    )


def test_the_secrets_are_there_to_be_found(tmp_path):
    room = secretive(tmp_path / "run")
    kept = {entry.text for entry in room.run.state.entries()}
    assert sum(any(secret in text for text in kept) for secret in SECRETS) >= 6
    room.run.wall.read_back("top", room.tables[1].id)
    room.choose("ontdekken")
    assert private(room.text()) == ["GEHEIM-niet-vrij"]


def test_what_is_on_its_way_to_the_disk_is_not_at_the_room(tmp_path):
    room = secretive(tmp_path / "run")
    group = room.tables[0]
    room.choose("ontdekken")
    room.run.wall.read_back("top", group.id)
    wall = Run.open(tmp_path / "run", "", room.clock, read_only=True)

    class Slow:
        def save(self, change):
            pass

    room.run.saver = Slow()
    room.write("top", group.id, "net getypt")
    assert "net getypt" in room.text()
    assert wall.store.poll() == []
    assert "net getypt" not in words_of(scene(RoomMoment(wall)))
