import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_tui.store.heads import End, Header, decode_header, encode_end, encode_header
from ai_tui.store.lines import seal
from ai_tui.store.steps import LATEST, Step, Version, decode, encode, rescue
from ai_tui.text import clean

LINE = encode(Step(5, "ann-a", "Ann", (Version("entries", "e1", {"text": "koffie"}),)))

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
docs = st.none() | st.dictionaries(st.text(max_size=8), plain, max_size=4)
versions = st.lists(st.builds(Version, st.text(max_size=8), st.text(max_size=8), docs), max_size=3)


def cleaned(value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value


stamps = st.integers(0, LATEST)
eras = st.sampled_from([0, 1, 2**32])


@given(stamps, st.text(max_size=9), st.text(max_size=9), versions, st.text(), eras)
def test_a_step_survives_its_line_with_every_text_through_the_gate(
    stamp, writer, author, vs, undo, era
):
    line = encode(Step(stamp, writer, author, tuple(vs), undo, era))
    step = decode(line)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert step is not None and step.valid
    assert (step.stamp, step.writer, step.author) == (stamp, clean(writer), clean(author))
    assert step.era == era
    assert step.undoes == clean(undo)
    assert [(v.table, v.key, v.doc) for v in step.versions] == [
        (clean(v.table), clean(v.key), cleaned(v.doc)) for v in vs
    ]


@given(stamps, versions)
def test_reading_a_line_and_writing_it_again_gives_the_same_line(stamp, vs):
    step = decode(encode(Step(stamp, "w", "a", tuple(vs))))
    assert decode(encode(step)) == step
    assert encode(decode(encode(step))) == encode(step)


def test_a_line_is_json_that_a_person_can_read():
    assert json.loads(LINE)["versions"] == [["entries", "e1", {"text": "koffie"}]]
    assert list(json.loads(LINE))[-1] == "crc"


def test_every_flipped_bit_makes_a_line_unreadable_or_invalid():
    for position in range((len(LINE) - 1) * 8):
        flipped = bytearray(LINE)
        flipped[position // 8] ^= 1 << position % 8
        step = decode(bytes(flipped))
        assert step is None or not step.valid


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_json_does_not_know_are_refused(number):
    with pytest.raises(ValueError, match="number"):
        encode(Step(1, "w", "a", (Version("clock", "c", {"boot": [{"at": number}]}),)))


def test_a_lone_surrogate_is_replaced_instead_of_stopping_the_save():
    step = decode(encode(Step(1, "w", "a", (Version("notes", "n", {"text": "a\ud800b"}),), "x")))
    assert step.versions[0].doc == {"text": "a\ufffdb"}
    assert step.undoes == "x"


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b" ", b""])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"", b" \n"])
def test_marks_and_line_ends_of_editors_do_no_harm(mark, ending):
    step = decode(mark + LINE.rstrip(b"\n") + ending)
    assert step is not None and step.valid


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b"\x00\x00\x00\n",
        b'{"stamp":1}\n',
        b'{"stamp":NaN,"writer":"w","author":"a","versions":[]}\n',
        b'{"stamp":"1","writer":"w","author":"a","versions":[]}\n',
        b'{"stamp":1,"writer":"w","author":"a","versions":[["t","k",{"x":"\\ud800"}]]}\n',
        b"\xff\xfe{}\n",
        b'{"stamp":1,"writer":"w","author":"a","versions":' + b"[" * 100_000 + b"\n",
    ],
)
def test_what_is_no_step_is_said_to_be_none(line):
    assert decode(line) is None


@pytest.mark.parametrize("doc", [b"[1]", b'"x"', b"1e999", b"7"])
def test_a_document_that_is_none_reads_as_empty_however_well_sealed(doc):
    body = b'{"stamp":1,"writer":"w","author":"a","versions":[["t","k",%b]]}' % doc
    step = decode(seal(body))
    assert step is None or step.versions[0].doc == {}


def test_a_line_edited_by_hand_passes_the_gate():
    line = LINE.replace(b"koffie", "a\u202eb\u0301c\x7f".encode() + b"\\u001b[31m")
    step = decode(line)
    assert not step.valid
    assert step.versions[0].doc == {"text": "ab\u0301c[31m"}


def test_a_well_sealed_line_with_steering_characters_passes_the_gate_too():
    body = b'{"stamp":1,"writer":"w\\u0007","author":"a","versions":[["t","k",{"x":"\xc2\x9b2J"}]]}'
    step = decode(seal(body))
    assert step.valid
    assert (step.writer, step.versions[0].doc) == ("w", {"x": "2J"})


def test_a_well_sealed_line_with_split_accents_is_put_together():
    body = '{"stamp":1,"writer":"w","author":"Andre\u0301","versions":[["t","k",{"x":"e\u0301"}]]}'
    step = decode(seal(body.encode()))
    assert step.valid
    assert (step.author, step.versions[0].doc) == ("André", {"x": "é"})


@pytest.mark.parametrize("more", [b'"\xff\\u0001"', b"[" * 100_000, b'"\\u0007"'])
def test_a_first_line_with_odd_bytes_where_nobody_looks_stops_nothing(more):
    line = b'{"format":1,"run":"r","session":"s","writer":"w","more":' + more + b"}"
    found = decode_header(line)
    assert found is None or found[0].writer == "w"


def test_sound_steps_are_rescued_from_lines_that_grew_together():
    other = encode(Step(6, "ann-a", "Ann", (Version("entries", "e2", {"text": '{"stamp":'}),)))
    joined = LINE[:-1] + b"*" + other
    assert [step.stamp for step in rescue(joined)] == [5, 6]
    assert [step.stamp for step in rescue(LINE[:40] + other)] == [6]
    assert list(rescue(LINE[:40])) == []


def test_a_sound_step_is_rescued_whatever_line_it_grew_together_with():
    end, header = encode_end(End(7, "ann-a")), encode_header(Header(1, "run", "buurt", "ann-a"))
    odd = encode(Step(6, "ann-a", "Ann", (Version("t", "k", {"end": 1, "crc": "00000000"}),)))
    for line, stamp in ((LINE, 5), (odd, 6)):
        for joined in (line[:-1] + end, line[:-1] + header, end[:-1] + line, header[:-1] + line):
            assert [step.stamp for step in rescue(joined)] == [stamp], joined
