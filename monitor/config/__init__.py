"""sources.yaml -> frozen nouns. Every problem names file, line, key and the nearest valid word; all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap

from monitor.config import schema, yaml_lines
from monitor.config.doubts import doubts
from monitor.config.wording import sentences
from monitor.errors import ConfigError
from monitor.language.russian import russian_name
from monitor.model import Institution, ListingRule, Named, Official, Outlet, Place, Recipe, Source
from monitor.names import slug

if TYPE_CHECKING:
    from monitor.alerts import Quiet, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """When and to whom one product goes. `at` is "HH:MM" or "fri HH:MM", Europe/Kyiv."""

    name: str
    at: str
    days: str
    to: tuple[str, ...]
    formats: tuple[str, ...]
    approve: str

    @property
    def unmailed(self) -> tuple[str, ...]:
        """Addresses that get no letter: a letter is a format of its own, `email`."""
        return () if "email" in self.formats else self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """A mail server; the password comes from the environment only (OHLIAD_SMTP_PASSWORD)."""

    host: str
    port: int
    sender: str
    name: str | None
    security: str
    user: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long stored pages, texts and logs are kept; None: for ever. Counts and issues always stay."""

    pages: timedelta | None = None
    texts: timedelta | None = None
    logs: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One monitored place with everything the owner wrote about it."""

    path: Path
    place: Place
    institution: Institution
    outlets: tuple[Outlet, ...] = ()
    sources: tuple[Source, ...] = ()
    products: tuple[Product, ...] = ()
    smtp: Smtp | None = None
    folder: str | None = None
    contact: str | None = None
    pace: float = 5.0
    timeout: float = 30.0
    workers: int = 128
    signatory: tuple[str, str] | None = None  # name, role
    holidays: tuple[date, ...] = ()
    public_url: str | None = None
    alerts: tuple[Rule, ...] = ()
    quiet: Quiet | None = None
    retention: Retention = Retention()
    doubts: tuple[str, ...] = ()  # what is most likely a slip, with file and line; the work goes on all the same

    @property
    def outlets_by_id(self) -> dict[str, Outlet]:
        return {outlet.id: outlet for outlet in self.outlets}

    @property
    def folder_of_definitions(self) -> Path:
        return self.path.parent


def load(path: Path) -> Config:
    """The checked configuration. Raises ConfigError that lists every problem found."""
    data = yaml_lines.read(path)
    try:
        shape = schema.FileShape.model_validate(yaml_lines.plain(data))
    except ValidationError as error:
        raise ConfigError(sentences(path, data, error.errors())) from error
    outlets, sources, problems = _outlets(path, data, shape)
    rules, quiet = _alerts(path, data, shape, problems)
    if problems:
        raise ConfigError(problems)
    smtp = shape.delivery.smtp
    return Config(
        path=path,
        place=_place(shape.place),
        institution=_institution(shape.institution),
        outlets=outlets,
        sources=sources,
        products=tuple(_product(name, item) for name, item in shape.digests.items()),
        smtp=Smtp(**smtp.model_dump()) if smtp else None,
        folder=shape.delivery.folder,
        contact=shape.fetch.contact,
        pace=shape.fetch.pace,
        timeout=shape.fetch.timeout,
        workers=shape.fetch.workers,
        signatory=(shape.signatory.name, shape.signatory.role) if shape.signatory else None,
        holidays=tuple(sorted(shape.holidays)),
        public_url=shape.web.public_url,
        alerts=rules,
        quiet=quiet,
        retention=_retention(shape.retention),
        doubts=doubts(path, data, shape),
    )


# --- shapes -> nouns ----------------------------------------------------------------------------------------------


def _place(shape: schema.PlaceShape) -> Place:
    return Place(
        id=shape.id or slug(shape.name),
        name=shape.name,
        russian=shape.russian or russian_name(shape.name) or "",  # whoever searches tries all it can be
        region=shape.region,
        district=shape.district,
        settlements=tuple(shape.settlements),
        aliases=tuple(shape.aliases),
        namesakes=tuple(shape.namesakes),
    )


def _named(items: Sequence[str | schema.NameShape | schema.AddressShape]) -> Iterator[Named]:
    for item in items:
        if isinstance(item, str):
            yield Named(name=item)
        else:
            yield Named(name=item.name, since=item.since, until=item.until)


def _institution(shape: schema.InstitutionShape) -> Institution:
    departments: list[Named] = []
    for item in shape.department:
        departments += [Named(name=item.name, since=item.since, until=item.until), *_named(item.aliases)]
    return Institution(
        names=(Named(name=shape.name, since=shape.since, until=shape.until), *_named(shape.aliases)),
        departments=tuple(departments),
        officials=tuple(
            Official(name=who.name, role=who.role, since=who.since, until=who.until) for who in shape.officials
        ),
        sites=tuple(_named(shape.sites)),
        pages=tuple(_named(shape.pages)),
    )


def _retention(shape: schema.RetentionShape) -> Retention:
    return Retention(**{key: timedelta(days=value) for key, value in shape.model_dump().items() if value is not None})


def _product(name: str, shape: schema.ProductShape) -> Product:
    return Product(
        name=name,
        at=shape.at,
        days=shape.days,
        to=tuple(shape.to),
        formats=tuple(shape.formats),
        approve=shape.approve,
    )


def _alerts(
    path: Path, data: CommentedMap, shape: schema.FileShape, problems: list[str]
) -> tuple[tuple[Rule, ...], Quiet | None]:
    """Rules and quiet hours; what is wrong with them joins `problems`. Without rules nothing is loaded."""
    if not shape.alerts and shape.quiet is None:
        return (), None
    from monitor.config import alerts

    rules, wrong = alerts.rules(path, data, shape.alerts, mail=shape.delivery.smtp is not None)
    quiet, also = alerts.quiet(path, data, shape.quiet)
    problems += wrong + also
    return rules, quiet


def _outlets(
    path: Path, data: CommentedMap, shape: schema.FileShape
) -> tuple[tuple[Outlet, ...], tuple[Source, ...], list[str]]:
    outlets: dict[str, Outlet] = {}
    sources: dict[str, Source] = {}
    problems: list[str] = []
    for index, item in enumerate(shape.outlets):
        if item.id in outlets:
            line = yaml_lines.line_of(data, ["outlets", index, "id"])
            problems.append(f"{path}:{line}: outlets.{index}.id: the outlet {item.id!r} stands twice")
            continue
        outlets[item.id] = Outlet(
            id=item.id,
            name=item.name,
            level=item.level,
            kind=item.kind,
            home=item.home,
            official=item.official,
            aliases=tuple(item.aliases),
        )
        for number, entry in enumerate(item.sources):
            source = _source(item, entry, taken=set(sources))
            if source.id in sources:
                line = yaml_lines.line_of(data, ["outlets", index, "sources", number, "id"])
                problems.append(f"{path}:{line}: outlets.{index}.sources.{number}.id: {source.id!r} stands twice")
            sources[source.id] = source
    return tuple(outlets.values()), tuple(sources.values()), problems


def _source(outlet: schema.OutletShape, shape: schema.SourceShape, *, taken: set[str]) -> Source:
    """Without an id of its own a source is called after its outlet and kind, and numbered where that is taken."""
    name = shape.id or f"{outlet.id}-{shape.kind}"
    number = 2
    while shape.id is None and name in taken:
        name, number = f"{outlet.id}-{shape.kind}-{number}", number + 1
    recipe = shape.recipe or outlet.recipe
    return Source(
        id=name,
        outlet=outlet.id,
        kind=shape.kind,
        url=shape.url,
        every=shape.every,
        verified=outlet.verified if shape.verified is None else shape.verified,
        pace=shape.pace,
        recipe=Recipe(**{**recipe.model_dump(), "remove": tuple(recipe.remove)}) if recipe else None,
        listing=ListingRule(**shape.listing.model_dump()) if shape.listing else None,
        sections=tuple(shape.sections.items()),
    )
