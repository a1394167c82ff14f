"""A clock that is years behind or ahead: when a run is opened, or from one save to the next."""

import shutil

from fault_driver import versions
from fault_oracle import WORDS, state
from fault_story import EVENING
from msgspec.structs import replace

from ai_tui.store.fold import Fold
from ai_tui.store.stamps import DAY, Stamps
from ai_tui.store.store import Store

SECONDS, HOURS, YEARS = 1_000, 3_600_000, 365 * DAY
ASTRAY = [-54 * YEARS, -400 * DAY, -2 * DAY, -5 * HOURS, 20 * HOURS, 3 * DAY, 80 * YEARS]
"""How far a clock is off, in milliseconds: an empty battery, a wrong day, a wrong zone."""

LIVES = {
    "opened while it was wrong": [0, 0, "open", "astray", "astray", "open", 0, 0],
    "wrong for a while": [0, "astray", "astray", 0, 0],
    "right from some moment on": ["astray", "astray", 0, 0, "open", 0],
    "wrong from some moment on": [0, 0, "astray", "astray", "open", "astray"],
    "wrong, then more, then right": ["astray", "more", "open", "more", 0, "open", 0],
}
"""Where the clock stands at each save of one writer, or another process takes over from him."""

SAVES = [{"e1": "koffie", "e2": "thee"}, {"e1": "mokka"}, {"e2": None}, {"e3": "water", "e1": None}]


class Evening:
    """A run, and the clock of whoever does something in it."""

    def __init__(self, folder):
        self.folder = folder
        self.off = 0
        self.passed = 0

    def wall(self):
        return EVENING + self.passed + self.off

    def open(self, author):
        return Store.open(self.folder, author=author, wall=self.wall, words=WORDS)

    def live(self, life, astray):
        """What must be there in the end."""
        offs = {"astray": astray, "more": 2 * astray, 0: 0}
        store = Store.create(
            self.folder, run="the-run", session="buurt", author="one", wall=self.wall, words=WORDS
        )
        saved = {}
        for number, what in enumerate(life):
            self.passed += SECONDS
            if what == "open":
                store.close()
                store = self.open("one")
            else:
                self.off = offs[what]
                texts = SAVES[number % len(SAVES)]
                store.fold.apply(store.append(versions(texts)))
                saved |= texts
        return {key: text for key, text in saved.items() if text is not None}

    def judge(self, expected):
        """Whoever opens the run, with whatever clock, finds what was saved last."""
        wrong = []
        for self.off in (0, *ASTRAY):
            store = self.open("reader")
            whys = [damage.why for damage in store.damage if damage.why != "ahead"]
            wrong += [f"a reader {self.off} off reports {whys}"] if whys else []
            found = state(store)
            wrong += [] if found == expected else [f"a reader {self.off} off finds {found}"]
        self.off = 0
        store = self.open("last")
        store.append(versions({"e1": "het laatste"}))
        found = state(self.open("reader"))
        return wrong + ([] if found == expected | {"e1": "het laatste"} else [f"then {found}"])


def go_astray(folder, count):
    for name, life in LIVES.items():
        for astray in ASTRAY:
            shutil.rmtree(folder, ignore_errors=True)
            evening = Evening(folder)
            count.add(f"{name}, {astray} off", evening.judge(evening.live(life, astray)))


FAULT = "a clock that is wrong, or is corrected"


def test_with_a_clock_that_is_wrong(memory, tally):
    count = tally(FAULT)
    go_astray(memory / "the-run", count)
    count.assert_sound()


def test_control_clocks_notice_a_store_that_never_begins_an_era(memory, tally, monkeypatch):
    def following_no_other(self, now):
        _, stamp = self.last
        self.last = 0, max(now, 0) if stamp > now + DAY else max(now, stamp + 1)
        return self.last

    count = tally(FAULT)
    monkeypatch.setattr(Stamps, "next", following_no_other)
    go_astray(memory / "the-run", count)
    count.assert_caught("without eras")


def test_control_clocks_notice_a_reader_that_believes_its_own(memory, tally, monkeypatch):
    count = tally(FAULT)
    apply, evening = Fold.apply, Evening(memory / "the-run")

    def judging(self, step):
        return apply(self, replace(step, valid=step.stamp <= evening.wall() + DAY))

    expected = evening.live(LIVES["wrong for a while"], -2 * DAY)
    monkeypatch.setattr(Fold, "apply", judging)
    count.add("2 days behind", evening.judge(expected))
    count.assert_caught("judging by the reader's clock")
