"""SMTP with STARTTLS or TLS and login, one recipient a message. What became of each is told exactly.

SMTP cannot be exactly-once (RFC 1047): when the connection breaks after the final dot nobody knows whether the
server took the message. That is `unknown`, for a person, and never sent again blindly.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message for one recipient; `key` is the caller's."""

    key: int
    sender: str
    to: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`outcome`: sent | soft (try again later) | hard (do not) | unknown (a person must look)."""

    key: int
    outcome: Literal["sent", "soft", "hard", "unknown"]
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpDelivery:
    """A mail server. The password is never shown."""

    host: str
    port: int
    security: Security = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    trust: ssl.SSLContext | None = field(default=None, repr=False)

    def deliver(self, parcels: Iterable[Parcel]) -> Iterator[Receipt]:
        """A receipt for every parcel, in order; one connection as long as it holds."""
        server: smtplib.SMTP | None = None
        for parcel in parcels:
            try:
                server = server or self.connect()
            except (OSError, smtplib.SMTPException) as error:
                yield Receipt(key=parcel.key, outcome=_kind(error), detail=_words(error))
                continue
            receipt, usable = _hand_over(server, parcel)
            if not usable:
                server.close()
                server = None
            yield receipt
        if server is not None:
            leave(server)

    def connect(self) -> smtplib.SMTP:
        """Greeted, secured and logged in. Raises OSError or SMTPException, with the connection closed."""
        context = self.trust or ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            server.ehlo()
            if self.security == "starttls":
                server.starttls(context=context)
                server.ehlo()
            if self.user is not None:
                server.login(self.user, self.password or "")
        except BaseException:
            server.close()
            raise
        return server


def _hand_over(server: smtplib.SMTP, parcel: Parcel) -> tuple[Receipt, bool]:
    """One dialogue; (what became of it, may the connection be used again)."""
    try:
        for command, argument in (("mail", f"FROM:<{parcel.sender}>"), ("rcpt", f"TO:<{parcel.to}>"), ("data", "")):
            code, answer = server.docmd(command, argument)
            if code >= 400:
                server.rset()
                return _refused(parcel, code, answer), True
        server.send(_dotted(parcel.content))
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(key=parcel.key, outcome="soft", detail=_words(error)), False
    # From here on the server may have the message although we never hear of it.
    try:
        server.send(b".\r\n")
        code, answer = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(key=parcel.key, outcome="unknown", detail=_words(error)), False
    if code == 250:
        return Receipt(key=parcel.key, outcome="sent"), True
    if not 400 <= code <= 599:  # half a reply: it may have been the beginning of «250»
        return Receipt(key=parcel.key, outcome="unknown", detail=f"the reply was cut: {code}"), False
    return _refused(parcel, code, answer), code < 500


def _dotted(content: bytes) -> bytes:
    """CRLF line ends, leading dots doubled, a line end at the end (RFC 5321, 4.5.2)."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def _refused(parcel: Parcel, code: int, answer: bytes) -> Receipt:
    words = f"{code} {answer.decode('utf-8', 'replace')}"[:300]
    return Receipt(key=parcel.key, outcome="soft" if code < 500 else "hard", detail=words)


def _kind(error: Exception) -> Literal["soft", "hard"]:
    """A wrong password or an address that is not ours to use will not get better by itself."""
    return "hard" if isinstance(error, smtplib.SMTPAuthenticationError) else "soft"


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {text}"[:300]
    return f"{type(error).__name__}: {error}"[:300]


def leave(server: smtplib.SMTP) -> None:
    """Say goodbye, where there is still somebody to say it to."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
