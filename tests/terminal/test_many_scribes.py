"""Two scribes on one run, each a process in a terminal of its own."""

import json
import re

import pytest
from one_hour import one_hour

SESSION = one_hour('["Tafel 1", "Tafel 2", "Tafel 3"]', "top", "Top-3")


@pytest.fixture
def two(terminal, tmp_path):
    """Ann, who types for all tables, and Bob, who types for the first two."""
    ann, bob = terminal(200, 60), terminal(120, 36)
    (tmp_path / "proef.toml").write_text(SESSION)
    run = str(tmp_path / "run")
    assert ann.run("new", str(tmp_path / "proef.toml"), "--run", run).returncode == 0
    ann.start("run", run, "--as", "Ann")
    bob.start("run", run, "--as", "Bob", "--group", "1-2")
    ann.wait("Bob +Tafel 1-2 +sinds")
    bob.wait("Top-3")
    return ann, bob, run


def top_3(terminal, run) -> dict[str, list[str]]:
    forms = json.loads(terminal.run("export", run).stdout)["forms"]
    return {group["name"]: group["result"] for group in forms[0]["results"]}


def test_each_sees_what_the_other_saved_and_the_screen_keeps_to_its_groups(two):
    ann, bob, run = two
    bob.type("van Bob")
    bob.keys("Enter")
    ann.wait(r"1 +van Bob +✓")
    ann.keys("C-n", "C-n")
    ann.wait(r"\[Tafel 3")
    ann.type("voor drie")
    ann.keys("Enter")
    ann.wait(r"1 +voor drie +✓")
    assert "Tafel 3" not in bob.screen()
    bob.keys("C-n")
    bob.wait(r"\[Tafel 2")
    bob.keys("C-n")
    bob.wait(r"\[Tafel 1")
    assert top_3(ann, run) == {"Tafel 1": ["van Bob"], "Tafel 2": [], "Tafel 3": ["voor drie"]}


def test_on_one_line_the_last_wins_and_the_other_takes_it_back(two):
    ann, bob, run = two
    ann.type("eerst")
    ann.keys("Enter")
    bob.wait(r"1 +eerst +✓")
    bob.keys("Up")
    bob.wait(r"►1 +eerst")
    bob.type(" en anders")
    bob.keys("Enter")
    ann.wait("Bob maakte van ‘eerst’: ‘eerst en anders’")
    ann.wait(r"1 +eerst en anders +✓")
    ann.keys("Up")
    ann.wait(r"►1 +eerst en anders")
    ann.keys("C-o")
    ann.wait("Opdrachten")
    ann.keys("h")
    ann.wait(r"Ann.*\beerst\b")
    ann.keys("Down", "Enter")
    bob.wait(r"1 +eerst +✓")
    assert top_3(ann, run)["Tafel 1"] == ["eerst"]


def test_who_is_on_is_seen_until_they_leave(two):
    ann, bob, _ = two
    bob.keys("C-o")
    bob.wait("Opdrachten")
    bob.keys("x")
    who = bob.wait(r"● Ann")
    assert re.search(r"● Bob · Tafel 1-2", who)
    bob.keys("Escape")
    bob.wait(lambda text: "● Ann" not in text)
    ann.keys("C-c", "C-c")
    ann.wait_dead()
    bob.keys("C-o")
    bob.wait("Opdrachten")
    bob.keys("x")
    bob.wait(lambda text: "● Bob" in text and "● Ann" not in text)
