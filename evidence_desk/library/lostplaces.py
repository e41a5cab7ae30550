"""Which items have a tag that lost its place: asked of the tables first, then of the texts of the few that are left."""

import sqlite3
from datetime import date

from evidence_desk.library import queries
from evidence_desk.library.standing import lost

# Nearly every quote stands letter for letter where it was anchored, in the file its item stands for.
_NOT_WHERE_ANCHORED = """
SELECT DISTINCT item.key FROM tag
JOIN excerpt ON excerpt.entity = tag.excerpt AND excerpt.visible
JOIN item ON item.key = tag.item AND item.visible
WHERE tag.visible AND NOT (
  excerpt.sha256 IS item.current
  AND EXISTS (SELECT 1 FROM version
    WHERE version.item = item.key AND version.sha256 = item.current AND version.visible)
  AND EXISTS (SELECT 1 FROM passage
    WHERE passage.sha256 = excerpt.sha256 AND label = excerpt.page
      AND (quote = '' OR substr(text, start + 1, stop - start) = quote)))
"""


def items_with_lost(db: sqlite3.Connection, today: date) -> set[str]:
    """Keys of the items of which a tag lost its place.

    Where the newest version has no text so far nothing is called lost: nobody could look.
    """
    keys = {str(key) for (key,) in db.execute(_NOT_WHERE_ANCHORED)}
    return {one.key for one in queries.items(db, today, keys) if lost(db, one)} if keys else set()
