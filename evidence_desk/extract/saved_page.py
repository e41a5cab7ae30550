"""MHTML: a web page saved as one file (RFC 2557). Its pictures and styles are left aside, nothing is fetched."""

import email
from email.policy import default
from pathlib import Path

from evidence_desk.extract.found import Found
from evidence_desk.extract.mail import header, parts_of, text_of
from evidence_desk.extract.text import runs
from evidence_desk.extract.web import page_text


def read(path: Path) -> Found:
    """The words a reader of the page would see."""
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    for part in parts_of(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            title, lines = page_text(text_of(part))
            properties = {"title": title or header(message, "Subject")}
            return Found(tuple(runs(lines)), {name: value for name, value in properties.items() if value})
    return Found()
