"""Questions put to one or more speakers, who may each answer in several turns."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

from msgspec import Meta, Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Entry, Owed, Slot, Table
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.forms.options import Name, all_different


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`questions` in the order they are put; `speakers` are who answers each of them."""

    questions: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=50)]
    speakers: Annotated[tuple[Name, ...], Meta(max_length=20)] = ()

    def __post_init__(self) -> None:
        all_different(questions=self.questions, speakers=self.speakers)


class Answer(Struct, frozen=True):
    """One turn of a speaker; None where the speakers have no names."""

    speaker: str | None
    text: str


class Question(Struct, frozen=True):
    """A question with its answers, in the order in which they were given."""

    question: str
    answers: list[Answer]


def slots(options: Options, _setting: Setting) -> tuple[Slot, ...]:
    """A slot for each question and speaker, or for each question when no speakers are named."""
    if not options.speakers:
        return tuple(
            Slot(id=f"q{number}", title=question)
            for number, question in enumerate(options.questions, 1)
        )
    return tuple(
        Slot(id=f"q{number}.s{place}", section=question, title=speaker)
        for number, question in enumerate(options.questions, 1)
        for place, speaker in enumerate(options.speakers, 1)
    )


def table(filled: Filled) -> Table:
    """A row for each question and for each turn of a speaker."""
    if filled.options.speakers:
        return layout.headed("forms.question", "forms.speaker", "forms.answer")(filled)
    return layout.headed("forms.question", "forms.answer")(filled)


def owed(filled: Filled) -> Owed:
    """A question counts as soon as one speaker answered it."""
    questions = _by_question(filled)
    have = sum(1 for _, slots in questions if any(filled.entries(slot) for slot in slots))
    return Owed(have, len(questions))


def result(filled: Filled) -> list[Question]:
    """Every question, also one without an answer."""
    return [
        Question(
            question,
            [
                Answer(slot.title if slot.section else None, entry.text)
                for slot, entry in _said(filled, slots)
            ],
        )
        for question, slots in _by_question(filled)
    ]


def turns(filled: Filled) -> Iterator[tuple[Slot, Sequence[Entry]]]:
    """What was said to each question, turn by turn, and after that who said nothing."""
    for _, slots in _by_question(filled):
        for _, turn in groupby(_said(filled, slots), key=lambda said: said[0].id):
            said = list(turn)
            yield said[0][0], [entry for _, entry in said]
        yield from ((slot, ()) for slot in slots if not filled.entries(slot))
    yield from ((slot, filled.entries(slot)) for slot in filled.slots if slot.rest)


def _said(filled: Filled, slots: Sequence[Slot]) -> list[tuple[Slot, Entry]]:
    """What was said to a question, in the order that the entries of all its speakers have."""
    said = [(slot, entry) for slot in slots for entry in filled.entries(slot)]
    return sorted(said, key=lambda turn: (turn[1].pos, turn[1].id))


def _by_question(filled: Filled) -> Sequence[tuple[str, list[Slot]]]:
    pairs = groupby(filled.own, key=lambda slot: slot.section or slot.title)
    return [(question, list(slots)) for question, slots in pairs]


KIND = Kind(
    name="answers",
    options=Options,
    slots=slots,
    table=table,
    owed=owed,
    result=result,
    shape=list[Question],
    turns=turns,
)
