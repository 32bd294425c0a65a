"""Clips of an invented city for the tests of digests; every name is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from digests.brief import build
from digests.coverage import coverage
from digests.definition import Definition, load_definitions
from digests.model import Digest, Totals, Window
from monitor.language.numerals import KYIV
from monitor.model import (
    Article,
    Clip,
    Event,
    Flag,
    Institution,
    Moment,
    Named,
    Official,
    Outlet,
    Place,
    SourceReport,
)

PLACE = Place(id="ternohai", name="Терногай", russian="Терногай", region="Дубравська область")
INSTITUTION = Institution(
    names=(Named(name="Терногайська міська рада"),),
    departments=(Named(name="відділ інформації та комунікацій"),),
    officials=(Official(name="Остап Зореслав", role="міський голова"),),
    sites=(Named(name="ternohai-rada.example"),),
)
DAY = date(2026, 11, 22)
END = datetime(2026, 11, 22, 8, 30, tzinfo=KYIV)
OUTLETS = {
    outlet.id: outlet
    for outlet in (
        Outlet(id="visnyk", name="Терногайський вісник"),
        Outlet(id="rika", name="Новини над Ріпою"),
        Outlet(id="rika-tg", name="Новини над Ріпою (Telegram)", kind="telegram"),
        Outlet(id="oblast", name="Дубрава онлайн", level="region"),
        Outlet(id="kraina", name="Країна сьогодні", level="nation"),
        Outlet(id="rada", name="Терногайська міська рада", official=True),
    )
}
DEFINITIONS = load_definitions()


def clip(
    id: str,
    title: str = "У Терногаї відкрили оновлену бібліотеку",
    text: str = "Бібліотеку на вулиці Липовій відкрили після ремонту. Читачів зустріла виставка місцевих художників.",
    *,
    outlet: str = "visnyk",
    at: datetime | None = END - timedelta(hours=2),
    exact: bool = True,
    topic: str | None = "culture",
    relevance: str | None = "about",
    url: str | None = None,
    quarantine: str | None = None,
    language: str = "uk",
    kind: str | None = None,
    **labels: object,
) -> Clip:
    source = OUTLETS[outlet]
    article = Article(
        id=id,
        outlet=outlet,
        url=url or f"https://{outlet}.example/news/{id}",
        kind=kind or source.kind,  # type: ignore[arg-type]
        title=title,
        paragraphs=tuple(text.split("\n")) if text else (),
        language=language,  # type: ignore[arg-type]
        published=None if at is None else Moment(at=at, rule="meta", confidence=0.9, exact=exact),
        fetched=END - timedelta(hours=1),
        quarantine=quarantine,
    )
    return replace(Clip(article=article, outlet=source, relevance=relevance, topic=topic), **labels)  # type: ignore[arg-type]


def flag(classifier: str = "citation", text: str = "Невідомо, чи згаданий відділ є відділом ради.") -> Flag:
    return Flag(classifier=classifier, code="unsure", text=text)


def day_window(**changes: object) -> Window:
    return replace(Window(start=END - timedelta(days=1), end=END, day=DAY), **changes)  # type: ignore[arg-type]


def week_window() -> Window:
    return Window(start=datetime(2026, 11, 16, tzinfo=KYIV), end=datetime(2026, 11, 23, tzinfo=KYIV), day=DAY)


def reports(silent: int = 2) -> list[SourceReport]:
    names = ["Голос Дубрави", "Район.Інфо", "Хутір ТБ"][:silent]
    bad = [
        SourceReport(source=f"bad-{i}", outlet="x", name=name, state="broken", reason="не відповідає")
        for i, name in enumerate(names)
    ]
    good = [
        SourceReport(source=f"ok-{i}", outlet="visnyk", name=f"Джерело {i}", state="ok") for i in range(12 - silent)
    ]
    return [*good, *bad]


def digest(
    clips: Sequence[Clip],
    definition: str | Definition = "daily",
    *,
    window: Window | None = None,
    silent: int = 2,
    used: frozenset[str] = frozenset(),
    before: Totals | None = None,
) -> Digest:
    return build(
        DEFINITIONS[definition] if isinstance(definition, str) else definition,
        clips,
        window=window or day_window(),
        place=PLACE,
        institution=INSTITUTION,
        coverage=coverage(reports(silent)),
        used=used,
        before=before,
    )


def rich_day() -> list[Clip]:
    """A plausible day: a release three outlets took over, a complaint, a fire, an event, doubts."""
    at = END.replace(hour=7, minute=40)
    council = (
        "Терногайська міська рада затвердила бюджет громади на наступний рік. На ремонт доріг передбачено"
        " 12 мільйонів гривень, на укриття в школах – ще чотири.\n"
        "За документ проголосували двадцять шість депутатів. Засідання тривало три години.\n"
        "Відділ інформації та комунікацій"
    )
    fire = (
        "⚡️Дубравщина\nУночі на вулиці Млиновій горів склад будівельних матеріалів. Рятувальники ліквідували"
        " займання за дві години, постраждалих немає.\nФото: ДСНС"
    )
    return [
        clip(
            "a1",
            "Депутати затвердили бюджет громади: на що підуть гроші",
            council,
            outlet="visnyk",
            at=at - timedelta(hours=15),
            topic="economy",
            citation="department",
            story="a1",
            relation="original",
            release="r1",
            share=0.86,
            credited=True,
            evidence=(("citation", ("Відділ інформації та комунікацій",)),),
        ),
        clip(
            "a2",
            "Бюджет Терногая ухвалили",
            council,
            outlet="rika",
            at=at - timedelta(hours=13),
            topic="economy",
            citation="none",
            story="a1",
            relation="reprint",
            of="a1",
            release="r1",
            share=0.8,
            credited=False,
        ),
        clip(
            "a3",
            "",
            council,
            outlet="rika-tg",
            at=at - timedelta(hours=12, minutes=30),
            topic="economy",
            citation="none",
            story="a1",
            relation="reprint",
            of="a2",
        ),
        clip(
            "a4",
            "Скільки Терногай витратить на дороги: розбір",
            "Ми порівняли бюджети трьох громад. Найбільше на дороги витратить Терногай.",
            outlet="oblast",
            at=at - timedelta(hours=3),
            topic="economy",
            citation="site",
            story="a1",
            relation="related",
            evidence=(("citation", ("https://ternohai-rada.example/budget",)),),
        ),
        clip("b1", "", fire, outlet="rika-tg", at=at, topic="emergency", story="b1", relation="original"),
        clip(
            "b2",
            "У Терногаї горів склад: подробиці від рятувальників",
            "Пожежу на вулиці Млиновій гасили сорок рятувальників. Причину встановлюють.",
            outlet="kraina",
            at=at + timedelta(minutes=20),
            topic="emergency",
            story="b1",
            relation="related",
        ),
        clip(
            "c1",
            "Мешканці мікрорайону Озерний третій день без тепла",
            "Людям обіцяли увімкнути опалення ще в понеділок. «Телефонуємо до міськради, але чіткої відповіді немає»,"
            " – каже мешканка будинку на вулиці Сонячній. У теплокомунікації аварія на магістралі.",
            outlet="rika",
            at=at - timedelta(hours=1),
            topic="utilities",
            tone="negative",
            citation="council",
            flags=(flag(),),
        ),
        clip(
            "d1",
            "Громадська організація «Чиста Ріпа» кличе на толоку",
            "Толока відбудеться в неділю на набережній. Рукавички й мішки видадуть на місці.",
            outlet="visnyk",
            at=at - timedelta(hours=5),
            topic="civic",
            tone="positive",
            event=Event(
                date=date(2026, 11, 29),
                until=None,
                kind="толока",
                place="набережна річки Ріпи",
                organisers=("ГО «Чиста Ріпа»",),
                subject="За чистий берег",
            ),
        ),
        clip(
            "e1",
            "Терногайські шахісти здобули перше місце в області",
            "Команда школи № 3 виграла всі п’ять зустрічей. Тренер Яким Полинець каже, що готувалися від літа.",
            outlet="oblast",
            at=at - timedelta(hours=6),
            exact=True,
            topic="sport",
        ),
        clip(
            "g1",
            "На Дубравщині оголосили штормове попередження",
            "Синоптики попереджають про сильний вітер.",
            outlet="oblast",
            topic="emergency",
            relevance="area",
        ),
        clip(
            "h1",
            "Зимові канікули розпочнуться раніше",
            "Про це повідомили в одній зі шкіл.",
            outlet="oblast",
            topic="education",
            relevance=None,
            flags=(flag("relevance", "Місто в тексті не назване: невідомо, чи це про нього."),),
        ),
        clip("r1", "Бюджет громади затверджено", council, outlet="rada", topic="economy"),
    ]


UTC_NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
