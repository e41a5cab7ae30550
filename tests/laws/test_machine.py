"""After every step of any history: rows rebuilt = rows live = rows after opening again, and what else shows at once."""

from typing import Any

import oracles
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from world import CARE, CLOCKS, PLAIN, RARE, Clocks, Officer, World

number = st.integers(0, 7)
officer = st.integers(0, 2)


class Officers(RuleBasedStateMachine):
    """Three officers who import, tag, delete, undo, merge, copy folders, restore backups and erase."""

    world: World
    last: Officer

    @initialize(clocks=st.sampled_from(CLOCKS), common_base=st.booleans(), seed=st.integers(0, 1 << 30))
    def begin(self, clocks: Clocks, common_base: bool, seed: int) -> None:
        self.world = World(clocks, common_base, seed)
        self.last = self.world.officers[0]
        self.world.watchers += [
            lambda done: oracles.undo_hid_nobody_elses_work(self.world, done),
            oracles.plain_writes_settle_nothing,
            oracles.settling_settles,
            oracles.a_guess_changes_no_persons_value,
            oracles.a_redo_starts_no_conflict,
        ]

    @rule(kind=st.sampled_from(PLAIN), who=officer, one=number, two=number)
    def work(self, kind: str, who: int, one: int, two: int) -> None:
        self._step(kind, who, one, two)

    @rule(kind=st.sampled_from(CARE), who=officer, one=number, two=number)
    def take_care(self, kind: str, who: int, one: int, two: int) -> None:
        self._step(kind, who, one, two)

    @rule(kind=st.sampled_from(RARE), who=officer, one=number, two=number)
    def do_something_rare(self, kind: str, who: int, one: int, two: int) -> None:
        self._step(kind, who, one, two)

    def _step(self, kind: str, who: int, *numbers: Any) -> None:
        self.last = self.world.officers[who]
        self.world.step((kind, who, *numbers))

    @invariant()
    def rebuilt_is_live_is_reopened(self) -> None:
        oracles.rows_are_what_a_rebuild_gives(self.last)

    @invariant()
    def nothing_is_lost_or_hidden_unknown(self) -> None:
        oracles.nothing_said_is_lost(self.world, self.last)
        oracles.hidden_work_was_known(self.world, self.last)


TestOfficers = Officers.TestCase
TestOfficers.settings = settings(max_examples=max(20, settings().max_examples // 2), stateful_step_count=25)
