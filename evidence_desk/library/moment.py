"""The present moment as the library writes it."""

from datetime import UTC, datetime


def now() -> str:
    """ISO 8601 in UTC with seconds: `2026-11-24T23:05:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(milliseconds: int) -> str:
    """The same for a moment as the clocks of the journal count it."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
