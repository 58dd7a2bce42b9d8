"""When an event becomes a recap: the evening of its last day, where it took place."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVENING = time(18)
NIGHT_ENDS = time(6)


def recap_at(starts_at: datetime, ends_at: datetime, zone: str) -> datetime:
    """18:00 on the event's last day by the clocks of its zone, but never before it starts; in UTC.

    What ends after midnight and before 06:00 belongs to the day before: people call it that evening.
    """
    place = ZoneInfo(zone)
    end = ends_at.astimezone(place)
    late = end.time() < NIGHT_ENDS
    last_day = end.date() - timedelta(days=1) if late else end.date()
    evening = datetime.combine(last_day, EVENING, place)
    return max(starts_at.astimezone(UTC), evening.astimezone(UTC))
