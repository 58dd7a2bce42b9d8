"""The one clock: aware, in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def as_text(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds, ending in Z (RFC 3339)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[: -len("+00:00")] + "Z"
