"""Legal terms of reply, read from data: law -> term -> until when. Interprets no law beyond what the table says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from monitor.dates import from_local
from monitor.errors import ConfigError
from monitor.registers.columns import folded
from monitor.registers.working_days import after, next_working

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """One of hours, days and working_days is set, the others are 0."""

    hours: int = 0
    days: int = 0
    working_days: int = 0
    next_working_day: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A law that sets terms of reply; `terms` by code: usual, urgent, short, extended."""

    id: str
    name: str
    article: str
    words: tuple[str, ...]
    terms: Mapping[str, Term]


@cache
def packaged() -> Mapping[str, Law]:
    """The terms that come with the program."""
    return read_terms((resources.files("monitor.registers") / "terms.yaml").read_text(encoding="utf-8"), "terms.yaml")


def read_terms(text: str, name: str) -> Mapping[str, Law]:
    """The laws of a terms file by id. Raises ConfigError naming the law and term that is wrong."""
    try:
        data = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ConfigError(f"{name}: not YAML: {error}") from error
    if not isinstance(data, dict) or not data:
        raise ConfigError(f"{name}: a list of laws is expected, each with law, article and terms")
    return {str(law): _law(str(law), body, name) for law, body in data.items()}


def _law(law: str, body: object, name: str) -> Law:
    if not isinstance(body, dict) or not {"law", "terms"} <= set(body) <= {"law", "article", "words", "terms"}:
        raise ConfigError(f"{name}: {law}: the keys are law, article, words and terms")
    terms = body["terms"]
    if not isinstance(terms, dict) or "usual" not in terms:
        raise ConfigError(f"{name}: {law}: the term «usual» is missing")
    made = {str(code): _term(f"{name}: {law}.{code}", term) for code, term in terms.items()}
    words = tuple(folded(str(word)) for word in body.get("words") or ())
    return Law(law, str(body["law"]), str(body.get("article", "")), words, made)


def _term(where: str, body: object) -> Term:
    spans = ("hours", "days", "working_days")
    if not isinstance(body, dict) or not set(body) <= {*spans, "next_working_day", "words"}:
        raise ConfigError(f"{where}: the keys are {', '.join(spans)}, next_working_day and words")
    given = [span for span in spans if span in body]
    lengths = [body[span] for span in given]
    if (
        len(given) != 1
        or isinstance(lengths[0], bool)
        or not isinstance(lengths[0], int)
        or not 0 < lengths[0] < 10_000
    ):
        raise ConfigError(f"{where}: give one whole number: {', '.join(spans)}")
    return Term(
        **{given[0]: lengths[0]},
        next_working_day=bool(body.get("next_working_day", False)),
        words=tuple(folded(str(word)) for word in body.get("words") or ()),
    )


def due(term: Term, received: date, clock: str, holidays: Collection[date] = ()) -> datetime:
    """The instant (UTC) from which a reply is late: the end of the last day in Kyiv, or the hours run out.

    `clock` is the hour of receipt, HH:MM; without it a term of hours runs from the end of the day of receipt.
    """
    if term.hours:
        begins = from_local(received, time.fromisoformat(clock)) if clock else from_local(received + _DAY)
        return begins + timedelta(hours=term.hours)
    if term.working_days:
        last = after(received, term.working_days, holidays)
    else:
        last = received + timedelta(days=term.days)
        if term.next_working_day:
            last = next_working(last, holidays)
    return from_local(last + _DAY)
