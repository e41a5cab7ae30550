"""The present moment as the library writes it."""

from datetime import UTC, datetime


def now() -> str:
    """ISO 8601 in UTC with seconds: `2026-11-24T23:05:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
