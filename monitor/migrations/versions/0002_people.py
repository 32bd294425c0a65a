"""Who may use the web page: users with roles."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass
