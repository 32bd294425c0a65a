"""One id of somebody else's may have come with several clips: each is kept, so that none takes it from another."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    keyed = [sa.Column(name, sa.Text(), primary_key=True) for name in ("place", "name", "article")]
    op.create_table("aliases_shared", *keyed)
    op.execute("INSERT INTO aliases_shared (place, name, article) SELECT place, name, article FROM aliases")
    op.drop_table("aliases")
    op.rename_table("aliases_shared", "aliases")
