"""What a person types, read as a tree: words, "phrases", AND OR NOT, brackets, begin*, and facts such as kind:document.

Reading never fails. What cannot be read as it stands is read as well as it can be, and a hint says so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from evidence_desk.search.factwords import NAMES, Reading, read_fact
from evidence_desk.search.words import words

DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Words:
    """One word as typed; its other forms count too. `co-production` and `1.3` are single words."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, exactly as written. Other names worked in by the program take any form."""

    text: str
    exact: bool = True

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of an item besides its words."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}" if _PLAIN_VALUE.fullmatch(self.value) else f'{self.name}:"{self.value}"'


@dataclass(frozen=True, slots=True)
class And:
    """All of these. Without any part it is everything."""

    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Not:
    """All but this."""

    part: "Node"

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, And | Or) else f"NOT {self.part}"


Node = Words | Phrase | Prefix | Fact | And | Or | Not
EVERYTHING = And(())


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as it was understood."""

    node: Node
    hints: tuple[str, ...] = ()


_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_RUN = rf"[^\s(){_QUOTES}]"
_PLAIN_VALUE = re.compile(rf"{_RUN}+")
_TOKEN = re.compile(
    rf"(?P<open>\()|(?P<close>\))"
    rf"|(?P<minus>-)(?=[\w({_QUOTES}])"
    rf"|(?P<name>[^\W\d_]+):(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<shut>[{_QUOTES}]|$)|(?P<value>{_RUN}*))"
    rf"|[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]|$)"
    rf"|(?P<word>{_RUN}+)"
)
_WORDLIKE = re.compile(r"[^\W_].*[^\W_]|[^\W_]")
_OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    node: Node | None = None


def parse(text: str) -> Query:
    """Reads what was typed; never raises."""
    hints: list[str] = []
    tokens = _tokens(text, hints)
    node = _Parser(tokens, hints).read()
    return Query(node, tuple(dict.fromkeys(hints)))


def both(*nodes: Node) -> Node:
    """All of these, as flat as can be."""
    return _joined(And, list(nodes))


def _tokens(text: str, hints: list[str]) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match["open"] or match["close"]:
            tokens.append(_Token(match[0]))
        elif match["minus"]:
            tokens.append(_Token("NOT"))
        elif match["name"] is not None:
            tokens.append(_fact_token(match, hints))
        elif match["phrase"] is not None:
            if not match["end"]:
                hints.append("A quotation mark is not closed; the rest was read as one phrase.")
            phrase = " ".join(match["phrase"].split())
            tokens.append(_Token("node", Phrase(phrase) if words(phrase) else None))
        elif kind == "word":
            tokens.append(_Token(match[0]) if match[0] in _OPERATORS else _Token("node", _word(match[0])))
    return tokens


def _fact_token(match: re.Match[str], hints: list[str]) -> _Token:
    name = match["name"].casefold()
    value = match["value"] if match["quoted"] is None else match["quoted"]
    if name not in NAMES:
        if match["quoted"] is None and not words(value):
            return _Token("node", _word(match[0]))
        hints.append(f"There is no fact “{name}:”; it was read as words. The facts are {', '.join(NAMES)}.")
        return _Token("node", _word(match[0]) if match["quoted"] is None else _loose(match["name"], value))
    if match["quoted"] is not None and not match["shut"]:
        hints.append("A quotation mark is not closed; the rest was read as one value.")
    reading: Reading = read_fact(name, " ".join(value.split()))
    if reading.hint:
        hints.append(reading.hint)
    return _Token("node", None if reading.value is None else Fact(name, reading.value))


def _loose(name: str, phrase: str) -> Node | None:
    parts = [_word(name), Phrase(" ".join(phrase.split())) if words(phrase) else None]
    return both(*(part for part in parts if part is not None))


def _word(raw: str) -> Node | None:
    """A word without the punctuation around it, or None where nothing is left."""
    bare = _WORDLIKE.search(raw)
    if bare is None or not words(bare[0]):
        return None
    node = Prefix(bare[0]) if raw[bare.end() :].startswith("*") else Words(bare[0])
    return Phrase(bare[0]) if _reads_otherwise(str(node)) else node


def _reads_otherwise(text: str) -> bool:
    """Whether a word stripped of its punctuation would be taken for an operator or a fact."""
    match = _TOKEN.fullmatch(text)
    fact = match is not None and (match["name"] or "").casefold() in NAMES
    return text in _OPERATORS or fact


class _Parser:
    """Brackets before NOT, NOT before AND, AND before OR."""

    def __init__(self, tokens: list[_Token], hints: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._hints = hints

    def read(self) -> Node:
        nodes = [self._any()]
        while self._here() == ")":
            self._hints.append("A closing bracket has no opening one and was left out.")
            self._at += 1
            nodes.append(self._any())
        return both(*(node for node in nodes if node is not None))

    def _here(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _any(self) -> Node | None:
        parts = [self._all()]
        while self._here() == "OR":
            self._at += 1
            parts.append(self._all())
            if parts[-1] is None or parts[-2] is None:
                self._hints.append("“OR” lacks words on one side.")
        known = [part for part in parts if part is not None]
        return _joined(Or, known) if known else None

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while (here := self._here()) not in (None, ")", "OR"):
            if here == "AND":
                self._at += 1
                if not parts or self._here() in (None, ")", "OR", "AND"):
                    self._hints.append("“AND” lacks words on one side.")
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return _joined(And, parts) if parts else None

    def _one(self) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "NOT":
            return self._deeper(self._denied)
        if token.kind == "(":
            return self._deeper(self._bracket)
        return token.node

    def _deeper(self, read: Callable[[], Node | None]) -> Node | None:
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                self._hints.append("The brackets lie too deep; what is inside was left out.")
                self._at = len(self._tokens)
                return None
            return read()
        finally:
            self._depth -= 1

    def _denied(self) -> Node | None:
        if self._here() in (None, ")", "OR", "AND"):
            self._hints.append("“NOT” has no words after it.")
            return None
        part = self._one()
        return None if part is None else Not(part)

    def _bracket(self) -> Node | None:
        part = self._any()
        if self._here() == ")":
            self._at += 1
        else:
            self._hints.append("A bracket is not closed; it was read up to the end.")
        return part


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
