import pytest
from scene import Scene, to_the_themes, to_the_top_3, typed

SIZES = ((80, 24), (120, 36), (200, 60))


def before_the_start(scene: Scene):
    scene.clock.pass_(minutes=-7)
    return scene.open()


def running(scene: Scene):
    to_the_top_3(scene)
    return scene.open("top-3", "Tafel 3")


def overtime(scene: Scene):
    to_the_top_3(scene)
    scene.passes(30.5)
    return scene.open("top-3", "Tafel 5")


def paused(scene: Scene):
    to_the_top_3(scene)
    scene.run.clock.pause_or_resume()
    scene.passes(4)
    return scene.open("top-3", "Tafel 1")


def in_a_round(scene: Scene):
    to_the_top_3(scene)
    scene.passes(19)
    scene.go("verbeelden", 20)
    for minutes in (2.5, 2, 1.2):
        scene.run.clock.next()
        scene.passes(minutes)
    scene.type("optreden", "Tafel 1", 0, "Eén voordeur, honderd buren")
    scene.type("optreden", "Tafel 2", 0, "Het loket dat naar je toe komt")
    scene.type("optreden", "Tafel 2", 1, "Wie vastloopt, belt één nummer en krijgt een mens.")
    return scene.open("optreden", "Tafel 3")


def columns_with_from_whom(scene: Scene):
    to_the_themes(scene)
    [first, _] = scene.type(
        "tips-en-tops", "Eén voordeur", 0, "Begin klein, in één buurt", "Vraag de huisarts mee"
    )
    scene.cells("tips-en-tops", "Eén voordeur", first, from_="Buren voor buren")
    scene.type("tips-en-tops", "Eén voordeur", 1, "Dit kan morgen al")
    return scene.open("tips-en-tops", "Eén voordeur")


def milestones(scene: Scene):
    to_the_themes(scene)
    scene.type("mijlpalen", "Buren voor buren", 0, "Een lijst van straten die meedoen")
    scene.type("mijlpalen", "Buren voor buren", 1, "Tien buren die zich gemeld hebben", "Een app")
    return scene.open("mijlpalen", "Buren voor buren")


def fields(scene: Scene):
    to_the_themes(scene)
    scene.type("propositie", "Jong aan zet", 0, "Jongeren maken zelf het buurthuis open.")
    return scene.open("propositie", "Jong aan zet")


def agreements(scene: Scene):
    to_the_themes(scene)
    scene.passes(35)
    scene.go("afsluiting", 12)
    [first, _] = scene.type(
        "afspraken", "room", 0, "Twee keer per maand samen spreekuur houden", "Elkaar bellen"
    )
    scene.cells("afspraken", "room", first, who="Wijkteam", when="vanaf januari")
    return scene.open("afspraken", "room")


def room_list(scene: Scene):
    to_the_top_3(scene)
    scene.passes(20)
    scene.go("verbeelden", 38)
    scene.go("eten", 5)
    scene.type("volgorde", "room", 0, "Eén voordeur", "Buren voor buren", "Jong aan zet")
    return scene.open("volgorde", "room")


SCENES = (
    before_the_start,
    running,
    overtime,
    paused,
    in_a_round,
    columns_with_from_whom,
    milestones,
    fields,
    agreements,
    room_list,
)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_the_scribes_screen(scene, size, looks_the_same):
    assert looks_the_same(scene, size)


def to_the_pause(scene: Scene) -> None:
    """15:40: after the rounds of interviews, what was heard."""
    parts = {"welkom": 20, "podium": 25, "film": 20, "vragen": 21, "interviewrondes": 49}
    for block, minutes in {**parts, "gehoord": 25}.items():
        scene.go(block, minutes)


def doen_en_afleren(scene: Scene):
    to_the_pause(scene)
    scene.go("pauze", 20)
    scene.go("top-3", 14)
    scene.type("doen-en-afleren", "Bewoners", 0, "Vaker bij elkaar binnenlopen")
    two = ("Samen leren, ook met bewoners; zichtbaar zijn in de wijk", "Luisteren zonder oordeel")
    scene.type("doen-en-afleren", "Professionals", 0, *two)
    scene.type("doen-en-afleren", "Professionals", 1, "Te snel zelf de oplossing bedenken")
    return scene.open("doen-en-afleren", "Professionals")


def heard(scene: Scene):
    to_the_pause(scene)
    scene.passes(-15)
    scene.type("gehoord", "Bewoners", 0, "Ze willen best, maar de tijd ontbreekt", "Korte lijnen")
    scene.type("gehoord", "Bewoners", 3, "Iedereen zoekt naar ruimte ??")
    return scene.open("gehoord", "Bewoners")


def answers(scene: Scene):
    scene.go("welkom", 22)
    scene.go("podium", 11)
    scene.type("podiumvragen", "room", 0, "Dat we luisteren vóór we regelen.", "En dat het werkt.")
    scene.type("podiumvragen", "room", 1, "Loslaten.")
    return scene.open("podiumvragen", "room")


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("scene", (doen_en_afleren, heard, answers), ids=lambda s: s.__name__)
def test_the_conference_on_the_scribes_screen(scene, size, looks_the_same):
    assert looks_the_same(scene, size, session="ruwaard-2017", groups=0, hours=-3)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_sixty_groups(size, looks_the_same):
    def sixty(scene: Scene):
        to_the_top_3(scene)
        return scene.open("top-3", "Tafel 37")

    assert looks_the_same(sixty, size, groups=60)


def test_a_surplus_a_long_row_and_a_half_typed_one(looks_the_same):
    def full(scene: Scene):
        to_the_top_3(scene)
        long = "Vrijwilligers die de buurt kennen en elkaar weten te vinden, ook als het tegenzit"
        scene.type("top-3", "Tafel 1", 0, "Trots op de vrijwilligers", long)
        return scene.open("top-3", "Tafel 1")

    assert looks_the_same(full, (80, 24), ["down", "down", "down", "down", *typed("half get")])


@pytest.mark.parametrize("size", [(70, 18), (50, 12)], ids="{0[0]}x{0[1]}".format)
def test_a_small_terminal_and_one_that_is_too_small(size, looks_the_same):
    assert looks_the_same(running, size)


def test_in_english(looks_the_same):
    assert looks_the_same(running, (120, 36), lang="en")
