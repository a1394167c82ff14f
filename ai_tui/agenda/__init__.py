"""The clock: planned, actual and expected times, computed from what happened.

`moments` and `evening` are the words in which it is asked and answered. `schedule` makes the
plan absolute; `fold` (on `log`, `within`, `rounds` and `pace`) gathers what happened; `rows`,
`projection`, `countdown` and `views` say what is expected; `timeline` puts it together, and
`memory` makes a tick cheap.
What reads evenings stands apart: `next` and `signals`, `report`, and `shorten`, which looks at
what lies ahead (`parts`) and takes minutes from it or gives them (`cutting`, `shares`);
`applying` makes that true.
"""
