"""When a page was given up: hours after it was found, so the brief that tells of it is not the one that found it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("entries", sa.Column("given_up", sa.String(32), nullable=True))
