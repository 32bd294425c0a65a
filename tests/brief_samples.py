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
from monitor.registers.nouns import EventDecision, PublicEvent

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
    names = ["Голос Дубрави", "Район.Інфо", "Хутір ТБ", *(f"Видання {i}" for i in range(9))][:silent]
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
    continued: frozenset[str] = frozenset(),
    before: Totals | None = None,
    joined: Sequence[EventDecision] = (),
    events: Sequence[PublicEvent] = (),
) -> Digest:
    return build(
        DEFINITIONS[definition] if isinstance(definition, str) else definition,
        clips,
        window=window or day_window(),
        place=PLACE,
        institution=INSTITUTION,
        coverage=coverage(reports(silent)),
        used=used,
        continued=continued,
        before=before,
        joined=joined,
        events=events,
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


_WEEK = (
    ("authority", "Сесія ради розглянула тридцять питань", "Депутати зібралися на чергову сесію. Найдовше говорили про земельні ділянки."),
    ("authority", "Виконком погодив перелік укриттів", "До переліку внесли сорок два укриття. Ще шість потребують ремонту."),
    ("politics", "Осередок партії «Рідна земля» провів звітні збори", "На зборах обрали голову осередку. Ним став Лук’ян Верба."),
    ("war", "У Терногаї попрощалися із захисником", "Воїна провели на Центральному кладовищі. Йому було тридцять чотири роки."),
    ("war", "Волонтери передали бригаді три автомобілі", "Кошти збирали два місяці. Авто вже вирушили до підрозділів."),
    ("economy", "Завод «Терносталь» шукає двісті працівників", "Підприємство відкриває другу зміну. Зарплату обіцяють від 25 тисяч гривень."),
    ("utilities", "Тарифи на воду переглянуть у січні", "Водоканал подав розрахунки. Громадські слухання призначили на 10 грудня."),
    ("utilities", "На Озерному відновили опалення після аварії", "Аварію на магістралі усунули за дві доби. Перерахунок обіцяють зробити автоматично."),
    ("transport", "Автобус № 7 змінить маршрут через ремонт мосту", "Зміни діятимуть до кінця року. Зупинку «Ринок» тимчасово перенесуть."),
    ("health", "Лікарня отримала новий томограф", "Обладнання коштувало 18 мільйонів гривень. Перших пацієнтів приймуть за два тижні."),
    ("education", "Учениця ліцею виграла конкурс винахідників", "Її прилад вимірює чистоту річкової води. Журі порадило подати заявку на патент."),
    ("social", "Переселенцям видали продуктові набори", "Допомогу отримали триста родин. Наступна видача – у грудні."),
    ("culture", "Фестиваль ремесел зібрав майстрів із п’яти областей", "Гостей навчали ткати й ліпити з глини. Вирученими коштами допоможуть музею."),
    ("culture", "Бібліотека на Липовій відкрилася після ремонту", "Читачів зустріла виставка місцевих художників. Працюватиме щодня, крім понеділка."),
    ("sport", "Футболісти «Ріпи» вийшли до чвертьфіналу кубка", "Вирішальний м’яч забили на останній хвилині. Наступна гра – вдома."),
    ("crime", "Поліція викрила схему з підробленими довідками", "За даними слідства, довідки продавали через месенджери. Двом особам повідомили про підозру."),
    ("emergency", "На трасі під Терногаєм зіткнулися дві вантажівки", "Рух ускладнено. Водіїв госпіталізували."),
    ("environment", "У річці Ріпі виміряли якість води", "Показники в нормі. Дослідження повторять навесні."),
    ("civic", "Петиція про нічний автобус зібрала потрібні підписи", "Петицію підтримали п’ятсот мешканців. Відповідь дадуть протягом десяти днів."),
    ("religion", "Громада храму освятила нову дзвіницю", "Будували її чотири роки. На свято приїхали гості з сусідніх сіл."),
    ("other", "Якою буде погода на вихідних", "Синоптики обіцяють дощ."),
)  # fmt: skip


def rich_week() -> list[Clip]:
    """The day above and three weeks' worth of small news, spread over the week before it."""
    names = [name for name in OUTLETS if name != "rada"]
    made = rich_day()
    for number, (topic, title, text) in enumerate(_WEEK):
        at = datetime(2026, 11, 16 + number % 6, 8 + number % 11, (number * 7) % 60, tzinfo=KYIV)
        story, first = f"w{number}", names[number % len(names)]
        cited = ("none", "site", "none", "council", "department", "none")[number % 6]
        tone = ("neutral", "neutral", "positive", "neutral", "negative")[number % 5]
        event = None
        if topic in ("politics", "religion", "civic"):
            event = Event(
                date=at.date(),
                until=None,
                kind={"politics": "збори", "religion": "освячення", "civic": "мітинг-протест"}[topic],
                place="площа Ринок",
                organisers=(
                    {"politics": "партія «Рідна земля»", "religion": "громада храму", "civic": "ГО «Луг»"}[topic],
                ),
                subject=None,
            )
        first_clip = clip(
            story, title, text, outlet=first, at=at, topic=topic, citation=cited, tone=tone, story=story,
            relation="original", event=event,
        )  # fmt: skip
        made.append(first_clip)
        for copy in range(number % 3):
            other = names[(number + copy + 1) % len(names)]
            made.append(
                clip(
                    f"{story}-{copy}",
                    title if copy else f"{title}: що відомо",
                    text,
                    outlet=other,
                    at=at + timedelta(hours=copy + 1),
                    topic=topic,
                    citation="none",
                    story=story,
                    relation="reprint" if copy else "related",
                    of=story,
                )
            )
    return made
