"""The clock: planned, actual and expected times, computed from what happened."""
