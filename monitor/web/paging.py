"""Which rows of a long list a page shows, and the addresses of the others. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Page `page` of `pages`, counted from 1; `address` already holds a question mark."""

    page: int
    pages: int
    size: int
    address: str

    @classmethod
    def of(cls, wanted: int, total: int, size: int, address: str) -> Pager:
        """The page that was asked for, else the nearest there is."""
        pages = max(1, -(-total // size))
        return cls(page=min(max(1, wanted), pages), pages=pages, size=size, address=address)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    def url(self, page: int) -> str:
        return f"{self.address}&page={page}" if page > 1 else self.address
