"""Mail as saved by Outlook and others: heading, body, and what was attached."""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

from evidence_desk.extract.attached import last_part
from evidence_desk.extract.found import Found
from evidence_desk.extract.text import decoded
from evidence_desk.extract.web import page_text
from evidence_desk.model.passage import Member, Passage

_HEADINGS = ("From", "To", "Cc", "Subject", "Date")
_MOST_PARTS = 1_000
_MOST_PARTS_LOOKED_AT = 20_000
_LONGEST_HEADING = 10_000
# What email.policy.default raises over malformed headers and unknown character sets.
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError, AssertionError)


def read(path: Path) -> Found:
    """From, To, Subject and Date, the body, and the attachments as files of their own."""
    return of_message(email.message_from_bytes(path.read_bytes(), policy=default))


def of_message(message: Message) -> Found:
    """The same for a message already parsed."""
    written: list[str] = []
    members: list[Member] = []
    leaves = list(parts_of(message))
    twice = _said_twice(message)
    for part in leaves[:_MOST_PARTS]:
        if part.get_content_type() == "message/rfc822" or _is_file(part):
            members += _member(part, len(members) + 1)
        elif part.get_content_maintype() == "text" and id(part) not in twice:
            written.append(_words(part))
    reason = None
    if len(leaves) > _MOST_PARTS:
        reason = f"It has more than {_MOST_PARTS:,} parts: only the first {_MOST_PARTS:,} were read."
    facts = {name: header(message, name) for name in _HEADINGS}
    return replace(shown(facts, "\n".join(written), members), reason=reason)


def _said_twice(message: Message) -> set[int]:
    """The texts that others stand for (RFC 2046, 5.1.4), by `id`: the page where there is plain text too.

    It is the other way round where the plain text says much less, such as that a program which shows pages is needed.
    """
    twice: set[int] = set()
    for _, one in zip(range(_MOST_PARTS), message.walk(), strict=False):
        if one.get_content_type() == "multipart/alternative" and one.is_multipart():
            texts = [part for part in parts_of(one) if part.get_content_maintype() == "text" and not _is_file(part)]
            plain = [part for part in texts if part.get_content_type() == "text/plain"]
            pages = [part for part in texts if part.get_content_type() == "text/html"]
            if plain and pages:
                plain_says, pages_say = (sum(len(_words(part).split()) for part in some) for some in (plain, pages))
                twice.update(id(part) for part in (plain if plain_says * 2 < pages_say else pages))
    return twice


def _words(part: Message) -> str:
    text = text_of(part)
    return "\n".join(page_text(text)[1]) if part.get_content_type() == "text/html" else text


def shown(facts: dict[str, str], body: str, members: list[Member]) -> Found:
    """Heading and body as passages. `facts`: From, To, Cc, Subject, Date."""
    members = [Member(last_part(member.name), member.data) for member in members]
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    if members:
        lines.append(f"Attached: {', '.join(member.name for member in members)}")
    passages = (Passage("mail heading", "mail", "\n".join(lines)), Passage("mail body", "mail", body))
    author = next(filter(None, parseaddr(facts["From"])), "")
    properties = {"title": facts["Subject"], "author": author, "sent": _day(facts["Date"])}
    return Found(passages, {key: value for key, value in properties.items() if value}, members=tuple(members))


def header(message: Message, name: str) -> str:
    """A heading's words on one line, or as much as can be made of a malformed one."""
    raw = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    try:
        # Parsing thousands of addresses takes the library minutes.
        if not raw or len(raw[0]) <= _LONGEST_HEADING:
            return " ".join(str(message.get(name, "")).split())
        return " ".join(str(make_header(decode_header(raw[0]))).split())
    except _MALFORMED:
        return " ".join(raw[0].split()) if raw else ""


def parts_of(message: Message) -> Iterator[Message]:
    """The leaves in order; a mail within the mail is one of them."""
    waiting: list[Any] = [message]
    for _ in range(_MOST_PARTS_LOOKED_AT):
        if not waiting:
            return
        part = waiting.pop()
        if part.get_content_type() != "message/rfc822" and part.is_multipart():
            waiting += reversed(part.get_payload())
        else:
            yield part


def _is_file(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    inline_picture = part.get_content_maintype() == "image"
    return part.get_content_maintype() != "text" and not inline_picture or bool(_file_name(part)) and not inline_picture


def _member(part: Message, number: int) -> Iterator[Member]:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        inner = inner[0] if isinstance(inner, list) and inner else part
        if isinstance(inner, Message):
            subject = re.sub(r"[/\\]", "-", header(inner, "Subject"))
            yield Member(f"{subject or f'mail {number}'}.eml", _bytes_of(inner))
        return
    data = part.get_payload(decode=True)
    if isinstance(data, bytes) and data:
        yield Member(_file_name(part) or f"attachment {number}", data)


def _bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (*_MALFORMED, email.errors.MessageError):
        return str(message.get_payload()).encode("utf-8", "replace")


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except _MALFORMED:
        return ""


def text_of(part: Message) -> str:
    """The words of a text part, whatever it says of its own encoding."""
    try:
        content = part.get_content() if isinstance(part, EmailMessage) else None
    except _MALFORMED:
        content = None
    if isinstance(content, str) and "\ufffd" not in content:
        return content
    data = part.get_payload(decode=True)
    return decoded(data) if isinstance(data, bytes) else ""


def _day(date: str) -> str:
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
