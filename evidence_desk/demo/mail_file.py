"""The e-mail of the example with what is attached to it."""

import tomllib
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from evidence_desk.demo.markup import Block, Bullet, Heading
from evidence_desk.demo.story import Story


def mail(story: Story, made_from: str, attachment: bytes) -> bytes:
    """An EML with a quoted-printable body, an attachment, and a fixed boundary and id."""
    data = tomllib.loads(story.text_of(made_from))
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = data["from"], data["to"], data["subject"]
    message["Date"] = format_datetime(data["date"])
    message["Message-ID"] = data["message_id"]
    message.set_content(data["body"].strip() + "\n", cte="quoted-printable")
    message.add_attachment(attachment, maintype="application", subtype="rtf", filename=data["attachment"])
    message.set_boundary("=_northshire_invented")
    return message.as_bytes()


def rich_text(blocks: list[Block]) -> bytes:
    """The blocks as RTF: headings bold, the rest a paragraph each."""
    lines = []
    for block in blocks:
        match block:
            case Heading(_, text):
                lines.append(rf"{{\b\fs28 {_escaped(text)}}}\par")
            case Bullet(text):
                lines.append(rf"\bullet  {_escaped(text)}\par")
            case _:
                lines.append(rf"{_escaped(getattr(block, 'text', ''))}\par")
    body = "\n".join(lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Calibri;}}}}\\fs22\n{body}\n}}\n".encode("ascii")


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(one if one < "\x7f" else rf"\u{ord(one)}?" for one in plain)
