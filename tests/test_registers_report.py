"""What registers hand to a report: every figure against a recount by hand, every list in order, and the commands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from digests.reports.linter import lint
from digests.reports.material import REGISTER_SERIES, Material
from digests.reports.register_figures import Kept, figures, own_series
from digests.reports.register_lists import lists
from digests.reports.series import Period
from monitor.cli.application import invoke
from monitor.config import load
from monitor.dates import day_start, kyiv_day
from monitor.model import Article, Classification, Clip, Clipping, Entry, Moment, Outlet, Petition
from monitor.pipeline.registers import material, site_read
from monitor.registers.cells import day
from monitor.registers.contracts import key
from monitor.registers.fulfilment import progress, proposals, same_outlet
from monitor.registers.greetings import Greeting
from monitor.registers.nouns import Contract, Occasion, Organisation, PublicEvent, Request, Subscribers
from monitor.registers.occasions import Feast
from monitor.registers.petitions import Vote, watch
from monitor.registers.requests import standing
from monitor.registers.site import Publication
from monitor.registers.terms import packaged
from monitor.store import Sighting, SourceState, Store, Visit
from tests.fakes import NOW, FakeDecider

TODAY = date(2026, 11, 20)
SAMPLES = Path(__file__).resolve().parents[1] / "examples" / "registers"
CONFIG = """
place: {name: Тихоріченськ, russian: Тихореченск, region: Надвербська область, id: x}
institution: {name: Тихоріченська міська рада}
outlets:
  - {id: visti, name: Тихоріченські вісті}
  - id: rada
    name: Тихоріченська міська рада
    official: true
    sources: [{kind: feed, url: "https://rada.example/feed", sections: {/news/: Новини, /akty/: Акти}}]
