"""The gate: forty forged requests, none accepted; and what must still get through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from monitor.web import guard, sessions
from monitor.web.headers import POLICY
from tests.web_office import BASE, NOW, SECRET, Rig, add_person, article, log_in, ours, put, rig, token

PATH = "/items/a/decide"
LABEL = {"set": "relevance=none", "seen": "0", "back": "/items"}


@pytest.fixture
def open_office(tmp_path: Path) -> Rig:
    """Without login, with one item."""
    made = rig(tmp_path)
    put(made, article("a"))
    return made


def untouched(found: Rig) -> bool:
    return found.office.store.opinions.history() == []


def test_an_honest_form_gets_through(open_office: Rig) -> None:
    client = open_office.client()
    answer = client.post(PATH, data={**LABEL, "csrf": token(client)}, headers=ours(), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/items?done=decided&n=1")
    (entry,) = open_office.office.store.opinions.history()
    assert (entry.label.value, entry.label.by) == ("none", "аналітик")


def test_a_form_without_origin_but_with_our_referer_gets_through(open_office: Rig) -> None:
    client = open_office.client()
    headers = {"referer": f"{BASE}/items?page=2"}
    assert client.post(PATH, data={**LABEL, "csrf": token(client)}, headers=headers).status_code == 200
    assert not untouched(open_office)


Forge = Callable[[TestClient, Rig, str], Any]


def post(client: TestClient, path: str = PATH, *, data: Any = None, headers: Any = None, **more: Any) -> Any:
    return client.post(path, data=data, headers={**ours(), **(headers or {})}, follow_redirects=False, **more)


def good(good_token: str) -> dict[str, str]:
    return {**LABEL, "csrf": good_token}


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in ours().items() if name not in names}


def bare(client: TestClient, data: Any, headers: dict[str, str], path: str = PATH) -> Any:
    return client.post(path, data=data, headers=headers, follow_redirects=False)


def other_session(client: TestClient, found: Rig, key: str = "інша") -> str:
    """A token that is good for somebody else's session."""
    return sessions.token(sessions.Session(name="аналітик", key=key, stamp="", since=int(NOW.timestamp())), SECRET)


def forged_cookie(found: Rig, secret: bytes, **fields: Any) -> str:
    made = sessions.Session(
        **{"name": "аналітик", "key": "викрадений", "stamp": "", "since": int(NOW.timestamp()), **fields}
    )
    return sessions.seal(made, secret)


def with_cookie(found: Rig, cookie: str, good_token: str) -> Any:
    client = found.client()
    client.cookies.set(found.office.settings.cookie, cookie)
    return post(client, data=good(good_token))


def drip(parts: int) -> Iterator[bytes]:
    yield b"csrf="
    for _ in range(parts):
        yield b"a" * 65536


