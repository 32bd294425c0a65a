"""Who may use the web page: names, roles, password hashes. Hashes come ready-made; nothing here sees a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update

from monitor import schema
from monitor.codec import instant, stamp
from monitor.errors import StoreError
from monitor.store.engine import reading, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """`stamp` changes with the password, so that sessions opened with the old one end."""

    name: str
    role: str
    password: str
    stamp: str
    created: datetime
    changed: datetime


class People:
    """The users of one place."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def get(self, name: str) -> PersonRow | None:
        with reading(self.engine) as tx:
            return self._get(tx, name)

    def _get(self, tx: Connection, name: str) -> PersonRow | None:
        table = schema.people
        row = tx.execute(select(table).where(table.c.place == self.place, table.c.name == name)).mappings().first()
        return _person(row) if row else None

    def taken(self, name: str) -> str | None:
        """The name of a person for whom this one would be taken: they differ in case at most."""
        with reading(self.engine) as tx:
            return self._taken(tx, name)

    def _taken(self, tx: Connection, name: str) -> str | None:
        # Compared here: SQLite knows the cases of Latin letters only.
        rows = tx.execute(select(schema.people.c.name).where(schema.people.c.place == self.place)).scalars()
        return next((known for known in rows if known.casefold() == name.casefold()), None)

    def listed(self) -> list[PersonRow]:
        table = schema.people
        with reading(self.engine) as tx:
            rows = tx.execute(select(table).where(table.c.place == self.place).order_by(table.c.name)).mappings()
            return [_person(row) for row in rows]

    def count(self) -> int:
        table = schema.people
        with reading(self.engine) as tx:
            return int(tx.execute(select(func.count()).where(table.c.place == self.place)).scalar_one())

    def add(self, name: str, role: str, password: str, at: datetime) -> None:
        """A new person with a ready-made hash. Raises StoreError where the name is taken, in whatever case."""
        with writing(self.engine) as tx:
            if (taken := self._taken(tx, name)) is not None:
                raise StoreError(f"there is a user {taken!r} already")
            tx.execute(
                insert(schema.people).values(
                    place=self.place,
                    name=name,
                    role=role,
                    password=password,
                    stamp=secrets.token_hex(16),
                    created=stamp(at),
                    changed=stamp(at),
                )
            )

    def set_password(self, name: str, password: str, at: datetime) -> bool:
        """A new hash; every session of that person ends. False where there is no such person."""
        return self._change(name, at, password=password, stamp=secrets.token_hex(16))

    def end_sessions(self, name: str, at: datetime) -> bool:
        return self._change(name, at, stamp=secrets.token_hex(16))

    def set_role(self, name: str, role: str, at: datetime) -> bool:
        return self._change(name, at, role=role)

    def _change(self, name: str, at: datetime, **values: str) -> bool:
        table = schema.people
        with writing(self.engine) as tx:
            done = tx.execute(
                update(table)
                .where(table.c.place == self.place, table.c.name == name)
                .values(changed=stamp(at), **values)
            )
            return done.rowcount == 1

    def remove(self, name: str) -> bool:
        """What that person decided stays, under the same name."""
        table = schema.people
        with writing(self.engine) as tx:
            done = tx.execute(delete(table).where(table.c.place == self.place, table.c.name == name))
            return done.rowcount == 1


def _person(row: RowMapping) -> PersonRow:
    return PersonRow(
        name=row["name"],
        role=row["role"],
        password=row["password"],
        stamp=row["stamp"],
        created=instant(row["created"]),
        changed=instant(row["changed"]),
    )
