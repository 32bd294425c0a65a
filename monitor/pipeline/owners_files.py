"""Reads what the owner wrote as a run and a report would, so that a mistake is told before the morning it matters.

monitor.config checks the shape of sources.yaml; here is what needs other files or a CSS parser. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import soupsieve

from digests import reading
from digests.definition import Definition, load_products
from digests.render import docx
from digests.reports.book import load_layout, load_series
from digests.reports.series import Series
from monitor.config import Config, yaml_lines
from monitor.errors import ConfigError, RenderError
from monitor.text import clean_line

T = TypeVar("T")

# Keys whose value is a CSS selector, or a list of them.
_LISTING = ("item", "link", "title", "date", "next", "votes", "threshold", "deadline", "status")
_RECIPE = ("title", "text", "date", "author", "remove")
_ON_A_FORM = frozenset({"docx", "pdf"})


def mistakes(config: Config, further: Callable[[], Sequence[Series]] = tuple) -> list[str]:
    """Every mistake as a sentence with file, line and key.

    `further` gives the series that registers bring to a report; it is asked only where the report names others than
    the files do.
    """
    folders = [config.folder_of_definitions]
    data = yaml_lines.read(config.path)
    found = list(_selectors(config.path, data))
    products = _loaded(found, lambda: load_products(folders))
    if products is not None:
        known, refused = products
        found += [*map(str, refused.values()), *_products(config, data, known, refused), *_forms(config, known)]
    book = _loaded(found, lambda: load_series(folders))
    if book is not None and _loaded([], lambda: load_layout(book, folders)) is None:
        _loaded(found, lambda: load_layout(book.extended(further()), folders))
    return found


def _loaded(problems: list[str], load: Callable[[], T]) -> T | None:
    try:
        return load()
    except ConfigError as error:
        problems += error.problems
        return None


def _selectors(path: Path, data: Any) -> Iterator[str]:
    """What is no CSS among the selectors of lists and recipes."""
    for location, selector in _written(data):
        try:
            soupsieve.compile(selector)
        except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
            key = ".".join(map(str, location))
            why = clean_line(str(error).splitlines()[0])
            yield f"{path}:{yaml_lines.line_of(data, location)}: {key}: {selector[:80]!r} is no CSS selector: {why}"


def _written(data: Any) -> Iterator[tuple[list[str | int], str]]:
    """(location, selector) for every selector of the file."""
    for index, outlet in enumerate(data.get("outlets") or ()):
        yield from _of_keys(outlet.get("recipe"), ["outlets", index, "recipe"], _RECIPE)
        for number, source in enumerate(outlet.get("sources") or ()):
            where: list[str | int] = ["outlets", index, "sources", number]
            yield from _of_keys(source.get("recipe"), [*where, "recipe"], _RECIPE)
            yield from _of_keys(source.get("listing"), [*where, "listing"], _LISTING)


def _of_keys(
    block: Mapping[str, Any] | None, where: list[str | int], keys: Sequence[str]
) -> Iterator[tuple[list[str | int], str]]:
    for key in keys:
        value = (block or {}).get(key)
        if isinstance(value, list):
            yield from (([*where, key, number], str(one)) for number, one in enumerate(value))
        elif value is not None:
            yield [*where, key], str(value)


def _products(config: Config, data: Any, known: Mapping[str, Definition], refused: Collection[str]) -> Iterator[str]:
    """Products under `digests:` that no definition makes, or in a format for which there is no form."""
    for product in config.products:
        where = f"{config.path}:{yaml_lines.line_of(data, ['digests', product.name])}: digests.{product.name}"
        definition = known.get(product.name)
        if product.name in refused:
            continue
        if definition is None:
            hint = reading.nearest(product.name, tuple(known)) or f"; known: {', '.join(known)}"
            yield f"{where}: there is no product {product.name!r}{hint}"
        elif lacking := _lacking(config, definition.template, product.formats):
            line = yaml_lines.line_of(data, ["digests", product.name, "formats"])
            yield f"{config.path}:{line}: digests.{product.name}.formats: {lacking}"


def _forms(config: Config, known: Mapping[str, Definition]) -> Iterator[str]:
    """The owner's own definitions whose formats have no form."""
    for path in sorted((config.folder_of_definitions / "definitions").glob("*.y*ml")):
        definition = known.get(path.stem)
        if definition and (lacking := _lacking(config, definition.template, definition.formats)):
            data = reading.mapping(path)
            yield f"{path}:{reading.line_of(data, ['formats'])}: formats: {lacking}"


def _lacking(config: Config, template: str, formats: Sequence[str]) -> str:
    if not _ON_A_FORM & set(formats):
        return ""
    try:
        docx.form(template, (config.folder_of_definitions,))
    except RenderError as error:
        return f"{error}, and docx and pdf are made on one"
    return ""
