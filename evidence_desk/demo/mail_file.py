"""The e-mails of the example with what is attached to them, saved pages and rich text, the same bytes each time."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import PurePosixPath
from typing import Any

from evidence_desk.demo.compound_file import outlook_message
from evidence_desk.demo.markup import Block, Bullet, Heading, Table

# Written out: what `mimetypes` knows differs between machines.
_TYPES = {
    ".rtf": ("application", "rtf"),
    ".pdf": ("application", "pdf"),
    ".csv": ("text", "csv"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".odt": ("application", "vnd.oasis.opendocument.text"),
}

Attached = Sequence[tuple[str, bytes]]


def mail(data: dict[str, Any], attached: Attached) -> bytes:
    """An EML with a quoted-printable body, what is attached, and a fixed boundary. `data`: from, to, subject, date,
    message_id, body."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = data["from"], data["to"], data["subject"]
    message["Date"] = format_datetime(data["date"])
    message["Message-ID"] = data["message_id"]
    message.set_content(data["body"].strip() + "\n", cte="quoted-printable")
    for name, content in attached:
        main, sub = _TYPES[PurePosixPath(name).suffix]
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    if attached:
        message.set_boundary("=_northshire_invented")
    return message.as_bytes()


def outlook_mail(data: dict[str, Any], attached: Attached) -> bytes:
    """The same as an MSG."""
    facts = {name: data[name.lower()] for name in ("From", "To", "Subject")}
    return outlook_message(facts, data["date"].astimezone(UTC), data["body"].strip() + "\n", attached)


def saved_page(page: str, *, title: str, day: str) -> bytes:
    """A web page as a browser saves it in one file: MHTML, RFC 2557."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["Subject"] = "<Saved by a browser>", title
    message["Date"] = format_datetime(datetime.fromisoformat(f"{day}T09:00:00+00:00"))
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related(boundary="=_northshire_invented")
    return message.as_bytes()


def rich_text(blocks: list[Block]) -> bytes:
    """The blocks as RTF: headings bold, the rest a paragraph each, a table one line a row."""
    lines = []
    for block in blocks:
        match block:
            case Heading(_, text):
                lines.append(rf"{{\b\fs28 {_escaped(text)}}}\par")
            case Bullet(text):
                lines.append(rf"\bullet  {_escaped(text)}\par")
            case Table(rows):
                lines += [r"\tab ".join(map(_escaped, row)) + r"\par" for row in rows]
            case _:
                lines.append(rf"{_escaped(getattr(block, 'text', ''))}\par")
    body = "\n".join(lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Calibri;}}}}\\fs22\n{body}\n}}\n".encode("ascii")


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(one if one < "\x7f" else rf"\u{ord(one)}?" for one in plain)
