"""The clock: planned, actual and expected times, computed from what happened.

`moments` and `evening` are the words in which it is asked and answered. `schedule` makes the
plan absolute; `fold` (on `log`, `within`, `rounds` and `pace`) gathers what happened; `rows`,
`projection` and `views` say what is expected; `timeline` puts it together, and `memory` makes a
tick cheap.
`signals`, `shorten` (on `parts` and `cutting`) and `report` work on evenings alone.
"""
