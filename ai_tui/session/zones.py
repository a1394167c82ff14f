"""Time zones by name."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from ai_tui.session.names import nearest


def exists(name: str) -> bool:
    """Whether there is a time zone called `name`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def nearest_zone(name: str) -> str:
    """The zone whose name, or whose city, is most like `name`; '' when none is near."""
    zones = available_timezones()
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones)}
    return nearest(name, zones) or cities.get(nearest(name, cities), "")
