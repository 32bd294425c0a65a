"""An outgoing number that was corrected: what stood before it, and who wrote which when."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("issues", sa.Column("registered_by", sa.Text(), nullable=True))
    op.add_column("issues", sa.Column("registered_at", sa.Text(), nullable=True))
    op.create_table(
        "registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("copy_name", sa.Text(), nullable=True),
        sa.Column("copy", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["issue"], ["issues.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
