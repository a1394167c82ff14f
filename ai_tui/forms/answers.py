"""Questions put to one or more speakers, who may each answer in several turns."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from msgspec import Meta, Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Owed, Slot, Table
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
    """A question with its answers, in the order of the speakers and of their turns."""

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
    """A row for each question and speaker."""
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
                Answer(slot.title if slot.section else None, text)
                for slot in slots
                for text in filled.texts(slot)
            ],
        )
        for question, slots in _by_question(filled)
    ]


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
)
