"""The words that facts are made of, as they are stored; the screen says them in its own way."""

from typing import Final

KINDS: Final = ("document", "data-extract", "case-study")
VOICES: Final = ("child", "parent", "practitioner", "leader", "data", "audit", "external")
AGENCIES: Final = ("education", "health", "social-care", "voluntary", "parent-carer-forum", "joint")
MARKINGS: Final = ("public", "official", "official-sensitive")
STANCES: Final = ("strength", "concern", "context")
CURRENCIES: Final = ("current", "ageing", "out-of-date", "undated")
CONSENTS: Final = ("none", "given", "withdrawn")
STATUSES: Final = ("draft", "ready", "agreed")

DEFAULT_FRAMEWORK: Final = "area-send-2023"
DEFAULT_STANCE: Final = "context"