FORGED: dict[str, tuple[Forge, int]] = {
    "no token": (lambda c, r, t: post(c, data=LABEL), 403),
    "empty token": (lambda c, r, t: post(c, data={**LABEL, "csrf": ""}), 403),
    "invented token": (lambda c, r, t: post(c, data={**LABEL, "csrf": "0" * 64}), 403),
    "token cut by a letter": (lambda c, r, t: post(c, data={**LABEL, "csrf": t[:-1]}), 403),
    "token in capitals": (lambda c, r, t: post(c, data={**LABEL, "csrf": t.upper()}), 403),
    "token of another session": (lambda c, r, t: post(c, data={**LABEL, "csrf": other_session(c, r)}), 403),
    "token in the address": (lambda c, r, t: post(c, f"{PATH}?csrf={t}", data=LABEL), 403),
    "token as a file": (lambda c, r, t: post(c, data=LABEL, files={"csrf": ("t.txt", t.encode())}), 403),
    "token in a cookie": (lambda c, r, t: post(c, data=LABEL, headers={"cookie": f"csrf={t}"}), 403),
    "no cookie": (lambda c, r, t: post(r.client(), data=good(t)), 403),
    "cookie signed with another key": (lambda c, r, t: with_cookie(r, forged_cookie(r, b"x" * 32), t), 403),
    "cookie unsigned": (lambda c, r, t: with_cookie(r, "WyLQsCIsImsiLCIiLDBd", t), 403),
    "cookie of yesterday": (
        lambda c, r, t: with_cookie(r, forged_cookie(r, SECRET, since=int(NOW.timestamp()) - 86400), t),
        403,
    ),
    "cookie of tomorrow": (
        lambda c, r, t: with_cookie(r, forged_cookie(r, SECRET, since=int(NOW.timestamp()) + 86400), t),
        403,
    ),
    "origin of a stranger": (lambda c, r, t: post(c, data=good(t), headers={"origin": "https://evil.example"}), 403),
    "origin null": (lambda c, r, t: post(c, data=good(t), headers={"origin": "null"}), 403),
    "origin of another port": (lambda c, r, t: post(c, data=good(t), headers={"origin": "http://127.0.0.1:1"}), 403),
    "origin of another scheme": (
        lambda c, r, t: post(c, data=good(t), headers={"origin": "https://127.0.0.1:8765"}),
        403,
    ),
    "origin that begins like ours": (
        lambda c, r, t: post(c, data=good(t), headers={"origin": f"{BASE}.evil.example"}),
        403,
    ),
    "origin with our name as user": (
        lambda c, r, t: post(c, data=good(t), headers={"origin": "http://127.0.0.1:8765@evil.example"}),
        403,
    ),
    "neither origin nor referer": (lambda c, r, t: bare(c, good(t), without("origin")), 403),
    "referer of a stranger": (
        lambda c, r, t: bare(c, good(t), {**without("origin"), "referer": f"https://evil.example/{BASE}"}),
        403,
    ),
    "cross-site by its metadata": (
        lambda c, r, t: post(c, data=good(t), headers={"sec-fetch-site": "cross-site"}),
        403,
    ),
    "same site, other origin": (lambda c, r, t: post(c, data=good(t), headers={"sec-fetch-site": "same-site"}), 403),
    "typed by nobody": (lambda c, r, t: post(c, data=good(t), headers={"sec-fetch-site": "none"}), 403),
    "rebound host": (lambda c, r, t: post(c, data=good(t), headers={"host": "evil.example:8765"}), 421),
    "rebound host that begins like ours": (
        lambda c, r, t: post(c, data=good(t), headers={"host": "127.0.0.1.evil.example"}),
        421,
    ),
    "host with a user": (lambda c, r, t: post(c, data=good(t), headers={"host": "127.0.0.1@evil.example"}), 421),
    "empty host": (lambda c, r, t: post(c, data=good(t), headers={"host": ""}), 421),
    "our host only in X-Forwarded-Host": (
        lambda c, r, t: post(c, data=good(t), headers={"host": "evil.example", "x-forwarded-host": "127.0.0.1:8765"}),
        421,
    ),
    "origin of the forwarded host": (
        lambda c, r, t: post(
            c, data=good(t), headers={"x-forwarded-host": "evil.example", "origin": "http://evil.example"}
        ),
        403,
    ),
    "GET for POST": (lambda c, r, t: c.get(PATH, params=good(t), follow_redirects=False), 405),
    "method override in the form": (lambda c, r, t: post(c, "/items", data={**good(t), "_method": "POST"}), 405),
    "method override in a header": (
        lambda c, r, t: c.get(PATH, params=good(t), headers={"x-http-method-override": "POST"}),
        405,
    ),
    "PUT": (lambda c, r, t: c.put(PATH, data=good(t), headers=ours()), 405),
    "PUT without a body": (lambda c, r, t: c.put(PATH, headers=ours()), 405),
    "DELETE without a body": (lambda c, r, t: c.request("DELETE", PATH, headers=ours()), 405),
    "POST without a body to a page": (lambda c, r, t: c.post("/items", headers=ours()), 405),
    "POST without a body": (lambda c, r, t: c.post(PATH, headers=ours()), 403),
    "DELETE": (lambda c, r, t: c.request("DELETE", PATH, data=good(t), headers=ours()), 405),
    "text/plain that looks like a form": (
        lambda c, r, t: post(c, headers={"content-type": "text/plain"}, content=f"csrf={t}&set=relevance=none"),
        415,
    ),
    "no content type": (lambda c, r, t: c.post(PATH, content=f"csrf={t}&set=relevance%3Dnone", headers=ours()), 415),
    "JSON in place of a form": (
        lambda c, r, t: c.post(PATH, json={**good(t)}, headers=ours(), follow_redirects=False),
        403,
    ),
    "multipart without a boundary": (
        lambda c, r, t: post(c, headers={"content-type": "multipart/form-data"}, content=b"x"),
        400,
    ),
    "too large by its own word": (
        lambda c, r, t: post(c, data={**good(t), "why": "а" * guard.MOST_BYTES}),
        413,
    ),
    "too large in chunks": (
        lambda c, r, t: c.post(
            PATH,
            content=drip(64),
            headers={**ours(), "content-type": "application/x-www-form-urlencoded"},
            follow_redirects=False,
        ),
        413,
    ),
    "a path that walks up": (lambda c, r, t: post(c, "/static/../items/a/decide/../../..", data=good(t)), 405),
    "somebody's page after the decision": (
        lambda c, r, t: post(c, data={"csrf": t, "set": "relevance=never", "back": "https://evil.example"}),
        422,
    ),
}


