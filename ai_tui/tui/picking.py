"""From the picker to the scribe's screen, in one app."""

from ai_tui.errors import AiTuiError
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run import folders, making
from ai_tui.run.clock import Clock, system_clock
from ai_tui.run.run import Run
from ai_tui.session.reading import read
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.screens.picker import Chosen, PickerScreen
from ai_tui.tui.screens.scribe import ScribeScreen


class PickingApp(AiTuiApp):
    """The app when it opens with the picker, and then shows the scribe's screen."""


class Picking:
    """Lets a person choose a session or a run and shows its screen, in one app.

    It speaks `words`, and the screen `chosen` or else the session's language.
    """

    def __init__(self, words: Words, chosen: Words | None, author: str, clock: Clock) -> None:
        self._words = words
        self._chosen = chosen
        self._author = author
        self._clock = clock
        self._scribe: ScribeScreen | None = None
        self._problem: AiTuiError | None = None
        self.app = PickingApp(lambda: PickerScreen(words, author, clock, self._done), words)

    def run(self) -> int:
        """Show it until the person leaves; AiTuiError when what was chosen cannot be opened."""
        try:
            code = self.app.show()
        finally:
            if self._scribe is not None:
                self._scribe.close()
        if self._problem is not None:
            raise self._problem
        return code

    def _done(self, chosen: Chosen | None) -> None:
        if chosen is None:
            self.app.exit(0)
            return
        try:
            run = self._open(chosen)
        except AiTuiError as error:
            self._problem = error
            self.app.exit(error.exit_code)
            return
        self._scribe = ScribeScreen(run, self.app.commands)
        self.app.words = run.words
        self.app.push_screen(self._scribe)

    def _open(self, chosen: Chosen) -> Run:
        """The run that was chosen, opened, or made in this user's folder."""
        if chosen.run is not None:
            return Run.open(
                chosen.run, self._author, self._clock, words=self._chosen, errors=self._words
            )
        assert chosen.session is not None, "either a run or a session was chosen"
        plan = read(chosen.session, OPTIONS)
        folder = folders.fresh(plan.session.id, making.run_day(plan, self._clock()))
        return making.make(
            plan,
            folder,
            self._author,
            self._clock,
            words=self._chosen,
            start=chosen.start,
            speed=chosen.speed,
        )


def pick(words: Words, chosen: Words | None, author: str) -> int:
    """Show the picker and what is chosen there; the exit code."""
    return Picking(words, chosen, author, system_clock()).run()
