"""Figures of the reports, with their corrections."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
