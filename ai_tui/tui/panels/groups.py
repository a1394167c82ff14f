"""The groups: add, rename, merge, close and open again; nothing typed is ever lost by it."""

from collections.abc import Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.session.model import MOST_GROUPS, Group, GroupKind
from ai_tui.text import one_line
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit, pad, wrap
from ai_tui.tui.panels.asking import AskingList
from ai_tui.tui.panels.group_names import names_meant
from ai_tui.tui.panels.listing import Choice
from ai_tui.tui.panels.sheet import Hint

KINDS: tuple[GroupKind, ...] = ("groups", "themes")


class Groups(AskingList[None]):
    """Manages the groups of one kind at a time; Tab goes to the other kind.

    When there are none at all it only asks how many or which groups there are, and closes.
    """

    COMMAND: ClassVar[str] = "groups"
    CLICK = "moves"
    WIDEST: ClassVar[int] = 84
    JOINT = ", "

    def __init__(self, run: Run, kind: GroupKind = "groups") -> None:
        super().__init__(run)
        self.first = not run.state.all_groups
        self.kind: GroupKind = kind
        self.moving = ""
        if not run.state.groups(kind):
            self._add()

    @property
    def word(self) -> str:
        """What one group is called."""
        if self.kind == "themes":
            return self.text("theme")
        return self.run.state.session.group_word or self.words("common.group")

    @property
    def chosen(self) -> Group | None:
        """The group under the cursor."""
        return self.run.state.group(self.cursor) if self.cursor else None

    @property
    def merging(self) -> Group | None:
        """The group that looks for another, if one does."""
        return self.run.state.group(self.moving) if self.moving else None

    # what it shows

    def heading(self) -> str:
        """What it is, or which group looks for another."""
        if self.merging is not None:
            return self.text("merge_with", group=self.merging.name)
        return self.text("groups")

    def called(self, subject: str) -> str | None:
        """The name of the group that gets another; '' for groups that are still to be made."""
        if self.asked == "add":
            return None if self.first and self.run.state.all_groups else ""
        group = self.run.state.group(subject)
        return group.name if group else None

    def gone(self, title: str) -> str:
        """That somebody else made the first groups, or that the group is not there any more."""
        return self.text("groups_there") if self.asked == "add" else super().gone(title)

    def question(self) -> str:
        """How many or which groups; or the new name."""
        return self.text(f"ask_{self.kind}") if self.asked == "add" else self.about("ask_name")

    def wanted(self, width: int) -> int | None:
        """A few rows more than its groups take."""
        return (super().wanted(width) or 0) + 3

    def above(self, width: int) -> Sequence[Row]:
        """The two kinds, what was said last, and that nothing is lost."""
        if self.typing and self.asked == "add":
            more = "found" if self._proposed() else "more"
            told = self.text(f"ask_{self.kind}_{more}", word=self.word)
        else:
            told = self.text("nothing_lost")
        rows: list[Row] = [] if self.first else [self._tabs(), ()]
        rows += [(Piece(line, "rest"),) for line in wrap(told, width, 3)]
        return [*rows, *(super().above(width) or [()])]

    def _tabs(self) -> Row:
        row: list[Piece] = []
        for kind in KINDS:
            name = f"{self.text(f'kind_{kind}')} {len(self.run.state.groups(kind))}"
            here = kind == self.kind
            text = f"[{name}]" if here else f" {name} "
            row.append(Piece(text, "now" if here else "rest", bold=here))
            row.append(Piece("  "))
        return tuple(row)

    def choices(self, width: int) -> Sequence[Choice]:
        """The open groups, then those that are closed; or where a group can go."""
        state = self.run.state
        groups = [group for group in state.all_groups if group.kind == self.kind]
        if self.merging is not None:
            groups = [group for group in groups if not group.closed and group.id != self.moving]
        groups.sort(key=lambda group: group.closed)
        name = min(max((cells(group.name) for group in groups), default=0), max(width // 2, 12))
        return [Choice(group.id, (self._row(group, name, width),)) for group in groups]

    def _row(self, group: Group, name: int, width: int) -> Row:
        role: Role = "rest" if group.closed else "text"
        count = self.text("entries", n=self.count(group))
        told = f"{count}   {self._fate(group)}"
        return (
            Piece(pad(group.name, name) + "   ", role),
            Piece(fit(told, width - name - 3), "rest"),
        )

    def _fate(self, group: Group) -> str:
        into = self.run.state.group(group.merged_into) if group.merged_into else None
        if group.closed and into is not None:
            return self.text("merged_into", group=into.name)
        return self.text("closed") if group.closed else ""

    def count(self, group: Group) -> int:
        """How many entries stand in a group's forms."""
        state = self.run.state
        return sum(
            len(entries)
            for form in state.forms
            for slot, entries in state.harvest(form.id, group.id).items()
            if "@" not in slot
        )

    def nothing(self) -> str:
        """That there are none yet."""
        return "" if self.typing else self.text("no_groups_yet")

    def list_hints(self) -> Sequence[Hint]:
        """What can be done with the group under the cursor."""
        if self.merging is not None:
            return (
                self.hint("↑↓", "choose"),
                self.hint("Enter", "merge", "enter"),
                self.hint("Esc", "back", "escape"),
            )
        closed = self.chosen is not None and self.chosen.closed
        return (
            self.hint("+", "add", "plus"),
            self.hint("Enter", "rename", "enter"),
            self.hint("s", "merge", "s"),
            self.hint("x", "reopen" if closed else "close_group", "x"),
            self.hint("Tab", "other_kind", "tab"),
            self.hint("Esc", "close", "escape"),
        )

    # what it does

    def press(self, key: str, character: str) -> bool:
        """Add, merge, close, open again, or go to the other kind."""
        if self.typing:
            return super().press(key, character)
        if self.merging is not None:
            if key != "escape":
                return super().press(key, character)
            self.cursor, self.moving = self.moving, ""
            self.lay_out()
            return True
        actions = {"+": self._add, "a": self._add, "s": self._merge, "x": self._toggle}
        action = actions.get(character or {"plus": "+"}.get(key, key))
        if key in ("tab", "shift+tab"):
            action = self._other_kind
        if action is None:
            return super().press(key, character)
        action()
        return True

    def choose(self, key: str) -> None:
        """Rename a group, or bring the one that looks for another here."""
        group = self.run.state.group(key)
        if group is None:
            return
        if (moved := self.merging) is None:
            self.ask("name", group.name, group.id)
            return
        self.moving = ""
        if moved.closed:
            self.cursor, told = moved.id, self.text("merge_closed", group=moved.name)
        else:
            count = self.count(moved)
            self.run.groups.merge(moved, group)
            self.cursor = group.id
            told = self.text("merged", group=moved.name, into=group.name, n=count)
        self.say(told)

    def answer(self, text: str) -> str:
        """Make the groups, or give the name."""
        return self._made(text) if self.asked == "add" else self._renamed(text)

    def stop_asking(self) -> None:
        """Go back to the list; the first time there is nothing more to do."""
        if self.first:
            if self.said:
                self.host.say(self.said)
            self.give(None)
        else:
            super().stop_asking()

    def _add(self) -> None:
        themes = "; ".join(self._proposed())
        whole = ";" if "," in themes and ";" not in themes else ""
        self.ask("add", themes + whole, subject=self.kind)

    def _proposed(self) -> list[str]:
        """The themes that were typed and are no group yet, in their order."""
        if self.kind != "themes":
            return []
        state = self.run.state
        taken = {group.name.casefold() for group in state.all_groups}
        texts = [
            one_line(entry.text).replace(";", ",")
            for form in state.forms
            if form.options.get("themes")
            for group in state.groups_of(form)
            for entry in state.harvest(form.id, group.id).get("items", ())
        ]
        return [text for text in dict.fromkeys(texts) if text.casefold() not in taken]

    def _merge(self) -> None:
        if self.chosen is not None and not self.chosen.closed:
            self.moving = self.chosen.id
            self.cursor = self.said = ""
            self.lay_out()

    def _toggle(self) -> None:
        group = self.chosen
        if group is None:
            return
        if group.closed:
            self.run.groups.reopen(group)
            self.say(self.text("reopened", group=group.name))
        else:
            self.run.groups.close(group)
            self.say(self.text("group_closed", group=group.name))

    def _other_kind(self) -> None:
        self.kind = KINDS[1 - KINDS.index(self.kind)]
        self.cursor = self.said = ""
        self.lay_out()

    def _made(self, text: str) -> str:
        typed = text.strip().removeprefix("+")
        names = names_meant(typed, self.word, self.words, first=self.first)
        if not typed and not self.first:
            return ""
        if names is None or not any(names):
            return self.text("how_many", most=MOST_GROUPS)
        made = self.run.groups.add(names, self.kind)
        if not made:
            return self.text("names_taken")
        self.cursor = made[-1].id
        return ""

    def _renamed(self, text: str) -> str:
        group, name = self.run.state.group(self.subject), text.strip()
        if group is None:
            return ""
        taken = {
            other.name.casefold()
            for other in self.run.state.groups(group.kind)
            if other.id != group.id
        }
        if name.casefold() in taken:
            return self.text("name_taken", name=name)
        self.run.groups.rename(group, name)
        return ""
