"""Planted secrets: not a byte of them in the database, the archive, the log, a file, a mail or on the screen (46)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli import main
from tests.hostile_web import Web, page
from tests.mailserver import CuttingServer
from tests.test_deletion import contents

PASSWORD, TOKEN, DATABASE = "canary-Пароль-4711", "canary-token-4712", "canary-db-4713"
CONFIG = """\
place: {{id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Надвербська область}}
institution: {{name: Вербосільська міська рада}}
outlets: [{{id: visti, name: Вісті, home: "{root}/", sources: [{{kind: feed, url: "{root}/feed"}}, {{kind: feed, url: "{root}/gone"}}]}}]
digests: {{daily: {{at: "08:30", to: [a@x.org], formats: [email, csv], approve: hand}}}}
delivery: {{smtp: {{host: 127.0.0.1, port: {port}, from: o@x.org, security: none, user: ohliad}}, folder: "{out}"}}
fetch: {{contact: press@example.org, pace: 0, timeout: 5}}
"""
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Подія у Вербосіллі</title>'
    "<link>{root}/a</link><guid>{root}/a</guid><description>Так.</description></item></channel></rss>"
)
COMMANDS = (
    "check", "run -v", "stats", "sources", "issues", "issues show daily", "outbox", "search подія", "doctor",
    "metrics", "approve daily", "send", "send --retry", "review export t.csv", "backup b.tar", "forget --expired",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    text = "У Вербосіллі сталася подія, про яку довго говоритимуть мешканці громади та гості міста."
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OHLIAD_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("OHLIAD_NOTIFY", f"json://{TOKEN}@127.0.0.1:1/ nonsense://{TOKEN}")
    with Web() as web, CuttingServer() as server:
        host = web.host({"/a": page(f"<article><h1>Подія у Вербосіллі</h1><p>{text}</p><p>{text[::-1]}</p></article>")})
        routes = {"/feed": page(FEED.format(root=host.root), Content_Type="application/rss+xml")}
        other = web.host({**routes, "/a": page(f"<article><h1>Подія у Вербосіллі</h1><p>{text}</p></article>")})
        (tmp_path / "sources.yaml").write_text(
            CONFIG.format(root=other.root, port=server.port, out=tmp_path / "out"), encoding="utf-8"
        )
        yield other.root
        sent = b"".join(content for _, content in server.accepted)
        assert not [secret for secret in forms() if secret in sent]


def forms() -> list[bytes]:
    """Each secret as it stands, percent-encoded or in Base64, as SMTP and URLs would carry it."""
    found = []
    for secret in (PASSWORD, TOKEN, DATABASE):
        plain = secret.encode()
        found += [plain, base64.b64encode(plain).rstrip(b"="), base64.b64encode(b"\0ohliad\0" + plain)[:-4]]
    return found


def test_no_secret_leaves(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for command in COMMANDS:
        main([*command.split(), "--allow-private", "--now", "2026-11-20T08:00"])
    monkeypatch.setenv("OHLIAD_DATABASE", f"postgresql+psycopg://ohliad:{DATABASE}@127.0.0.1:1/x")
    main(["stats"])
    shown = capfd.readouterr()
    assert "Вербосілля" in shown.out + shown.err
    places = {**contents(tmp_path), "stdout": shown.out.encode(), "stderr": shown.err.encode()}
    assert any(name.startswith("var/log") for name in places)
    assert any(name.startswith("var/archive") for name in places)
    assert {name for name, data in places.items() for secret in forms() if secret in data} == set()
