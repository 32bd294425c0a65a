"""The names by which a text may call the institution, its people and its pages. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.language import Phrases, phrase
from monitor.model import Institution, Place

_BODIES = (
    "міська рада|міськрада|виконком|міськвиконком|виконавчий комітет|горсовет|городской совет|горисполком|исполком"
)
_ROLES = "міський голова|мер|секретар ради|секретар міської ради|заступник міського голови|городской голова|мэр"


@dataclass(frozen=True, slots=True)
class Voices:
    """Phrases whose names read "kind|form", and the addresses that are the institution's own."""

    phrases: Phrases
    addresses: tuple[str, ...]

    def is_own(self, url: str) -> bool:
        """Does the address lie on the institution's site or page?"""
        parts = urlsplit(url if "//" in url else "https://" + url)
        host = (parts.hostname or "").removeprefix("www.")
        full = host + parts.path
        return any(host == a or host.endswith("." + a) or full == a or full.startswith(a + "/") for a in self.addresses)


def voices(place: Place, institution: Institution) -> Voices:
    """What speaks for the institution."""
    wanted = [phrase(n.name, "department|body") for n in institution.departments]
    wanted += [phrase(n.name, "council|body") for n in institution.names]
    wanted += [phrase(name, "council|body") for name in _BODIES.split("|")]
    wanted += [phrase(name, "council|official") for name in _ROLES.split("|")]
    wanted += [phrase(person.name, "council|official") for person in institution.officials]
    wanted += [phrase(f"сайт {name}", "site|site") for name in ("міської ради", "міськради", "горсовета")]
    wanted += [phrase(f"офіційний сайт {n.name}", "site|site") for n in institution.names]
    own = (*institution.sites, *institution.pages)
    return Voices(Phrases(wanted), tuple(n.name.lower().removeprefix("www.").rstrip("/") for n in own))
