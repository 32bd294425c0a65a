"""How long a source's last full answer said it stays fresh: an answer «not modified» is planned by it too."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("sources", sa.Column("fresh", sa.Integer(), nullable=True))
