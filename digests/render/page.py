"""The Jinja environment of every product: sandboxed, always escaping, every value cleaned, only http links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from monitor.errors import RenderError
from monitor.language.numerals import NBSP, bind
from monitor.text import clean_line

PACKAGED = Path(__file__).resolve().parents[1]
_UNSAFE = re.compile(r"[\s<>\"'`\\{}|^\x00-\x20\x7f-\x9f]")


def render(template: str, values: dict[str, object], folders: Sequence[Path] = ()) -> str:
    """The template of that name, from the first folder whose `templates/` has it, else the packaged one.

    Raises RenderError, naming the template.
    """
    try:
        return environment(tuple(folders)).get_template(template).render(values)
    except TemplateError as error:
        raise RenderError(f"template {template}: {error}") from error


@cache
def environment(folders: tuple[Path, ...] = ()) -> ImmutableSandboxedEnvironment:
    """One environment for each set of folders; a later folder wins over an earlier one."""
    found = [FileSystemLoader(folder / "templates") for folder in (*reversed(folders), PACKAGED)]
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(found),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["href"] = href
    made.filters["bound"] = bind
    return made


def printable(value: object) -> object:
    """What a template prints: None as nothing, text without control and bidi characters."""
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return NBSP.join(map(clean_line, value.split(NBSP)))  # clean_line alone would break «12 500» apart


def href(url: str | None) -> str | None:
    """The address if it is a plain absolute http or https one, else None: then the words stand without a link."""
    if url is None:
        return None
    # Browsers drop tabs and line breaks inside a scheme («java\tscript:»); so they go before it is judged.
    bare = clean_line(re.sub(r"[\t\r\n]", "", url))
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
        return None
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), bare)


def trusted(own: str) -> Markup:
    """Our own style sheet, printed as it is. Never for anything that came from outside."""
    if "</" in own:
        raise RenderError("a style sheet must not contain markup")
    return Markup(own)  # noqa: S704
