"""The gate before every page: Host, origin, size and shape of a request. Knows nothing of people and sessions.

`X-Forwarded-*` is not read anywhere: who sends it may write into it what he likes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.errors import Refusal
from monitor.web.settings import Settings

MOST_BYTES = 2 * 1024 * 1024
BODY_SECONDS = 30.0  # for a whole body: a form is small, whoever drips it holds a worker
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
JSON = "application/json"
READS = ("GET", "HEAD")

Refuse = Callable[[Request, Refusal], Awaitable[None]]


class Guard:
    """ASGI middleware. What it lets through has a known host and, if it is to change anything, our own origin.

    A form is read here and stands in `request.state.form`, so that pages need not wait for the network.
    """

    def __init__(
        self, app: ASGIApp, settings: Settings, refuse: Callable[[Scope, Receive, Send, Refusal], Awaitable[None]]
    ) -> None:
        self.app, self.settings, self.refuse = app, settings, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no WebSocket is served
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            state = scope.setdefault("state", {})
            state["form"], state["body"] = FormData(), b""
            check_host(scope, self.settings)
            if scope["method"] not in READS:
                check_origin(scope, self.settings)
                body = await _body(Headers(scope=scope), receive)
                state["body"] = body
                state["form"] = await _form(scope, body)
                receive = _again(body)
        except Refusal as refusal:
            await self.refuse(scope, receive, send, refusal)
            return
        except ClientDisconnect:
            return
        try:
            await self.app(scope, receive, send)
        finally:
            await state["form"].close()  # uploaded files do not outlive their answer


def check_host(scope: Scope, settings: Settings) -> None:
    """Exactly one Host header, and a name of ours. Raises Refusal."""
    hosts = Headers(scope=scope).getlist("host")
    if len(hosts) != 1 or not settings.is_host(hosts[0]):
        raise Refusal(421)


def check_origin(scope: Scope, settings: Settings) -> None:
    """A request that changes something comes from our own page. Raises Refusal.

    `Origin`, or `Referer` where a browser sends none; whoever sends neither is no browser with one of our forms.
    """
    headers = Headers(scope=scope)
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refusal(403, "Запит надійшов з чужої сторінки; його відхилено.")
    given = headers.getlist("origin")
    if not given and (referer := headers.get("referer")):
        parts = urlsplit(referer)
        given = [f"{parts.scheme}://{parts.netloc}"]
    if len(given) != 1 or not settings.is_origin(given[0], scope.get("scheme", "http"), headers["host"]):
        raise Refusal(403, "Запит надійшов не з нашої сторінки; його відхилено.")


async def _body(headers: Headers, receive: Receive) -> bytes:
    """The whole body, counted as it comes: a chunked one has no length to believe."""
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > MOST_BYTES:
        raise Refusal(413)
    kept = bytearray()
    try:
        with anyio.fail_after(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                kept += message.get("body", b"")
                if len(kept) > MOST_BYTES:
                    raise Refusal(413)
                if not message.get("more_body", False):
                    return bytes(kept)
    except TimeoutError as error:
        raise Refusal(408) from error


async def _form(scope: Scope, body: bytes) -> FormData:
    """The fields of a form; nothing of a JSON body. Raises Refusal for any other kind of body."""
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON or (not kind and not body):  # no body at all: the page says what it lacks, or that it takes none
        return FormData()
    if kind not in FORMS:
        raise Refusal(415)
    try:
        return await Request(scope, _again(body)).form(max_files=10, max_fields=5000, max_part_size=MOST_BYTES)
    except (HTTPException, ValueError) as error:
        raise Refusal(400) from error


def _again(body: bytes) -> Receive:
    """The same body for whoever reads it next."""
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
