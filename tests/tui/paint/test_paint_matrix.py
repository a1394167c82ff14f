from msgspec.structs import replace

from ai_tui.tui.paint.matrix import matrix
from ai_tui.tui.paint.models import FormColumn, Owing, OwingRow, Owings
from ai_tui.tui.paint.pieces import plain

FORMS = [
    FormColumn("top", "Top-3", "Ontdekken"),
    FormColumn("title", "Titel", "Verbeelden"),
    FormColumn("themes", "Thema's", "Verbeelden"),
    FormColumn("plan", "Propositie", "Ontwerpen"),
]
HAVE = (("full", 3), ("full", 3), ("partly", 2), ("open", 0), ("partly", 1), ("open", 0))


def rows_of(count):
    return [
        OwingRow(
            str(n),
            f"Tafel {n}",
            [
                Owing(HAVE[n % 6 - 1][0], HAVE[n % 6 - 1][1], 3),
                Owing("open", 0, 1),
                Owing("paper", 0, 2),
                Owing("not_asked"),
            ],
        )
        for n in range(1, count + 1)
    ]


OWINGS = Owings(FORMS, rows_of(6), "3", "top")


def test_the_matrix_beside_the_timeline(nl):
    assert plain(matrix(replace(OWINGS, columns=FORMS[:3]), nl, 40, 8).rows).rstrip() == (
        "Nog open   Top-3    Titel    Thema's\n"
        "  Tafel 1  ● 3/3    ○ 0/1    □ 0/2\n"
        "  Tafel 2  ● 3/3    ○ 0/1    □ 0/2\n"
        "► Tafel 3  ◐ 2/3    ○ 0/1    □ 0/2\n"
        "  Tafel 4  ○ 0/3    ○ 0/1    □ 0/2\n"
        "  Tafel 5  ◐ 1/3    ○ 0/1    □ 0/2\n"
        "  Tafel 6  ○ 0/3    ○ 0/1    □ 0/2"
    )


def test_the_overview_names_blocks_brackets_the_chosen_and_explains_the_signs(nl):
    shown = plain(matrix(OWINGS, nl, 80, 10, blocks=True, legend=True, brackets=True).rows)
    assert shown == (
        "           Ontdekken   Verbeelden              Ontwerpen\n"
        "Nog open   Top-3       Titel       Thema's     Propositie\n"
        "  Tafel 1  ● 3/3       ○ 0/1       □ 0/2       –\n"
        "  Tafel 2  ● 3/3       ○ 0/1       □ 0/2       –\n"
        "  Tafel 3 [◐ 2/3]      ○ 0/1       □ 0/2       –\n"
        "  Tafel 4  ○ 0/3       ○ 0/1       □ 0/2       –\n"
        "  Tafel 5  ◐ 1/3       ○ 0/1       □ 0/2       –\n"
        "  Tafel 6  ○ 0/3       ○ 0/1       □ 0/2       –\n"
        "\n"
        "  ● vol  ◐ deels  ○ leeg  □ op papier  ✓ nagelezen  × komt niets  – n.v.t."
    )


def test_the_chosen_form_stays_in_sight_when_it_is_narrow(nl):
    far = plain(matrix(replace(OWINGS, form="plan"), nl, 30, 8).rows)
    assert "Proposi…" in far
    assert "Top-3" not in far
    assert "…" in far.split("\n")[0]


def test_many_groups_are_a_window_around_the_chosen_one(nl):
    many = replace(OWINGS, rows=rows_of(40), group="20")
    shown = plain(matrix(many, nl, 50, 8).rows).split("\n")
    assert shown[1] == "  … 17 hiervoor"
    assert shown[-1] == "  … 18 hierna"
    assert any(line.startswith("► Tafel 20") for line in shown)


def test_hits_lie_under_their_cells(nl):
    found = matrix(OWINGS, nl, 80, 10, blocks=True)
    text = plain(found.rows).split("\n")
    assert found.hits[0] == found.hits[1] == ()
    hits = {hit.key: text[4][hit.start : hit.end].strip() for hit in found.hits[4]}
    assert hits[("3", "")] == "► Tafel 3"
    assert hits[("3", "top")] == "◐ 2/3"
    assert hits[("3", "themes")] == "□ 0/2"
    assert hits[("3", "plan")] == "–"


def test_a_form_without_a_number_shows_what_there_is(nl):
    free = Owings(FORMS[:1], [OwingRow("1", "Zaal", [Owing("partly", 7)])])
    assert "◐ 7" in plain(matrix(free, nl, 40, 3).rows)


def test_any_name_and_size_is_exact(nl, exact, hostile):
    forms = [replace(form, title=hostile, block=hostile) for form in FORMS]
    rows = [row._replace(name=hostile) for row in rows_of(12)]
    odd = Owings(forms, rows, "7", "themes")
    for width in (12, 26, 40, 48, 80):
        for height in (0, 1, 2, 3, 5, 30):
            found = matrix(odd, nl, width, height, blocks=True, legend=True, brackets=True)
            exact(found.rows, width, height)
            assert len(found.hits) == height


def test_nothing_to_owe(nl, exact):
    exact(matrix(Owings([], []), nl, 40, 5).rows, 40, 5)


def test_the_heading_says_how_many_forms_lie_beyond_it(nl):
    heading = plain(matrix(OWINGS, nl, 40, 8).rows).splitlines()[0]
    assert heading == "Nog open   Top-3    Titel    Thema's  +1"


def test_the_last_title_makes_room_for_how_many_lie_beyond(nl):
    heading = plain(matrix(OWINGS, nl, 38, 8).rows).splitlines()[0]
    assert heading == "Nog open   Top-3    Titel    Thema… +1"
