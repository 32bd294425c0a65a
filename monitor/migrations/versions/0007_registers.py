"""Registers: organisations, contracts, requests, petitions, the diary, confirmed events."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    pass
