import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from run_kit import NINE, Machine, SlowDisk, plan, texts

from ai_tui.run.harvest import Typed
from ai_tui.run.making import make
from ai_tui.run.run import Run

GROUPS = ("g1", "g2")
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(("append", "insert", "edit", "remove", "move", "answer", "merge")),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(GROUPS),
    ),
    max_size=25,
)


class Paper:
    """The same harvest as plain lists: what a scribe with a pencil would have."""

    def __init__(self):
        self.lists = {group: [] for group in GROUPS}
        self.text = {}

    def ids(self):
        return [key for rows in self.lists.values() for key in rows]

    def pick(self, number):
        ids = self.ids()
        return ids[number % len(ids)] if ids else None

    def put(self, key, group, after):
        for rows in self.lists.values():
            if key in rows:
                rows.remove(key)
        rows = self.lists[group]
        rows.insert(rows.index(after) + 1 if after in rows else (len(rows) if after else 0), key)

    def read(self, group):
        return [self.text[key] for key in self.lists[group]]


def perform(run, paper, form, action, first, second, group):
    key = paper.pick(first)
    rows = paper.lists[group]
    after = rows[second % len(rows)] if rows and second else ""
    text = f"{action} {len(paper.text)}"
    if action == "append":
        both = [text, f"{text} b"]
        for made, said in zip(run.harvest.append(form, group, "items", both), both, strict=True):
            paper.text[made] = said
            paper.put(made, group, rows[-1] if rows else "")
    elif action == "insert":
        made = f"e{len(paper.text)}"
        run.harvest.write(form, group, [Typed(made, "items", text, after)])
        paper.text[made] = text
        paper.put(made, group, after)
    elif key is None:
        return
    elif action == "edit":
        at = next(each for each in GROUPS if key in paper.lists[each])
        run.harvest.write(form, at, [Typed(key, "items", text)])
        paper.text[key] = text
    elif action == "remove":
        run.harvest.remove(key)
        paper.lists[next(each for each in GROUPS if key in paper.lists[each])].remove(key)
    elif action == "move" and after != key:
        run.harvest.move(key, group, "items", after)
        paper.put(key, group, after)
    elif action == "merge":
        other = next(each for each in GROUPS if each != group)
        run.groups.merge(run.state.group(other), run.state.group(group))
        for moved in list(paper.lists[other]):
            paper.put(moved, group, rows[-1] if rows else "")


@settings(max_examples=60)
@given(ACTIONS)
def test_saved_or_on_its_way_the_harvest_is_what_a_pencil_would_have(actions):
    with tempfile.TemporaryDirectory() as place:
        machine = Machine(NINE)
        run = make(plan(), Path(place) / "run", "mies", machine)
        form, disk, paper = run.state.form("top"), SlowDisk(run), Paper()
        for action, first, second, group in actions:
            if action == "answer":
                disk.answer()
            else:
                perform(run, paper, form, action, first, second, group)
            assert [texts(run, "top", each) for each in GROUPS] == list(map(paper.read, GROUPS))
        disk.answer()
        again = Run.open(run.folder, "kees", machine, read_only=True)
        for one in (run, again):
            assert [texts(one, "top", each) for each in GROUPS] == list(map(paper.read, GROUPS))
        run.close()
