from datetime import UTC, date, datetime, time, timedelta

from ai_tui.agenda.moments import Instant
from ai_tui.run.documents import Change
from ai_tui.run.run import Run
from ai_tui.run.saving import Saved
from ai_tui.session.model import Block, Form, Group, Plan, Session

NINE = datetime(2024, 12, 4, 8, 0, tzinfo=UTC)
"""Nine in the morning in Amsterdam, when the session is planned to begin."""


HALF_HOUR = timedelta(minutes=30)


class Machine:
    """A machine's clock that moves only when told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> Instant:
        return Instant(self.at)

    def pass_by(self, **length: float) -> None:
        self.at += timedelta(**length)


class SlowDisk:
    """A saver that answers when it is told to."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.waiting: list[Change] = []
        run.saver = self

    def save(self, change: Change) -> None:
        self.waiting.append(change)

    def answer(self) -> None:
        for change in self.waiting:
            step = self.run.store.append(change.versions, change.undoes)
            self.run.receive(Saved(change, step))
        self.waiting.clear()


class BootedMachine(Machine):
    """One whose wall clock can be set while the clock that no one can set runs on."""

    boot = 7200.0

    def __call__(self) -> Instant:
        return Instant(self.at, self.boot, "boot")

    def pass_by(self, **length: float) -> None:
        super().pass_by(**length)
        self.boot += timedelta(**length).total_seconds()

    def set_by(self, **length: float) -> None:
        """Set the wall clock forward, or back."""
        self.at += timedelta(**length)


def plan() -> Plan:
    return Plan(
        session=Session(
            id="proef", title="Proef", date=date(2024, 12, 4), start=time(9), until=time(12)
        ),
        blocks=(
            Block(id="praten", title="Praten", pos="a", start=time(9), length=HALF_HOUR),
            Block(id="delen", title="Delen", pos="b", start=time(9, 30), length=HALF_HOUR * 2),
        ),
        forms=(
            Form(id="top", block="praten", kind="top", title="Top-3"),
            Form(id="velden", block="praten", kind="fields", title="Velden",
                 options={"fields": ["Titel", "Droom"]}),
            Form(id="gehoord", block="delen", kind="heard", title="Gehoord"),
            Form(id="zaal", block="delen", kind="agreements", title="Afspraken", audience="room"),
        ),
        groups=(
            Group(id="g1", name="Tafel 1", pos="a"),
            Group(id="g2", name="Tafel 2", pos="b"),
            Group(id="g3", name="Tafel 3", pos="c"),
        ),
    )  # fmt: skip


def texts(run: Run, form: str, group: str, slot: str = "items") -> list[str]:
    """What stands in a slot, in order."""
    return [entry.text for entry in run.state.harvest(form, group).get(slot, ())]
