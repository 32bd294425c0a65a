"""What the program had said, and whether it had asked, when a person decided: precision in use is counted from it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("labels", sa.Column("verdict", sa.Text(), nullable=True))
    op.add_column("labels", sa.Column("asked", sa.Boolean(), nullable=True))
