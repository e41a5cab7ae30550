"""Identifiers that two officers working apart arrive at alike, and the short forms people read."""

import hashlib
import unicodedata
from collections.abc import Iterable

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ITEM_KEY_LENGTH = 20
CODE_LENGTH = 10
SHORTEST_REFERENCE = 8


def crockford(number: int, letters: int) -> str:
    """The number in Crockford's base 32, `letters` long."""
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in reversed(range(letters)))


def item_key(sha256: str) -> str:
    """K: the first 100 bits of the first version's SHA-256 (hex) as 20 letters."""
    return crockford(int(sha256, 16) >> (256 - 5 * ITEM_KEY_LENGTH), ITEM_KEY_LENGTH)


def text_code(text: str) -> str:
    """H or P: the first 50 bits of the SHA-256 of a label or an author's name, casefolded and NFC."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())
    digest = hashlib.sha256(folded.encode()).hexdigest()
    return crockford(int(digest, 16) >> (256 - 5 * CODE_LENGTH), CODE_LENGTH)


def path_code(*parts: str) -> str:
    """A short code for something that has a path but no id of its own, such as a tag or a conflict."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return crockford(int(digest, 16) >> (256 - 5 * CODE_LENGTH), CODE_LENGTH)


def tag_id(entity: str) -> str:
    """The id a person types for a tag: `T-` and ten letters drawn from its path."""
    return "T-" + path_code(entity)


def conflict_id(entity: str, field: str) -> str:
    """The id a person types for a conflict: `C-` and ten letters drawn from entity and field."""
    return "C-" + path_code(entity, field)


def reference(key: str, others: Iterable[str] = ()) -> str:
    """`E-7K3F-9QTX`: the first 8 letters of K, or 10 and more where another key begins alike."""
    length = SHORTEST_REFERENCE
    rivals = [other for other in others if other != key and other.startswith(key[:length])]
    while rivals and length < len(key):
        length += 2
        rivals = [other for other in rivals if other.startswith(key[:length])]
    return "E-" + "-".join(key[at : min(at + 4, length)] for at in range(0, length, 4))


def reference_prefix(typed: str) -> str:
    """What a typed reference says of the key: upper case, without `E-` and hyphens, look-alikes mended."""
    plain = typed.strip().upper().removeprefix("E-").replace("-", "").replace(" ", "")
    return plain.translate(str.maketrans("OIL", "011"))
