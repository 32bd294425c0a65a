"""Deletion on demand: tombstones that keep the counts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "deletions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
    )
    op.create_index("deletions_by_time", "deletions", ["place", "at"])
    op.create_table(
        "tombstones",
        sa.Column("place", sa.String(64), primary_key=True),
        sa.Column("article", sa.String(32), primary_key=True),
        sa.Column("deletion", sa.Integer(), sa.ForeignKey("deletions.id"), nullable=False),
        sa.Column("url_sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "redactions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("deletion", sa.Integer(), sa.ForeignKey("deletions.id"), nullable=False),
        sa.Column("issue", sa.Integer()),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("was", sa.String(64), nullable=False),
        sa.Column("now", sa.String(64), nullable=False),
    )
    op.create_index("redactions_by_issue", "redactions", ["place", "issue"])
    op.create_table(
        "rewrites",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.UniqueConstraint("old", "state", name="rewrite_once"),
    )
    op.create_index("pages_by_record", "pages", ["warc", "offset"])
    op.create_index("articles_by_page", "articles", ["page"])
    op.create_index("entries_by_page", "entries", ["page"])
    op.create_index("versions_by_page", "versions", ["page"])
