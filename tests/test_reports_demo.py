"""The demo city's annual report against an independent recount: raw SQL here, no code shared with what wrote it."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.demo import history, rehearse
from monitor.demo.city import DAYS

YEAR = 2026
NOW = "2026-11-20T09:00"
# The series of the report's sentences, in print order.
SAID = (
    "contracts", "contract-letters", "contract-publications", "greetings", "site-news", "acts-council", "acts-executive",
    "acts-mayor", "acts-drafts", "photos", "videos", "datasets", "parties", "civic", "religious", "reviews", "items",
    "direct", "briefs", "weekly", "daily", "events-held", "petitions", "petitions-supported", "journalist-requests",
    "journalist-replies", "letters", "replies", "outgoing", "draft-orders", "draft-decisions", "diary-events",
    "diary-sittings", "diary-trainings",
)  # fmt: skip
pytestmark = pytest.mark.sqlite  # figures are counted once more by SQL of its own

# What the office's registers count, and by which rows: every table stands in the database as it was imported.
ENTRIES = "SELECT count(*) FROM register_entries WHERE register = ? AND "
REGISTERED = {
    "contracts": ("contracts", "body ->> 'form' = 'contract' AND body ->> 'signed' LIKE ? || '%'"),
    "contract-letters": ("contracts", "body ->> 'form' = 'letter' AND body ->> 'signed' LIKE ? || '%'"),
    "journalist-requests": ("requests", "body ->> 'received' LIKE ? || '%'"),
    "journalist-replies": ("requests", "body ->> 'answered' IS NOT NULL AND body ->> 'received' LIKE ? || '%'"),
    "diary-events": ("diary", "body ->> 'kind' = 'event' AND body ->> '$.spans[0][0]' LIKE ? || '%'"),
    "diary-sittings": ("diary", "body ->> 'kind' = 'sitting' AND body ->> '$.spans[0][0]' LIKE ? || '%'"),
    "diary-trainings": ("diary", "body ->> 'kind' = 'training' AND body ->> '$.spans[0][0]' LIKE ? || '%'"),
}
ORGANISATIONS = {"parties": "party", "civic": "civic", "religious": "religious"}
STANDING = """
    SELECT count(*) FROM register_entries WHERE register = 'organisations' AND body ->> 'kind' = ?
    AND coalesce(body ->> 'registered', '') <= ? AND (body ->> 'ended' IS NULL OR body ->> 'ended' > ?)
"""
# The confirmed events that began in a year: the day stands in the verdict on the item that gives the event its name.
HELD = """
    SELECT count(DISTINCT d.event) FROM event_decisions AS d JOIN verdicts AS v ON v.article = d.event
    WHERE d.field = 'state' AND d.value = 'confirmed' AND v.body ->> '$.event.date' LIKE ? || '%'
"""
FOLLOWERS = """
    SELECT body ->> 'count' FROM register_entries WHERE register = 'subscribers' AND lower(body ->> 'page') LIKE ? || '%'
    AND body ->> 'day' LIKE ? || '%' ORDER BY body ->> 'day' DESC LIMIT 1
"""
STOCKS = {"datasets", "parties", "civic", "religious", "subscribers-facebook", "subscribers-telegram"}
# Heading of a table's column -> series.
COLUMNS = {
    "Рішення ради": "acts-council",
    "Рішення виконавчого комітету": "acts-executive",
    "Розпорядження міського голови": "acts-mayor",
    "Проєкти актів": "acts-drafts",
    "Facebook": "subscribers-facebook",
    "Telegram": "subscribers-telegram",
    "Осередки політичних партій": "parties",
    "Громадські організації": "civic",
    "Релігійні організації": "religious",
    "Тематичні огляди": "reviews",
    "Використано матеріалів": "items",
    "З прямим посиланням": "direct",
    "Щоденні огляди преси": "briefs",
}
ISSUES = {"reviews": "thematic", "briefs": "daily", "weekly": "situation-weekly", "daily": "situation-daily"}
# Every clip once, in the thematic review that used it first.
FIRST_USES = """
    SELECT count(*), coalesce(sum(direct), 0) FROM (
        SELECT i.article, i.direct, s.day, row_number() OVER (
            PARTITION BY i.article ORDER BY s.day, s.id, i.position
        ) AS turn
        FROM issue_items AS i JOIN issues AS s ON s.id = i.issue
        WHERE s.kind = 'thematic' AND s.state IN ('approved', 'sent')
    ) WHERE turn = 1 AND day LIKE ? || '%'