def test_there_are_forty() -> None:
    assert len(FORGED) >= 40


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_request_is_not_accepted(open_office: Rig, case: str) -> None:
    client = open_office.client()
    forge, status = FORGED[case]
    answer = forge(client, open_office, token(client))
    assert answer.status_code == status
    assert untouched(open_office), "nothing may have been decided"
    if answer.headers["content-type"].startswith("text/html"):
        assert answer.headers["content-security-policy"] == POLICY
        assert "Traceback" not in answer.text


def test_x_forwarded_for_does_not_renew_the_tries(tmp_path: Path) -> None:
    found = rig(tmp_path, login=True)
    add_person(found, "olena")
    client = found.client()
    statuses = [
        client.post(
            "/login",
            data={"name": "olena", "password": "не той", "next": "/"},
            headers={**ours(), "x-forwarded-for": f"198.51.100.{number}", "forwarded": f"for=198.51.100.{number}"},
        ).status_code
        for number in range(8)
    ]
    assert statuses == [403] * 5 + [429] * 3


def test_a_token_of_one_person_is_of_no_use_to_another(tmp_path: Path) -> None:
    found = rig(tmp_path, login=True)
    put(found, article("a"))
    for name in ("olena", "petro"):
        add_person(found, name)
    clients = {name: found.client() for name in ("olena", "petro")}
    for name, client in clients.items():
        assert log_in(client, name).status_code == 303
    stolen = token(clients["olena"])
    assert post(clients["petro"], data=good(stolen)).status_code == 403
    assert untouched(found)
    assert post(clients["olena"], data=good(stolen)).status_code == 303


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/items\r\nset-cookie: x=1", "/"),
        ("/items?page=2#i-a", "/items?page=2&done=decided&n=1#i-a"),
    ],
)
def test_a_redirect_stays_at_home(open_office: Rig, path: str, back: str) -> None:
    client = open_office.client()
    answer = post(client, data={**good(token(client)), "back": path})
    assert answer.status_code == 303
    assert answer.headers["location"].replace("?done=decided&n=1", "") in (back, back.split("?")[0])
    assert "set-cookie" not in answer.headers or "x=1" not in answer.headers["set-cookie"]


HEADERS = {
    "content-security-policy": POLICY,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
}


@pytest.mark.parametrize(
    "path", ["/", "/items", "/items/a", "/nowhere", "/static/page.css", "/healthz", "/static/none"]
)
def test_every_answer_carries_the_headers(open_office: Rig, path: str) -> None:
    answer = open_office.client().get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "server" not in answer.headers


def test_a_bug_shows_nothing_of_itself(open_office: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("таємниця з нутрощів")

    monkeypatch.setattr(open_office.office.store.catalogue, "count", broken)
    answer = open_office.client(raise_server_exceptions=False).get("/items")
    assert answer.status_code == 500
    assert "таємниця" not in answer.text
    assert "Помилка програми" in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_link_from_a_letter_finds_the_session_again(tmp_path: Path) -> None:
    """SameSite=Strict keeps the cookie back at first; our own page then loads itself."""
    found = rig(tmp_path, login=True)
    add_person(found, "olena")
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = found.client().get("/items", headers=foreign, follow_redirects=False)
    assert answer.status_code == 200
    assert 'http-equiv="refresh"' in answer.text
    assert "set-cookie" not in answer.headers


def test_no_websocket_is_served(open_office: Rig) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), open_office.client().websocket_connect("/"):
        pass
