"""Who took a decision about stories back, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("story_decisions", sa.Column("undone_by", sa.Text(), nullable=True))
    op.add_column("story_decisions", sa.Column("undone_at", sa.String(length=32), nullable=True))
