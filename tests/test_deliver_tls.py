"""A real mail server with STARTTLS and login: delivered where everything is right, refused where anything is not."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from digests.deliver.smtp import Parcel, SmtpDelivery
from tests.hostile_web import certificate

PARCEL = Parcel(key=1, sender="ohliad@x.org", to="a@x.org", content="Subject: Тест\r\n\r\n.крапка\r\n".encode())


class Keeper:
    """Keeps what was delivered."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.taken.append(envelope.content)
        return "250 OK"


def login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ohliad", b"secret")
    return AuthResult(success=right, handled=right)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Keeper, SmtpDelivery]]:
    cert, key = certificate(tmp_path, "mail", days=5, host="127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    keeper = Keeper()
    controller = Controller(
        keeper,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=login,
    )
    controller.start()
    trust = ssl.create_default_context(cafile=str(cert))
    try:
        yield (
            keeper,
            SmtpDelivery(host="127.0.0.1", port=port, user="ohliad", password="secret", trust=trust, timeout=10),
        )
    finally:
        controller.stop()


def test_starttls_and_login(server: tuple[Keeper, SmtpDelivery]) -> None:
    keeper, delivery = server
    assert [receipt.outcome for receipt in delivery.deliver([PARCEL])] == ["sent"]
    assert keeper.taken == [PARCEL.content]


def test_a_wrong_password_is_hard_and_told_without_it(server: tuple[Keeper, SmtpDelivery]) -> None:
    keeper, delivery = server
    wrong = replace(delivery, password="canary-password")
    (receipt,) = wrong.deliver([PARCEL])
    assert receipt.outcome == "hard"
    assert "canary-password" not in repr((receipt, wrong))
    assert keeper.taken == []


def test_an_untrusted_certificate_sends_nothing(server: tuple[Keeper, SmtpDelivery]) -> None:
    keeper, delivery = server
    (receipt,) = replace(delivery, trust=None).deliver([PARCEL])
    assert receipt.outcome == "soft"
    assert keeper.taken == []


def test_without_tls_a_server_that_demands_it_gets_nothing(server: tuple[Keeper, SmtpDelivery]) -> None:
    keeper, delivery = server
    (receipt,) = replace(delivery, security="none", user=None).deliver([PARCEL])
    assert receipt.outcome == "hard"
    assert keeper.taken == []
