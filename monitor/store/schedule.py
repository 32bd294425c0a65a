"""What the unattended service remembers: its lease, what it owes, what became of each slot, hosts that asked to wait.

Every change is one compare-and-set statement, so that of many processes at most one gets through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, delete, or_, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.plan import Duty
from monitor.store.engine import reading, writing
from monitor.store.intake import upsert

WORK = "work"  # the one lease there is: collecting, building and sending for a place
FARTHEST = timedelta(hours=1)  # no lease is given for longer: one that runs on was taken by a clock set wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """What became of one slot. `state`: making | made | late | missed; `done` is when, or when the making began."""

    product: str
    day: date
    state: str
    done: datetime
    note: str = ""
    holder: str = ""


class Schedule:
    """The service's own tables, of one place. Raises StoreError where the database refuses."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    # --- the lease ------------------------------------------------------------------------------------------------

    def take(self, holder: str, *, now: datetime, until: datetime) -> bool:
        """Get or renew the lease; False while another holds it."""
        table = schema.leases
        with writing(self.engine) as tx:
            statement = upsert(tx, table).values(place=self.place, name=WORK, holder=holder, until=stamp(until))
            free = or_(table.c.holder == holder, table.c.until <= stamp(now), table.c.until > stamp(now + FARTHEST))
            done = tx.execute(
                statement.on_conflict_do_update(
                    index_elements=["place", "name"], set_={"holder": holder, "until": stamp(until)}, where=free
                )
            )
            return done.rowcount == 1

    def release(self, holder: str) -> None:
        """Let go, so that the next one need not wait for the end."""
        table = schema.leases
        with writing(self.engine) as tx:
            tx.execute(delete(table).where(table.c.place == self.place, table.c.holder == holder))

    def holder(self) -> tuple[str, datetime] | None:
        """Who holds the lease, and until when unless renewed."""
        table = schema.leases
        with reading(self.engine) as tx:
            row = tx.execute(select(table).where(table.c.place == self.place)).mappings().first()
        return (row["holder"], instant(row["until"])) if row else None

    # --- what is owed ---------------------------------------------------------------------------------------------

    def duties(self) -> dict[str, Duty]:
        table = schema.duties
        with reading(self.engine) as tx:
            rows = tx.execute(select(table).where(table.c.place == self.place)).mappings().all()
        return {
            row["product"]: Duty(product=row["product"], at=row["at"], days=row["days"], since=instant(row["since"]))
            for row in rows
        }

    def save_duties(self, duties: Iterable[Duty], gone: Iterable[str] = ()) -> None:
        """Note what is owed from now on; products that are gone owe nothing, should they ever come back."""
        table = schema.duties
        with writing(self.engine) as tx:
            for duty in duties:
                values = {"at": duty.at, "days": duty.days, "since": stamp(duty.since)}
                statement = upsert(tx, table).values(place=self.place, product=duty.product, **values)
                tx.execute(statement.on_conflict_do_update(index_elements=["place", "product"], set_=values))
            for product in gone:
                tx.execute(delete(table).where(table.c.place == self.place, table.c.product == product))

    # --- slots ----------------------------------------------------------------------------------------------------

    def slots(self, since: date) -> list[SlotRow]:
        """Every slot of that day or a later one, the oldest first."""
        table = schema.slots
        query = select(table).where(table.c.place == self.place, table.c.slot >= since.isoformat())
        with reading(self.engine) as tx:
            rows = tx.execute(query.order_by(table.c.slot, table.c.product)).mappings().all()
        return [
            SlotRow(
                product=row["product"],
                day=date.fromisoformat(row["slot"]),
                state=row["state"],
                done=instant(row["done"]),
                note=row["note"],
                holder=row["holder"],
            )
            for row in rows
        ]

    def begin(self, product: str, day: date, holder: str, now: datetime) -> bool:
        """Claim a slot before it is made; False where it is made already or the lease is another's by now."""
        leases, table = schema.leases, schema.slots
        mine = select(leases.c.holder).where(leases.c.place == self.place, leases.c.name == WORK)
        values = {"state": "making", "holder": holder, "done": stamp(now), "note": ""}
        with writing(self.engine) as tx:
            if tx.execute(mine.with_for_update()).scalar() != holder:
                return False
            statement = upsert(tx, table).values(place=self.place, product=product, slot=day.isoformat(), **values)
            done = tx.execute(
                statement.on_conflict_do_update(
                    index_elements=["place", "product", "slot"],
                    set_=values,
                    where=table.c.state.in_(("making", "missed")),
                )
            )
            return done.rowcount == 1

    def finish(self, row: SlotRow) -> bool:
        """What became of a slot that this holder had claimed; False where another took it over meanwhile."""
        table = schema.slots
        with writing(self.engine) as tx:
            done = tx.execute(
                update(table)
                .where(
                    table.c.place == self.place,
                    table.c.product == row.product,
                    table.c.slot == row.day.isoformat(),
                    table.c.state == "making",
                    table.c.holder == row.holder,
                )
                .values(state=row.state, done=stamp(row.done), note=row.note)
            )
            return done.rowcount == 1

    def has_issue(self, kind: str, day: date) -> bool:
        """Is there a draft or an issue of that day? Reads no bodies: it is asked every half minute for years."""
        table = schema.issues
        query = select(table.c.id).where(
            table.c.place == self.place, table.c.kind == kind, table.c.day == day.isoformat()
        )
        with reading(self.engine) as tx:
            return tx.execute(query).first() is not None

    # --- sources --------------------------------------------------------------------------------------------------

    def visits(self) -> dict[str, tuple[datetime | None, datetime | None]]:
        """source -> (its next visit, when it last answered): all that a tick asks of thousands every half minute."""
        table = schema.sources
        query = select(table.c.id, table.c.next_visit, table.c.answered).where(table.c.place == self.place)
        with reading(self.engine) as tx:
            return {row.id: (_quick(row.next_visit), _quick(row.answered)) for row in tx.execute(query)}

    def failing(self, states: Sequence[str]) -> list[tuple[str, str, int, str]]:
        """(source, state, failures in a row, reason) of the sources in these states."""
        table = schema.sources
        query = select(table.c.id, table.c.state, table.c.failures, table.c.reason)
        query = query.where(table.c.place == self.place, table.c.state.in_(states)).order_by(table.c.id)
        with reading(self.engine) as tx:
            return [(row.id, row.state, row.failures, row.reason) for row in tx.execute(query)]

    # --- hosts that asked to wait ---------------------------------------------------------------------------------

    def hold(self, origin: str, until: datetime) -> None:
        """Note a Retry-After; the later one counts."""
        table = schema.holds
        with writing(self.engine) as tx:
            statement = upsert(tx, table).values(place=self.place, origin=origin, until=stamp(until))
            tx.execute(
                statement.on_conflict_do_update(
                    index_elements=["place", "origin"],
                    set_={"until": stamp(until)},
                    where=table.c.until < stamp(until),
                )
            )

    def holds(self, now: datetime) -> Sequence[tuple[str, datetime]]:
        """(origin, until) of every host that still asks to wait; those of the past are forgotten."""
        table = schema.holds
        mine = table.c.place == self.place
        with writing(self.engine) as tx:
            tx.execute(delete(table).where(mine, table.c.until <= stamp(now)))
            rows = tx.execute(select(table.c.origin, table.c.until).where(mine).order_by(table.c.origin)).all()
        return [(row.origin, instant(row.until)) for row in rows]


def _quick(text: str | None) -> datetime | None:
    """An instant as `codec.stamp` writes it, read 30 times faster than by its pattern."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None
