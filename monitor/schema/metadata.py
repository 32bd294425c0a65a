"""What all tables share: one catalogue, and the place every row belongs to."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String

metadata = MetaData()


def place() -> Column[str]:
    return Column("place", String(64), nullable=False)
