"""A small report made of invented figures, for the tests of composing and rendering."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digests.reports.assembly import assemble
from digests.reports.book import Layout, load_layout, load_series
from digests.reports.compose import compose
from digests.reports.counting import Issued, Used, tally
from digests.reports.material import Material
from digests.reports.report import Heading, Report
from digests.reports.series import Figure, Period

BOOK = load_series()
LAYOUT = load_layout(BOOK)
TODAY = date(2027, 1, 11)
YEAR = Period(2026)
NOTHING = Material()
HEADING = Heading(
    institution="Вигаданська міська рада",
    department="відділ комунікацій",
    role="Начальниця відділу",
    signatory="Марта Липка",
)


def put(series: str, year: int, value: int, month: int | None = None, **more: object) -> Figure:
    return Figure(series, Period(year, month), value, **more)  # type: ignore[arg-type]


def issued(number: int, day: date, kind: str = "thematic") -> Issued:
    return Issued(f"{kind}/{day.year}/{number}", kind, day, f"{number:064d}")


def uses(issue: Issued, clips: int, direct: int) -> list[Used]:
    return [Used(issue, f"{issue.name}-{place}", place, place <= direct) for place in range(1, clips + 1)]


# Two reviews in 2026 with 5 clips, 2 of them direct; earlier years as people typed them.
ISSUES = (issued(1, date(2026, 1, 9)), issued(2, date(2026, 3, 6)))
USES = (*uses(ISSUES[0], 3, 2), *uses(ISSUES[1], 2, 0))
PAST = (
    *(put("reviews", 2024 + at, value, by="Ганна Горобець", at=TODAY) for at, value in enumerate((51, 21))),
    *(put("items", 2024 + at, value) for at, value in enumerate((1274, 1301))),
    *(put("direct", 2024 + at, value) for at, value in enumerate((78, 1))),
)


def made(
    figures: Sequence[Figure] = PAST,
    *,
    period: Period = YEAR,
    material: Material = NOTHING,
    today: date = TODAY,
    layout: Layout = LAYOUT,
    issues: Sequence[Issued] = ISSUES,
    heading: Heading = HEADING,
) -> Report:
    book = BOOK.extended(material.series)
    tallies = {id: tally(count, issues, USES) for id, count in book.counts.items()}
    found = assemble(book, figures, tallies, material.figures, today)
    return compose(layout, book, found, material, period=period, heading=heading, today=today)
