"""The lists that registers bring to a report: events, debts of outlets, petitions, requests, the diary. Quotes only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from digests.reports.chronicle import for_report, within
from digests.reports.counting import last_day
from digests.reports.event_lines import line
from digests.reports.material import ReportList, Section
from digests.reports.register_figures import Kept
from digests.reports.series import Period
from monitor.language.numerals import Noun, count, number, short_date
from monitor.registers import contracts, diary
from monitor.registers.fulfilment import Progress
from monitor.registers.greetings import LATE, Greeting
from monitor.registers.nouns import DiaryKind, Organisation
from monitor.registers.organisations import KINDS
from monitor.registers.petitions import Watched, new_in, reached_in
from monitor.registers.requests import Standing

_PIECE = Noun("публікація", "публікації", "публікацій", "публікації")
_VOTE = Noun("підпис", "підписи", "підписів", "підпису")
_DIARY: tuple[tuple[DiaryKind, str], ...] = (
    ("event", "Заходи, у яких відділ узяв участь"),
    ("sitting", "Наради та засідання"),
    ("training", "Навчання, семінари й тренінги"),
)


def lists(kept: Kept, period: Period) -> tuple[ReportList, ...]:
    """The lists of one period; a register without entries gives none."""
    first, last = date(period.year, period.month or 1, 1), last_day(period)
    made = (*_media(kept, first, last), *_organisations(kept, first, last), *_events(kept, first, last))
    made += (*_petitions(kept, first, last), *_requests(kept, first, last), *_diary(kept, first, last))
    return tuple(ReportList(section, title, lines) for section, title, lines in made if lines)


Made = tuple[Section, str, tuple[str, ...]]


def _media(kept: Kept, first: date, last: date) -> Iterator[Made]:
    due = [one for one in kept.progress if _owed(one, first, last)]
    yield "media", "Невиконані договори та листи-заявки", tuple(owed(one) for one in due)
    unmet = [one for one in kept.greetings if one.release is None and first <= one.feast.day <= last]
    yield "media", "Привітання, яких серед власних матеріалів не знайдено", _feasts(unmet, kept, gone=True)
    yield "media", "Привітання, які ще не оприлюднено", _feasts(unmet, kept, gone=False)


def _feasts(unmet: Iterable[Greeting], kept: Kept, *, gone: bool) -> tuple[str, ...]:
    """Days without a greeting: those for which one may still come, or those gone of which own releases could tell."""
    if gone:
        since, until = kept.released or kept.today, min(kept.site_read or kept.today, kept.today)
        days = [one.feast for one in unmet if since <= one.feast.day and one.feast.day + LATE < until]
    else:
        days = [one.feast for one in unmet if one.feast.day + LATE >= kept.today]
    return tuple(
        f"{short_date(feast.day)} – {feast.occasion.name}"
        + (f" ({feast.occasion.whom})" if feast.occasion.whom else "")
        for feast in days
    )


def _owed(one: Progress, first: date, last: date) -> bool:
    """What was to be done by the end of the period, and was asked for in it or before."""
    deadline = one.contract.deadline
    return one.state == "overdue" and deadline is not None and deadline >= first and one.contract.signed <= last


def owed(one: Progress) -> str:
    """«договір № 12 від 03.02.2026 («Вісті»): …, 400 см², до 31.03.2026 – вийшла 1 публікація з 2»."""
    contract = one.contract
    size = f", {number(contract.size)} {contracts.UNITS[contract.unit]}" if contract.size else ""
    until = f", до {short_date(contract.deadline)}" if contract.deadline else ""
    done = f"підтверджено {count(len(one.published), _PIECE)} з {contract.pieces}"
    head = f"{contracts.FORMS[contract.form]} № {contract.number} від {short_date(contract.signed)} ({contract.outlet})"
    return f"{head}: {contract.subject.rstrip(' .;')}{size}{until} – {done}"


def _organisations(kept: Kept, first: date, last: date) -> Iterator[Made]:
    came = sorted(
        (one for one in kept.organisations if one.registered and first <= one.registered <= last),
        key=lambda one: (one.registered or first, one.name),
    )
    went = sorted(
        (one for one in kept.organisations if one.ended and first <= one.ended <= last),
        key=lambda one: (one.ended or first, one.name),
    )
    yield "organisations", "Зареєстровано протягом періоду", tuple(_named(one, one.registered) for one in came)
    yield "organisations", "Припинили діяльність", tuple(_named(one, one.ended) for one in went)


def _named(one: Organisation, day: date | None) -> str:
    return f"{short_date(day) if day else 'дата невідома'} – {one.name} ({KINDS[one.kind]})"


def _events(kept: Kept, first: date, last: date) -> Iterator[Made]:
    confirmed = for_report(kept.events, first, last)
    held = tuple(line(one) for one in confirmed if one.held)
    yield "events", "Заходи осередків політичних партій, громадських та релігійних організацій", held
    announced = tuple(line(one) for one in confirmed if not one.held)
    yield "events", "Оголошені заходи, про проведення яких повідомлень немає (до підсумку не входять)", announced
    waiting = tuple(line(one) for one in within(kept.events, first, last) if one.state == "proposed")
    yield "events", "Чекають на підтвердження аналітика (до підсумку не входять)", waiting


def _petitions(kept: Kept, first: date, last: date) -> Iterator[Made]:
    new = tuple(petition(one) for one in new_in(kept.petitions, first, last))
    yield "petitions", "Нові петиції", new
    reached = tuple(petition(one) for one in reached_in(kept.petitions, first, last))
    yield "petitions", "Петиції, що набрали потрібну кількість підписів", reached
    if first <= kept.today <= last:
        near = sorted(
            (one for one in kept.petitions if one.state == "near"),
            key=lambda one: (one.petition.deadline or last, one.petition.key),
        )
        yield "petitions", "Петиції, строк збору підписів яких спливає", tuple(petition(one) for one in near)


def petition(one: Watched) -> str:
    """«Зберегти алею – 187 підписів із 250, до 27.11.2026»."""
    shown = one.petition
    votes = [count(shown.votes, _VOTE)] if shown.votes is not None else ["кількість підписів невідома"]
    votes += [f"потрібно {number(shown.threshold)}"] if shown.threshold else []
    votes += [f"до {short_date(shown.deadline)}"] if shown.deadline else []
    return f"«{_inner(shown.title)}» – {', '.join(votes)}"


def _inner(text: str) -> str:
    return text.strip(" .").replace("«", "„").replace("»", "“")


def _requests(kept: Kept, first: date, last: date) -> Iterator[Made]:
    received = [one for one in kept.requests if first <= one.request.received <= last]
    overdue = tuple(request(one) for one in received if one.state == "overdue")
    yield "requests", "Запити, на які не відповіли в строк", overdue
    yield (
        "requests",
        "Відповіді із запізненням",
        tuple(request(one) for one in received if one.state == "answered-late"),
    )


def request(one: Standing) -> str:
    """«№ 14 від 03.11.2026, … (…): …, строк – 10.11.2026, відповідь – 12.11.2026»."""
    asked = one.request
    who = f"{asked.sender} ({asked.outlet})" if asked.outlet else asked.sender
    answer = f", відповідь – {short_date(asked.answered)}" if asked.answered else ""
    when = f"№ {asked.number} від {short_date(asked.received)}"
    return f"{when}, {who}: {asked.subject.rstrip(' .;')}, строк – {short_date(one.last_day)}{answer}"


def _diary(kept: Kept, first: date, last: date) -> Iterator[Made]:
    for kind, title in _DIARY:
        yield "diary", title, _lines(diary.line(one) for one in diary.of_kind(kept.diary, kind, first, last))


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines)
