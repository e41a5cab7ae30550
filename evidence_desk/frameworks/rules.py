"""The rules that are data: how long evidence stays fresh, from `resources/rules.toml`."""

import tomllib
from functools import lru_cache

from evidence_desk.model.currency import Limits, Rules
from evidence_desk.resources import resource


@lru_cache(maxsize=1)
def currency_rules() -> Rules:
    """The months by kind that come with the program."""
    with resource("rules.toml").open("rb") as file:
        tables = tomllib.load(file)["currency"]
    return {kind: Limits(one["current_months"], one["ageing_months"]) for kind, one in tables.items()}
