"""Who may use the web page: users with roles; and the catalogue, one row an item with the labels in force."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("stamp", sa.String(length=32), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.Column("changed", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("people_by_name", "people", ["place", "name"], unique=True)
    op.create_table(
        "catalogue",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("article", sa.String(length=32), nullable=False),
        sa.Column("published", sa.String(length=32), nullable=False),
        sa.Column("outlet", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("relevance", sa.String(length=16), nullable=True),
        sa.Column("topic", sa.String(length=16), nullable=True),
        sa.Column("citation", sa.String(length=16), nullable=True),
        sa.Column("tone", sa.String(length=16), nullable=True),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("hit", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("place", "article"),
    )
    _fill(op.get_bind())
    for name, column in (("relevance", "relevance"), ("flag", "flagged"), ("outlet", "outlet")):
        op.create_index(f"catalogue_by_{name}", "catalogue", ["place", column, "published", "article"])
    op.create_index("catalogue_by_time", "catalogue", ["place", "published", "article"])
    op.create_index("catalogue_by_hit", "catalogue", ["place", "hit"])


def _fill(connection: sa.Connection) -> None:
    """The rows of what an older program stored: verdicts first, then what people decided."""
    connection.execute(
        sa.text(
            "INSERT INTO catalogue (place, article, published, outlet, language, relevance, topic, citation, tone,"
            " flagged, decided, missed)"
            " SELECT a.place, a.id, a.published, a.outlet, v.language, v.relevance, v.topic, v.citation, v.tone,"
            " (v.flags > 0 OR (a.quarantine IS NOT NULL AND (v.relevance IS NULL OR v.relevance = 'about'))), (0 = 1),"
            " a.missed"
            " FROM articles a JOIN verdicts v ON v.place = a.place AND v.article = a.id"
        )
    )
    if connection.dialect.name == "sqlite":  # one walk through the full text, which cannot be asked by article
        for hit, place, article in connection.execute(sa.text("SELECT rowid, place, article FROM fulltext")).all():
            connection.execute(
                sa.text("UPDATE catalogue SET hit = :hit WHERE place = :place AND article = :article"),
                {"hit": hit, "place": place, "article": article},
            )
    labels = connection.execute(
        sa.text("SELECT place, article, field, value FROM labels WHERE undone IS NULL ORDER BY id")
    )
    standing: dict[tuple[str, str], dict[str, str]] = {}
    for place, article, field, value in labels:
        standing.setdefault((place, article), {})[field] = value
    for (place, article), fields in standing.items():
        key = {"place": place, "article": article}
        for field in ("relevance", "topic", "citation", "tone"):
            if field in fields:
                statement = f"UPDATE catalogue SET {field} = :value WHERE place = :place AND article = :article"  # noqa: S608
                connection.execute(sa.text(statement), {**key, "value": fields[field]})
        connection.execute(
            sa.text(
                "UPDATE catalogue SET decided = (1 = 1), flagged = :flagged WHERE place = :place AND article = :article"
            ),
            {**key, "flagged": _is_flagged(connection, key, fields)},
        )


def _is_flagged(connection: sa.Connection, key: dict[str, str], fields: dict[str, str]) -> bool:
    row = connection.execute(
        sa.text(
            "SELECT v.body, a.quarantine, v.relevance FROM verdicts v JOIN articles a ON a.place = v.place AND a.id = v.article"
            " WHERE v.place = :place AND v.article = :article"
        ),
        key,
    ).first()
    if row is None:
        return False
    asked = any(
        {"place": "relevance"}.get(flag["classifier"], flag["classifier"]) not in fields
        for flag in json.loads(row[0]).get("flags", ())
    )
    strange = row[1] is not None and fields.get("relevance", row[2]) in ("about", None) and "use" not in fields
    return asked or strange
