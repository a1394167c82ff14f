"""The bare Textual app that screens are measured against: a word and an Input."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Bare(App[None]):
    """What the least app of a word and a field costs."""

    def compose(self) -> ComposeResult:
        yield Static("ready")
        field = Input()
        field.cursor_blink = False
        yield field


if __name__ == "__main__":
    Bare().run()
