"""Mail saved by Outlook as .msg."""

import codecs
import dataclasses
import hashlib
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from oxmsg import Message
from oxmsg.storage import Storage, Stream

from evidence_desk.extract.found import Found
from evidence_desk.extract.mail import shown
from evidence_desk.extract.web import page_text
from evidence_desk.model.passage import Member

_DEEPEST = 5
# A mail within the mail is a storage of its own ([MS-OXMSG] 2.2.2.1); its properties begin 8 bytes earlier (2.4.1.2).
_WITHIN = "__substg1.0_3701000D"
_PROPERTIES, _HEAD, _GAP = "__properties_version1.0", 24, bytes(8)


def _code_page(name: str) -> codecs.CodecInfo | None:
    """oxmsg asks for `windows-950`, which Python knows as `cp950`."""
    found = re.fullmatch(r"windows[-_](\d+)", name)
    return codecs.lookup(f"cp{found.group(1)}") if found else None


codecs.register(_code_page)


def read(path: Path) -> Found:
    """Heading, body and attachments, as of any other mail; a mail within the mail is one of them."""
    message = Message.load(str(path))
    return shown(_facts(message), _body(message), _members(message))


def _facts(message: Any) -> dict[str, str]:
    headings = message.message_headers
    people = ", ".join(f"{person.name} <{person.email_address}>" for person in message.recipients)
    sent = message.sent_date
    return {
        "From": message.sender or headings.get("From", ""),
        "To": headings.get("To", "") or people,
        "Cc": headings.get("Cc", ""),
        "Subject": message.subject or "",
        "Date": sent.strftime("%a, %d %b %Y %H:%M:%S +0000") if sent else headings.get("Date", ""),
    }


def _body(message: Any) -> str:
    return message.body or "\n".join(page_text(message.html_body or "")[1])


def _members(message: Any, depth: int = 1) -> list[Member]:
    members = []
    for number, attachment in enumerate(message.attachments, 1):
        within = _within(attachment._storage) if depth < _DEEPEST else None
        if within is not None:
            subject = (within.subject or f"mail {number}").replace("/", "-").replace("\\", "-")
            members.append(Member(f"{subject}.eml", _as_mail(within, depth)))
        elif attachment.file_bytes:
            members.append(Member(attachment.file_name or f"attachment {number}", attachment.file_bytes))
    return members


def _within(attachment: Storage) -> Any:
    """The mail that was attached as a mail, as if it stood by itself; None where it is a file."""
    storage = next((one for one in attachment.storages if one.name == _WITHIN), None)
    if storage is None:
        return None
    streams = tuple(
        Stream(one.path, one.bytes_[:_HEAD] + _GAP + one.bytes_[_HEAD:]) if one.name == _PROPERTIES else one
        for one in storage.streams
    )
    return Message(dataclasses.replace(storage, streams=streams))


def _sound(text: str) -> str:
    """Without lone surrogates, which no mail can be written with."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _as_mail(message: Any, depth: int) -> bytes:
    """The mail in the form that other programs read; the same bytes each time."""
    mail = EmailMessage()
    for name, value in _facts(message).items():
        if value:
            mail[name] = " ".join(_sound(value).split())
    mail.set_content(_sound(_body(message)), cte="quoted-printable")
    members = _members(message, depth + 1)
    for member in members:
        mail.add_attachment(member.data, maintype="application", subtype="octet-stream", filename=member.name)
    if members:
        told_apart = hashlib.sha256(b"".join(member.data for member in members)).hexdigest()
        mail.set_boundary(f"part-{told_apart[:40]}")
    return bytes(mail)
