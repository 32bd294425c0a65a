"""The unattended service: the lease, and what its slots brought."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
