"""Puts the page together: the gate, the sections, the static files, the pages of errors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from monitor.web import access
from monitor.web.ask import House, Section, refused
from monitor.web.errors import Refusal
from monitor.web.guard import Guard
from monitor.web.headers import Headers, dress
from monitor.web.office import Office
from monitor.web.pages import SECTIONS
from monitor.web.views import environment

STATIC = Path(__file__).parent / "static"
_log = structlog.get_logger()


def build(office: Office, sections: Sequence[Section] = SECTIONS) -> Starlette:
    """The whole page as an ASGI application. Raises TypeError for a route not made by `page` or `action`."""
    house = House(
        office=office,
        templates=environment(),
        menu=tuple(sorted((entry for section in sections for entry in section.menu), key=lambda entry: entry.rank)),
        messages={code: text for section in sections for code, text in section.messages.items()},
        door=access.Door(store=office.store, settings=office.settings),
    )
    routes: list[BaseRoute] = [Route("/healthz", _healthy), Mount("/static", StaticFiles(directory=STATIC))]
    for section in sections:
        for route in section.routes:
            if not getattr(route.endpoint, "guarded", False):
                raise TypeError(f"{route.path}: make routes with `page` or `action`, which ask who it is")
            routes.append(route)
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Headers),
            Middleware(Guard, settings=office.settings, refuse=partial(_refuse, house)),
        ],
        exception_handlers={HTTPException: _on_http, Refusal: _on_refusal, Exception: _on_bug},
    )
    app.state.house = house
    app.router.redirect_slashes = False  # a redirect made from the Host header helps nobody
    return app


def _healthy(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def _refuse(house: House, scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
    _log.warning("refused", status=refusal.status, path=scope["path"][:200], method=scope["method"])
    await refused(house, refusal, path=scope["path"])(scope, receive, send)


async def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refused(request.app.state.house, error, path=request.url.path)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = Refusal(error.status_code, headers=dict(error.headers or {}))
    return refused(request.app.state.house, refusal, path=request.url.path)


async def _on_bug(request: Request, error: Exception) -> Response:
    """The page says only that there was a bug; the traceback goes to the log."""
    _log.error("bug", path=request.url.path, method=request.method, exc_info=error)
    answer = refused(request.app.state.house, Refusal(500), path=request.url.path)
    dress(answer.headers)
    return answer
