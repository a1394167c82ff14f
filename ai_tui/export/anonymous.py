"""An export without persons: who typed, who spoke and who does it are left out."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from msgspec.structs import replace

from ai_tui.export.shapes import EntryPart, FormPart, OtherPart, Record, ResultPart
from ai_tui.locale import Words

WHO = "who"
"""The cell beside an agreement that says who does it."""


def anonymous(record: Record, words: Words) -> Record:
    """The same record without authors and who-cells, with speakers by number.

    Texts stay as they were typed: a name in them stays too.
    """
    speakers = _numbered(record.forms, words)
    return replace(
        record,
        forms=[_form(form, speakers) for form in record.forms],
        notes=[replace(note, author="") for note in record.notes],
    )


def _numbered(forms: Iterable[FormPart], words: Words) -> Mapping[str, str]:
    """What every speaker is called, in the order in which they first answer."""
    answers = (
        answer
        for form in forms
        if form.kind == "answers"
        for result in form.results
        for question in result.result or ()
        for answer in question["answers"]
    )
    numbers = count(1)
    called: dict[str, str] = {}
    for answer in answers:
        name = answer["speaker"]
        if name is not None and name not in called:
            called[name] = words("export.speaker", n=next(numbers))
    return called


def _form(form: FormPart, speakers: Mapping[str, str]) -> FormPart:
    results = [
        replace(
            result,
            result=_result(form.kind, result, speakers),
            other=[_other(other) for other in result.other],
            entries=[replace(e, author="") for e in result.entries if not _says_who(e)],
        )
        for result in form.results
    ]
    return replace(form, results=results)


def _result(kind: str, result: ResultPart, speakers: Mapping[str, str]) -> Any:
    """What was asked, in the same shape."""
    asked = result.result
    if kind == "agreements" and asked:
        return [{**agreement, WHO: None} for agreement in asked]
    if kind == "answers" and asked:
        return [
            {
                **question,
                "answers": [
                    {**answer, "speaker": speakers.get(answer["speaker"])}
                    for answer in question["answers"]
                ],
            }
            for question in asked
        ]
    return asked


def _other(other: OtherPart) -> OtherPart:
    """What lost its place; a cell that lost its row may say who."""
    return replace(other, texts=[]) if _is_who(other.slot) else other


def _says_who(entry: EntryPart) -> bool:
    return entry.cell == WHO or _is_who(entry.slot)


def _is_who(slot: str) -> bool:
    return slot.partition("@")[0] == WHO
