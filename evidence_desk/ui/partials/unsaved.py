"""What a field holds beside what the library says: typing is never overwritten before it was saved."""

from typing import Protocol


class _Field(Protocol):
    def words(self) -> str: ...
    def put(self, words: str) -> None: ...


class Unsaved:
    """Watches one field. `said` is what the library says; whatever else stands in the field is not saved yet."""

    def __init__(self, field: _Field) -> None:
        self._field = field
        self._said = ""
        self._clean = ""
        self._refused = False
        self.overtaken = ""

    @property
    def is_dirty(self) -> bool:
        return self._refused or self._field.words() != self._clean

    def refuse(self) -> None:
        """It could not be saved: it is to be tried again."""
        self._refused = True

    def begin(self, said: str) -> None:
        """Another thing is shown: whatever stood there is gone."""
        self._said, self.overtaken, self._refused = said, "", False
        self._field.put(said)
        # As the field gives it back: it may know fewer kinds of blanks than the library.
        self._clean = self._field.words()

    def offer(self, said: str) -> None:
        """The library may say something new. What is being typed stays, with `overtaken` beside it."""
        if said == self._said:
            return
        if self.is_dirty and self._field.words() != said:
            self._said = self.overtaken = said
            return
        if self._field.words() == said:
            self._said, self._clean, self.overtaken = said, said, ""
        else:
            self.begin(said)

    def take(self) -> str:
        """What is to be saved; from now on it counts as said."""
        self._said = self._clean = self._field.words()
        self.overtaken, self._refused = "", False
        return self._said
