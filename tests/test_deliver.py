"""Mail leaves exactly once where SMTP lets it; what is unknown is told; no header can be forged (promises 17, 36, 37)."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

import pytest

from digests.deliver.message import Envelope, compose, header, message_id
from digests.deliver.smtp import Parcel, SmtpDelivery
from digests.render.email import Mail
from monitor.model import Document
from tests.mailserver import CuttingServer

AT = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
ENVELOPE = Envelope(
    sender="ohliad@example.org", name="Огляд преси Вербосільської міської ради", list_id="daily.x.example.org"
)
MAIL = Mail(
    subject="Огляд преси: Вербосілля, 20.11.2026 – у громаді відкрили бібліотеку, а мости ремонтуватимуть навесні",
    preheader="",
    html="<p>Привіт</p>",
    text="Привіт\n.крапка на початку\n",
    attachments=(Document(filename="full.html", media_type="text/html; charset=utf-8", content=b"<p>x</p>"),),
)
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]
PAYLOADS = [
    f"{before}{attack}{after}"
    for attack in ("\r\nBcc: evil@example.net", "\nBcc: evil@example.net", "\rBcc: x", "\x00", "\x0bBcc: x", "\u2028Bcc: x", "\u0085Bcc: x", "=?utf-8?q?a=0ABcc=3A_evil?=", "\u202eevil", "\ud800", "a" * 10_000, "Я" * 10_000)
    for before, after in (("", ""), ("Новини ", ""), ("", " кінець"), ("Ї", "Є"), ("\t", "\t"))
]  # fmt: skip


def message(mail: Mail = MAIL, to: str = "mayor@example.org") -> bytes:
    return compose(mail, ENVELOPE, to=to, identifier=message_id("x", "daily/2026/1", to, "example.org"), at=AT)


def test_the_mail_parsed_back_has_exactly_the_headers_we_set() -> None:
    parsed = email.message_from_bytes(message(), policy=email.policy.default)
    assert parsed.keys() == HEADERS
    assert parsed["Subject"] == MAIL.subject
    assert str(parsed["From"]) == '"Огляд преси Вербосільської міської ради" <ohliad@example.org>'.replace('"', "")
    assert parsed.get_body(("plain",)).get_content().replace("\r\n", "\n") == MAIL.text  # type: ignore[union-attr]
    assert [part.get_filename() for part in parsed.iter_attachments()] == ["full.html"]  # type: ignore[attr-defined]


def test_the_same_mail_is_the_same_bytes() -> None:
    assert message() == message()


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_payload_makes_a_header(payload: str) -> None:
    from dataclasses import replace

    content = message(replace(MAIL, subject=payload))
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    assert parsed.keys() == HEADERS
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    reused = header(str(parsed["Subject"]))
    assert "\n" not in reused
    assert (
        email.message_from_bytes(message(replace(MAIL, subject=reused)), policy=email.policy.default).keys() == HEADERS
    )


def delivery(server: CuttingServer) -> SmtpDelivery:
    return SmtpDelivery(host="127.0.0.1", port=server.port, security="none", timeout=5)


def parcels(*to: str) -> list[Parcel]:
    return [Parcel(key=n, sender="ohliad@example.org", to=who, content=message(to=who)) for n, who in enumerate(to)]


def test_every_recipient_gets_one() -> None:
    with CuttingServer() as server:
        receipts = list(delivery(server).deliver(parcels("a@x.org", "b@x.org")))
    assert [receipt.outcome for receipt in receipts] == ["sent", "sent"]
    assert [(to, data) for to, data in server.accepted] == [(who, message(to=who)) for who in ("a@x.org", "b@x.org")]


def test_one_bad_address_never_blocks_the_others() -> None:
    refuse = {f"r{n}@x.org": ("550 no such user" if n % 2 else "451 later") for n in range(0, 100, 3)}
    everybody = [f"r{n}@x.org" for n in range(100)]
    with CuttingServer(refuse=refuse) as server:
        receipts = list(delivery(server).deliver(parcels(*everybody)))
    outcomes = {everybody[receipt.key]: receipt.outcome for receipt in receipts}
    assert {who for who, outcome in outcomes.items() if outcome == "sent"} == set(everybody) - set(refuse)
    assert all(outcomes[who] == ("hard" if reply.startswith("5") else "soft") for who, reply in refuse.items())
    assert [to for to, _ in server.accepted] == [who for who in everybody if who not in refuse]


def test_nobody_listens() -> None:
    with CuttingServer() as server:
        port = server.port
    gone = SmtpDelivery(host="127.0.0.1", port=port, security="none", timeout=2)
    assert [receipt.outcome for receipt in gone.deliver(parcels("a@x.org"))] == ["soft"]


@pytest.mark.parametrize("side", ["in", "out"])
def test_cut_at_every_byte(side: str) -> None:
    """Before the final dot the letter is to be sent again; after it, unknown. Never a silent loss, never a double."""
    content = compose(
        Mail(subject="Тест", preheader="", html="<p>.</p>", text="."),
        ENVELOPE,
        to="a@x.org",
        identifier="<1@x.org>",
        at=AT,
    )
    parcel = Parcel(key=0, sender="ohliad@example.org", to="a@x.org", content=content)
    with CuttingServer() as whole:
        assert [receipt.outcome for receipt in delivery(whole).deliver([parcel])] == ["sent"]
    total = whole.bytes_in if side == "in" else whole.bytes_out
    step = 7 if side == "in" else 1
    for cut in range(1, total - len("QUIT\r\n"), step):
        with CuttingServer(**{f"cut_{side}": cut}) as server:  # type: ignore[arg-type]
            (receipt,) = delivery(server).deliver([parcel])
        if receipt.outcome == "sent":
            assert len(server.accepted) == 1, cut
        elif receipt.outcome == "unknown":
            continue
        else:
            assert receipt.outcome == "soft", (cut, receipt)
            assert server.accepted == [], cut
