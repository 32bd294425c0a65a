"""PostgreSQL holds what SQLite holds: texts of any length, long addresses in indexes, archive files beyond 2 GB."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


# Every table there is by now.
TABLES = (
    "outlets sources visits pages entries articles versions verdicts labels members redirects story_decisions issues"
    " issue_items documents errata outbox slots aliases fulltext people catalogue leases duties holds source_health"
    " alerts_sent alert_letters deletions tombstones redactions rewrites figures register_entries register_history"
    " petitions petition_votes event_decisions fulfilments"
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return  # SQLite never counted the letters of a VARCHAR, and its indexes take any key
    found = sa.inspect(connection)
    for table in TABLES.split():
        long = [column["name"] for column in found.get_columns(table) if getattr(column["type"], "length", None)]
        if long:  # in one statement, so that the table is looked through once
            op.execute(f'ALTER TABLE "{table}" ' + ", ".join(f'ALTER "{name}" TYPE text' for name in long))
    op.execute('ALTER TABLE pages ALTER "offset" TYPE bigint')
    op.execute("ALTER TABLE figures ALTER value TYPE bigint")
    # A key of a B-tree has at most 2,704 bytes there; an address may have 8,192 letters, a key of a feed any number.
    op.execute("ALTER TABLE pages DROP CONSTRAINT page_once")
    op.execute("CREATE UNIQUE INDEX page_once ON pages (place, sha256, fetched, md5(url))")
    op.execute("DROP INDEX entries_by_key")
    op.execute("CREATE INDEX entries_by_key ON entries USING hash (key)")