holidays: [2026-11-10]
"""


def value(found: Material | tuple[object, ...], series: str, year: int, month: int | None = None) -> int | None:
    known = found.figures if isinstance(found, Material) else found
    values = [one.value for one in known if (one.series, one.period) == (series, Period(year, month))]  # type: ignore[attr-defined]
    assert len(values) <= 1, "one place, one figure"
    return values[0] if values else None


# --- figures ------------------------------------------------------------------------------------------------------


def event(name: str, first: str, *, state: str = "confirmed", held: bool = True) -> PublicEvent:
    found = day(first)
    return PublicEvent(id=name, first=found, last=found, kind="мітинг", held=held, state=state, articles=(name,))  # type: ignore[arg-type]


def test_only_confirmed_events_that_were_held_are_counted() -> None:
    told = (
        event("a", "03.02.2025"), event("b", "14.11.2026"), event("c", "15.11.2026", state="proposed"),
        event("d", "16.11.2026", state="rejected"), event("e", "17.11.2026", held=False), event("f", "21.12.2026"),
    )  # fmt: skip
    kept = Kept(events=told, today=TODAY)
    found = figures(kept, Period(2026))
    assert [value(found, "events-held", year) for year in (2024, 2025, 2026)] == [None, 1, 1]
    assert [value(found, "events-held", 2026, month) for month in (1, 11, 12)] == [0, 1, None]
    titles = {one.title: [line[:10] for line in one.lines] for one in lists(kept, Period(2026, 11))}
    assert list(titles.values()) == [["14.11.2026"], ["17.11.2026"], ["15.11.2026"]]
    # Nothing was confirmed yet: the chronicle is kept, and it counts none.
    assert value(figures(Kept(events=told[2:3], today=TODAY), Period(2026)), "events-held", 2026) == 0


def test_stocks_are_read_on_the_last_day_or_today() -> None:
    register = tuple(
        Organisation(name=name, kind="civic", registered=day(since), ended=day(until) if until else None)
        for name, since, until in (("А", "01.01.1999", ""), ("Б", "05.05.2024", "01.10.2026"), ("В", "21.11.2026", ""))
    )
    found = figures(Kept(organisations=register, today=TODAY), Period(2026))
    civic = {one.period: one for one in found}
    assert [civic[Period(year)].value for year in (2019, 2023, 2024, 2025, 2026)] == [1, 1, 2, 2, 1]
    assert Period(2018) not in civic
    assert Period(2026, 12) not in civic
    assert (civic[Period(2025)].as_of, civic[Period(2026)].as_of) == (date(2025, 12, 31), TODAY)
    assert [civic[Period(2026, month)].value for month in (9, 10, 11)] == [2, 1, 1]


def test_subscribers_of_one_network_and_of_two_pages() -> None:
    def count(page: str, on: str, number: int) -> Subscribers:
        return Subscribers(page=page, day=day(on), count=number)

    one = Kept(
        subscribers=(count("Facebook ради", "30.12.2025", 10), count("Facebook ради", "01.02.2026", 12)), today=TODAY
    )
    found = figures(one, Period(2026))
    assert value(found, "subscribers-facebook", 2025) == 10
    assert (value(found, "subscribers-facebook", 2026), value(found, "subscribers-facebook", 2026, 2)) == (12, 12)
    assert value(found, "subscribers-facebook", 2026, 3) is None  # nobody counted then
    assert own_series(one) == ()
    two = Kept(subscribers=(*one.subscribers, count("Facebook мера", "01.02.2026", 5)), today=TODAY)
    series = own_series(two)
    assert [section for _, section in series] == ["social", "social"]
    assert sorted(value(figures(two, Period(2026)), one.id, 2026) or 0 for one, _ in series) == [5, 12]


def test_an_own_site_that_answered_more_than_a_day_ago_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    config = load(tmp_path / "sources.yaml")
    with opened(tmp_path) as store:
        assert site_read(store, config, NOW) is None
        own = next(source.id for source in config.sources if source.outlet == "rada")
        state = SourceState(id=own, visited=NOW, answered=NOW, state="ok")
        store.save_visit(Visit(source=state, at=NOW, state="ok"))
        assert site_read(store, config, NOW + timedelta(hours=20)) is None
        assert site_read(store, config, NOW + timedelta(days=30)) == kyiv_day(NOW)
        assert site_read(store, None, NOW + timedelta(days=30)) is None


def own(name: str) -> Article:
    return Article(
        id=name, outlet="rada", url=f"https://rada.example/news/{name}", kind="site", title="Рішення сесії",
        paragraphs=("Текст рішення.",), published=Moment(at=NOW - timedelta(days=9), rule="item", confidence=1.0), fetched=NOW,
    )  # fmt: skip


def test_of_a_site_that_never_answered_there_is_no_figure_whatever_was_imported(tmp_path: Path) -> None:
    """Two releases came in a file; nobody knows how many the site had."""
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    config = load(tmp_path / "sources.yaml")
    without = replace(config, sources=())
    with opened(tmp_path) as store:
        store.save_outlets(config.outlets)
        store.save_articles([(own(name), name, None, False, ()) for name in ("a", "b")])
        for settings in (config, without):
            found = material(store, Period(2026), now=NOW, config=settings)
            assert value(found, "site-news", 2026) is None
            assert not [one for one in found.figures if one.series.startswith("site-")]
        source = next(one.id for one in config.sources if one.outlet == "rada")
        store.save_visit(
            Visit(source=SourceState(id=source, visited=NOW, answered=NOW, state="ok"), at=NOW, state="ok")
        )
        assert value(material(store, Period(2026), now=NOW, config=config), "site-news", 2026) == 2


def test_a_site_that_was_read_keeps_its_figures_when_its_source_is_taken_out(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    config = load(tmp_path / "sources.yaml")
    without = replace(config, sources=())
    source = next(one.id for one in config.sources if one.outlet == "rada")
    with opened(tmp_path) as store:
        store.save_outlets(config.outlets)
        entry = Entry(source=source, key="a", url="https://rada.example/news/a")
        state = SourceState(id=source, visited=NOW, answered=NOW, state="ok")
        seen = (Sighting(article="a", outlet="rada", entry=entry, digest="x"),)
        store.save_visit(Visit(source=state, at=NOW, state="ok", sightings=seen))
        store.save_articles([(own("a"), "a", None, False, ())])
        then = NOW + timedelta(days=60)
        assert value(material(store, Period(2027), now=then, config=without), "site-news", 2026) == 1
        assert value(material(store, Period(2027), now=then, config=without), "site-news", 2027) is None
        assert site_read(store, without, then) == kyiv_day(NOW)


GREETED = "Привітання, які ще не оприлюднено"
MISSED = "Привітання, яких серед власних матеріалів не знайдено"


def feast(on: str, release: str | None = None) -> Greeting:
    return Greeting(Feast(Occasion(rule=on[:5], name=f"Свято {on}", whom="медиків"), day(on)), release)


def without_greeting(kept: Kept, month: int | None = 11) -> dict[str, list[str]]:
    return {
        one.title: [line[:10] for line in one.lines]
        for one in lists(kept, Period(2026, month))
        if one.title in (GREETED, MISSED)
    }


def test_a_report_tells_of_the_greetings_of_its_own_days() -> None:
    days = ("31.10.2026", "05.11.2026", "18.11.2026", "19.11.2026", "20.11.2026", "29.11.2026", "06.12.2026")
    told = (*(feast(on) for on in days), feast("10.11.2026", "r"))
    kept = Kept(greetings=told, released=date(2026, 1, 3), today=TODAY)
    # The 19th is yesterday: a greeting of today would still count for it.
    coming = ["19.11.2026", "20.11.2026", "29.11.2026"]
    assert without_greeting(kept) == {MISSED: ["05.11.2026", "18.11.2026"], GREETED: coming}
    assert without_greeting(kept, 10) == {MISSED: ["31.10.2026"]}
    assert without_greeting(kept, None) == {
        MISSED: ["31.10.2026", "05.11.2026", "18.11.2026"],
        GREETED: [*coming, "06.12.2026"],
    }
    (first, *_) = (one.lines for one in lists(kept, Period(2026, 11)) if one.title == MISSED)
    assert first[0] == "05.11.2026 – Свято 05.11.2026 (медиків)"


def test_of_days_on_which_nobody_saw_own_releases_no_greeting_is_missed() -> None:
    told = tuple(feast(on) for on in ("05.11.2026", "12.11.2026", "18.11.2026"))
    assert without_greeting(Kept(greetings=told, today=TODAY)) == {}
    assert without_greeting(Kept(greetings=told, released=date(2026, 11, 8), today=TODAY)) == {
        MISSED: ["12.11.2026", "18.11.2026"]
    }
    silent = Kept(greetings=told, released=date(2026, 11, 8), site_read=date(2026, 11, 15), today=TODAY)
    assert without_greeting(silent) == {MISSED: ["12.11.2026"]}


def test_the_site_by_section() -> None:
    site = tuple(
        Publication("rada", f"https://rada.example/{path}", day(on))
        for path, on in (
            ("news/1", "30.12.2025"),
            ("news/2", "01.11.2026"),
            ("akty/1", "02.11.2026"),
            ("x", "03.11.2026"),
        )
    )
    kept = Kept(publications=site, sections=(("/news/", "Новини"), ("/akty/", "Акти")), today=TODAY)
    found = figures(kept, Period(2026))
    series = {one.unit: one.id for one, _ in own_series(kept)}
    assert list(series) == ["матеріали розділу «Акти»", "матеріали розділу «Інше»"]
    assert [value(found, "site-news", year) for year in (2025, 2026)] == [1, 1]
    assert [value(found, id, 2026) for id in series.values()] == [1, 1]
    # Nobody read the site after the 4th: of the month after it nothing is known.
    later = replace(kept, today=date(2026, 12, 20), site_read=date(2026, 11, 4))
    found = figures(later, Period(2026, 12))
    assert [value(found, "site-news", 2026, month) for month in (10, 11, 12)] == [0, 1, None]
    (november,) = [one for one in found if (one.series, one.period) == ("site-news", Period(2026, 11))]
    assert november.as_of == date(2026, 11, 4)
    assert value(figures(replace(later, site_read=None), Period(2026, 12)), "site-news", 2026, 12) == 0
    # Without sections the whole site is one figure.
    plain = Kept(publications=tuple(replace(one, url="https://rada.example/x") for one in site), today=TODAY)
    assert value(figures(plain, Period(2026)), "site-news", 2026) == 3
    assert own_series(plain) == ()


def test_petitions_requests_and_contracts_are_counted_by_their_days() -> None:
    seen = [
        (Petition(key=name, url=name, title=name, votes=votes, threshold=100, deadline=day("25.11.2026")), "s", at, at)
        for name, votes, at in (("a", 120, NOW - timedelta(days=400)), ("b", 3, NOW - timedelta(days=1)))
    ]
    votes = {"a": [Vote(NOW - timedelta(days=400), 9), Vote(NOW - timedelta(days=30), 120)]}
    asked = [
        Request(number=str(n), received=day(on), sender="О. В.", subject="міст", answered=day(to) if to else None)
        for n, (on, to) in enumerate((("02.11.2026", "12.01.2027"), ("03.11.2026", ""), ("09.12.2025", "10.12.2025")))
    ]
    contract = Contract(form="letter", number="1", signed=day("01.10.2026"), outlet="Вісті", subject="міст")
    kept = Kept(
        petitions=tuple(watch(seen, votes, NOW)),
        requests=tuple(standing(asked, packaged(), (), NOW)),
        progress=tuple(progress([contract], [], {}, TODAY)),
        today=TODAY,
    )
    found = figures(kept, Period(2026))
    got = {name: (value(found, name, 2025), value(found, name, 2026)) for name in REGISTER_SERIES}
    assert {name: pair for name, pair in got.items() if pair != (None, None)} == {
        "petitions": (0, 1), "petitions-supported": (0, 1), "journalist-requests": (1, 2), "journalist-replies": (1, 1),
        "contract-letters": (None, 1), "contract-publications": (None, 0),
    }  # fmt: skip
    told = {one.title: one.lines for one in lists(kept, Period(2026, 11))}
    assert told["Нові петиції"] == ("«b» – 3 підписи, потрібно 100, до 25.11.2026",)
    assert told["Петиції, строк збору підписів яких спливає"] == told["Нові петиції"]
    assert told["Запити, на які не відповіли в строк"] == ("№ 1 від 03.11.2026, О. В.: міст, строк – 10.11.2026",)


def test_registers_without_entries_give_nothing() -> None:
    kept = Kept(today=TODAY)
    assert (figures(kept, Period(2026)), lists(kept, Period(2026)), own_series(kept)) == ((), (), ())


# --- contracts ----------------------------------------------------------------------------------------------------

LETTER = Contract(
    form="letter", number="17", signed=day("10.11.2026"), outlet="ТОВ «Редакція газети «Вісті»»",
    subject="оголошення про громадські слухання щодо бюджету", deadline=day("18.11.2026"), size=60.0, unit="cm2",
)  # fmt: skip
VISTI = Outlet(id="visti", name="Вісті", kind="newspaper")


def printed(name: str, on: str, title: str, *, outlet: Outlet = VISTI, size: str = "", text: str = "") -> Clip:
    article = Article(
        id=name, outlet=outlet.id, url="", kind="newspaper", title=title, paragraphs=(text,),
        published=Moment(at=day_start(day(on)), rule="import", confidence=1.0), clipping=Clipping(size=size),
    )  # fmt: skip
    return Clip(article=article, outlet=outlet, relevance="about", topic=None)


RIGHT = "Громадські слухання щодо бюджету: оголошення"


@pytest.mark.parametrize(
    ("clip", "found"),
    [
        (printed("a", "12.11.2026", RIGHT), True),
        (printed("a", "18.11.2026", "Оголошення", text="Про громадські слухання із бюджету громади"), True),
        (printed("a", "19.11.2026", RIGHT), False),
        (printed("a", "09.11.2026", RIGHT), False),
        (printed("a", "12.11.2026", RIGHT, outlet=Outlet(id="other", name="Ратуша")), False),
        (printed("a", "12.11.2026", RIGHT, outlet=replace(VISTI, official=True)), False),
        (printed("a", "12.11.2026", "Хор поїхав на фестиваль"), False),
    ],
)
def test_which_items_are_proposed(clip: Clip, *, found: bool) -> None:
    assert bool(proposals(LETTER, [clip])) is found


def test_a_mark_and_a_size_speak_for_an_item() -> None:
    marked = replace(LETTER, phrase="Міська рада інформує")
    plain, sized, named = (
        printed("a", "12.11.2026", RIGHT),
        printed("b", "12.11.2026", RIGHT, size="62 см²"),
        printed("c", "12.11.2026", "Графік", text="Рубрика «Міська рада інформує»"),
    )
    assert proposals(marked, [plain, sized, named])[0].article == "c"
    assert "обсяг 62 см²" in proposals(LETTER, [sized])[0].reason
    assert "є ознака" in proposals(marked, [named])[0].reason
    assert proposals(LETTER, [plain], answered={"a"}) == []


def test_where_a_contract_stands() -> None:
    clips = [printed("a", "12.11.2026", RIGHT, size="60"), printed("b", "12.11.2026", RIGHT)]
    name = key(LETTER)

    def state(
        decided: dict[tuple[str, str], bool], contract: Contract = LETTER, on: date = TODAY
    ) -> tuple[object, ...]:
        [one] = progress([contract], clips, decided, on)
        return one.state, one.published, tuple(proposal.article for proposal in one.proposals), one.size

    assert state({}) == ("overdue", (), ("a", "b"), 0.0)
    assert state({}, on=day("18.11.2026"))[0] == "waiting"
    assert state({}, replace(LETTER, deadline=None))[0] == "waiting"
    assert state({(name, "a"): True}) == ("fulfilled", ("a",), (), 60.0)
    assert state({(name, "a"): False}) == ("overdue", (), ("b",), 0.0)
    assert state({(name, "a"): True}, replace(LETTER, pieces=2)) == ("overdue", ("a",), ("b",), 60.0)
    assert state({("other", "a"): True})[1] == ()


@pytest.mark.parametrize(
    ("name", "outlet", "same"),
    [
        ("Вісті", VISTI, True), ("visti", VISTI, True), ("газета «Вісті»", VISTI, True), ("Вістівка", VISTI, False),
        ("Новий шлях", replace(VISTI, aliases=("Новий шлях",)), True), ("ТОВ «Рік»", Outlet(id="r", name="Рік"), False),
    ],
)  # fmt: skip
def test_the_outlet_a_contract_names(name: str, outlet: Outlet, *, same: bool) -> None:
    assert same_outlet(name, outlet) is same


# --- the whole of it ----------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> list[str]:
    """The common options of an office that has imported every sample and collected two items."""
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    options = [
        "--config",
        str(tmp_path / "sources.yaml"),
        "--state",
        str(tmp_path / "var"),
        "--now",
        "2026-11-20T09:00",
    ]
    for path in sorted(SAMPLES.glob("*.csv")):
        assert invoke([*options, "registers", "import", path.stem, str(path), "--by", "О. В."]) == 0
    with opened(tmp_path) as store:
        rada = Outlet(id="rada", name="Тихоріченська міська рада", official=True)
        store.save_outlets([rada, Outlet(id="visti", name="Тихоріченські вісті")])
        seen = Petition(
            key="k", url="https://p.example/1", title="Алея", votes=5, threshold=100, deadline=day("25.11.2026")
        )
        store.registers.see_petitions("petitions", [seen], NOW)
        items = (
            ("aa", "rada", "https://rada.example/news/1", "Вітаємо з Днем Гідності та Свободи", "19.11.2026", ""),
            ("bb", "visti", "https://visti.example/1", "Оголошення: громадські слухання щодо бюджету", "12.11.2026",
             "Слухання у Вербосіллі просила ГО «Тихий берег»."),
        )  # fmt: skip
        for name, outlet, url, title, on, text in items:
            at = Moment(at=day_start(day(on)), rule="feed", confidence=1.0)
            made = Article(
                id=name, outlet=outlet, url=url, kind="site", title=title, paragraphs=(text,), published=at, fetched=NOW
            )
            store.save_articles([(made, name, None, False, ())])
            store.save_verdicts([(_about(made), 1, "")], "1")
    return options


def _about(article: Article) -> Classification:
    return replace(FakeDecider().classify(article, Outlet(id="x", name="x")), article=article.id)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    store = Store.open(folder / "var" / "ohliad.sqlite", "x")
    try:
        yield store
    finally:
        store.close()


def said(office: list[str], capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> str:
    capsys.readouterr()
    assert invoke([*office, *command]) == code
    captured = capsys.readouterr()
    return captured.out if code < 2 else captured.err


def test_every_figure_of_the_samples_is_what_a_recount_by_hand_gives(office: list[str], tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        found = material(store, Period(2026), now=NOW)
    rows = {path.stem: [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
            for path in SAMPLES.glob("*.csv")}  # fmt: skip
    dated = [row for row in rows["organisations"] if "парт" in row[1]]
    for year in range(2019, 2026):
        last = date(year, 12, 31)
        assert value(found, "parties", year) == sum(
            day(row[2]) <= last and not (row[3] and day(row[3]) <= last) for row in dated
        )
    assert value(found, "contracts", 2026) == sum(row[0] == "договір" for row in rows["contracts"])
    assert value(found, "contract-letters", 2026, 11) == sum(row[0] == "лист-заявка" for row in rows["contracts"])
    assert value(found, "journalist-requests", 2026, 11) == len(rows["requests"])
    assert value(found, "journalist-replies", 2026, 11) == sum(bool(row[8]) for row in rows["requests"])
    assert value(found, "diary-trainings", 2026) == sum(row[1] == "навчання" for row in rows["diary"])
    assert value(found, "diary-sittings", 2026) == sum(row[1] in ("засідання", "нарада") for row in rows["diary"])
    assert value(found, "petitions", 2026) == 0  # it stood there on the first visit
    assert value(found, "greetings", 2026, 11) == 1  # the day before
    assert value(found, "subscribers-facebook", 2026) == 11544
    known = {one.series for one in found.figures} - set(REGISTER_SERIES) - {"site-news"}
    assert known == {"subscribers-facebook", "subscribers-telegram"}


def test_the_report_of_the_samples_contradicts_itself_nowhere(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(office, capsys, "report", "year", "2026", "--format", "text", "--out", str(tmp_path))
    text = (tmp_path / "report-2026.txt").read_text(encoding="utf-8")
    assert "04–06.03.2026 – тренінг" in text
    assert "лист-заявка № 17" in text
    assert [finding.quote for finding in lint(text)] == []


def test_importing_the_samples_again_changes_nothing(office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(SAMPLES.glob("*.csv")):
        assert "нових 0, змінено 0" in said(office, capsys, "registers", "import", path.stem, str(path))
    counts = json.loads(said(office, capsys, "--json", "registers", "list"))
    assert counts["organisations"] == 10
    assert "Річковий край" in said(office, capsys, "registers", "list", "parties")
    assert len(json.loads(said(office, capsys, "--json", "registers", "list", "letters"))) == 2


def test_a_wrong_table_changes_nothing(office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "wrong.csv"
    table.write_text("Назва;Вид\nНова;ГО\nДивна;гурт\n", encoding="utf-8")
    told = said(office, capsys, "registers", "import", "organisations", str(table), code=2)
    assert "рядок 3, стовпець 2 «Вид»" in told
    assert json.loads(said(office, capsys, "--json", "registers", "list"))["organisations"] == 10
    said(office, capsys, "registers", "import", "songs", str(table), code=2)
    said(office, capsys, "registers", "list", "songs", code=2)


def test_registers_on_the_command_line(office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    years = json.loads(said(office, capsys, "--json", "registers", "years", "--since", "2024"))
    assert years["party"][0] == {"year": 2024, "as_of": "2024-12-31", "standing": 2, "came": 0, "went": 1}
    assert years["party"][-1]["as_of"] == "2026-11-20"
    assert "2026 (на 20.11.2026)" in said(office, capsys, "registers", "years")
    [mention] = json.loads(said(office, capsys, "--json", "registers", "mentions"))
    assert (mention["organisation"], mention["items"][0]["id"]) == ("ГО «Тихий берег»", "bb")
    site = json.loads(said(office, capsys, "--json", "registers", "site", "--period", "2026-11"))
    assert site == [{"section": "Новини", "items": 1}]
    said(office, capsys, "registers", "drop", "civic", "40000015")
    said(office, capsys, "registers", "drop", "civic", "40000015", code=2)
    assert "Велорух" not in said(office, capsys, "registers", "list", "civic")
    for command in (["years"], ["mentions"], ["site"]):
        assert said(office, capsys, "registers", *command)


def test_a_publication_without_a_date_counts_on_the_day_it_was_fetched(
    office: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with opened(tmp_path) as store:
        made = Article(
            id="cc",
            outlet="visti",
            url="https://visti.example/2",
            kind="site",
            title="Слухання",
            paragraphs=("Усе.",),
            fetched=NOW,
        )
        store.save_articles([(made, "cc", None, False, ())])
        store.save_verdicts([(_about(made), 1, "")], "1")
    said(office, capsys, "contracts", "confirm", "letter:2026/17", "cc")
    with opened(tmp_path) as store:
        found = material(store, Period(2026), now=NOW)
    assert value(found, "contract-publications", 2026, 11) == 1


def test_contracts_on_the_command_line(office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    owed = json.loads(said(office, capsys, "--json", "contracts", "--owed"))
    assert [(one["key"], one["proposals"][0]["article"]) for one in owed] == [("letter:2026/17", "bb")]
    assert "можливо: bb" in said(office, capsys, "contracts", "list")
    said(office, capsys, "contracts", "refuse", "letter:2026/17", "#bb")
    assert json.loads(said(office, capsys, "--json", "contracts", "--owed"))[0]["proposals"] == []
    assert "виконано (1 з 1)" in said(office, capsys, "contracts", "confirm", "letter:2026/17", "bb")
    assert json.loads(said(office, capsys, "--json", "contracts", "--owed")) == []
    made = said(
        office, capsys, "contracts", "add", "19", "19.11.2026", "Ратуша", "графік", "--letter", "--size", "10 хв"
    )
    assert "letter:2026/19: додано" in made
    assert "потрібен обсяг" in said(
        office, capsys, "contracts", "add", "2", "1.1.2026", "Р", "г", "--size", "шпальта", code=2
    )
    said(office, capsys, "contracts", "confirm", "letter:2026/99", "bb", code=2)
    said(office, capsys, "contracts", "confirm", "letter:2026/17", "zz", code=2)


def test_requests_on_the_command_line(office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(office, capsys, "--json", "requests"))
    assert {one["request"]["number"]: (one["state"], one["last_day"]) for one in found} == {
        "41": ("answered", "2026-11-09"), "42": ("answered-late", "2026-11-17"), "43": ("waiting", "2026-12-11"),
        "44": ("waiting", "2026-11-23"), "45": ("waiting", "2026-11-21"), "46": ("waiting", "2026-12-03"),
    }  # fmt: skip
    later = [*office[:-1], "2026-11-24T09:00"]
    assert "прострочено" in said(later, capsys, "requests", "--overdue", code=1)
    assert "44" in said(later, capsys, "requests", "answer", "44", "24.11.2026", "--reply", "01-17/44")
    said(later, capsys, "requests", "answer", "2026/45", "20.11.2026")
    assert json.loads(said(later, capsys, "--json", "requests", "--overdue")) == []
    # The office's own table does not know of the answers yet; importing it again takes none of them back.
    said(later, capsys, "registers", "import", "requests", str(SAMPLES / "requests.csv"))
    assert json.loads(said(later, capsys, "--json", "requests", "--overdue")) == []
    for wrong in (["99", "24.11.2026"], ["46", "01.01.2026"], ["46", "учора"]):
        said(later, capsys, "requests", "answer", *wrong, code=2)


def test_an_office_s_terms_beside_its_configuration(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "terms.yaml").write_text("access: {law: Закон, terms: {usual: {days: 1}}}", encoding="utf-8")
    found = json.loads(said(office, capsys, "--json", "requests", code=1))
    assert next(one for one in found if one["request"]["number"] == "44")["last_day"] == "2026-11-17"


def test_occasions_and_petitions_on_the_command_line(office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(office, capsys, "--json", "occasions", "--ahead", "20"))
    assert [(one["day"], one["release"]) for one in found] == [("2026-11-21", "aa"), ("2026-12-06", None)]
    assert "немає" in said(office, capsys, "occasions", "--ahead", "20")
    [petition] = json.loads(said(office, capsys, "--json", "petitions"))
    assert (petition["state"], petition["votes"][0]["votes"]) == ("near", 5)
    assert "20.11.2026" in said(office, capsys, "petitions", "--history")


def test_the_instant_of_the_tests_is_the_day_they_speak_of() -> None:
    assert datetime.fromisoformat("2026-11-20T06:30:00+00:00") == NOW


def test_an_organisation_that_gets_or_loses_its_code_stays_one(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def bring(*rows: str) -> str:
        table = tmp_path / "org.csv"
        table.write_text("\n".join(("Назва;Вид;Зареєстровано;Код", *rows)), encoding="utf-8")
        return said(office, capsys, "registers", "import", "organisations", str(table))

    def listed() -> list[str]:
        rows = json.loads(said(office, capsys, "--json", "registers", "list", "civic"))
        return [row["key"] for row in rows if "Сад" in row["entry"] or "Тихий" in row["entry"]]

    assert listed() == ["40000011"]
    assert "нових 0, змінено 1" in bring("ГО «Тихий берег»;ГО;12.04.2018;")
    assert listed() == ["40000011"], "the code is not lost with its column"
    assert "нових 1" in bring("ГО «Сад»;ГО;01.02.2020;")
    assert "нових 0, змінено 1" in bring("ГО «Сад»;ГО;01.02.2020;40000099")
    assert listed() == ["40000011", "40000099"]
    assert "нових 0, змінено 0, без змін 1" in bring("ГО «Сад»;ГО;01.02.2020;40000099")


def test_an_answer_is_taken_back_and_is_never_of_tomorrow(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "ще не настало" in said(office, capsys, "requests", "answer", "43", "21.11.2026", code=2)
    assert "19.11.2026" in said(office, capsys, "requests", "answer", "43", "19.11.2026", "--reply", "5")
    assert "чекає на відповідь" in said(office, capsys, "requests", "reopen", "43")
    rows = json.loads(said(office, capsys, "--json", "requests"))
    one = next(row["request"] for row in rows if row["request"]["number"] == "43")
    assert (one["answered"], one["reply"]) == (None, "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("registers", "years", "--since", "-5"), "1900"),
        (("registers", "years", "--since", "99999"), "2100"),
        (("registers", "drop", "foo", "x"), "is no register"),
        (("requests", "reopen", "999"), "no requests have this number"),
    ],
)
def test_slips_of_the_finger_are_told(
    command: tuple[str, ...], words: str, office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in said(office, capsys, *command, code=2)
