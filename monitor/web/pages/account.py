"""Logging in and out, and one's own password."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from monitor.web import access, sessions
from monitor.web.ask import Ask, House, Section, action, page, public, redirect, rendered
from monitor.web.errors import Refusal, missing

NAME_LENGTH = 100


def login_form(request: Request, house: House) -> Response:
    if not house.office.settings.login:
        return redirect("/")
    return _form(request, house, 200, "")


def _form(request: Request, house: House, status: int, sentence: str) -> Response:
    wanted = request.state.form.get("next") or request.query_params.get("next") or "/"
    return rendered(house, "login.html", status, ask=None, sentence=sentence, next=str(wanted)[:2000])


def login(request: Request, house: House) -> Response:
    """Right: a new session and on to where he wanted; wrong: the same answer whoever the name belongs to."""
    settings = house.office.settings
    if not settings.login:
        raise missing()
    name, password = (str(request.state.form.get(key, "")) for key in ("name", "password"))
    if len(name) > NAME_LENGTH or len(password) > access.LONGEST_PASSWORD:
        raise Refusal(400)
    now = house.office.clock()
    address = request.client.host if request.client else ""
    opened = house.door.open(name.strip(), password, address, now)
    if not isinstance(opened, sessions.Session):
        if opened:
            raise Refusal(429, headers={"retry-after": str(opened)})
        return _form(request, house, 403, "Ім’я або пароль не підходить.")
    answer = redirect(str(request.state.form.get("next", "/")))
    access.set_cookie(answer, sessions.seal(opened, settings.secret), settings)
    return answer


def account(ask: Ask) -> Response:
    return ask.render("account.html", shortest=access.SHORTEST_PASSWORD)


def change_password(ask: Ask) -> Response:
    people = ask.office.store.people
    row = people.get(ask.person.name)
    if row is None or not ask.office.settings.login:
        raise missing()
    old, new, again = (str(ask.form.get(key, "")) for key in ("old", "new", "again"))
    address = ask.request.client.host if ask.request.client else ""
    if wait := ask.house.door.tries.wait(row.name, address, ask.now):
        raise Refusal(429, headers={"retry-after": str(wait)})
    if not access.is_password(row, old):
        ask.house.door.tries.note(row.name, address, ask.now)
        raise Refusal(422, "Теперішній пароль не підходить; нічого не змінено.")
    if new != again:
        raise Refusal(422, "Новий пароль введено двічі по-різному; нічого не змінено.")
    if not access.SHORTEST_PASSWORD <= len(new) <= access.LONGEST_PASSWORD:
        raise Refusal(422, f"У паролі має бути щонайменше {access.SHORTEST_PASSWORD} знаків; нічого не змінено.")
    people.set_password(row.name, access.hashed(new), ask.now)
    return _logged_out(ask, "/login")


def logout(ask: Ask) -> Response:
    return _logged_out(ask, "/login")


def logout_everywhere(ask: Ask) -> Response:
    ask.office.store.people.end_sessions(ask.person.name, ask.now)
    return _logged_out(ask, "/login")


def _logged_out(ask: Ask, path: str) -> Response:
    answer = ask.back(path)
    access.drop_cookie(answer, ask.office.settings)
    return answer


section = Section(
    routes=(
        *public("/login", get=login_form, post=login),
        page("/account", account),
        action("/account/password", change_password, role="reader"),
        action("/logout", logout, role="reader"),
        action("/logout/everywhere", logout_everywhere, role="reader"),
    ),
)
