"""The unattended service: the lease, what it owes since when, and what became of each slot."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("place", "name"),
    )
    op.create_table(
        "duties",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("product", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=16), nullable=False),
        sa.Column("days", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("place", "product"),
    )
    op.create_table(
        "holds",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("place", "origin"),
    )
    op.add_column("slots", sa.Column("state", sa.String(length=16), nullable=False, server_default="made"))
    op.add_column("slots", sa.Column("holder", sa.Text(), nullable=False, server_default=""))
