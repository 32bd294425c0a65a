"""The shape of sources.yaml, checked by pydantic. Only shapes and values; the nouns are made in monitor.config."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_EVERY = re.compile(r"(\d+)\s*([smhd]?)")
_TERM = re.compile(r"(\d{1,4})\s*([dmy])")
_AT = re.compile(r"(?:(mon|tue|wed|thu|fri|sat|sun)\s+)?([01]\d|2[0-3]):([0-5]\d)")
_MAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:.]+")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("use small Latin letters, digits, dots and dashes, at most 64")
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        port_ok = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ValueError(f"not a web address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_ok or re.search(r"\s", value):
        raise ValueError("a web address must look like https://example.org/path")
    if parts.username or parts.password:
        raise ValueError("a web address must not carry a user name or password")
    return value


def _seconds(value: object) -> object:
    if isinstance(value, str):
        match = _EVERY.fullmatch(value.strip())
        if match is None:
            raise ValueError("write an interval as 900, 15m, 2h or 1d")
        return int(match.group(1)) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}[match.group(2)]
    return value


def _term(value: object) -> object:
    match = _TERM.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write a term as 90d, 18m or 3y")
    return int(match.group(1)) * {"d": 1, "m": 31, "y": 366}[match.group(2)]


def _clock(value: str) -> str:
    if not _AT.fullmatch(value):
        raise ValueError('write a time as "08:30" or "fri 15:00"')
    if value[-5:-3] == "03":
        raise ValueError("no product between 03:00 and 04:00: that hour is missing or doubled when clocks change")
    return value


def _mail(value: str) -> str:
    if not _MAIL.fullmatch(value):
        raise ValueError("not an e-mail address")
    return value


def _days(value: str) -> str:
    for part in value.replace(" ", "").split(","):
        ends = part.split("-")
        if len(ends) > 2 or any(end not in WEEKDAYS for end in ends):
            raise ValueError("write days as mon-fri or mon,wed,sat")
    return value


def _department(value: object) -> object:
    return value if isinstance(value, list) or value is None else [value]


def _name(value: str) -> str:
    if not any(letter.isalpha() for letter in value):
        raise ValueError("a name has letters")
    return value


_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)", re.IGNORECASE)
# Where everybody has a page: the bare host would make every link to it one to the institution.
_SHARED = ("facebook.com", "t.me", "telegram.me", "youtube.com", "instagram.com", "x.com", "twitter.com", "tiktok.com")


def _own_address(value: str) -> str:
    host, _, page = _SCHEME.sub("", value, count=1).partition("/")
    if not _HOST.fullmatch(host) or re.search(r"\s", value):
        raise ValueError("write a site as rada.gov.ua and a page as facebook.com/rada or t.me/rada")
    if host.lower().removeprefix("www.").removeprefix("m.") in _SHARED and not page.strip("/"):
        raise ValueError(f"everybody has a page at {host}; name the institution's own: {host}/rada")
    return value


def _path_prefix(value: str) -> str:
    if not value.startswith("/") or re.search(r"[\s?#]", value):
        raise ValueError("write the beginning of a path: /news/")
    return value


Name = Annotated[Text, AfterValidator(_name)]
OwnAddress = Annotated[Text, AfterValidator(_own_address)]
Identifier = Annotated[str, AfterValidator(_identifier)]
PathPrefix = Annotated[str, AfterValidator(_path_prefix)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Seconds = Annotated[int, BeforeValidator(_seconds), Field(ge=60, le=7 * 86400)]
# Days; never shorter than what was written, months and years being rounded up.
Term = Annotated[int, BeforeValidator(_term), Field(ge=1, le=36600)]
Clock = Annotated[str, AfterValidator(_clock)]
Mail = Annotated[str, AfterValidator(_mail)]
Days = Annotated[str, AfterValidator(_days)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, coerce_numbers_to_str=True)


class Dated(Shape):
    since: date | None = Field(default=None, alias="from")
    until: date | None = None


class NameShape(Dated):
    name: Name


class AddressShape(Dated):
    name: OwnAddress


class PlaceShape(Shape):
    id: Identifier | None = None
    name: Name
    russian: Name | None = None
    settlements: list[Name] = []
    district: Name | None = None
    region: Name
    aliases: list[Name] = []
    namesakes: list[Name] = Field(default=[], alias="not")


class DepartmentShape(NameShape):
    aliases: list[Name | NameShape] = []


class OfficialShape(NameShape):
    role: Text


class InstitutionShape(Dated):
    name: Name
    aliases: list[Name | NameShape] = []
    department: Annotated[list[DepartmentShape], BeforeValidator(_department)] = []
    officials: list[OfficialShape] = []
    sites: list[OwnAddress | AddressShape] = []
    pages: list[OwnAddress | AddressShape] = []


class RecipeShape(Shape):
    title: Text | None = None
    text: Text | None = None
    date: Text | None = None
    author: Text | None = None
    remove: list[Text] = []


class ListingShape(Shape):
    item: Text
    link: Text = "a[href]"
    title: Text | None = None
    date: Text | None = None
    next: Text | None = None
    pages: Annotated[int, Field(ge=1, le=50)] = 3
    votes: Text | None = None
    threshold: Text | None = None
    goal: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    deadline: Text | None = None
    status: Text | None = None


class SourceShape(Shape):
    id: Identifier | None = None
    kind: Literal["feed", "sitemap", "listing", "telegram", "youtube", "petition"]
    url: WebAddress
    every: Seconds | None = None
    verified: bool | None = None
    pace: Annotated[float, Field(ge=0, le=3600)] | None = None
    listing: ListingShape | None = None
    recipe: RecipeShape | None = None
    sections: dict[PathPrefix, Text] = {}

    @model_validator(mode="after")
    def _petitions_need_selectors(self) -> SourceShape:
        if self.kind == "petition" and (self.listing is None or self.listing.votes is None):
            raise ValueError("a petition source needs `listing` with at least `item` and `votes`")
        return self


class OutletShape(Shape):
    id: Identifier
    name: Text
    level: Literal["local", "region", "nation"] = "local"
    kind: Literal["site", "telegram", "newspaper", "tv", "radio", "youtube"] = "site"
    home: WebAddress | None = None
    official: bool = False
    aliases: list[Text] = []
    verified: bool = True
    recipe: RecipeShape | None = None
    sources: list[SourceShape] = []


class ProductShape(Shape):
    at: Clock
    days: Days = "mon-sun"
    to: list[Mail] = []
    formats: Annotated[list[Literal["email", "docx", "html", "csv", "pdf"]], Field(min_length=1)] = ["email"]
    approve: Literal["auto", "hand"] = "hand"


class SmtpShape(Shape):
    host: Text
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    sender: Mail = Field(alias="from")
    name: Text | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: Text | None = None


class DeliveryShape(Shape):
    smtp: SmtpShape | None = None
    folder: Text | None = None


class FetchShape(Shape):
    contact: Text | None = None
    pace: Annotated[float, Field(ge=0, le=3600)] = 5.0
    timeout: Annotated[float, Field(ge=1, le=300)] = 30.0
    workers: Annotated[int, Field(ge=1, le=256)] = 128


class SignatoryShape(Shape):
    name: Text
    role: Text


class RetentionShape(Shape):
    pages: Term | None = None
    texts: Term | None = None
    logs: Term | None = None


class WebShape(Shape):
    public_url: WebAddress | None = None


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


Topic = Literal[
    "authority", "politics", "war", "economy", "utilities", "transport", "health", "education", "social", "culture",
    "sport", "crime", "emergency", "environment", "civic", "religion", "other",
]  # fmt: skip
Several = BeforeValidator(_several)


class AlertShape(Shape):
    id: Identifier
    when: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] | None = None
    topic: Annotated[list[Topic], Several] = []
    level: Annotated[list[Literal["local", "region", "nation"]], Several] = []
    citation: Annotated[list[Literal["direct", "department", "site", "council", "none"]], Several] = []
    tone: Annotated[list[Literal["positive", "neutral", "negative"]], Several] = []
    place: Annotated[list[Literal["about", "area", "mention", "none"]], Several] = ["about"]
    spike: Annotated[float, Field(ge=1.5, le=100)] | None = None
    story_outlets: Annotated[int, Field(ge=2, le=1000)] | None = None
    release: bool = False
    source: Annotated[list[Literal["dead", "dry", "surging"]], Several] = []
    to: Annotated[list[Mail], Several] = []
    notify: bool = False
    urgent: bool = False


class FileShape(Shape):
    place: PlaceShape
    institution: InstitutionShape
    outlets: list[OutletShape] = []
    digests: dict[Identifier, ProductShape] = {}
    delivery: DeliveryShape = DeliveryShape()
    fetch: FetchShape = FetchShape()
    signatory: SignatoryShape | None = None
    holidays: list[date] = []
    web: WebShape = WebShape()
    retention: RetentionShape = RetentionShape()
    alerts: list[AlertShape] = []
    quiet: Text | None = None
