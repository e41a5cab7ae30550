"""The gate: which items must not leave without somebody's name (design 7)."""

from collections.abc import Collection

STRICTEST_KIND = "case-study"
STRICTEST_MARKING = "official-sensitive"


def withheld_why(kinds: Collection[str], markings: Collection[str]) -> str | None:
    """Why an item is withheld, or None: the strictest of all kinds and markings it may have."""
    why = []
    if STRICTEST_KIND in kinds:
        why.append("case study")
    if STRICTEST_MARKING in markings:
        why.append("marked official-sensitive")
    return ", ".join(why) or None