"""
ISSUED = "SELECT count(*) FROM issues WHERE kind = ? AND state IN ('approved', 'sent') AND day LIKE ? || '%'"
STORED = """
    SELECT value, approximate, partial FROM figures
    WHERE series = ? AND year = ? AND month IS ? ORDER BY id DESC LIMIT 1
"""
Told = tuple[int, str, int | None]  # value, mark, months


@dataclass(frozen=True)
class Demo:
    text: str
    page: str
    rows: list[list[str]]
    base: sqlite3.Connection

    def counted(self, series: str, when: str) -> int:
        """The recount of a counted series over a year («2026») or month («2026-11»)."""
        if series in ISSUES:
            return int(self.base.execute(ISSUED, (ISSUES[series], when)).fetchone()[0])
        clips, direct = self.base.execute(FIRST_USES, (when,)).fetchone()
        return int(direct if series == "direct" else clips)

    def stored(self, series: str, year: int, month: int | None = None) -> Told | None:
        row = self.base.execute(STORED, (series, year, month)).fetchone()
        return None if row is None or row[0] is None else (row[0], row[1], row[2])

    def registered(self, series: str, year: int) -> int | None:
        """The recount of what a register counts; None where it has nothing to count."""
        if series in ORGANISATIONS:
            day = f"{year}-12-31" if year < YEAR else NOW[:10]
            return int(self.base.execute(STANDING, (ORGANISATIONS[series], day, day)).fetchone()[0])
        if series.startswith("subscribers-"):
            found = self.base.execute(FOLLOWERS, (series.partition("-")[2], str(year))).fetchone()
            return int(found[0]) if found else None
        if series == "contract-publications":
            query = "SELECT count(*) FROM fulfilments WHERE confirmed AND at LIKE ? || '%'"
            return int(self.base.execute(query, (str(year),)).fetchone()[0])
        if series == "events-held":
            return int(self.base.execute(HELD, (str(year),)).fetchone()[0])
        if series in REGISTERED:
            register, condition = REGISTERED[series]
            return int(self.base.execute(ENTRIES + condition, (register, str(year))).fetchone()[0])
        return None

    def truth(self, series: str, year: int) -> Told | None:
        if year == YEAR and (series in ISSUES or series in ("items", "direct")):
            return self.counted(series, str(year)), "exact", None
        known = self.stored(series, year)
        if known is None and (year == YEAR or series in ORGANISATIONS):
            found = self.registered(series, year)
            known = None if found is None else (found, "exact", None)
        if known is None and series in STOCKS:
            months = [self.stored(series, year, month) for month in range(1, 13)]
            known = next((one for one in reversed(months) if one is not None), None)
        return known

    def first_year(self, series: str) -> int | None:
        if series in ORGANISATIONS:
            return YEAR - 7  # organisations are older than the report looks back
        query = "SELECT min(year) FROM figures WHERE series = ? AND month IS NULL AND value IS NOT NULL AND year < ?"
        found = self.base.execute(query, (series, YEAR)).fetchone()[0]
        return None if found is None else int(found)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Three mornings of the demo, a Thursday and two Fridays, and the report an analyst would ask for then."""
    folder = tmp_path_factory.mktemp("demo")
    rehearse(folder, days=(DAYS[1], DAYS[2], DAYS[9]))
    arguments = ["--config", str(folder / "sources.yaml"), "--state", str(folder / "state"), "--now", NOW]
    assert main([*arguments, "report", "year", str(YEAR), "--format", "text,html,csv"]) == 0
    made = folder / "state" / "reports"
    with (made / f"report-{YEAR}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    base = sqlite3.connect(folder / "state" / "ohliad.sqlite")
    text = (made / f"report-{YEAR}.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    page = (made / f"report-{YEAR}.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    yield Demo(text, page, rows, base)
    base.close()


_BRACKET = re.compile(r" \(((?:у|за|на) [^()]*)\)")
_ENTRY = re.compile(
    r"(?:у |за (\d+) місяців |на \d\d\.\d\d\.)(20\d\d) – (?:(понад |близько )?(\d{1,3}(?: \d{3})+|\d+)|(немає даних))"
)
_MARKS = {"понад ": "over", "близько ": "about", "": "exact"}


def read(value: str) -> int:
    return int(value.replace(" ", ""))


def prose(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match(r"(?:У 20|За \d|Станом на )", line)]


def before(segment: str) -> Told | None:
    """The figure a bracket belongs to: the last number before it that is neither year, date nor span."""
    span = re.search(r"[Зз]а (\d+) місяців", segment)
    bare = re.sub(
        r"\d\d\.\d\d\.\d{4}|[УуЗз]а? 20\d\d році|[Зз]а \d+ місяців 20\d\d року|[Зз]а \d+ місяців", " ", segment
    )
    found = re.findall(r"(понад |близько )?(\d{1,3}(?: \d{3})+|\d+)", bare)
    if not found:
        assert "немає даних" in segment, segment
        return None
    (mark, value) = found[-1]
    assert len(found) == 1, segment
    return read(value), _MARKS[mark], int(span[1]) if span else None


def test_every_figure_of_every_sentence_is_the_recount(demo: Demo) -> None:
    wanted = iter([one for one in SAID if demo.first_year(one) or demo.truth(one, YEAR)])
    seen = []
    for line in prose(demo.text):
        start, months = 0, None
        pieces = [(found.start(), found.end(), found[1]) for found in _BRACKET.finditer(line)] or [
            (found.start(), found.end(), "") for found in re.finditer(r", |$", line)
        ]
        for low, high, inside in pieces:
            series = next(wanted)
            now = before(line[start:low])
            truth = demo.truth(series, YEAR)
            if now is not None:  # the span of the first figure opens the sentence for all of them
                months = now[2] or months
                now = (now[0], now[1], months)
            assert now == truth, (series, line)
            check_bracket(demo, series, inside)
            seen.append(series)
            start = high
    assert next(wanted, None) is None, "a series with figures has no sentence"
    assert len(seen) > 25


def check_bracket(demo: Demo, series: str, inside: str) -> None:
    first = demo.first_year(series)
    entries = {int(one[2]): one for one in _ENTRY.finditer(inside)}
    assert sorted(entries) == (list(range(first, YEAR)) if first else []), (series, inside)
    for year, one in entries.items():
        truth = demo.truth(series, year)
        said = None if one[5] else (read(one[4]), _MARKS[one[3] or ""], int(one[1]) if one[1] else None)
        assert said == truth, (series, year)


def tables(text: str) -> Iterator[list[list[str]]]:
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        yield [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in block.splitlines()]


def test_every_cell_of_every_table_is_the_recount(demo: Demo) -> None:
    found = list(tables(demo.text))
    assert len(found) == 4
    for head, *rows in found:
        assert int(rows[-1][0]) == YEAR
        for row in rows:
            for title, cell in zip(head[1:], row[1:], strict=True):
                check_cell(demo, COLUMNS[title], int(row[0]), cell)


def check_cell(demo: Demo, series: str, year: int, cell: str) -> None:
    truth = demo.truth(series, year)
    if truth is None:
        assert cell == "немає даних", (series, year)
        return
    value, mark, months = truth
    words = {"exact": "", "over": "понад ", "about": "близько "}[mark]
    said = re.fullmatch(r"((?:понад |близько )?)([\d ]+?)(?: \((.*)\))?", cell)
    assert said is not None, cell
    assert (said[1], read(said[2])) == (words, value), (series, year)
    assert (f"за {months} міс." in (said[3] or "")) == (months is not None)


def test_every_line_of_every_list_is_an_entry_or_an_event(demo: Demo) -> None:
    """Each line quotes one entry of a register, or one confirmed or waiting event, with that entry's days and numbers."""
    bodies = [row[0] for row in demo.base.execute("SELECT body FROM register_entries")]
    told = "SELECT v.body ->> '$.event' FROM verdicts AS v WHERE v.body ->> '$.event' IS NOT NULL"
    known = [json.loads(body) for body in (*bodies, *(row[0] for row in demo.base.execute(told)))]
    listed = [line for line in demo.text.splitlines() if line.startswith("– ")]
    assert len(listed) >= 12
    for line in listed:
        assert [one for one in known if quotes(line, one)], line


def quotes(line: str, entry: dict[str, object]) -> bool:
    """Whether a line holds the words of an entry, and no number that the entry (or a term of reply) does not hold."""
    words = [entry[key] for key in ("subject", "text", "name", "place") if entry.get(key)]
    days = re.findall(r"(20\d\d)-(\d\d)-(\d\d)", json.dumps(entry))
    # «молитву за мир» is told as the cause of the prayer: «за мир».
    if not any(re.sub(r"^молитв\w+ ", "", str(one)).strip(". ") in line for one in words):
        return False
    if "rule" in entry:  # a day to greet on
        return line.startswith(f"– {entry['rule']}.{YEAR} – ")
    bare = re.sub(r"строк – \d\d\.\d\d\.\d{4}", "", line)
    dates = re.findall(r"\b(\d\d)\.(\d\d)(?:\.(\d{4}))?\b", bare)
    return bool(dates) and all(any((d, m) == (day, month) for _, month, day in days) for d, m, _ in dates)


def test_the_chronicle_of_the_demo_is_not_empty(demo: Demo) -> None:
    assert "У 2026 році зафіксовано 4 публічні заходи" in demo.text
    assert "– 15.11.2026 – молитовне зібрання за мир (" in demo.text  # three communities on the hill
    assert (
        "– 16.11.2026 – мітинг на Ринковій площі Тихоріченська проти забудови Замкового парку (ГО «Тихий берег»)"
        in (demo.text)
    )
    waiting = demo.text.partition("Чекають на підтвердження аналітика")[2].splitlines()[1]
    assert waiting.startswith("– 28.11.2026 – громадське обговорення")


def test_no_other_figure_stands_in_the_report(demo: Demo) -> None:
    """What the two tests above did not read is a date, a year, a notice or the count of the notices."""
    rest = "\n".join(
        line for line in demo.text.splitlines() if line not in prose(demo.text) and not line.startswith(("|", "– "))
    )
    notices = re.findall(r"^\[.*\]$", rest, re.MULTILINE)
    closing = re.search(r"У звіті позначено: (\d+) пропуск\w* і (\d+) застереж\w*;", rest)
    assert closing is not None
    missing = [one for one in notices if one.startswith("[немає даних")]
    assert (int(closing[1]), int(closing[2])) == (len(missing), len(notices) - len(missing))
    rest = rest.replace(closing[0], "")
    for notice in notices:
        rest = rest.replace(notice, "")
    assert re.findall(r"\d+", rest) == [str(YEAR)], "the title's year"


def test_notices_tell_the_truth(demo: Demo) -> None:
    begun = {
        series: demo.base.execute("SELECT min(day) FROM issues WHERE kind = ?", (kind,)).fetchone()[0]
        for series, kind in ISSUES.items()
    }
    for series, unit in (
        ("reviews", "тематичні огляди"),
        ("weekly", "щотижневі довідки"),
        ("daily", "щоденні довідки"),
    ):
        year, month, day = begun[series].split("-")
        line = next(one for one in demo.text.splitlines() if one.startswith(f"[{unit}"))
        assert f"за {YEAR} рік рахуються з {day}.{month}.{year}" in line


def test_the_chart_says_the_recount(demo: Demo) -> None:
    (words,) = re.findall(r'alt="Діаграма «Матеріали, використані в тематичних оглядах»: ([^"]*)\."', demo.page)
    said = dict(one.split(" рік – ") for one in words.split("; "))
    assert said[str(YEAR)].endswith(" (на 20.11.2026)")
    assert {int(year): read(value.partition(" (")[0]) for year, value in said.items()} == {
        year: (demo.truth("items", year) or (0,))[0] for year in range(2019, YEAR + 1)
    }


def test_every_row_of_the_table_of_figures_is_the_recount(demo: Demo) -> None:
    head, *rows = demo.rows
    counted = 0
    for row in rows:
        one = dict(zip(head, row, strict=True))
        series, year, month = one["ряд"], int(one["рік"]), int(one["місяць"]) if one["місяць"] else None
        if one["походження"] == "запит" and (series in ISSUES or series in ("items", "direct")):
            when = f"{year}-{month:02d}" if month else str(year)
            assert read(one["значення"]) == demo.counted(series, when), (series, when)
            counted += 1
        elif one["походження"] != "запит":
            truth = demo.stored(series, year, month) or demo.truth(series, year)
            assert truth is not None
            assert read(re.sub(r"[^\d ]", "", one["значення"])) == truth[0], (series, year)
    assert counted == 12, "six counted series, of one month and of its year"


def test_the_correction_of_the_clerk_is_in_the_history(demo: Demo) -> None:
    rows = demo.base.execute(
        "SELECT value FROM figures WHERE series = 'reviews' AND year = 2025 ORDER BY id"
    ).fetchall()
    assert rows == [(51,), (50,)]
    one = next(row for row in demo.rows if row[:2] == ["reviews", "2025"])
    assert "виправлено, було: 51 (Оксана Барвінок" in one[7]


def test_every_unit_leads_to_a_page_that_was_stored(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(demo.base.execute("PRAGMA database_list").fetchone()[2]).parent
    arguments = ["--config", str(folder.parent / "sources.yaml"), "--state", str(folder), "--now", NOW]
    out = folder / "units.csv"
    assert main([*arguments, "figures", "units", "items", str(YEAR), "--out", str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        _, *rows = csv.reader(stream, delimiter=";")
    assert len(rows) == demo.counted("items", str(YEAR))
    stored = {row[0] for row in demo.base.execute("SELECT sha256 FROM pages")}
    assert {row[7] for row in rows} <= stored
    assert all((folder / "archive" / row[5]).is_file() for row in rows)
    capsys.readouterr()


TAMPERED = {
    "this year's figure": ("підготовано 2 тематичні", "підготовано 3 тематичні"),
    "a figure in a bracket": ("у 2020 – 1274", "у 2020 – 1247"),
    "the year of a bracket": ("у 2021 – 1356", "у 2012 – 1356"),
    "a mark of approximation": ("у 2024 – близько 900", "у 2024 – 900"),
    "a partial year": ("за 9 місяців 2021 – 612", "у 2021 – 612"),
    "a missing year": ("у 2020 – немає даних", "у 2020 – 0"),
    "a cell": ("| 2022 | 7950 |", "| 2022 | 7905 |"),
    "a stock of a register": ("зареєстровано 2 осередки", "зареєстровано 3 осередки"),
    "a year of a register": ("на 31.12.2024 – 2,", "на 31.12.2024 – 3,"),
    "an event too many": ("зафіксовано 4 публічні", "зафіксовано 5 публічних"),
    "a day of a list": ("– 22.01.2026 – урочистий", "– 23.01.2026 – урочистий"),
    "a line of nowhere": ("– 15.05.2026 – День вишиванки", "– 15.05.2026 – День міста"),
    "a figure of nowhere": ("Публічні заходи\n", "Публічні заходи\nПроведено 5 толок.\n"),
    "a sentence left out": ("У 2026 році підготовано 131", "Підготовано"),
}


@pytest.mark.parametrize(("old", "new"), TAMPERED.values(), ids=TAMPERED)
def test_the_recount_notices_what_is_wrong(old: str, new: str, demo: Demo) -> None:
    assert old in demo.text
    wrong = replace(demo, text=demo.text.replace(old, new, 1))
    checks = (
        test_every_figure_of_every_sentence_is_the_recount,
        test_every_cell_of_every_table_is_the_recount,
        test_every_line_of_every_list_is_an_entry_or_an_event,
        test_no_other_figure_stands_in_the_report,
    )
    failed = 0
    for check in checks:
        try:
            check(wrong)
        except (AssertionError, StopIteration):
            failed += 1
    assert failed


def test_the_registers_of_the_demo_are_the_samples() -> None:
    samples = Path(__file__).resolve().parents[1] / "examples" / "registers"
    own = Path(history.__file__).parent / "data" / "registers"
    assert {path.stem for path in own.iterdir()} == set(history.REGISTERS)
    for path in own.iterdir():
        assert path.read_bytes() == (samples / path.name).read_bytes(), (
            "the demo plays with what an office may try itself"
        )
