"""Entity paths: what an entry is about. Containment is prefix, and no free text stands in a path."""

from evidence_desk.model.ids import text_code

LIBRARY = "library"


def item(key: str) -> str:
    return f"item:{key}"


def version(key: str, sha256: str) -> str:
    return f"item:{key}/version:{sha256}"


def excerpt(key: str, code: str) -> str:
    return f"item:{key}/excerpt:{code}"


def tag(parent: str, framework: str, criterion: str, author: str) -> str:
    """The tag an author puts on an item's or excerpt's path; the author is named, the path holds a code."""
    return f"{parent}/tag:{framework}:{criterion}@{text_code(author)}"


def label(key: str, text: str) -> str:
    return f"item:{key}/label:{text_code(text)}"


def comment(key: str, code: str) -> str:
    return f"item:{key}/comment:{code}"


def judgement(framework: str, criterion: str) -> str:
    return f"judgement:{framework}:{criterion}"


def judgement_evidence(framework: str, criterion: str, key: str) -> str:
    return f"judgement:{framework}:{criterion}/evidence:{key}"


def framework(framework_id: str) -> str:
    return f"framework:{framework_id}"


def criterion(framework_id: str, criterion_id: str) -> str:
    return f"framework:{framework_id}/criterion:{criterion_id}"


def export(code: str) -> str:
    return f"export:{code}"


def root(entity: str) -> str:
    """The first segment: a pack takes all entries of a root or none."""
    return entity.partition("/")[0]


def last(entity: str) -> tuple[str, str]:
    """Kind and name of the last segment: `item:K/version:S` is ("version", "S")."""
    kind, _, name = entity.rpartition("/")[2].partition(":")
    return kind, name


def containers(entity: str) -> list[str]:
    """The entities this one lies in, outermost first."""
    segments = entity.split("/")
    return ["/".join(segments[:count]) for count in range(1, len(segments))]


def within(entity: str, container: str) -> bool:
    """Whether the entity is the container or lies below it."""
    return entity == container or entity.startswith(container + "/")


def item_of(entity: str) -> str | None:
    """K where the entity is an item or lies below one."""
    first = root(entity)
    return first.removeprefix("item:") if first.startswith("item:") else None
