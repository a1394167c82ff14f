from datetime import UTC, datetime, time

import pytest

from ai_tui.agenda.wall import last_at_wall

ZONE = "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("now", "clock", "last"),
    [
        ("2024-12-04T15:20Z", "16:20", "2024-12-04T15:20Z"),
        ("2024-12-04T15:20Z", "16:21", "2024-12-03T15:21Z"),
        ("2024-12-04T23:10Z", "23:55", "2024-12-04T22:55Z"),
        # The night in which the clock goes back at 03:00, at 01:00 UTC.
        ("2027-10-31T00:50Z", "02:45", "2027-10-31T00:45Z"),
        ("2027-10-31T01:10Z", "02:40", "2027-10-31T00:40Z"),
        ("2027-10-31T01:25Z", "02:23", "2027-10-31T01:23Z"),
        ("2027-10-31T02:10Z", "01:50", "2027-10-30T23:50Z"),
        # The night in which it goes forward at 02:00, at 01:00 UTC.
        ("2027-03-28T01:10Z", "01:50", "2027-03-28T00:50Z"),
        ("2027-03-28T01:10Z", "02:50", "2027-03-28T00:50Z"),
        ("2027-03-28T01:10Z", "03:05", "2027-03-28T01:05Z"),
        ("2027-03-28T01:55Z", "02:50", "2027-03-28T01:50Z"),
    ],
)
def test_a_time_of_day_is_the_last_one_that_the_wall_showed(now, clock, last):
    found = last_at_wall(time.fromisoformat(clock), ZONE, datetime.fromisoformat(now))
    assert found == datetime.fromisoformat(last)
    assert found.tzinfo is UTC
