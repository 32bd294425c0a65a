"""Figures people typed or imported, and counters read at some moment: append-only, the newest row of a place holds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from monitor.schema.metadata import metadata, place

# A correction is a new row for the same series and period; the rows before it are its history. `value` is NULL where
# a figure was withdrawn («немає даних»). Figures that queries count over issues are never stored.
figures = Table(
    "figures",
    metadata,
    Column("id", BigInteger, primary_key=True),
    place(),
    Column("series", String(64), nullable=False),
    Column("year", BigInteger, nullable=False),
    Column("month", BigInteger),
    Column("value", BigInteger),
    Column("approximate", String(8), nullable=False),  # exact | over | about
    Column("as_of", String(10)),  # local date
    Column("partial", BigInteger),  # the number of first months a year's value covers
    Column("source", String(16), nullable=False),  # typed | imported | counter
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("origin", Text, nullable=False),  # the file it came from, with its hash
    Index("figures_by_period", "place", "series", "year", "month"),
)
