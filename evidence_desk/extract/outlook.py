"""Mail saved by Outlook as .msg."""

from pathlib import Path

from oxmsg import Message

from evidence_desk.extract.found import Found
from evidence_desk.extract.mail import shown
from evidence_desk.extract.web import page_text
from evidence_desk.model.passage import Member


def read(path: Path) -> Found:
    """Heading, body and attachments, as of any other mail."""
    message = Message.load(str(path))
    headings = message.message_headers
    people = ", ".join(f"{person.name} <{person.email_address}>" for person in message.recipients)
    sent = message.sent_date
    facts = {
        "From": message.sender or headings.get("From", ""),
        "To": headings.get("To", "") or people,
        "Cc": headings.get("Cc", ""),
        "Subject": message.subject or "",
        "Date": sent.strftime("%a, %d %b %Y %H:%M:%S +0000") if sent else headings.get("Date", ""),
    }
    body = message.body or "\n".join(page_text(message.html_body or "")[1])
    members = [
        Member(attachment.file_name or f"attachment {number}", attachment.file_bytes)
        for number, attachment in enumerate(message.attachments, 1)
        if attachment.file_bytes
    ]
    return shown(facts, body, members)
