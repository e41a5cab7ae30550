"""A guard for Python before 3.12, where None, True and False are counted like any object.

PySide6 6.12.0 gives back one reference to None too many with every call that returns None (measured: 500 calls of
`setObjectName` cost 500; 6.10.2 and 6.11.2 cost none), and now and then one to True or False. After some thousand
calls the interpreter ends with `none_dealloc`. From Python 3.12 on they cannot be used up (PEP 683).
"""

import ctypes
import sys

_PLENTY = 1 << (40 if sys.maxsize > 2**32 else 29)


def keep_none() -> None:
    """Gives each of them as many references as no session uses up."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for one in (None, True, False):
        if sys.getrefcount(one) < _PLENTY:
            # The count is the first field of every object (CPython 3.11, Include/object.h).
            ctypes.c_ssize_t.from_address(id(one)).value += _PLENTY
