"""Who is let in, what each role may, how long a session lives; `serve` and `users`."""

from __future__ import annotations

import io
import json
import os
import socket
import stat
import statistics
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from monitor.cli import main
from monitor.cli import web as commands
from monitor.cli.wiring import Options
from monitor.errors import ConfigError, StoreError
from monitor.web import access, sessions
from monitor.web.access import MOST_ADDRESS, WINDOW, Tries
from monitor.web.people import Person
from monitor.web.settings import Settings
from tests.web_office import NOW, Rig, add_person, article, log_in, ours, put, rig, token


@pytest.fixture
def house(tmp_path: Path) -> Rig:
    """With login, one person of each role, one item."""
    made = rig(tmp_path, login=True)
    put(made, article("a"))
    for role in ("reader", "analyst", "editor"):
        add_person(made, role, role)
    return made


def session_cookie(client: TestClient) -> str:
    return next((value for name, value in client.cookies.items() if "ohliad" in name), "")


def test_nothing_is_shown_before_the_login(house: Rig) -> None:
    client = house.client()
    for path in ("/", "/items", "/items/a", "/items/a/copy", "/account"):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), path
    assert client.get("/healthz").text == "ok"
    assert "Вербосіллі" not in client.get("/login").text


def test_the_login_leads_where_one_wanted(house: Rig) -> None:
    client = house.client()
    wanted = client.get("/items?q=%D1%80%D1%96%D1%87%D0%BA%D0%B0", follow_redirects=False).headers["location"]
    assert "next=%2Fitems" in wanted
    answer = client.post(
        "/login",
        data={"name": "analyst", "password": "правильний пароль", "next": "/items?q=x"},
        headers=ours(),
        follow_redirects=False,
    )
    assert answer.headers["location"] == "/items?q=x"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Secure" not in cookie
    assert client.get("/items").status_code == 200


def test_behind_https_the_cookie_never_leaves_without_it(tmp_path: Path) -> None:
    found = rig(tmp_path, login=True, public_url="https://press.example/", hosts=frozenset({"press.example"}))
    add_person(found, "olena")
    client = found.client("https://press.example")
    answer = client.post(
        "/login",
        data={"name": "olena", "password": "правильний пароль"},
        headers=ours("https://press.example"),
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["set-cookie"].startswith("__Host-ohliad-")
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("analyst", "не той пароль"),
        ("nobody", "правильний пароль"),
        ("", ""),
        ("analyst", ""),
        ("analyst\x00", "правильний пароль"),
        ("ANALYST", "правильний пароль"),
        ("' OR 1=1 --", "x"),
    ],
)
def test_a_wrong_login_says_the_same_whoever_it_is(house: Rig, name: str, password: str) -> None:
    answer = log_in(house.client(), name, password)
    assert answer.status_code == 403
    assert "Ім’я або пароль не підходить." in answer.text
    assert "set-cookie" not in answer.headers


def test_an_unknown_name_costs_as_much_as_a_wrong_password(house: Rig) -> None:
    row = house.office.store.people.get("analyst")

    def cost(known: bool) -> float:
        start = time.perf_counter()
        assert not access.is_password(row if known else None, "не той пароль")
        return time.perf_counter() - start

    times = {known: statistics.median(cost(known) for _ in range(5)) for known in (True, False)}
    # Both are one argon2: without it the unknown name would answer in microseconds, a thousand times sooner.
    assert times[False] > times[True] / 50


MATRIX = {
    "reader": {"/items": 200, "/items/a": 200, "POST /items/a/decide": 403, "POST /decisions/1/undo": 403},
    "analyst": {"/items": 200, "/items/a": 200, "POST /items/a/decide": 303, "POST /decisions/1/undo": 303},
    "editor": {"/items": 200, "/items/a": 200, "POST /items/a/decide": 303, "POST /decisions/1/undo": 303},
}


@pytest.mark.parametrize("role", MATRIX)
def test_what_each_role_may(house: Rig, role: str) -> None:
    client = house.client()
    log_in(client, role)
    csrf = token(client, "/account")
    for request, status in MATRIX[role].items():
        method, _, path = request.rpartition(" ")
        if method:
            data = {"csrf": csrf, "set": "relevance=none", "seen": "0"}
            answer = client.post(path, data=data, headers=ours(), follow_redirects=False)
        else:
            answer = client.get(path)
        assert answer.status_code == status, request
    assert ("/decide" in client.get("/items/a").text) == (role != "reader")


def test_two_offices_on_one_computer_do_not_mix(tmp_path: Path) -> None:
    """Cookies know no ports: each office has a cookie of its own name."""
    one, other = Settings(secret=b"1" * 32), Settings(secret=b"2" * 32)
    assert one.cookie != other.cookie
    client = rig(tmp_path).client()
    client.get("/")
    assert session_cookie(client)


def test_roles_are_a_ladder() -> None:
    ladder = ("reader", "analyst", "editor")
    for mine in ladder:
        may = [role for role in ladder if Person(name="x", role=mine).may(role)]
        assert may == list(ladder[: ladder.index(mine) + 1])


