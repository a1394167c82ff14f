from datetime import date, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from session_samples import TOP, plan_of

from ai_tui.forms import OPTIONS
from ai_tui.session.checking import check
from ai_tui.session.library import shipped
from ai_tui.session.model import Block, Form, Phase, Plan
from ai_tui.session.names import unique
from ai_tui.session.order import spread
from ai_tui.session.reading import read
from ai_tui.session.writing import to_toml
from ai_tui.text import clean_entry, clean_line

ANY = st.text(max_size=6) | st.sampled_from(
    ["a", '"', "\\", '"""', "'''", "a\\", "\x7f", "#", "é\n\n  b", "=", "[[x]]", "\u2028", "{a}"]
)
LINES = ANY.map(clean_line)
TITLES = LINES.filter(bool)
TEXTS = ANY.map(clean_entry)
IDS = st.sampled_from(["a", "b-2", "0_x", "long" * 12])
LENGTHS = st.timedeltas(timedelta(), timedelta(hours=2)) | st.integers(0, 120).map(
    lambda n: timedelta(minutes=n)
)
NAMES = st.lists(TITLES, min_size=1, max_size=3, unique_by=str.casefold)
OPTIONS_OF: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "top": st.just({}) | st.fixed_dictionaries({"size": st.integers(1, 9)}),
    "heard": st.just({}),
    "fields": st.fixed_dictionaries({"fields": NAMES}),
    "columns": st.fixed_dictionaries({"columns": NAMES, "from": st.booleans()}),
    "answers": st.fixed_dictionaries({"questions": NAMES, "speakers": NAMES}),
    "milestones": st.fixed_dictionaries(
        {
            "terms": NAMES.map(
                lambda names: [
                    {"label": names[0], "date": "2024-12-11"},
                    *({"label": name, "after": "1 week"} for name in names[1:]),
                ]
            )
        }
    ),
}


@st.composite
def phases(draw: st.DrawFn) -> Phase:
    per = draw(st.sampled_from([None, "groups", "themes"]))
    length = draw(LENGTHS)
    return Phase(
        id=draw(IDS),
        title=draw(TITLES),
        length=length,
        min=draw(st.none() | st.just(length / 2)),
        per=per,
        change=draw(LENGTHS) if per else timedelta(),
        signal=draw(LINES),
        instruction=draw(TEXTS),
        wall=draw(st.sampled_from([None, "clock", "title"])),
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    parts: list[Phase] = []
    for phase in draw(st.lists(phases(), max_size=3)):
        own = unique(phase.id, [part.id for part in parts])
        parts.append(structs.replace(phase, id=own))
    whole = sum((phase.total(4) or timedelta() for phase in parts), timedelta())
    return Block(
        id=draw(IDS),
        title=draw(TITLES),
        length=whole + draw(LENGTHS),
        min=draw(st.none() | st.just(whole)),
        absorbs=draw(st.booleans()),
        stage=draw(LINES),
        roles=tuple(draw(st.lists(LINES, max_size=2))),
        instruction=draw(TEXTS),
        background=draw(TEXTS),
        phases=tuple(parts),
        warn=draw(st.none() | st.lists(LENGTHS, max_size=2).map(tuple)),
        wall=draw(st.sampled_from(["clock", "title"])),
    )


@st.composite
def forms(draw: st.DrawFn, block: str) -> Form:
    kind = draw(st.sampled_from(sorted(OPTIONS_OF)))
    return Form(
        id=draw(IDS),
        block=block,
        kind=kind,
        title=draw(TITLES),
        audience=draw(st.sampled_from(["groups", "themes", "room"])),
        hint=draw(TEXTS),
        options=draw(OPTIONS_OF[kind]),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    many: list[Block] = []
    starts = draw(st.lists(st.integers(0, 9), unique=True, max_size=3).map(sorted))
    for n, block in enumerate(draw(st.lists(blocks(), min_size=1, max_size=4))):
        own = unique(block.id, [one.id for one in many])
        block = structs.replace(block, id=own)
        if n < len(starts):
            block = structs.replace(
                block, start=time(9, 0, n), day=30 * starts[n] + 1, fixed=draw(st.booleans())
            )
        else:
            block = structs.replace(block, day=many[-1].day if many else 1)
        many.append(block)
    asked: list[Form] = []
    for block in many:
        listed = draw(st.lists(forms(block.id), max_size=2))
        for form, pos in zip(listed, spread(len(listed)), strict=True):
            own = unique(form.id, [one.id for one in asked])
            asked.append(structs.replace(form, id=own, pos=pos))
    keys = spread(len(many))
    top = plan_of(TOP + '[[blocks]]\ntitle = "A"\n')
    first = many[0].start if many[0].day == 1 else None
    return structs.replace(
        top,
        session=structs.replace(
            top.session,
            title=draw(TITLES),
            theme=draw(LINES),
            background=draw(TEXTS),
            date=draw(st.none() | st.dates(date(1900, 1, 1), date(2990, 1, 1))),
            start=first,
            place=draw(LINES),
        ),
        blocks=tuple(
            structs.replace(block, pos=pos) for block, pos in zip(many, keys, strict=True)
        ),
        forms=tuple(asked),
    )


@settings(max_examples=100)
@given(plans())
def test_a_plan_written_as_a_session_file_reads_as_the_same_plan(plan: Plan):
    again, problems = check(to_toml(plan), "buurt.toml", OPTIONS)
    assert problems == ()
    assert again == plan


def test_the_shipped_sessions_come_through_writing_unchanged():
    for path in shipped():
        plan = read(path, OPTIONS)
        assert check(to_toml(plan), path.name, OPTIONS) == (plan, ())


def test_what_is_as_usual_is_left_out():
    text = to_toml(plan_of('title = "A"\n[[blocks]]\ntitle = "B"\nphases = ["5 uitleg"]\n'))
    block = text.partition("[[blocks]]\n")[2]
    assert block == (
        'id = "b"\ntitle = "B"\nminutes = 5\n\n'
        '[[blocks.phases]]\nid = "uitleg"\ntitle = "Uitleg"\nminutes = 5\n'
    )


def test_groups_are_written_as_the_session_has_them():
    bare = 'title = "A"\n[[blocks]]\ntitle = "B"\n'
    for groups in ('"ask"', "8", '["Noord", "Zuid"]'):
        assert f"\ngroups = {groups}\n" in to_toml(plan_of(f"groups = {groups}\n" + bare))
