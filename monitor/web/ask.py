"""One question to the page: who asks, what stands in the address and the form, and the usual answers.

`page` and `action` are the only ways to make a route: both demand a person of some role, `action` a form token too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MultiDict, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from monitor.errors import OhliadError
from monitor.store.patience import Limit, TooSlow, patient
from monitor.text import clean_line
from monitor.web import access, headers, sessions
from monitor.web.errors import TITLES, Refusal
from monitor.web.office import Office
from monitor.web.people import Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the menu; `role`: who sees it; entries stand in the order of `rank`."""

    rank: int
    path: str
    text: str
    role: Role = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one page module brings. `messages`: code -> sentence shown after a redirect, may hold {n}."""

    routes: Sequence[Route]
    menu: Sequence[Entry] = ()
    messages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """All that is put together once at the start: the office, the templates, the menu, the messages."""

    office: Office
    templates: Environment
    menu: tuple[Entry, ...]
    messages: Mapping[str, str]
    door: access.Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question, with everything a handler needs; the handler runs in a thread and may wait for the store."""

    request: Request
    house: House
    person: Person
    session: sessions.Session
    now: datetime

    @property
    def office(self) -> Office:
        return self.house.office

    @property
    def form(self) -> FormData:
        found: FormData = self.request.state.form
        return found

    @property
    def query(self) -> MultiDict:
        return MultiDict(self.request.query_params.multi_items())

    def path(self, name: str) -> str:
        return str(self.request.path_params[name])

    def field(self, name: str, most: int = 10_000) -> str:
        """One text field of the form, "" where it is not there. Raises Refusal where it is a file or too long."""
        value = self.form.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise Refusal(400)
        return value.replace("\r\n", "\n").strip()

    def fields(self, name: str) -> tuple[str, ...]:
        """All values of a repeated field: the checked boxes."""
        return tuple(value for value in self.form.getlist(name) if isinstance(value, str))

    def file(self, name: str) -> tuple[str, bytes] | None:
        """(name, bytes) of an uploaded file; None where none was chosen."""
        value = self.form.get(name)
        if not isinstance(value, UploadFile) or not value.filename:
            return None
        return value.filename, value.file.read()

    def number(self, name: str, default: int = 0, *, low: int = 0, high: int = 2**31) -> int:
        """A whole number of the address, held within bounds; the default where it is none."""
        text = str(self.query.get(name, ""))
        return max(low, min(int(text), high)) if text.isascii() and text.isdigit() and len(text) < 10 else default

    def render(self, template: str, status: int = 200, **values: object) -> Response:
        """A page of ours. `values` are escaped where they stand."""
        return rendered(self.house, template, status, ask=self, person=self.person, **values)

    def back(self, path: str, done: str = "", n: int | None = None) -> Response:
        """Redirect after a form (303), with the code of the message to show. `path` is one of our own."""
        return redirect(path, done, n)

    def token(self) -> str:
        return sessions.token(self.session, self.office.settings.secret)


def rendered(house: House, template: str, status: int, *, ask: Ask | None, **values: object) -> Response:
    """A template with what base.html needs; `ask` is None on pages for people who are not let in."""
    context = {
        "ask": ask,
        "person": None,
        "place": house.office.config.place,
        "menu": [entry for entry in house.menu if ask is not None and ask.person.may(entry.role)],
        "here": ask.request.url.path if ask is not None else "",
        "csrf": ask.token() if ask is not None else "",
        "message": _message(house, ask),
        "login": house.office.settings.login,
        **values,
    }
    return HTMLResponse(house.templates.get_template(template).render(context), status)


def _message(house: House, ask: Ask | None) -> str:
    """The sentence of the code in the address: only sentences of ours, only a number may be put in."""
    if ask is None:
        return ""
    found = house.messages.get(str(ask.query.get("done", "")), "")
    return found.replace("{n}", str(ask.number("n"))) if found else ""


def own_path(path: str) -> str:
    """A path within this site, else "/": a redirect never leads to somebody else's."""
    parts = urlsplit(path) if path.isprintable() and "\\" not in path else None
    if parts is None or parts.scheme or parts.netloc or not path.startswith("/") or path.startswith("//"):
        return "/"
    return path


def redirect(path: str, done: str = "", n: int | None = None) -> Response:
    path, hash_, anchor = own_path(path).partition("#")
    path, _, query = path.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.split("=")[0] not in ("done", "n")]
    more = {"done": done} if done else {}
    if n is not None:
        more["n"] = str(n)
    query = "&".join((*kept, *([urlencode(more)] if more else [])))
    return RedirectResponse(path + (f"?{query}" if query else "") + hash_ + anchor, status_code=303)


