"""Why a source is not well, as Ukrainian sentences an editor reads. Decides nothing."""

from __future__ import annotations

from datetime import datetime

from monitor.dates import to_local
from monitor.health.nouns import Health
from monitor.language import numerals
from monitor.text import clean_line, shorten

_TIME = "%d.%m.%Y %H:%M"


def moment(at: datetime) -> str:
    return f"{to_local(at):{_TIME}}"


def new() -> str:
    return "Джерело ще не опитано."


def unanswered() -> str:
    return "Джерело ще жодного разу не відповіло."


def well() -> str:
    return "Працює як звичайно."


def failing(state: str, since: datetime, tries: int, why: str) -> str:
    what = "не пускає нас" if state == "blocked" else "не відповідає як слід"
    cause = f": {shorten(clean_line(why), 160).rstrip('.')}" if why else ""
    attempts = numerals.Noun("спроба", "спроби", "спроб", "спроби")
    return f"Джерело {what} з {moment(since)} (невдало: {numerals.count(tries, attempts)} поспіль){cause}."


def empty(since: datetime, *, ever: bool) -> str:
    if not ever:
        return f"Відповідає, але записів у ньому не було жодного разу (з {moment(since)})."
    return (
        f"Відповідає, але записів у ньому немає з {moment(since)}, хоча раніше були: "
        "мабуть, змінилася будова сторінки або адреса."
    )


def dry(last: datetime | None, days: float, usual: float) -> str:
    if last is None:
        return f"Відповідає, але за {_days(days)} не дало жодного нового матеріалу."
    return (
        f"Відповідає, але з {moment(last)} не дає нового: минуло {_days(days)}, "
        f"а звичайна для нього перерва – до {_days(usual)}."
    )


def bare(since: datetime, count: int) -> str:
    return (
        f"Нове є, але тексту в ньому немає: {numerals.count(count, numerals.MATERIAL)} поспіль без тексту "
        f"(з {moment(since)})."
    )


def frozen(count: int, date: datetime) -> str:
    return (
        f"Дати застигли: {numerals.count(count, numerals.MATERIAL)} поспіль мають ту саму дату "
        f"{moment(date)}, хоча з’явилися в різні дні."
    )


def surging(count: int, usual: float) -> str:
    return (
        f"Незвично багато нового: {numerals.count(count, numerals.MATERIAL)} за добу, "
        f"а звичайно близько {numerals.number(max(1, round(usual)))}."
    )


def cut(at: datetime, why: str) -> str:
    """A visit that answered and was not read to its end; `why` is what was said of it then."""
    return f"{moment(at)}: {why}."


def fixed(health: Health, since: datetime) -> str:
    """«Знову працює …»: told once when a source that was not well recovers; `since` is when it fell silent."""
    return f"Джерело знову працює з {moment(health.since)}; не працювало з {moment(since)}."


def _days(days: float) -> str:
    """A span as people say it: hours below two days."""
    if days < 2:
        return numerals.count(max(1, round(days * 24)), numerals.HOUR)
    return numerals.count(round(days), numerals.DAY)
