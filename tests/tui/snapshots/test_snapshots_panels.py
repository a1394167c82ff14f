from datetime import timedelta

import pytest
from scene import Scene, to_the_themes, to_the_top_3, typed

from ai_tui.run.harvest import Typed

SIZES = ((80, 24), (120, 36))


def at_work(scene: Scene):
    """17:48, with notes, an entry that was changed, and a group on paper."""
    scene.run.harvest.note("De koffie staat bij de ingang.")
    to_the_top_3(scene)
    form, group = scene.form("top-3"), scene.group("Tafel 2")
    first = scene.run.harvest_of(form, group)["items"][0]
    scene.passes(1)
    text = "Wij kennen de mensen, niet alleen de dossiers"
    scene.run.harvest.write(form, group.id, [Typed(first.id, "items", text)])
    scene.run.harvest.mark("top-3", scene.group("Tafel 4").id, "paper")
    scene.run.harvest.mark("top-3", scene.group("Tafel 6").id, "nothing")
    scene.run.harvest.note("Navragen bij de huisartsen: #toegang\nWie belt er?")
    return scene.open("top-3", "Tafel 2")


def in_a_round(scene: Scene):
    to_the_top_3(scene)
    scene.passes(19)
    scene.go("verbeelden", 20)
    scene.run.clock.next()
    scene.passes(3)
    scene.run.clock.next()
    scene.passes(1)
    return scene.open("optreden", "Tafel 2")


def late(scene: Scene):
    to_the_top_3(scene)
    scene.passes(12)
    return scene.open("top-3", "Tafel 2")


def with_themes(scene: Scene):
    to_the_themes(scene)
    themes = {group.name: group for group in scene.run.state.groups("themes")}
    scene.type("propositie", "Jong aan zet", 0, "Jongeren maken zelf het buurthuis open.")
    scene.run.groups.merge(themes["Jong aan zet"], themes["Eén voordeur"])
    return scene.open("propositie", "Eén voordeur")


def too_late_to_mend(scene: Scene):
    to_the_top_3(scene)
    scene.passes(75)
    return scene.open("top-3", "Tafel 2")


def the_next_day(scene: Scene):
    to_the_top_3(scene)
    scene.passes(16 * 60)
    return scene.open("top-3", "Tafel 2")


def afterwards(scene: Scene):
    to_the_themes(scene)
    scene.run.clock.extend(timedelta(minutes=5))
    scene.passes(38)
    scene.go("afsluiting", 20)
    scene.run.clock.pause_or_resume()
    scene.passes(4)
    scene.run.clock.pause_or_resume()
    scene.passes(11)
    scene.run.clock.finish()
    return scene.open("afspraken", "room")


PANELS = {
    "strip": (at_work, ["ctrl+o"]),
    "palette": (at_work, ["ctrl+p", *typed("gr")]),
    "help": (at_work, ["f1"]),
    "overview": (at_work, ["ctrl+g"]),
    "overview of themes": (with_themes, ["ctrl+g"]),
    "search": (at_work, ["ctrl+f", *typed("de")]),
    "groups": (at_work, ["ctrl+o", "j"]),
    "theme groups": (with_themes, ["ctrl+o", "j"]),
    "blocks": (late, ["ctrl+o", "b"]),
    "clock menu": (in_a_round, ["ctrl+o", "y"]),
    "note": (at_work, ["ctrl+k", *typed("Stoelen tellen")]),
    "history": (at_work, ["up", "up", "ctrl+o", "h"]),
    "states": (at_work, ["ctrl+o", "equals_sign"]),
    "moveto": (at_work, ["up", "ctrl+o", "a"]),
    "who": (at_work, ["ctrl+o", "x"]),
    "instruction": (at_work, ["ctrl+o", "u"]),
    "another day": (the_next_day, []),
    "shorten": (late, ["f7"]),
    "shorten in vain": (too_late_to_mend, ["f7"]),
    "plan": (late, ["ctrl+o", "d"]),
    "closing": (afterwards, ["f2"]),
}


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("name", PANELS)
def test_a_panel(name, size, looks_the_same):
    build, keys = PANELS[name]
    assert looks_the_same(build, size, keys)


def test_the_help_in_english(looks_the_same):
    assert looks_the_same(at_work, (80, 24), ["f1"], lang="en")


def test_the_question_how_many_groups_there_are(looks_the_same):
    assert looks_the_same(Scene.open, (80, 24), groups=0)
