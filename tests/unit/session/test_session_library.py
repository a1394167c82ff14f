from pathlib import Path

import pytest

from ai_tui.errors import UsageError
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.session.library import find, shipped
from ai_tui.session.problems import SessionFileError
from ai_tui.session.reading import MOST_BYTES, read

GOOD = 'title = "A"\n[[blocks]]\ntitle = "B"\n'


def refused(path: Path) -> str:
    with pytest.raises(SessionFileError) as error:
        read(path, OPTIONS)
    assert len(error.value.problems) == 1
    assert path.name[-20:] in str(error.value)
    assert "\n" not in str(error.value)
    return error.value.problems[0].key.removeprefix("session.")


def test_the_shipped_sessions_are_sorted_by_name():
    assert [path.stem for path in shipped()] == sorted(path.stem for path in shipped())
    assert {"alblasserdam-2024", "ruwaard-2017"} <= {path.stem for path in shipped()}


@pytest.mark.parametrize(
    "name", ["alblasserdam-2024", "Alblasserdam-2024", "alblasserdam-2024.toml"]
)
def test_a_shipped_session_is_found_by_its_id_and_its_file_name(name: str):
    assert find(name).name == "alblasserdam-2024.toml"


def test_a_file_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "eigen.toml").write_text(GOOD)
    (tmp_path / "ruwaard-2017.toml").write_text(GOOD)
    (tmp_path / "alblasserdam-2024").mkdir()
    assert find(str(tmp_path / "eigen.toml")) == tmp_path / "eigen.toml"
    monkeypatch.chdir(tmp_path)
    assert find("ruwaard-2017.toml") == Path("ruwaard-2017.toml")
    assert find("ruwaard-2017") in shipped()
    assert find("alblasserdam-2024") in shipped()


def test_an_unknown_session_comes_with_the_nearest_one():
    with pytest.raises(UsageError) as error:
        find("alblaserdam")
    assert str(error.value) == "Sessie 'alblaserdam' is er niet; bedoel je 'alblasserdam-2024'?"
    with pytest.raises(UsageError, match="There is no session 'zzz'; choose alblasserdam-2024"):
        find("zzz", Words("en"))


@pytest.mark.parametrize("name", ["", "\0", "x" * 5000, "nergens/x.toml", "\ud800", "a\nb"])
def test_no_name_is_too_strange_to_be_refused_in_one_line(name: str):
    with pytest.raises(UsageError) as error:
        find(name)
    assert str(error.value).isprintable()


def test_a_session_is_read_from_its_file(tmp_path: Path):
    path = tmp_path / "Ons Dorp.toml"
    path.write_text(GOOD)
    assert read(path, OPTIONS).session.id == "ons-dorp"


def test_every_problem_of_a_file_is_in_the_error_in_the_language_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    path = Path("dorp.toml")
    path.write_text('lang = "en"\nplace = 3\n' + GOOD.replace('"B"', "5"))
    with pytest.raises(SessionFileError) as error:
        read(path, OPTIONS)
    assert [problem.line for problem in error.value.problems] == [2, 5]
    assert str(error.value).splitlines() == [
        f"{path}:2: place: this is a number; make it text in quotes",
        f"{path}:5: blocks.title: this is a number; make it text in quotes",
    ]
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/folder/die/er/niet/is.toml", "dit bestand is er niet"),
        ("buurt.toml", "dit bestand is er niet"),
        ("/", "dit is een map"),
        ("albasserdam-2024.toml", "bedoel je 'alblasserdam-2024'?"),
        ("weg", "kies uit alblasserdam-2024, ruwaard-2017, of een bestand"),
    ],
)
def test_what_was_meant_as_a_place_is_told_of_as_a_place(name: str, said: str):
    with pytest.raises(UsageError) as error:
        find(name)
    assert said in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path):
    assert refused(tmp_path / "weg.toml") == "file_missing"


def test_a_name_that_cannot_be_a_file(tmp_path: Path):
    assert refused(tmp_path / ("x" * 5000)) == "no_read"


def test_a_folder(tmp_path: Path):
    assert refused(tmp_path) == "directory"


def test_a_device_and_a_pipe_are_not_waited_for():
    assert refused(Path("/dev/zero")) == "no_file"


def test_a_file_without_the_right_to_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def no_rights(*args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "dicht.toml"
    path.write_text(GOOD)
    monkeypatch.setattr(Path, "open", no_rights)
    assert refused(path) == "no_rights"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x00\x00\xff", "binary"),
        (b"title = 'A'\x00", "binary"),
        ("title = 'é'".encode("latin-1"), "encoding"),
        (GOOD.encode("utf-16"), "binary"),
        (b"#" * (MOST_BYTES + 1), "huge"),
    ],
)
def test_a_file_that_is_no_session_file(tmp_path: Path, data: bytes, key: str):
    path = tmp_path / "vreemd.toml"
    path.write_bytes(data)
    assert refused(path) == key


def test_a_text_that_is_no_utf8_is_pointed_at_by_its_line(tmp_path: Path):
    path = tmp_path / "oud.toml"
    path.write_bytes(b"title = 'A'\n\nplace = '\xe9'\n")
    with pytest.raises(SessionFileError) as error:
        read(path, OPTIONS)
    assert error.value.problems[0].line == 3
