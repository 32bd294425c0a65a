"""Alerts and their letters: each cause once for ever, each letter claimed before it is sent. Decides nothing.

What a process was sending when it died becomes `unknown` and is never sent again by itself (RFC 1047).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, RowMapping, func, insert, or_, select, update

from monitor import schema
from monitor.alerts import Counted, Finding, Told
from monitor.codec import instant, stamp
from monitor.dates import day_start, kyiv_day
from monitor.store.engine import reading, writing
from monitor.store.intake import upsert

# As monitor.codec writes a publication of which only the day is known, or nothing: that would be a spike of our visit.
_HOUR_UNKNOWN = ('"exact":false', '"published":null', '"rule":"first-seen"')


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """An alert as it was found, with the states of its letters."""

    id: int
    found: datetime
    urgent: bool
    finding: Finding
    letters: tuple[tuple[str, str], ...] = ()  # recipient, state


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLetter:
    """One letter of one alert; letters that went out in one mail share its Message-ID."""

    id: int
    channel: str  # email | notice
    recipient: str
    message_id: str
    state: str
    attempts: int
    next_try: datetime | None
    error: str
    urgent: bool
    finding: Finding


class Alerts:
    """The sub-door of the store for alerts."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def fresh(self, fetched: datetime, published: datetime) -> list[str]:
        """Articles fetched since one instant and published since another: what rules may still speak of."""
        table = schema.articles
        query = select(table.c.id).where(
            table.c.place == self.place, table.c.published >= stamp(published), table.c.fetched >= stamp(fetched)
        )
        with reading(self.engine) as tx:
            return [str(row[0]) for row in tx.execute(query)]

    def counted(self, since: datetime, until: datetime) -> list[Counted]:
        """Publications of which the hour is known, by the machine's labels; our own channels left out."""
        table, verdicts, owners = schema.articles, schema.verdicts, schema.outlets
        query = (
            select(
                *(table.c.published, verdicts.c.relevance, verdicts.c.topic, verdicts.c.citation),
                *(verdicts.c.tone, owners.c.level),
            )
            .join_from(table, verdicts, (verdicts.c.place == table.c.place) & (verdicts.c.article == table.c.id))
            .join(owners, (owners.c.place == table.c.place) & (owners.c.id == table.c.outlet))
            .where(
                table.c.place == self.place,
                table.c.published >= stamp(since),
                table.c.published < stamp(until),
                owners.c.official.is_(False),
                *(~table.c.body.contains(mark, autoescape=True) for mark in _HOUR_UNKNOWN),
            )
        )
        with reading(self.engine) as tx:
            return [
                Counted(at=instant(at), relevance=relevance, topic=topic, citation=citation, tone=tone, level=level)
                for at, relevance, topic, citation, tone, level in tx.execute(query)
            ]

    def told(self) -> dict[str, Told]:
        """rule -> what it has told, ever."""
        table = schema.alerts_sent
        query = select(table.c.rule, table.c.cause, table.c.article).where(table.c.place == self.place)
        causes: dict[str, set[str]] = {}
        articles: dict[str, set[str]] = {}
        with reading(self.engine) as tx:
            for rule, cause, article in tx.execute(query):
                causes.setdefault(rule, set()).add(cause)
                articles.setdefault(rule, set()).update({article} - {None})
        return {rule: Told(causes=frozenset(causes[rule]), articles=frozenset(articles[rule])) for rule in causes}

    def keep(
        self,
        found: Sequence[tuple[Finding, bool, Sequence[tuple[str, str]]]],
        at: datetime,
        held_until: datetime | None = None,
    ) -> int:
        """(finding, urgent, (channel, recipient) of its letters) in one transaction; returns how many are new.

        A cause that stands already is left as it is, its letters too. Letters of what is not urgent wait for
        `held_until`.
        """
        new = 0
        with writing(self.engine) as tx:
            for finding, urgent, letters in found:
                identifier = self._insert(tx, finding, urgent, at)
                if identifier is None:
                    continue
                new += 1
                wait = None if urgent or held_until is None else stamp(held_until)
                for channel, recipient in letters:
                    values = {"channel": channel, "recipient": recipient, "next_try": wait, "changed": stamp(at)}
                    queued = {"message_id": "", "state": "queued", "attempts": 0, "error": ""}
                    row = insert(schema.alert_letters).values(place=self.place, alert=identifier, **values, **queued)
                    tx.execute(row)
        return new

    def _insert(self, tx: Connection, finding: Finding, urgent: bool, at: datetime) -> int | None:
        table = schema.alerts_sent
        statement = (
            upsert(tx, table)
            .values(
                place=self.place,
                rule=finding.rule,
                cause=finding.cause,
                found=stamp(at),
                article=finding.article,
                outlet=finding.outlet,
                title=finding.title,
                url=finding.url,
                published=_published(finding),
                reason=finding.reason,
                urgent=urgent,
            )
            .on_conflict_do_nothing(index_elements=["place", "rule", "cause"])
            .returning(table.c.id)
        )
        found = tx.execute(statement).scalar_one_or_none()
        return None if found is None else int(found)

    # --- the way out --------------------------------------------------------------------------------------------------

    def due(self, now: datetime) -> list[AlertLetter]:
        """Queued letters whose time has come, in the order their alerts were found."""
        letters = schema.alert_letters
        return self._letters(
            letters.c.state == "queued", or_(letters.c.next_try.is_(None), letters.c.next_try <= stamp(now))
        )

    def letters(self, *states: str) -> list[AlertLetter]:
        """Letters in these states; none named: all."""
        return self._letters(*([schema.alert_letters.c.state.in_(states)] if states else []))

    def _letters(self, *conditions: object) -> list[AlertLetter]:
        letters, alerts = schema.alert_letters, schema.alerts_sent
        columns = [alerts.c[name] for name in ("rule", "cause", "article", "outlet", "title", "url", "reason")]
        query = (
            select(letters, *columns, alerts.c.published, alerts.c.urgent)
            .join_from(letters, alerts, alerts.c.id == letters.c.alert)
            .where(letters.c.place == self.place, *conditions)  # type: ignore[arg-type]
            .order_by(letters.c.alert, letters.c.id)
        )
        with reading(self.engine) as tx:
            return [_letter(row) for row in tx.execute(query).mappings()]

    def claim(self, letters: Sequence[int], message_id: str, at: datetime) -> list[int]:
        """queued -> sending, once; returns those that were ours to take."""
        table = schema.alert_letters
        with writing(self.engine) as tx:
            query = select(table.c.id).where(table.c.id.in_(letters), table.c.state == "queued")
            mine = [int(row[0]) for row in tx.execute(query)]
            values = {"state": "sending", "attempts": table.c.attempts + 1, "message_id": message_id}
            tx.execute(update(table).where(table.c.id.in_(mine)).values(**values, changed=stamp(at)))
            return sorted(mine)

    def settle(
        self, letters: Sequence[int], state: str, *, at: datetime, error: str = "", next_try: datetime | None = None
    ) -> None:
        """What became of claimed letters: sent | failed | unknown | queued (again, not before `next_try`)."""
        table = schema.alert_letters
        values = {"state": state, "error": error, "next_try": stamp(next_try) if next_try else None}
        with writing(self.engine) as tx:
            tx.execute(update(table).where(table.c.id.in_(letters)).values(**values, changed=stamp(at)))

    def interrupted(self, at: datetime) -> int:
        """Letters that were being sent when a process died become `unknown`: a person must look."""
        table = schema.alert_letters
        with writing(self.engine) as tx:
            done = tx.execute(
                update(table)
                .where(table.c.place == self.place, table.c.state == "sending")
                .values(state="unknown", error="the program stopped while this was being sent", changed=stamp(at))
            )
            return int(done.rowcount)

    def recent(self, limit: int = 50, rule: str | None = None) -> list[AlertRow]:
        """The newest alerts with the states of their letters."""
        table, letters = schema.alerts_sent, schema.alert_letters
        query = select(table).where(table.c.place == self.place).order_by(table.c.id.desc()).limit(limit)
        if rule is not None:
            query = query.where(table.c.rule == rule)
        with reading(self.engine) as tx:
            rows = list(tx.execute(query).mappings())
            states: dict[int, list[tuple[str, str]]] = {}
            sent = select(letters.c.alert, letters.c.recipient, letters.c.state).where(
                letters.c.alert.in_([row["id"] for row in rows])
            )
            for alert, recipient, state in tx.execute(sent.order_by(letters.c.id)):
                states.setdefault(alert, []).append((recipient, state))
        return [
            AlertRow(
                id=row["id"],
                found=instant(row["found"]),
                urgent=row["urgent"],
                finding=_finding(row),
                letters=tuple(states.get(row["id"], ())),
            )
            for row in rows
        ]

    def count(self) -> int:
        """How many causes were ever told."""
        table = schema.alerts_sent
        with reading(self.engine) as tx:
            query = select(func.count()).select_from(table).where(table.c.place == self.place)
            return int(tx.execute(query).scalar_one())


def _published(finding: Finding) -> str | None:
    """The instant, or the bare Kyiv day where only that is known."""
    if finding.published is None:
        return None
    return stamp(finding.published) if finding.exact else kyiv_day(finding.published).isoformat()


def _finding(row: RowMapping) -> Finding:
    published = row["published"]
    exact = published is None or len(published) > len("2026-11-22")
    return Finding(
        rule=row["rule"],
        cause=row["cause"],
        reason=row["reason"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        article=row["article"],
        published=None if published is None else _instant(published, exact=exact),
        exact=exact,
    )


def _instant(text: str, *, exact: bool) -> datetime:
    return instant(text) if exact else day_start(date.fromisoformat(text))


def _letter(row: RowMapping) -> AlertLetter:
    return AlertLetter(
        id=row["id"],
        channel=row["channel"],
        recipient=row["recipient"],
        message_id=row["message_id"],
        state=row["state"],
        attempts=row["attempts"],
        next_try=instant(row["next_try"]) if row["next_try"] else None,
        error=row["error"],
        urgent=row["urgent"],
        finding=_finding(row),
    )
