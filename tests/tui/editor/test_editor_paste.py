import pytest

from ai_tui.tui.editor.paste import lines_of, parts_of


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("een\ntwee\r\n\n  \ndrie", ["een", "twee", "drie"]),
        ("- een\n- twee", ["een", "twee"]),
        ("• een\n\t◦ twee", ["een", "twee"]),
        ("1. een\n2) twee\n(3) drie", ["een", "twee", "drie"]),
        ("1 een\n2 twee", ["een", "twee"]),
        ("1.\teen\n2.\ttwee", ["een", "twee"]),
        ("- een\n2. twee", ["een", "twee"]),
        ("- een\n-\n- twee", ["een", "twee"]),
        ("1. een\n2.\n3. twee", ["een", "twee"]),
        ("[X] klaar\n[ ] open", ["[X] klaar", "[ ] open"]),
        ("alleen dit", ["alleen dit"]),
        ("- alleen dit", ["- alleen dit"]),
        ("", []),
    ],
)
def test_every_line_that_holds_something_is_an_entry(pasted, lines):
    assert lines_of(pasted) == lines


@pytest.mark.parametrize(
    "pasted",
    [
        "- een\ntwee",
        "16:30 pauze\n17:15 ontdekken",
        "3 tafels\n4 stoelen",
        "12.30 uur eten\n13.30 uur verder",
        "2024 was goed\n2025 wordt beter",
        "-een\n-twee",
    ],
)
def test_what_only_looks_like_a_bullet_or_number_stays(pasted):
    assert lines_of(pasted) == pasted.split("\n")


def test_steering_characters_do_not_pass():
    assert lines_of("een\x1b[31m\ntwee\x9b\u202e") == ["een[31m", "twee"]


def test_a_tab_means_the_next_column():
    assert parts_of("wat\t wie \t") == ["wat", "wie", ""]
