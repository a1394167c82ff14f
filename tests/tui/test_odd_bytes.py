import pytest

from ai_tui.tui.odd_bytes import Pastes

SENT = "\x1b\x1b[200~[/x] \x1b[31mrood \x07\x1b\x1b[20 \x1b[200~\x1b[201~\x1bOQ\x1b[200~\r\x1b[201~"
PASSED = "\x1b\x1b[200~[/x] [31mrood \x07[20 [200~\x1b[201~\x1bOQ\x1b[200~\r\x1b[201~"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, len(SENT)])
def test_a_paste_loses_its_escapes_and_no_key_does_however_it_comes_in(size):
    pastes = Pastes()
    pieces = [SENT[at : at + size] for at in range(0, len(SENT), size)]
    assert "".join(map(pastes.without_escapes, pieces)) == PASSED


def test_escape_is_there_at_once():
    keys, pastes = ("\x1b", "\x1b[2", "x"), Pastes()
    assert tuple(map(pastes.without_escapes, keys)) == keys
