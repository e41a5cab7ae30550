"""Text as a cell of a workbook can hold it: nothing that breaks the file, and nothing taken for a formula."""

import re
from typing import Final

# Microsoft, "Excel specifications and limits": characters that a cell can contain.
LONGEST: Final = 32_767
CUT: Final = " [Cut here: a cell of a workbook holds no more.]"
_BREAKS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# XML 1.0, 2.2: what no document may hold; and the controls that it would rather not see.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# ECMA-376, 22.9.2.19 (ST_Xstring): `_x000D_` in a cell is read as the letter with that number.
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_LIKE: Final = ("=", "+", "-", "@", "\t", "\r")


def cell_text(text: str) -> str:
    """The text without controls and half letters, its lines broken alike, cut aloud where a cell is full."""
    broken = _BREAKS.sub("\n", text).replace("\t", " ")
    legal = _SURROGATES.sub("\ufffd", _FORBIDDEN.sub("", broken))
    return _cut(_ESCAPE.sub("_x005F_", legal))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula if someone edits the cell or saves it as CSV."""
    return text.lstrip(" \n").startswith(_FORMULA_LIKE)


def _cut(text: str) -> str:
    """Counts as Excel does, in UTF-16."""
    if len(text) * 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    return units[: (LONGEST - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT
