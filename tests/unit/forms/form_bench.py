from itertools import count

from ai_tui.forms import Entry, arrange, cell_slot, fill
from ai_tui.locale import Words
from ai_tui.session.model import Form, Group

GROUPS = tuple(
    Group(id=name.lower(), name=name) for name in ("Bewoners", "Professionals", "Managers")
)
BEWONERS = GROUPS[0]


class Sheet:
    """One group's form on a bench: type in it, then ask what screens and reports ask."""

    def __init__(self, kind, lang="nl", groups=GROUPS, group=BEWONERS, day=None, **options):
        self.form = Form(id="f", block="b", kind=kind, title="Formulier", options=options)
        self.groups, self.group, self.words, self.day = groups, group, Words(lang), day
        self.entries = []
        self._numbers = count(1)

    def type(self, slot, *texts, **more):
        for text in texts:
            number = next(self._numbers)
            self.entries.append(
                Entry(
                    **{
                        "id": f"e{number}",
                        "block": "b",
                        "form": "f",
                        "group": self.group.id,
                        "slot": slot,
                        "pos": f"{number:06}",
                        "text": text,
                    }
                    | more
                )
            )
        return self

    def beside(self, cell, text):
        row = next(entry for entry in reversed(self.entries) if "@" not in entry.slot)
        return self.type(cell_slot(cell, row.id), text)

    @property
    def filled(self):
        harvest = arrange(self.entries)
        return fill(self.form, self.groups, self.group, harvest, self.words, day=self.day)

    @property
    def slots(self):
        return self.filled.slots

    @property
    def table(self):
        return self.filled.table()

    @property
    def owed(self):
        owed = self.filled.owed()
        return owed.have, owed.want

    @property
    def result(self):
        return self.filled.result()

    @property
    def printed(self):
        return [[" / ".join(line.text for line in cell) for cell in row] for row in self.table.rows]


SAMPLES = {
    "top": {},
    "columns": {"columns": ["Doen", "Afleren"], "from": True},
    "heard": {},
    "fields": {"fields": ["Titel", "Droom"]},
    "list": {"max": 2},
    "answers": {"questions": ["Wat betekent het?", "Wat is lastig?"], "speakers": ["A", "B"]},
    "milestones": {
        "terms": [{"label": "Na een week", "after": "1 week"}, {"label": "Eens"}],
    },
    "agreements": {},
}
