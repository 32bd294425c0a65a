"""Tables of registers: any order, any encoding, all or nothing; organisations, terms, occasions, diary, own site."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.dates import from_local, to_local
from monitor.errors import ConfigError
from monitor.model import Article, Moment
from monitor.registers import cells, diary, working_days
from monitor.registers.catalogue import KINDS, ORGANISATIONS, keyed
from monitor.registers.cells import CellError
from monitor.registers.contracts import measure, read_contracts
from monitor.registers.greetings import greetings
from monitor.registers.mentions import core_name, finder, same_name
from monitor.registers.nouns import Occasion, Organisation, Request, Subscribers
from monitor.registers.occasions import day_of, easter, feasts, read_occasions
from monitor.registers.organisations import key, read_organisations, standing_on, year_lines
from monitor.registers.requests import read_requests, standing
from monitor.registers.site import Publication, by_section, section_of
from monitor.registers.terms import Term, due, packaged, read_terms
from monitor.review.reading import TableError, table
from monitor.store import Store
from tests.fakes import NOW

SAMPLES = Path(__file__).resolve().parents[1] / "examples" / "registers"
ORDINARY = "Назва;Вид;Зареєстровано\nГО «Сад»;ГО;11.04.2018\nПарафія храму;релігійна громада;\n"


def problems(rows: list[list[str]]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_organisations(rows, "t.csv")
    return caught.value.problems


# --- tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        ORDINARY.encode(),
        b"\xef\xbb\xbf" + ORDINARY.encode(),
        ORDINARY.encode("cp1251"),
        ORDINARY.encode("utf-16"),
        ORDINARY.replace(";", "\t").encode(),
        ORDINARY.replace(";", ",").encode(),
        ("sep=;\n" + ORDINARY).encode(),
        ORDINARY.replace("\n", "\r\n").encode(),
        "type;registered;name\nГО;2018-04-11;ГО «Сад»\nрелігійна організація;;Парафія храму\n".encode(),
        "Вид:;НАЗВА;дата  реєстрації\nго;ГО «Сад»;11/04/2018\n;;\nрелігійна;Парафія храму;\n".encode(),
    ],
    ids=["utf-8", "bom", "1251", "utf-16", "tabs", "commas", "sep", "crlf", "english, other order", "untidy headings"],
)
def test_a_table_is_read_whatever_a_spreadsheet_made_of_it(content: bytes) -> None:
    garden, parish = read_organisations(table(content, "t.csv"), "t.csv")
    assert (garden.name, garden.kind, garden.registered) == ("ГО «Сад»", "civic", date(2018, 4, 11))
    assert (parish.name, parish.kind, parish.registered) == ("Парафія храму", "religious", None)


HEAD = ["Назва", "Вид", "Зареєстровано", "Припинено"]
WRONG = {
    "no heading": ([["", ""]], ["порожня"]),
    "unknown column": ([["Назва", "Колір"], ["А", "синій"]], ["стовпець 2: невідомий стовпець «Колір»"]),
    "column twice": ([["Назва", "Найменування"], ["А", "Б"]], ["«Найменування» названо двічі"]),
    "required column": ([["Вид"], ["ГО"]], ["немає стовпця «назва»"]),
    "nothing but a heading": ([HEAD], ["жодного запису"]),
    "every wrong cell of every row": (
        [HEAD, ["", "ГО", "32.01.2020", ""], ["Б", "гурт", "", "вчора"]],
        [
            "рядок 2, стовпець 3 «Зареєстровано»: такої дати немає: «32.01.2020»",
            "рядок 2, стовпець 1 «Назва»: порожня клітинка",
            "рядок 3, стовпець 2 «Вид»: невідоме значення «гурт»",
            "рядок 3, стовпець 4 «Припинено»: не дата: «вчора»",
        ],
    ),
    "no kind anywhere": ([["Назва"], ["А"]], ["не вказано вид"]),
    "ended before it began": (
        [HEAD, ["А", "ГО", "01.02.2020", "01.01.2020"]],
        ["стовпець 4 «Припинено»: припинено раніше, ніж зареєстровано"],
    ),
    "the same twice": (
        [HEAD, ["ГО «Сад»", "ГО", "", ""], ["", "", "", ""], ["го Сад", "ГО", "", ""]],
        ["рядок 4: цей запис уже є в рядку 2"],
    ),
    "too many cells": ([["Назва", "Вид"], ["А", "ГО", "зайве"]], ["клітинок більше"]),
    "an endless cell": ([["Назва", "Вид"], ["А" * 2001, "ГО"]], ["довша за 2000 знаків"]),
    "a year out of bounds": ([HEAD, ["А", "ГО", "01.01.0020", ""]], ["рік поза межами"]),
}


@pytest.mark.parametrize(("rows", "expected"), WRONG.values(), ids=WRONG)
def test_every_problem_is_told_by_line_and_column(rows: list[list[str]], expected: list[str]) -> None:
    found = problems(rows)
    assert len(found) == len(expected)
    for part in expected:
        assert any(part in sentence for sentence in found), (part, found)


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_rows_are_read_or_refused_with_a_sentence(rows: list[list[str]]) -> None:
    for kind in KINDS:
        with contextlib.suppress(ConfigError):
            assert keyed(kind, rows, "t", packaged())


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.csv")))
def test_the_samples_of_an_office_are_read(name: str) -> None:
    rows = table((SAMPLES / f"{name}.csv").read_bytes(), name)
    found = keyed(name, rows, name, packaged())
    assert len(found) == len(rows) - 1
    assert len({key for key, _ in found}) == len(found)


# --- cells --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("14.01.2020", "14.01.2020"),
        ("04-06.03.2020", "04–06.03.2020"),
        ("22–23.07.2020 та 27–28.07.2020", "22–23.07.2020 та 27–28.07.2020"),
        ("28.09.2020, 03-04.09.2020, 17-18.09.2020", "03–04.09.2020, 17–18.09.2020 та 28.09.2020"),
        ("30.01–02.02.2020", "30.01–02.02.2020"),
        ("07 та 08.05.2020", "07.05.2020 та 08.05.2020"),
        ("31.01, 01.02.2020", "31.01.2020 та 01.02.2020"),
        ("30.12.2019 – 02.01.2020", "30.12.2019–02.01.2020"),
        ("2020-03-04", "04.03.2020"),
        ("2020-03-04 00:00:00", "04.03.2020"),
    ],
)
def test_spans_of_days(text: str, written: str) -> None:
    assert cells.written(cells.spans(text)) == written


@pytest.mark.parametrize(
    "text",
    ["15.02.20202", "31.02.2020", "06-04.03.2020", "скоро", "04-06.03", "1.1.1800", "07 та 08", "07", "٠٤.٠٣.٢٠٢٠"],
)
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(CellError):
        cells.spans(text)


@given(st.lists(st.tuples(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 300)), min_size=1, max_size=4))
def test_spans_come_back_from_what_is_written(found: list[tuple[date, int]]) -> None:
    spans = tuple(sorted((first, first + timedelta(days=length)) for first, length in found))
    assert cells.spans(cells.written(spans)) == spans


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("1 250", 1250), ("1\u00a0250\u00a0000", 1250000)])
def test_whole_numbers(text: str, value: int) -> None:
    assert cells.whole(text) == value


@pytest.mark.parametrize("text", ["12,5", "-3", "багато", "12 5", "²"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(CellError):
        cells.whole(text)


# --- organisations ------------------------------------------------------------------------------------------------


def organisation(name: str, since: str = "", until: str = "", **fields: object) -> Organisation:
    days = {field: cells.day(text) for field, text in (("registered", since), ("ended", until)) if text}
    return Organisation(name=name, **{"kind": "civic", **days, **fields})  # type: ignore[arg-type]


def test_how_many_there_were_at_the_end_of_each_year() -> None:
    register = (
        organisation("А", "31.12.2019"),
        organisation("Б", "01.01.2020", "31.12.2020"),
        organisation("В", "05.05.2018", "01.01.2021"),
        organisation("Г"),
        organisation("П", "01.01.2000", kind="party"),
    )
    lines = year_lines(register, "civic", (2020, 2019, 2021), date(2022, 3, 1))
    found = [(one.year, one.standing, one.came, one.went) for one in lines]
    assert found == [(2019, 3, 1, 0), (2020, 3, 1, 1), (2021, 2, 0, 1)]
    assert lines[0].as_of == date(2019, 12, 31)
    assert len(standing_on(register, date(2017, 1, 1))) == 2


def test_the_year_that_is_not_over_is_counted_as_of_today() -> None:
    register = (
        organisation("А", "01.02.2026", "31.12.2026"),
        organisation("Б", "05.05.2026"),
        organisation("В", "24.11.2026"),
    )
    found = year_lines(register, "civic", range(2025, 2028), date(2026, 11, 23))
    assert [(one.year, one.as_of, one.standing, one.came, one.went) for one in found] == [
        (2025, date(2025, 12, 31), 0, 0, 0),
        (2026, date(2026, 11, 23), 2, 2, 0),
    ]
    (closed,) = year_lines(register, "civic", [2026], date(2026, 12, 31))
    assert (closed.as_of, closed.standing, closed.came, closed.went) == (date(2026, 12, 31), 2, 3, 1)


def test_a_code_makes_a_renamed_organisation_the_same() -> None:
    assert key(organisation("Старе", code="40")) == key(organisation("Нове", code="40"))
    assert key(organisation("ГО «Сад»")) == key(organisation("го „Сад“"))
    assert key(organisation("Сад")) != key(organisation("Сад", kind="party"))


REGISTER = (
    organisation("ГО «Тихий берег»", aliases=("ТБ-група",)),
    organisation("ГО «Крок»"),
    organisation("Міська організація політичної партії «Добра воля»", kind="party"),
    organisation("Федерація профспілок Надвербської області", aliases=("ФПНО",)),
    organisation("Свято-Троїцька парафія", kind="religious"),
    organisation("ГО «Спільне»"),
    organisation("Партія «Спільне»", kind="party"),
)
NAMED = [
    ("Акцію провела ГО «Тихий берег».", ["ГО «Тихий берег»"]),
    ("Активісти «Тихого берега» прибрали пляж.", ["ГО «Тихий берег»"]),
    ("Разом із громадською організацією “Тихий берег”", ["ГО «Тихий берег»"]),
    ("ТИХИЙ БЕРЕГ: ГО «ТИХИЙ БЕРЕГ» звітує", ["ГО «Тихий берег»"]),
    ("Вийшли на тихий берег річки.", []),
    ("Тихий берег манить рибалок.", []),
    ("Магазин «Крок» закрили.", []),
    ("Це крок уперед. Крок за кроком.", []),
    ("Громадська організація «Крок» просить лавок.", ["ГО «Крок»"]),
    ("За словами голови ГО «Крок», лавок мало.", ["ГО «Крок»"]),
    ("Осередок партії «Добра воля» збирає підписи.", ["Міська організація політичної партії «Добра воля»"]),
    ("Це була добра воля мешканців.", []),
    ("Мітинг організувала Федерація профспілок Надвербської області.", ["Федерація профспілок Надвербської області"]),
    ("У Федерації профспілок Надвербської області кажуть", ["Федерація профспілок Надвербської області"]),
    ("Голова ФПНО заявив", ["Федерація профспілок Надвербської області"]),
    ("Свято-Троїцькою парафією зібрано кошти", ["Свято-Троїцька парафія"]),
    ("ГО «Спільне» і партія «Спільне»", []),  # whose name it is, nobody can tell
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_names_in_texts_in_every_case(text: str, names: list[str]) -> None:
    owners = {key(one): one.name for one in REGISTER}
    found = finder(REGISTER).mentions(text)
    assert [owners[one.organisation] for one in found] == names
    assert all(span in text for one in found for span in one.spans)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("ГО «Сад»", "громадська організація «Сад»", True),
        ("партія «Нашого краю»", "«Наш край»", True),
        ("Федерація профспілок області", "федерації профспілок області", True),
        ("ГО «Сад»", "ГО «Сади»", True),  # the same word in another number
        ("ГО «Сад»", "ГО «Саджанець»", False),
        ("", "", False),
    ],
)
def test_the_same_name(left: str, right: str, *, same: bool) -> None:
    assert same_name(left, right) is (same or left == right == "")


def test_the_core_of_a_name() -> None:
    assert core_name("Міська організація партії «Добра воля»") == "Добра воля"
    assert core_name("Парафія храму") == "Парафія храму"


# --- terms --------------------------------------------------------------------------------------------------------

DUE = [
    # law, term, received, clock, holidays, last day
    ("access", "usual", "02.11.2026", "", "", "09.11.2026"),  # a Monday
    ("access", "usual", "06.11.2026", "", "", "13.11.2026"),  # a Friday
    ("access", "usual", "07.11.2026", "", "", "13.11.2026"),  # a Saturday
    ("access", "usual", "28.12.2026", "", "01.01.2027", "05.01.2027"),
    ("access", "extended", "02.11.2026", "", "", "30.11.2026"),
    ("appeals", "usual", "03.11.2026", "", "", "03.12.2026"),
    ("appeals", "usual", "06.11.2026", "", "", "07.12.2026"),  # the 30th day is a Sunday
    ("appeals", "short", "02.11.2026", "", "", "17.11.2026"),
    ("appeals", "extended", "02.11.2026", "", "", "17.12.2026"),
]


@pytest.mark.parametrize(("law", "term", "received", "clock", "holidays", "last"), DUE)
def test_the_last_day_of_a_term(law: str, term: str, received: str, clock: str, holidays: str, last: str) -> None:
    free = frozenset(cells.day(text) for text in holidays.split())
    until = due(packaged()[law].terms[term], cells.day(received), clock, free)
    assert to_local(until - timedelta(seconds=1)).date() == cells.day(last)


def test_hours_run_from_the_hour_of_receipt() -> None:
    urgent = packaged()["access"].terms["urgent"]
    assert due(urgent, date(2026, 11, 19), "10:20") == datetime(2026, 11, 21, 8, 20, tzinfo=UTC)
    assert due(urgent, date(2026, 11, 19), "") == from_local(date(2026, 11, 22))


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60), st.sets(st.dates(date(2000, 1, 1)), max_size=5)
)
def test_working_days_count_only_working_days(start: date, count: int, holidays: set[date]) -> None:
    last = working_days.after(start, count, holidays)
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(working_days.is_working(day, holidays) for day in between) == count
    assert count == 0 or working_days.is_working(last, holidays)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not YAML"),
        ("", "a list of laws"),
        ("x: {law: Л}", "the keys are"),
        ("x: {law: Л, terms: {short: {days: 3}}}", "usual"),
        ("x: {law: Л, terms: {usual: {days: 3, hours: 2}}}", "give one whole number"),
        ("x: {law: Л, terms: {usual: {days: 0}}}", "give one whole number"),
        ("x: {law: Л, terms: {usual: {weeks: 2}}}", "the keys are"),
    ],
)
def test_an_office_s_own_terms_are_checked(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_terms(text, "terms.yaml")


def test_an_office_s_own_terms_hold() -> None:
    laws = read_terms("own: {law: Наш порядок, terms: {usual: {days: 3}}}", "terms.yaml")
    assert laws["own"].terms["usual"] == Term(days=3)
    [found] = standing([request("1", "02.11.2026")], laws, (), NOW)  # a law no longer there: the first one's usual
    assert (found.last_day, found.law) == (date(2026, 11, 5), "Наш порядок")


def request(number: str, received: str, answered: str = "", **fields: str) -> Request:
    day = cells.day(answered) if answered else None
    return Request(
        number=number, received=cells.day(received), sender="О. В.", subject="міст", answered=day, **fields  # type: ignore[arg-type]
    )  # fmt: skip


def test_where_requests_stand() -> None:
    register = [
        request("1", "02.11.2026", "09.11.2026"),
        request("2", "02.11.2026", "10.11.2026"),
        request("3", "12.11.2026"),
        request("4", "13.11.2026"),
        request("5", "19.11.2026"),
    ]
    found = standing(register, packaged(), (), NOW)  # 20 November, morning
    assert [(one.request.number, one.state) for one in found] == [
        ("3", "overdue"), ("4", "soon"), ("5", "waiting"), ("1", "answered"), ("2", "answered-late"),
    ]  # fmt: skip
    assert found[0].law == "Закон України «Про доступ до публічної інформації», стаття 20"


def test_a_table_of_requests_tells_wrong_terms_and_hours() -> None:
    head = ["№", "Надійшов", "Від кого", "Зміст", "Закон", "Строк", "Час", "Відповідь"]
    rows = [
        head,
        ["1", "02.11.2026", "О. В.", "міст", "звернення", "скорочений", "9:05", ""],
        ["2", "02.11.2026", "О. В.", "міст", "", "скорочений", "25:00", "01.11.2026"],
    ]
    with pytest.raises(ConfigError) as caught:
        read_requests(rows, "r.csv", packaged())
    assert len(caught.value.problems) == 3
    [made] = read_requests(rows[:2], "r.csv", packaged())
    assert (made.law, made.term, made.clock) == ("appeals", "short", "09:05")


# --- occasions and greetings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("24.08", 2026, date(2026, 8, 24)),
        ("24 серпня", 2026, date(2026, 8, 24)),
        ("третя неділя червня", 2026, date(2026, 6, 21)),
        ("3-тя неділя червня", 2026, date(2026, 6, 21)),
        ("the third Sunday of June", 2026, date(2026, 6, 21)),
        ("Остання субота вересня", 2026, date(2026, 9, 26)),
        ("перший понеділок жовтня", 2026, date(2026, 10, 5)),
        ("п’ята неділя березня", 2026, date(2026, 3, 29)),
        ("п'ята неділя червня", 2026, None),
        ("29.02", 2026, None),
        ("29.02", 2028, date(2028, 2, 29)),
        ("Великдень", 2026, date(2026, 4, 12)),
        ("Великдень +49", 2026, date(2026, 5, 31)),
        ("Великдень - 7 днів", 2026, date(2026, 4, 5)),
    ],
)
def test_the_day_of_a_rule(rule: str, year: int, day: date | None) -> None:
    assert day_of(rule, year) == day


@pytest.mark.parametrize("rule", ["30.02", "31 червня", "13.13", "колись", "третя неділя", "третя неділя мармуру", ""])
def test_what_is_no_rule(rule: str) -> None:
    with pytest.raises(ValueError, match="не дата й не правило"):
        day_of(rule, 2026)


# Published dates of Easter of the Eastern churches.
@pytest.mark.parametrize("day", ["05.05.2002", "27.04.2003", "23.04.2006", "19.04.2020", "02.05.2021", "24.04.2022",
                                 "16.04.2023", "05.05.2024", "20.04.2025", "12.04.2026"])  # fmt: skip
def test_easter(day: str) -> None:
    assert easter(cells.day(day).year) == cells.day(day)


def test_feasts_over_new_year_are_in_order() -> None:
    found = feasts([Occasion(rule="01.01", name="Новий рік"), Occasion(rule="06.12", name="ЗСУ")],
                   date(2026, 12, 1), date(2027, 1, 5))  # fmt: skip
    assert [one.day for one in found] == [date(2026, 12, 6), date(2027, 1, 1)]


def test_a_calendar_with_a_wrong_rule_is_refused() -> None:
    with pytest.raises(ConfigError, match="рядок 2, стовпець 1"):
        read_occasions([["Дата", "Свято"], ["32.01", "Свято"]], "o.csv")


def release(name: str, day: str, title: str, text: str = "") -> Article:
    moment = Moment(at=from_local(cells.day(day)), rule="feed", confidence=1.0)
    return Article(id=name, outlet="rada", url="", kind="site", title=title, paragraphs=(text,), published=moment)


MEDICS = Occasion(rule="третя неділя червня", name="День медичного працівника", whom="медиків")


@pytest.mark.parametrize(
    ("published", "found"),
    [
        (release("r", "21.06.2026", "Привітання з Днем медичного працівника"), "r"),
        (release("r", "19.06.2026", "Вітаємо медиків", "Щиро вітаємо медичних працівників із їхнім днем!"), "r"),
        (release("r", "22.06.2026", "Міський голова привітав медичних працівників"), "r"),
        (release("r", "23.06.2026", "Привітання з Днем медичного працівника"), None),
        (release("r", "17.06.2026", "Привітання з Днем медичного працівника"), None),
        (release("r", "21.06.2026", "Лікарня шукає медичного працівника"), None),
        (release("r", "21.06.2026", "Привітання з Днем батька"), None),
    ],
)
def test_a_greeting_is_found_in_own_releases(published: Article, found: str | None) -> None:
    [one] = greetings([MEDICS], [published], date(2026, 6, 1), date(2026, 6, 30))
    assert one.release == found


def test_a_mark_stands_in_for_the_words_of_the_name() -> None:
    marked = Occasion(rule="21.06", name="День", phrase="білі халати")
    [one] = greetings(
        [marked], [release("r", "21.06.2026", "Люди в білих халатах")], date(2026, 6, 1), date(2026, 6, 30)
    )
    assert one.release == "r"


# --- contracts, diary, subscribers, site --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("400 см²", (400.0, "cm2")), ("12,5 хв", (12.5, "min")), ("1 200 кв. см", (1200.0, "cm2")),
        ("300", (300.0, "")), ("10 хвилин", (10.0, "min")), ("пів шпальти", (None, "")), ("", (None, "")),
    ],
)  # fmt: skip
def test_sizes(text: str, size: tuple[float | None, str]) -> None:
    assert measure(text) == size


def test_contracts_tell_their_unit_by_the_cell_or_the_heading() -> None:
    head = ["Номер", "Дата", "Видання", "Предмет", "Хвилин"]
    found = read_contracts([head, ["1", "02.01.2026", "Ріка", "сюжет", "10"]], "c.csv", "letter")
    assert (found[0].form, found[0].size, found[0].unit) == ("letter", 10.0, "min")
    rows = [
        [*head[:4], "Обсяг", "Публікацій", "Строк"],
        ["1", "02.01.2026", "Ріка", "сюжет", "багато", "0", "01.01.2026"],
    ]
    with pytest.raises(ConfigError) as caught:
        read_contracts(rows, "c.csv")
    assert len(caught.value.problems) == 3


def test_the_diary_is_listed_by_day() -> None:
    rows = table((SAMPLES / "diary.csv").read_bytes(), "diary.csv")
    entries = diary.read_diary([rows[0], *reversed(rows[1:])], "diary.csv")
    found = diary.of_kind(entries, "training", date(2026, 1, 1), date(2026, 12, 31))
    assert [diary.line(one) for one in found] == [
        "04–06.03.2026 – тренінг з інструментів діалогу в громаді (м. Надверб, Школа громад)",
        "17–18.06.2026 та 24–25.06.2026 – онлайн-семінар із взаємодії влади, громадськості та ЗМІ "
        "(Академія місцевого самоврядування)",
    ]
    assert diary.of_kind(entries, "training", date(2026, 4, 1), date(2026, 5, 31)) == ()


def test_the_last_count_of_subscribers() -> None:
    counts = [Subscribers(page="Facebook", day=date(2026, month, 1), count=month) for month in (3, 1, 2)]
    last = diary.latest(counts, "facebook", date(2026, 2, 15))
    assert last is not None
    assert last.count == 2
    assert diary.latest(counts, "Facebook", date(2025, 12, 31)) is None


RULES = (("/news/", "Новини"), ("/news/anons", "Анонси"), ("/akty", "Акти"))


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/news/1", "Новини"), ("/news/anons/2", "Анонси"), ("/akty", "Акти"), ("/akty/3?x=1", "Акти"),
        ("/aktyvist", "Інше"), ("/", "Інше"), ("", "Інше"),
    ],
)  # fmt: skip
def test_the_section_of_an_address(path: str, section: str) -> None:
    assert section_of(f"https://rada.example{path}", RULES) == section


def test_sections_without_rules_are_the_first_parts_of_paths() -> None:
    assert section_of("https://rada.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1", ()) == "новини"
    for path in ("1", "slovo", "2026/11/20/slovo", "2026/11/"):
        assert section_of(f"https://rada.example/{path}", ()) == "Інше"
    for path in ("akty/11", "2026/akty/11", "akty/2026/11/slovo"):
        assert section_of(f"https://rada.example/{path}", ()) == "akty"
    site = [Publication("rada", f"https://r.example/{path}", date(2026, 11, day))
            for path, day in (("akty/1", 1), ("news/1", 2), ("news/2", 3), ("x", 3), ("news/3", 30))]  # fmt: skip
    assert by_section(site, (), date(2026, 11, 1), date(2026, 11, 29)) == [("news", 2), ("akty", 1), ("Інше", 1)]
    assert by_section(site, RULES, date(2026, 11, 1), date(2026, 11, 30))[0] == ("Новини", 3)


# --- store --------------------------------------------------------------------------------------------------------


def test_importing_again_updates_and_keeps_what_was(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "x.sqlite", "x")
    one, two = organisation("ГО «Сад»", code="1"), organisation("ГО «Ліс»", code="2")

    def put(*entries: Organisation, hours: int) -> tuple[int, int, int]:
        rows = [(key(entry), entry) for entry in entries]
        saved = store.registers.put("organisations", rows, by="А", at=NOW + timedelta(hours=hours), origin="t.csv")
        return saved.new, saved.changed, saved.same

    assert put(one, two, hours=0) == (2, 0, 0)
    assert put(one, two, hours=1) == (0, 0, 2)
    renamed = organisation("ГО «Парк»", code="1")
    assert put(renamed, hours=2) == (0, 1, 0)
    assert store.registers.entries(ORGANISATIONS) == (renamed, two)
    [was] = store.registers.history("organisations", "1")
    assert ("Сад" in was["body"], was["until"], was["changed_by"]) == (True, "2026-11-20T08:30:00Z", "А")
    assert store.registers.drop("organisations", "2", by="Б", at=NOW)
    assert not store.registers.drop("organisations", "2", by="Б", at=NOW)
    assert store.registers.entries(ORGANISATIONS) == (renamed,)
    assert store.registers.history("organisations", "2")[0]["dropped"]
    assert Store.open(tmp_path / "x.sqlite", "y").registers.entries(ORGANISATIONS) == ()


@pytest.mark.parametrize("piece", ["1 ", "1.", "01-", "«", "а ", "1.1.2020, ", "третя ", "\u0301"])
def test_a_cell_of_a_megabyte_is_refused_in_seconds(piece: str) -> None:
    cell = piece * (1_000_000 // len(piece))
    for kind, head in (
        ("organisations", ["Назва", "Вид", "Зареєстровано", "Інші назви"]),
        ("contracts", ["№", "Дата", "Видання", "Предмет", "Обсяг", "Публікацій"]),
        ("requests", ["№", "Надійшов", "Від кого", "Зміст", "Час", "Закон"]),
        ("occasions", ["Дата", "Свято"]),
        ("diary", ["Дата", "Вид", "Зміст"]),
        ("subscribers", ["Сторінка", "Дата", "Підписників"]),
    ):
        with pytest.raises(ConfigError, match="довша за 2000 знаків"):
            keyed(kind, [head, [cell] * len(head)], "t", packaged())


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("24.08.2026", "24.08"), ("2026-08-24", "24.08"), ("2026-08-24 00:00:00", "24.08"), ("8.3", "8.3")],
)
def test_an_occasion_whose_day_a_spreadsheet_gave_a_year(cell: str, rule: str) -> None:
    (found,) = read_occasions([["Дата", "Свято"], [cell, "День"]], "t.xlsx")
    assert found.rule == rule


def test_a_month_that_a_spreadsheet_may_have_cut_is_asked_about() -> None:
    with pytest.raises(ConfigError) as caught:
        read_occasions([["Дата", "Свято"], ["14.1", "День"]], "t.xlsx")
    assert "січень чи жовтень: «14.1»? пишіть 14.01 або 14.10" in caught.value.problems[0]


@pytest.mark.parametrize(
    ("cell", "clock"), [("0.430555555555556", "10:20"), ("0,5", "12:00"), ("0.9999999", "23:59"), ("10:20:00", "10:20")]
)
def test_the_hour_of_a_request_as_a_workbook_keeps_it(cell: str, clock: str) -> None:
    rows = [["№", "Надійшов", "Час", "Від кого", "Зміст"], ["1", "19.11.2026", cell, "Гай", "світло"]]
    (found,) = read_requests(rows, "t.xlsx", packaged())
    assert found.clock == clock


def test_a_cell_that_never_ends_is_told_in_ukrainian() -> None:
    with pytest.raises(TableError, match=r"клітинка довша за 100000 знаків \(чи закрито лапки\?\); нічого не змінено"):
        table(f"Назва;Вид\nСад;{'я' * 200_000}\n".encode(), "t.csv")


def test_a_latin_letter_that_looks_alike_does_not_hide_a_heading_or_a_kind() -> None:
    (found,) = read_organisations([["Haзвa", "Bид"], ["ГО «Сад»", "ГO"]], "t.csv")
    assert (found.name, found.kind) == ("ГО «Сад»", "civic")


def test_another_registers_table_is_told_in_one_sentence() -> None:
    rows = [["№", "Надійшов", "Від кого"], ["1", "19.11.2026", "Гай"]]
    assert problems(rows) == ["t.csv: це не та таблиця: у першому рядку немає стовпця «назва»; нічого не взято"]


def test_a_table_of_many_mistakes_is_told_by_the_first_of_them() -> None:
    told = problems([["Назва", "Вид", "Зареєстровано"], *([f"ГО «{n}»", "ГО", "31.02.2020"] for n in range(303))])
    assert len(told) == 101
    assert told[-1] == "t.csv: і ще 203 помилки; нічого не взято"
