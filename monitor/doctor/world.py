"""What the work needs of the world: names, certificates, the time, mail. Connects and leaves again; sends nothing."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from digests.deliver.smtp import SmtpDelivery, leave
from monitor.config import Smtp
from monitor.doctor.clocks import against_the_web
from monitor.doctor.finding import Finding, collect
from monitor.errors import FetchError
from monitor.fetch.resolve import Guard, Resolve, system_resolve
from monitor.fetch.target import Target, parse

TIMEOUT = 10.0  # seconds for each of a check's connections
SOON = timedelta(days=14)  # a certificate that ends so soon has not been renewed in time
AT_ONCE = 16
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What is to be asked: the sources' addresses and the mail server."""

    urls: tuple[str, ...] = ()
    smtp: Smtp | None = None
    password: str | None = field(default=None, repr=False)
    allow_private: bool = False
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    resolve: Resolve = system_resolve
    timeout: float = TIMEOUT
    ask_the_time: bool = True  # of a few sources, by their Date headers


def check_world(outside: Outside, now: datetime) -> Iterator[Finding]:
    """All checks that need the network; each has a time limit."""
    targets = _targets(outside.urls)
    if targets:
        yield from collect("names", lambda: names(outside, targets), "look at the machine's DNS settings")
        secure = [target for target in targets if target.scheme == "https"]
        if secure:
            yield from collect("certificates", lambda: certificates(outside, secure, now), "look at the network")
        if outside.ask_the_time:
            yield from collect("time", lambda: _time(outside, targets), "look at the network")
    if outside.smtp is not None:
        yield from collect("mail", lambda: mail(outside, now), "look at delivery.smtp")


def _targets(urls: Sequence[str]) -> list[Target]:
    """One target a host and port."""
    found: dict[tuple[str, int], Target] = {}
    for url in urls:
        target = parse(url)
        found.setdefault((target.host, target.port), target)
    return list(found.values())


def names(outside: Outside, targets: Sequence[Target]) -> Finding:
    guard = Guard(allow_private=outside.allow_private, resolve=outside.resolve)

    def trouble(target: Target) -> str:
        try:
            guard.check(target, outside.timeout)
        except FetchError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(AT_ONCE) as pool:
        bad = [text for text in pool.map(trouble, targets) if text]
    if not bad:
        return Finding(check="names", state="ok", text=f"{len(targets)} hosts have addresses")
    if len(bad) == len(targets):
        text = f"no host of any source is found: {bad[0]}"
        return Finding(check="names", state="failed", text=text, todo="look at the machine's network and DNS settings")
    text = f"{len(bad)} of {len(targets)} hosts: {' '.join(bad[:SHOWN])}"
    return Finding(check="names", state="warning", text=text, todo="look at these sources: `ohliad sources`")


def certificates(outside: Outside, targets: Sequence[Target], now: datetime) -> Finding:
    guard = Guard(allow_private=outside.allow_private, resolve=outside.resolve)

    def trouble(target: Target) -> str:
        try:
            address = guard.check(target, outside.timeout)[0]
            until = _until(outside, address, target)
        except FetchError:
            return ""  # told by `names`
        except (OSError, ValueError) as error:
            return f"{target.host}: {error}"
        return f"{target.host}: ends {until:%Y-%m-%d}" if until - now < SOON else ""

    with ThreadPoolExecutor(AT_ONCE) as pool:
        bad = [text for text in pool.map(trouble, targets) if text]
    if bad:
        text = f"{len(bad)} of {len(targets)} hosts: {'; '.join(bad[:SHOWN])}"
        return Finding(check="certificates", state="warning", text=text, todo="tell the sites' owners; ohliad goes on")
    return Finding(check="certificates", state="ok", text=f"{len(targets)} hosts, none ends within {SOON.days} days")


def _time(outside: Outside, targets: Sequence[Target]) -> list[Finding]:
    guard = Guard(allow_private=outside.allow_private, resolve=outside.resolve)
    found = against_the_web(targets, guard, outside.trust, outside.timeout)
    return [found] if found else []


def _until(outside: Outside, address: str, target: Target) -> datetime:
    context = outside.trust or ssl.create_default_context()
    with (
        socket.create_connection((address, target.port), outside.timeout) as raw,
        context.wrap_socket(raw, server_hostname=target.host) as secure,
    ):
        return _end_of(secure)


def _end_of(secure: ssl.SSLSocket) -> datetime:
    """The last day of the certificate the other side showed. Raises ValueError where it showed none."""
    shown = secure.getpeercert() or {}
    end = shown.get("notAfter")
    if not isinstance(end, str):
        raise ValueError("it shows no certificate")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC)


def mail(outside: Outside, now: datetime) -> Iterator[Finding]:
    """Connect, greet, secure, log in, leave."""
    smtp = outside.smtp
    assert smtp is not None, "asked for only where a mail server is configured"
    where = f"{smtp.host}:{smtp.port}"
    try:
        server = SmtpDelivery(
            host=smtp.host,
            port=smtp.port,
            security=smtp.security,  # type: ignore[arg-type]  # the schema knows only these three words
            user=smtp.user,
            password=outside.password,
            timeout=outside.timeout,
            trust=outside.trust,
        ).connect()
    except (OSError, smtplib.SMTPException) as error:
        todo = "look at delivery.smtp and OHLIAD_SMTP_PASSWORD"
        if isinstance(error, smtplib.SMTPAuthenticationError):
            error, todo = OSError("it refuses the login"), "look at delivery.smtp.user and OHLIAD_SMTP_PASSWORD"
        yield Finding(check="mail", state="failed", text=f"{where}: {_plain(error, outside)}", todo=todo)
        return
    try:
        secure = server.sock
        if isinstance(secure, ssl.SSLSocket):
            until = _end_of(secure)
            if until - now < SOON:
                text = f"{where}: its certificate ends {until:%Y-%m-%d}"
                yield Finding(check="mail", state="warning", text=text, todo="renew it, or tell who keeps the server")
                return
        elif smtp.security == "none":
            text = f"{where} answers; letters and passwords go unencrypted"
            yield Finding(check="mail", state="warning", text=text, todo="set delivery.smtp.security to starttls")
            return
        yield Finding(check="mail", state="ok", text=f"{where} answers{' and lets us in' if smtp.user else ''}")
    finally:
        leave(server)


def _plain(error: Exception, outside: Outside) -> str:
    """The error's words; a server that repeats a password back must not put it onto the screen."""
    text = str(error)
    return text.replace(outside.password, "…") if outside.password else text
