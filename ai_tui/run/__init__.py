"""A run: its plan, store and clock, and the verbs that change anything."""