def test_a_session_ends_after_a_day_of_work(house: Rig) -> None:
    client = house.client()
    log_in(client, "analyst")
    house.clock.pass_(seconds=sessions.LIFETIME - 1)
    assert client.get("/items", follow_redirects=False).status_code == 200
    house.clock.pass_(seconds=2)
    assert client.get("/items", follow_redirects=False).status_code == 303


def test_a_session_ends_with_the_person_the_password_and_everywhere_at_once(house: Rig) -> None:
    store = house.office.store
    clients = [house.client() for _ in range(2)]
    for client in clients:
        log_in(client, "analyst")
    clients[0].post("/logout/everywhere", data={"csrf": token(clients[0], "/account")}, headers=ours())
    assert clients[1].get("/items", follow_redirects=False).status_code == 303
    log_in(clients[1], "analyst")
    store.people.set_password("analyst", access.hashed("новий пароль тут"), NOW)
    assert clients[1].get("/items", follow_redirects=False).status_code == 303
    log_in(clients[1], "analyst", "новий пароль тут")
    assert clients[1].get("/items", follow_redirects=False).status_code == 200
    store.people.remove("analyst")
    assert clients[1].get("/items", follow_redirects=False).status_code == 303


def test_a_new_role_holds_at_once(house: Rig) -> None:
    client = house.client()
    log_in(client, "analyst")
    house.office.store.people.set_role("analyst", "reader", NOW)
    csrf = token(client, "/account")
    answer = client.post("/items/a/decide", data={"csrf": csrf, "set": "relevance=none"}, headers=ours())
    assert answer.status_code == 403


def test_logging_out_drops_the_cookie(house: Rig) -> None:
    client = house.client()
    log_in(client, "analyst")
    client.post("/logout", data={"csrf": token(client)}, headers=ours())
    assert not session_cookie(client)
    assert client.get("/items", follow_redirects=False).status_code == 303


PASSWORDS = {
    "right": ("правильний пароль", "зовсім новий пароль", "зовсім новий пароль", 303),
    "old one wrong": ("не той", "зовсім новий пароль", "зовсім новий пароль", 422),
    "two different": ("правильний пароль", "зовсім новий пароль", "зовсім інший пароль", 422),
    "too short": ("правильний пароль", "коротко", "коротко", 422),
    "too long": ("правильний пароль", "я" * 300, "я" * 300, 422),
}


@pytest.mark.parametrize("case", PASSWORDS)
def test_changing_ones_password(house: Rig, case: str) -> None:
    old, new, again, status = PASSWORDS[case]
    client = house.client()
    log_in(client, "analyst")
    data = {"csrf": token(client, "/account"), "old": old, "new": new, "again": again}
    answer = client.post("/account/password", data=data, headers=ours(), follow_redirects=False)
    assert answer.status_code == status
    expected = 303 if status == 303 else 403
    assert log_in(house.client(), "analyst", new[: access.LONGEST_PASSWORD]).status_code == expected


def test_wrong_tries_are_slowed_down_and_time_forgives(house: Rig) -> None:
    client = house.client()
    assert [log_in(client, "analyst", f"{n}").status_code for n in range(6)] == [403] * 5 + [429]
    blocked = log_in(client, "analyst")
    assert blocked.status_code == 429, "even the right password waits"
    assert 0 < int(blocked.headers["retry-after"]) <= WINDOW + 1
    assert log_in(client, "editor").status_code == 303, "somebody else is not kept out"
    house.clock.pass_(seconds=WINDOW + 1)
    assert log_in(client, "analyst").status_code == 303


def test_one_address_may_not_try_name_after_name() -> None:
    tries = Tries()
    for number in range(MOST_ADDRESS):
        assert tries.wait(f"name{number}", "198.51.100.7", NOW) == 0
        tries.note(f"name{number}", "198.51.100.7", NOW)
    assert tries.wait("another", "198.51.100.7", NOW) > 0
    assert tries.wait("another", "198.51.100.8", NOW) == 0


def test_the_memory_of_tries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MOST_KEPT", 100)
    tries = Tries()
    for number in range(1000):
        tries.note(f"name{number}", f"address{number}", NOW)
    assert len(tries._times) <= 100


def test_a_password_is_kept_as_argon2(house: Rig) -> None:
    row = house.office.store.people.get("analyst")
    assert row is not None
    assert row.password.startswith("$argon2id$")
    assert "правильний" not in repr(row)


def test_the_secret_shows_in_no_representation() -> None:
    assert "kkkk" not in repr(Settings(secret=b"k" * 32))


# --- serve and users ----------------------------------------------------------------------------------------------


def start(tmp_path: Path, found: Rig, **options: object) -> Settings:
    (tmp_path / "var").mkdir(exist_ok=True)
    given: dict[str, object] = {"bind": "127.0.0.1", "login": False, "person": None, "names": [], **options}
    return commands.settings_of(
        Options(state=tmp_path / "var"),
        found.office.config,
        found.office.store,
        **given,  # type: ignore[arg-type]
    )


