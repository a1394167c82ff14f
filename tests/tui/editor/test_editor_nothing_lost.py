from editor_stage import ASKED, DO, FIELDS, LIST, TIPS, TOP, WHAT, Paper, Store
from hypothesis import given, settings
from hypothesis import strategies as st

KEYS = ("enter", "down", "up", "tab", "back", "lower", "raise")
STEPS = st.one_of(
    st.sampled_from(KEYS),
    st.just("type"),
    st.sampled_from(("paste 1", "paste 3", "paste 2 2")),
    st.sampled_from(("other form", "this form", "refresh", "deliver", "someone else")),
)
FORMS = st.sampled_from((TOP, LIST, DO, FIELDS, WHAT, TIPS, ASKED))


class Scribe:
    """Types words that are all different, and knows which."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.words: list[str] = []

    def word(self) -> str:
        self.words.append(f"woord{len(self.words)}.")
        return self.words[-1]

    def pasted(self, size: str) -> str:
        rows, _, columns = size.partition(" ")
        return "\n".join(
            "\t".join(self.word() for _ in range(int(columns or 1))) for _ in range(int(rows))
        )

    def do(self, step: str) -> None:
        paper = self.paper
        if step in KEYS:
            paper.press(step)
        elif step == "type":
            paper.write(self.word())
        elif step.startswith("paste"):
            paper.paste(self.pasted(step[6:]))
        elif step.endswith("form"):
            paper.load("other" if step == "other form" else "k")
            paper.deliver()
        elif step == "refresh":
            paper.load(paper.pen.paper.key)
        elif step == "deliver":
            paper.deliver()
        else:
            slot = paper.slots[len(self.words) % len(paper.slots)].id
            word = self.word()
            paper.store.write(slot, f"else{word}", word, None)

    def finish(self) -> str:
        self.paper.pen.leave()
        self.paper.settle()
        self.paper.deliver()
        self.paper.load(self.paper.pen.paper.key)
        return "".join(
            text for slot in self.paper.store.slots for text in self.paper.store.texts(slot)
        )


@settings(max_examples=300)
@given(slots=FORMS, lag=st.booleans(), wide=st.booleans(), steps=st.lists(STEPS, max_size=25))
def test_no_word_is_ever_lost_or_doubled(slots, lag, wide, steps):
    scribe = Scribe(Paper(slots, Store(), width=100 if wide else 30, lag=lag))
    for step in steps:
        scribe.do(step)
        pen = scribe.paper.pen
        assert pen.spot is not None
        assert pen.sheet.row(pen.spot) is not None
    kept = scribe.finish()
    assert {word: kept.count(word) for word in scribe.words} == dict.fromkeys(scribe.words, 1)


@settings(max_examples=200)
@given(slots=FORMS, steps=st.lists(STEPS, max_size=25))
def test_what_is_shown_is_what_is_kept(slots, steps):
    scribe = Scribe(Paper(slots, Store(), lag=True))
    for step in steps:
        scribe.do(step)
    scribe.finish()
    paper = scribe.paper
    shown = {
        column.slot.id: [row.text for row in column.rows if row.entry]
        for column in paper.pen.sheet.columns
    }
    assert shown == {slot.id: paper.store.texts(slot.id) for slot in slots}
    assert paper.pen.paper.underway == frozenset()
