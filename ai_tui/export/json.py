"""The record as JSON, and the JSON Schema that says what is in it."""

from typing import Any

import msgspec

from ai_tui.export.shapes import Record
from ai_tui.forms import KINDS
from ai_tui.forms.kind import Kind


def encode(record: Record) -> bytes:
    """The record as indented JSON in UTF-8, with a line end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of an export; the results of each form kind have their own shape."""
    kinds = list(KINDS.values())
    (record, *shapes), parts = msgspec.json.schema_components(
        [Record, *(kind.shape for kind in kinds)], ref_template="#/$defs/{name}"
    )
    parts["FormPart"]["allOf"] = [
        _when(kind, shape) for kind, shape in zip(kinds, shapes, strict=True)
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A run of a session, as ai-tui export writes it",
        **record,
        "$defs": parts,
    }


def encode_schema() -> bytes:
    """The schema as it stands in schema.json beside this module."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n"


def _when(kind: Kind, shape: dict[str, Any]) -> dict[str, Any]:
    result = {
        "result": {"anyOf": [shape, {"type": "null"}]},
        "beyond": {"type": "object" if kind.by_title else "array"},
    }
    return {
        "if": {"properties": {"kind": {"const": kind.name}}},
        "then": {"properties": {"results": {"items": {"properties": result}}}},
    }