def inert(content: bytes, media_type: str = "text/plain; charset=utf-8", filename: str | None = None) -> Response:
    """Foreign bytes nobody may run: sandboxed, without network. With a file name they are only saved, not shown."""
    answer = Response(content, media_type=media_type)
    answer.headers["content-security-policy"] = headers.INERT
    if filename is not None:
        safe = "".join(
            letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in filename
        )
        answer.headers["content-disposition"] = f'attachment; filename="{safe[:120] or "file"}"'
    return answer


def framed(content: bytes, media_type: str = "text/html; charset=utf-8") -> Response:
    """A document of ours with inline styles, to be shown in a frame of ours; scripts and forms stay dead."""
    answer = Response(content, media_type=media_type)
    answer.headers["content-security-policy"] = headers.PREVIEW
    answer.headers["x-frame-options"] = "SAMEORIGIN"
    return answer


SLOW = "База даних не встигла відповісти. Виберіть коротший період чи вужчий фільтр або спробуйте за хвилину ще раз."
Handler = Callable[[Ask], Response]


def page(path: str, handler: Handler, *, role: Role = "reader") -> Route:
    """A page that is looked at (GET); it changes nothing."""
    return Route(path, _endpoint(handler, role, is_action=False), methods=["GET"])


def action(path: str, handler: Handler, *, role: Role = "analyst") -> Route:
    """What a form does (POST): needs its token; ends with `ask.back(…)`."""
    return Route(path, _endpoint(handler, role, is_action=True), methods=["POST"])


Public = Callable[[Request, House], Response]


def public(path: str, *, get: Public, post: Public) -> Sequence[Route]:
    """The one page for people who are not let in yet (login): its form has no session to be bound to.

    The gate still demands our own origin.
    """

    def endpoint(handler: Public) -> Callable[[Request], object]:
        def answer(request: Request) -> Response:
            try:
                return handler(request, request.app.state.house)
            except Refusal as refusal:
                return refused(request.app.state.house, refusal)

        answer.guarded = True  # type: ignore[attr-defined]
        return answer

    return (Route(path, endpoint(get), methods=["GET"]), Route(path, endpoint(post), methods=["POST"]))


def _endpoint(handler: Handler, role: Role, *, is_action: bool) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(partial(_answer, request, handler, role, is_action))

    endpoint.guarded = True  # type: ignore[attr-defined]  # `build` takes no route that was made otherwise
    return endpoint


def _answer(request: Request, handler: Handler, role: Role, is_action: bool) -> Response:
    """Who is it, may he, is the form ours – then the handler; known trouble becomes a page with a sentence."""
    house: House = request.app.state.house
    now = house.office.clock()
    settings = house.office.settings
    if not is_action and not is_api(request.url.path) and access.is_bounced(request, settings):
        return rendered(house, "bounce.html", 200, ask=None)
    found = house.door.who(request.cookies.get(settings.cookie, ""), now)
    if found is None:
        if is_api(request.url.path):
            raise Refusal(401)
        if is_action:
            raise Refusal(403, "Ваш вхід застарів. Увійдіть знову; введене доведеться повторити.")
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/login?" + urlencode({"next": wanted}), 303)
    ask = Ask(request=request, house=house, person=found.person, session=found.session, now=now)
    try:
        if is_action and not sessions.is_token(_given(request), found.session, settings.secret):
            raise Refusal(403, "Форма застаріла або не наша. Відкрийте сторінку знову і повторіть.")
        if not found.person.may(role):
            raise Refusal(403)
        if is_action:  # what a form began is brought to its end
            answer = handler(ask)
        else:
            with patient(Limit()):
                answer = handler(ask)
    except Refusal as refusal:
        answer = refused(house, refusal, ask)
    except TooSlow:
        answer = refused(house, Refusal(503, SLOW), ask)
    except OhliadError as error:
        answer = refused(house, Refusal(422, str(error)), ask)
    if found.is_new:
        access.set_cookie(answer, sessions.seal(found.session, settings.secret), settings)
    return answer


def _given(request: Request) -> str:
    """The token of a form, or of a script's request in its header."""
    value = request.state.form.get("csrf", "")
    return value if isinstance(value, str) and value else request.headers.get("x-csrf-token", "")


def is_api(path: str) -> bool:
    """Is it a program that asks? Then errors are JSON, and nobody is sent to a page."""
    return path.startswith("/api/")


def refused(house: House, refusal: Refusal, ask: Ask | None = None, *, path: str = "") -> Response:
    """The page of an error: title, sentence, a way on; for a program {"error": sentence}."""
    sentence = clean_line(refusal.sentence)  # it may repeat what was typed
    if is_api(ask.request.url.path if ask is not None else path):
        said = sentence or TITLES.get(refusal.status, "Не вийшло")
        return JSONResponse({"error": said}, refusal.status, headers=refusal.headers)
    answer = rendered(
        house,
        "error.html",
        refusal.status,
        ask=ask,
        person=ask.person if ask else None,
        code=refusal.status,
        heading=TITLES.get(refusal.status, "Не вийшло"),
        sentence=sentence,
    )
    answer.headers.update(refusal.headers)
    return answer
