"""The two kinds of error: the world's fault, shown kindly, and ours, shown with a report."""


class KnownError(Exception):
    """Something outside the program went wrong; it is told in plain words with what to do next."""

    def __init__(self, title: str, message: str = "", what_to_do: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.message = message
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.message, self.what_to_do) if part)


class BugError(Exception):
    """A promise inside the program was broken; the person did nothing wrong."""
