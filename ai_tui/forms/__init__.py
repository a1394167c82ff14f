"""The harvest: form kinds behind one small interface, and what was typed in them."""

from ai_tui.forms.base import Cell, Entry, Harvest, Line, Owed, Slot, Table, cell_slot
from ai_tui.forms.harvest import Marks, arrange, by_label, by_slot, marks, queries, search
from ai_tui.forms.kind import Filled, Kind, Setting, asked
from ai_tui.forms.registry import KINDS, OPTIONS, fill

__all__ = [
    "KINDS",
    "OPTIONS",
    "Cell",
    "Entry",
    "Filled",
    "Harvest",
    "Kind",
    "Line",
    "Marks",
    "Owed",
    "Setting",
    "Slot",
    "Table",
    "arrange",
    "asked",
    "by_label",
    "by_slot",
    "cell_slot",
    "fill",
    "marks",
    "queries",
    "search",
]
