"""What a counted clip is, as its issue printed it: outlet, day, headline, page. Adds nothing the issue did not say."""

from __future__ import annotations

import json
from dataclasses import dataclass

from monitor.codec import instant
from monitor.dates import kyiv_day
from monitor.text import clean_line


@dataclass(frozen=True, slots=True)
class Printed:
    """What an auditor finds a clip by where it has no address; all empty for an issue that is itself the unit.

    `published`: the Kyiv day, 2026-11-22; `page`: of print, «№ 47, с. 3».
    """

    outlet: str = ""
    published: str = ""
    headline: str = ""
    page: str = ""

    @property
    def source(self) -> str:
        """«Слово, 2026-11-22, № 47, с. 3»."""
        return ", ".join(part for part in (self.outlet, self.published, self.page) if part)


NOT_PRINTED = Printed()


def printed(body: str) -> Printed:
    """From the line of an issue as the store keeps it; a line of an older version may lack a field."""
    line = json.loads(body)
    at = line.get("published")
    return Printed(
        outlet=clean_line(line.get("outlet_name") or ""),
        published=kyiv_day(instant(at)).isoformat() if at else "",
        headline=clean_line(line.get("headline") or ""),
        page=clean_line(line.get("standing") or ""),
    )
