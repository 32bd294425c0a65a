"""The one exception tree. A message is a sentence for an editor or operator; anything else that is raised is a bug.

Expected trouble is caught in one place, the per-subject loop of monitor.pipeline.
"""

from __future__ import annotations

from datetime import datetime


class OhliadError(Exception):
    """Known trouble, told in one sentence."""


class ConfigError(OhliadError):
    """The configuration is wrong; each problem names file, line and key."""

    def __init__(self, problems: str | list[str]) -> None:
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))


class RivalProduct(ConfigError):
    """A definition that makes no product: its `kind` belongs to the product `owner`."""

    def __init__(self, name: str, kind: str, owner: str, problem: str) -> None:
        self.name, self.kind, self.owner = name, kind, owner
        super().__init__(problem)


class UnknownProduct(ConfigError):
    """No definition makes the product `name`, nor one of its kind."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(problem)


class FetchError(OhliadError):
    """A page could not be had.

    `kind` is one of: refused (address or scheme not allowed), robots, blocked (challenge page, 401, 403),
    gone (404, 410), status, busy (429, 503), timeout, network, too-large, truncated, encoding, redirect.
    `retry_at` is the earliest instant at which another try makes sense, where one is known. `detail` narrows the
    kind for the reader and for retries: dns, tls, connect, reset, challenge, … ("" where the kind says it all).
    """

    def __init__(
        self,
        url: str,
        kind: str,
        message: str,
        *,
        status: int | None = None,
        retry_at: datetime | None = None,
        detail: str = "",
    ) -> None:
        self.url, self.kind, self.status, self.retry_at, self.detail = url, kind, status, retry_at, detail
        super().__init__(message)


class CollectError(OhliadError):
    """A source's document could not be read as what the source is said to be.

    `kind` is one of: broken (not that format at all), redesigned (selectors that find nothing), webpage (a web page
    instead of a feed), blocked (challenge page, restricted channel), gone.
    """

    def __init__(self, source: str, message: str, *, kind: str = "broken") -> None:
        self.source, self.kind = source, kind
        super().__init__(message)


class ExtractError(OhliadError):
    """A page gave no article. `passing`: something else stands there for now, and it may be there tomorrow."""

    def __init__(self, url: str, message: str, *, passing: bool = False) -> None:
        self.url, self.passing = url, passing
        super().__init__(message)


class NoWords(ExtractError):
    """A post is a picture or a recording alone: there is nothing to read, and nothing is wrong with it."""


class StoreError(OhliadError):
    """The database or the archive refused."""


class StaleDraft(StoreError):
    """A draft no longer says what is known; it was built anew and must be looked at again."""


class SupersededDraft(StoreError):
    """A draft has nothing left to approve: other issues of its kind, a later one among them, left nothing of it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} has nothing left to approve: {reason}; the draft stays as it is and gets no number")


RIGHTS = "look at the owner and the rights of the state folder and of the files in it, and how its disk is mounted"


class AccessError(StoreError):
    """What is stored is there and whole, but this user may not read or write it."""


class RenderError(OhliadError):
    """A document could not be made."""


class DeliveryError(OhliadError):
    """A document could not be delivered; `to` names the recipient or folder.

    `kind`: soft (try again), hard (do not), unknown (the reply to the final dot was lost).
    """

    def __init__(self, to: str, message: str, *, kind: str = "soft") -> None:
        self.to, self.kind = to, kind
        super().__init__(message)
