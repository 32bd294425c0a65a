"""A rendered mail -> the bytes that go over SMTP. Every header value passes one cleaning function (promise 17)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import blake2b

from digests.render.email import Mail
from monitor.text import clean_line

# The default policy folds inside Ukrainian words and puts a space into them (measured on 3.11, 3.12 and 3.13);
# unfolded headers of up to 998 bytes are legal and arrive as they were.
_POLICY = SMTP.clone(max_line_length=998)
LONGEST_HEADER = 240  # characters: encoded as UTF-8 base64 still below 998 bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends, under which name, for which list."""

    sender: str
    name: str | None = None
    list_id: str = "ohliad.invalid"  # e.g. daily.nizhyn.example.org


def header(text: str) -> str:
    """A value that is one line and cannot begin another header, whatever it was."""
    line = re.sub(r"[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", clean_line(text))
    # The standard library decodes an encoded word inside a value that is set, line breaks and all (3.11 to 3.13).
    return line.replace("=?", "= ?")[:LONGEST_HEADER].strip()


def message_id(place: str, issue: str, recipient: str, domain: str) -> str:
    """The same for the same issue and recipient, for ever: a repeated sending can be recognised."""
    digest = blake2b(f"{place}\n{issue}\n{recipient}".encode(), digest_size=12).hexdigest()
    return f"<{re.sub(r'[^a-z0-9.-]', '.', issue.lower())}.{digest}@{domain}>"


def compose(mail: Mail, envelope: Envelope, *, to: str, identifier: str, at: datetime) -> bytes:
    """The message for one recipient: text, HTML and attachments; byte-identical for the same input."""
    made = EmailMessage(policy=_POLICY)
    made["From"] = _address(envelope.sender, envelope.name)
    made["To"] = _address(to, None)
    made["Subject"] = header(mail.subject)
    made["Date"] = format_datetime(at.astimezone(UTC))
    made["Message-ID"] = identifier
    made["List-Id"] = f"<{envelope.list_id}>"
    made["List-Unsubscribe"] = f"<mailto:{envelope.sender}?subject=unsubscribe>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(mail.text, cte="base64")
    made.add_alternative(mail.html, subtype="html", cte="base64")
    for document in mail.attachments:
        kind, _, subtype = document.media_type.partition(";")[0].partition("/")
        made.add_attachment(document.content, maintype=kind, subtype=subtype, filename=document.filename)
    _fix_boundaries(made, identifier)
    return made.as_bytes()


def _address(address: str, name: str | None) -> Address:
    user, _, domain = address.rpartition("@")
    return Address(display_name=header(name or ""), username=user, domain=domain)


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """Random boundaries would make every build another one."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        digest = blake2b(f"{seed}{number}".encode(), digest_size=12).hexdigest()
        part.set_boundary(f"=_{digest}")
