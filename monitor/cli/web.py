"""Commands of the web page: `serve` and `users`."""

from __future__ import annotations

import getpass
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.wiring import Options, database, desk, store
from monitor.dates import to_local
from monitor.errors import ConfigError, OhliadError, StoreError
from monitor.text import clean_line

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.store import Store
    from monitor.web.office import Office
    from monitor.web.settings import Settings

PORT = 8765
SECRET = "web-secret"  # noqa: S105 - the file's name
SECRET_BYTES = 32
# X-Forwarded-For is what anybody may write, so it is not read; a WebSocket has no use here.
SERVER: dict[str, object] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "ws": "none",
    "limit_concurrency": 200,
    "timeout_keep_alive": 10,
    "timeout_graceful_shutdown": 5,
}

OPEN = "Nobody logs in: whoever has an account on this computer may decide and approve. On a shared one use --login."

users_app = typer.Typer(help="Who may use the web page when it is open to others.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.command()(serve)
    app.add_typer(users_app, name="users")


def serve(
    context: typer.Context,
    bind: Annotated[str, typer.Option("--bind", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = PORT,
    login: Annotated[bool, typer.Option("--login", help="Demand a login on the loopback address too.")] = False,
    person: Annotated[str | None, typer.Option("--as", help="Who decides where nobody logs in.")] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A host name under which the page is reached; may be repeated.")
    ] = None,
) -> int:
    """The analyst's page in a browser: on this computer only, unless --bind says otherwise."""
    import uvicorn

    from monitor.language import lemma_text
    from monitor.web.app import build

    options: Options = context.obj
    config = options.config
    lemma_text("місто")  # loads the dictionaries, for which the first search would have to wait
    options.state.mkdir(parents=True, exist_ok=True)
    with store(options, config) as opened:
        opened.save_outlets(config.outlets)
        settings = settings_of(options, config, opened, bind=bind, login=login, person=person, names=name or [])
        app = build(office(options, config, opened, settings))
        shown = f"[{bind}]" if ":" in bind else bind
        show.console().print(f"http://{shown}:{port}/ – stop with Ctrl-C")
        if not settings.login:
            show.console().print(OPEN)
        uvicorn.run(
            app,
            host=bind,
            port=port,
            **SERVER,  # type: ignore[arg-type]
        )
    return 0


def settings_of(
    options: Options,
    config: Config,
    opened: Store,
    *,
    bind: str,
    login: bool,
    person: str | None,
    names: list[str],
) -> Settings:
    """What the page may do. Raises ConfigError where it would stand open or could not be reached."""
    from monitor.web.settings import LOOPBACK, Settings

    outside = bind.strip("[]") not in LOOPBACK
    if outside and person is not None:
        raise ConfigError("--as works only on the loopback address: from elsewhere people log in")
    if (outside or login) and opened.people.count() == 0:
        raise ConfigError(
            f"the page would ask for a login ({'--bind ' + bind if outside else '--login'}), but there are no users;"
            " add one with `ohliad users add NAME --role editor`"
        )
    hosts = {*LOOPBACK, *(known.lower().strip("[]") for known in names)}
    if config.public_url and (found := urlsplit(config.public_url).hostname):
        hosts.add(found)
    elif bind in ("0.0.0.0", "::", "") and not names:  # noqa: S104 - compared, not bound
        raise ConfigError(
            f"--bind {bind} listens on every address: say by which name the page is reached, with --name"
            " or `web: {public_url: …}` in the configuration"
        )
    hosts.add(bind.strip("[]").lower())
    return Settings(
        secret=secret(options.state / SECRET),
        hosts=frozenset(hosts),
        login=outside or login,
        person=clean_line(person or _who()) or "аналітик",
        public_url=config.public_url,
    )


def office(options: Options, config: Config, opened: Store, settings: Settings) -> Office:
    """The office whose pages are shown; its desk is opened anew for each piece of work."""
    from monitor.archive import Archive
    from monitor.pipeline.desk import Desk
    from monitor.web.office import Office

    @contextmanager
    def work() -> Iterator[Desk]:
        with desk(options, config, show=False) as at:
            yield at

    return Office(
        config=config,
        store=opened,
        archive=Archive(options.state / "archive"),
        state=options.state,
        settings=settings,
        clock=lambda: options.now or datetime.now(UTC).replace(microsecond=0),
        work=work,
    )


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return ""


def secret(path: Path) -> bytes:
    """The key of cookies and form tokens, made once, readable by its owner only. Raises StoreError."""
    try:
        if not path.exists():
            _make_secret(path)
        found = path.read_bytes()
        if path.stat().st_mode & 0o077 and os.name == "posix":
            path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{path} cannot be read or written: {error}") from error
    if len(found) != SECRET_BYTES:
        raise StoreError(f"{path} is damaged: delete it, everybody will have to log in again")
    return found


def _make_secret(path: Path) -> None:
    """Whole or not at all, and the first of two starting at once wins."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(SECRET_BYTES))
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links: then the later of two starting at once wins
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


# --- users --------------------------------------------------------------------------------------------------------

Name = Annotated[str, typer.Argument(help="The name the person logs in with.")]
RoleOption = Annotated[str, typer.Option("--role", help="reader, analyst or editor.")]


@users_app.command("add")
def add(context: typer.Context, name: Name, role: RoleOption = "analyst") -> int:
    """Add a person; the password is asked for twice, or read from the first line of standard input."""
    from monitor.web import access
    from monitor.web.people import ROLES

    clean = clean_line(name)
    if not clean or clean != name or len(clean) > 100:
        raise ConfigError(f"{name!r}: a name is 1 to 100 letters on one line")
    if role not in ROLES:
        raise ConfigError(f"--role {role!r}: one of {', '.join(ROLES)}")
    with _people(context) as (opened, now):
        if (taken := opened.people.taken(name)) is not None:
            raise OhliadError(f"there is a user {taken!r} already; `ohliad users password` sets a new password")
        opened.people.add(name, role, access.hashed(_password()), now)
    print(f"added {name} ({role})")
    return 0


@users_app.command("list")
def list_(context: typer.Context) -> int:
    """Everybody who may log in."""
    with _people(context) as (opened, _now):
        found = opened.people.listed()
    if context.obj.json:
        show.emit([{"name": row.name, "role": row.role, "created": row.created.isoformat()} for row in found])
        return 0
    table = Table("name", "role", "since", box=None, pad_edge=False)
    for row in found:
        table.add_row(Text(row.name), row.role, f"{to_local(row.created):%d.%m.%Y}")
    show.console().print(table if found else "no users")
    return 0


@users_app.command("remove")
def remove(context: typer.Context, name: Name) -> int:
    """Let a person in no more; the open sessions end at once, the decisions stay under that name."""
    with _people(context) as (opened, _now):
        if not opened.people.remove(name):
            raise OhliadError(f"there is no user {name!r}")
    print(f"removed {name}")
    return 0


@users_app.command("password")
def password(context: typer.Context, name: Name) -> int:
    """Set a new password; sessions opened with the old one end."""
    from monitor.web import access

    with _people(context) as (opened, now):
        if opened.people.get(name) is None:
            raise OhliadError(f"there is no user {name!r}")
        opened.people.set_password(name, access.hashed(_password()), now)
    print(f"the password of {name} is changed")
    return 0


@contextmanager
def _people(context: typer.Context) -> Iterator[tuple[Store, datetime]]:
    options: Options = context.obj
    if "://" not in str(database(options)):
        options.state.mkdir(parents=True, exist_ok=True)
    with store(options, options.config) as opened:
        yield opened, options.instant


def _password() -> str:
    """From the terminal, twice; else the first line of standard input. Raises ConfigError."""
    from monitor.web.access import LONGEST_PASSWORD, SHORTEST_PASSWORD

    if sys.stdin.isatty():
        first, second = getpass.getpass("password: "), getpass.getpass("once more: ")
        if first != second:
            raise ConfigError("the two passwords differ")
    else:
        first = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST_PASSWORD <= len(first) <= LONGEST_PASSWORD:
        raise ConfigError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} letters")
    return first