REFUSED = {
    "bound elsewhere without users": {"bind": "192.0.2.7"},
    "login without users": {"login": True},
    "a name given from elsewhere": {"bind": "192.0.2.7", "person": "olena"},
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_does_not_start_open(tmp_path: Path, case: str) -> None:
    with pytest.raises(ConfigError) as refused:
        start(tmp_path, rig(tmp_path), **REFUSED[case])
    assert "--as" in str(refused.value) or "ohliad users add" in str(refused.value)


def test_every_address_needs_a_name(tmp_path: Path) -> None:
    found = rig(tmp_path)
    add_person(found, "olena")
    with pytest.raises(ConfigError, match="--name"):
        start(tmp_path, found, bind="0.0.0.0")
    settings = start(tmp_path, found, bind="0.0.0.0", names=["Press.Example"])
    assert settings.login
    assert settings.is_host("press.example:8765")
    assert not settings.is_host("evil.example")


def test_on_this_computer_nobody_logs_in(tmp_path: Path) -> None:
    settings = start(tmp_path, rig(tmp_path), person="  Олена \n Аналітик ")
    assert (settings.login, settings.person) == (False, "Олена Аналітик")


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8765", True),
        ("localhost:8765", True),
        ("LOCALHOST", True),
        ("[::1]:8765", True),
        ("127.0.0.1:port", False),
        ("127.0.0.1:99999999", False),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("localhost/evil", False),
        ("a@localhost", False),
        ("", False),
        (" localhost", False),
    ],
)
def test_which_hosts_are_ours(header: str, ours: bool) -> None:
    assert Settings(secret=b"x").is_host(header) is ours


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "web-secret"
    first = commands.secret(path)
    assert len(first) == 32
    assert commands.secret(path) == first
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        commands.secret(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["web-secret"]
    path.write_bytes(b"short")
    with pytest.raises(StoreError, match="damaged"):
        commands.secret(path)


CONFIGURATION = """place: {name: Вербосілля, russian: Вербоселье, region: Чернігівська область}
institution: {name: Вербосільська міська рада}
outlets: []
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OHLIAD_DATABASE", raising=False)
    (tmp_path / "sources.yaml").write_text(CONFIGURATION, encoding="utf-8")
    return tmp_path


def users(monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["users", *arguments])


def test_users_by_command(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert users(monkeypatch, "add", "olena", "--role", "editor", typed="довгий пароль\n") == 0
    assert users(monkeypatch, "add", "olena", typed="довгий пароль\n") == 2, "the name is taken"
    assert users(monkeypatch, "add", "petro", typed="куций\n") == 2, "too short"
    assert users(monkeypatch, "add", "petro", "--role", "king", typed="довгий пароль\n") == 2
    assert users(monkeypatch, "add", "petro\x1b[31m", typed="довгий пароль\n") == 2
    capsys.readouterr()
    assert users(monkeypatch, "list", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["role"]) == ("olena", "editor")
    assert users(monkeypatch, "password", "olena", typed="ще довший пароль\n") == 0
    assert users(monkeypatch, "password", "nobody", typed="ще довший пароль\n") == 2
    assert users(monkeypatch, "remove", "olena") == 0
    assert users(monkeypatch, "remove", "olena") == 2
    out = capsys.readouterr()
    assert "пароль" not in out.out + out.err


def test_serve_refuses_to_stand_open(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--bind", "192.0.2.7"]) == 2
    assert "ohliad users add" in capsys.readouterr().err


def test_serve_says_who_is_an_editor_where_nobody_logs_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("uvicorn.run", lambda app, **_: app)
    assert main(["serve"]) == 0
    assert "use --login" in " ".join(capsys.readouterr().out.split())
    assert users(monkeypatch, "add", "olena", "--role", "editor", typed="довгий пароль\n") == 0
    assert main(["serve", "--login"]) == 0
    assert "--login" not in capsys.readouterr().out


def test_a_real_server_answers(tmp_path: Path) -> None:
    """uvicorn as `serve` starts it, on a free port of the loopback address."""
    import uvicorn

    from monitor.web.app import build

    found = rig(tmp_path)
    put(found, article("a"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(build(found.office), host="127.0.0.1", port=port, **commands.SERVER)  # type: ignore[arg-type]
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
            assert thread.is_alive()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/items", timeout=10) as answer:
            text = answer.read().decode()
            names = {name.lower() for name in answer.headers}
        assert "У Вербосіллі відкрили бібліотеку" in text
        assert "server" not in names
        assert _raw(port, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").startswith(b"HTTP/1.1 421")
        two_hosts = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
        assert _raw(port, two_hosts).split()[1] in (b"400", b"421")
        huge = b"POST /items/a/decide HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n" % (port, port)
        assert _raw(port, huge + b"Content-Length: 999999999\r\n\r\n").startswith(b"HTTP/1.1 413")
    finally:
        server.should_exit = True
        thread.join(10)
    assert not thread.is_alive()


def _raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(65536)
