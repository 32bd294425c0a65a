"""Relevance by turns of phrase: rivers, streets without their word, roads, offices of the district, whole regions."""

from __future__ import annotations

import pytest

from classifiers.place.reading import read
from classifiers.place.rivals import rivals
from classifiers.place.standing import is_past, routes
from classifiers.place.waters import without_rivers
from tests.place_cases import Case, check, of, params
from tests.test_place import article, outlet

UMAN = of("Умань", "Умань", "Черкаська область", "Уманська міська рада")
SHOSTKA = of("Шостка", "Шостка", "Сумська область", "Шосткинська міська рада")
PRYLUKY = of("Прилуки", "Прилуки", "Чернігівська область", "Прилуцька міська рада")
NIZHYN = of("Ніжин", "Нежин", "Чернігівська область", "Ніжинська міська рада")
KREMINNA = of(
    "Кремінна", "Кременная", "Луганська область", "Кремінська міська військова адміністрація", sites=("t.me/kremva",)
)
RUBIZHNE = of("Рубіжне", "Рубежное", "Луганська область", "Рубіжанська міська військова адміністрація")

OFFICES: list[Case] = [
    (
        UMAN,
        "about",
        "local",
        "Вісник",
        "Нічний гонщик",
        "За даними Уманського районного управління поліції, водій тікав.",
    ),
    (UMAN, "about", "local", "Вестник", "Гонщик", "По данным Уманского районного управления полиции, он удирал."),
    (UMAN, "about", "local", "Вісник", "Гонщик", "Водія, який тікав від патруля, судитиме Уманський районний суд."),
    (UMAN, "about", "local", "Вісник", "", "Уманське РУП: пенсіонерка віддала шахраям 40 тисяч."),
    (UMAN, "about", "local", "Вісник", "Вони чекають", "Люди стояли з прапорами. Скликала їх ГО «Надія Уманщини»."),
    (UMAN, "area", "local", "Вісник", "Жнива", "Аграрії Уманського району намолотили двісті тисяч тонн зерна."),
    (
        UMAN,
        "area",
        "region",
        "Дзвін",
        "",
        "Слідчі Уманського районного управління поліції затримали мешканця Монастирища.",
    ),
]
STREETS: list[Case] = [
    (NIZHYN, "none", "region", "Думська", "Аварія на Ніжинській", "На Ніжинській у Києві зіткнулися два трамваї."),
    (NIZHYN, "none", "region", "Дума", "На Нежинской в Одессе рухнул балкон", "Угол Нежинской и Торговой перекрыт."),
    (PRYLUKY, "none", "nation", "Київ", "Ріг Прилуцької й Садової перекрито", "У Києві прорвало трубу."),
    (UMAN, "none", "region", "Одеса", "На Уманській шахрай продавав квартиру", "В Одесі затримали лжеріелтора."),
    (UMAN, "none", "region", "Одесса", "По Уманской пустят троллейбус", "Одесский горсовет утвердил маршрут."),
    (UMAN, "none", "region", "Одеса", "", "В районе Уманской в Одессе слышен запах газа."),
    (KREMINNA, "none", "nation", "Київ", "На Кремінській відкрили сквер", "Київські комунальники висадили липи."),
    (UMAN, "about", "region", "Дзвін", "Кворум зібрали", "Обранці Уманської ради таки дійшли до зали."),
    (UMAN, "about", "region", "Дзвін", "На Уманській кондитерській фабриці пожежа", "Горів склад."),
]
RIVERS: list[Case] = [
    (NIZHYN, "about", "local", "Вісник", "Мор карасів в Острі", "Рибу знайшли біля пішохідного мосту."),
    (NIZHYN, "about", "local", "Вісник", "На березі Остра прибрали сміття", "Толока зібрала сорок школярів."),
    (NIZHYN, "about", "local", "Вестник", "На набережной Остра поставят лавочки", "Обещают к маю."),
    (NIZHYN, "about", "local", "Вісник", "Через Остер перекинуть новий місток", "Кладуть палі."),
    (NIZHYN, "none", "local", "Вісник", "В Острі відкрили музей", "Остерська громада запрошує гостей."),
]
REGIONS: list[Case] = [
    (SHOSTKA, "area", "region", "Суми", "На Сумщині бракує лікарів", "У Шостці нема хірурга, у Конотопі та Глухові – теж."),
    (SHOSTKA, "area", "region", "Суми", "Ціни в районах області", "Базари Ромен, Конотопа, Шостки та Охтирки дорожчають."),
    (
        KREMINNA, "area", "region", "Схід", "Ветерани Луганщини пройшли огляд у Дніпрі",
        "Приймали захисників з Кремінської, Рубіжанської, Сватівської та Лисичанської громад.",
    ),
    (NIZHYN, "area", "region", "Край", "Обласний бюджет", "Гроші отримають лікарні в Ніжині, Прилуках і Мені."),
    (SHOSTKA, "mention", "region", "Суми", "Кубок Сумщини", "У Сумах грали Ромни, Шостка, Конотоп і Лебедин."),
    (
        NIZHYN, "about", "region", "Край", "На Чернігівщині відкрили центр ветеранів",
        "Заклад запрацював у Ніжині. Такі самі вже є в Прилуках, Мені та Корюківці.",
    ),
]  # fmt: skip
ROADS: list[Case] = [
    (SHOSTKA, "area", "region", "Суми", "Траса Суми – Шостка: ями залатали", "Роботи завершили дорожники області."),
    (SHOSTKA, "area", "region", "Сумы", "Дорогу Шостка – Глухов открыли", "Дорожники уложили асфальт раньше срока."),
    (SHOSTKA, "about", "region", "Суми", "", "Автобус Шостка – Глухів повернули! Щодня о сьомій з-під школи."),
    (UMAN, "about", "nation", "Край", "Під Черкасами розбився автобус", "Аварія сталася на виїзді з Умані."),
    (UMAN, "mention", "region", "Одеса", "Авто", "Викрали його ще 2018-го в Умані. Знайшли на Пересипі в Одесі."),
]
AWAY: list[Case] = [
    (KREMINNA, "about", "local", "Хаб Дніпро", "", "Друзі, чекаємо в четвер. Подробиці: https://t.me/kremva/12"),
    (KREMINNA, "about", "local", "Кремінці разом", "", "Сьогодні в хабі у Дніпрі вчилися надавати допомогу."),
    (
        RUBIZHNE, "about", "region", "Схід", "Як отримати довідку",
        "Начальник Рубіжанської МВА пояснив порядок. Хаби працюють у Києві, Дніпрі та Вінниці.",
    ),
    (UMAN, "about", "local", "Вісник", "Наші борці привезли три медалі з Черкас", "Тренер задоволений."),
    (UMAN, "about", "local", "Вісник", "Захисник загинув під Бахмутом", "Живий коридор – від мосту до собору."),
    (UMAN, "none", "local", "Вісник", "Прилуцькі депутати доплатять донорам", "Так вирішила Прилуцька міська рада."),
    (UMAN, "mention", "local", "Смілянські новини", "Проїзд", "Смілянська міськрада підняла тариф. В Умані платять десять."),
]  # fmt: skip
GOODS: list[Case] = [
    (UMAN, "none", "nation", "Край", "Тест", "Порівняли п’ять марок сиру: «Умань» – друга, «Ромашка» – перша."),
    (RUBIZHNE, "none", "nation", "Край", "Підробка", "У Полтаві продавали «рубіжанський» папір. Бренд підробили."),
    (NIZHYN, "none", "nation", "Край", "Огурцы по-нежински", "На три литра – лук, уксус, укроп."),
    (UMAN, "none", "nation", "Край", "Уманський Іван переміг", "Боксер Іван Уманський здобув пояс у Києві."),
]


@pytest.mark.parametrize(
    "case",
    params(
        {
            "offices": OFFICES, "streets": STREETS, "rivers": RIVERS, "regions": REGIONS, "roads": ROADS, "away": AWAY,
            "goods": GOODS,
        }
    ),
)  # fmt: skip
def test_turn(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Рибалки сидять на березі Стрия.", []),
        ("Автобус до Стрия ходить щогодини.", ["Стрий"]),
        ("Міст через Ірпінь відбудували.", []),
        ("У місті Ірпінь над річкою Ірпінь гуляли.", ["Ірпінь", "Ірпінь"]),
    ],
)
def test_a_river_is_no_town(text: str, towns: list[str]) -> None:
    sections = read("", (text,)).sections
    assert [r.name for r in without_rivers(rivals(sections[0]), sections)] == towns


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("На трасі Київ – Чоп ями.", True),
        ("Дорогу від Сум до Ромен відкрили.", True),
        ("Поїзд Львів – Одеса спізнився.", False),
        ("Маршрут з Києва в Одесу скасували.", False),
    ],
)
def test_a_route_runs_between_two_names(text: str, road: bool) -> None:
    assert [found[2] for found in routes(read("", (text,)).sections[0])] == [road]


@pytest.mark.parametrize("text", ["Дорогу ремонтують в Умані.", "Київ – Чоп.", "Автобус до Умані."])
def test_no_route(text: str) -> None:
    assert routes(read("", (text,)).sections[0]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Авто викрали ще 2019-го в Умані.", True),
        ("Десять років тому в Умані він мив посуд.", True),
        ("До переїзду тренував у Умані.", True),
        ("Тримала пекарню в Умані, потім переїхала.", True),
        ("У 2026 році в Умані відкриють школу.", False),
        ("Пожежа в Умані почалася вночі, потім ущухла.", False),
    ],
)
def test_what_was_there_then(text: str, expected: bool) -> None:
    section = read("", (text,)).sections[0]
    index = next(i for i, token in enumerate(section.tokens) if token.text == "Умані")
    section = read("Назва", (text,)).sections[1]
    assert is_past(section, index) is expected


@pytest.mark.parametrize(
    "piece",
    [
        "траса Київ – ",
        "дорога Ніжин – Чернігів – Київ ",
        "дорога від Києва ",
        "ще 2019-го в Умані ",
        "на березі Остра ",
    ],
)
def test_long_texts_are_read_in_linear_time(piece: str) -> None:
    found, _ = NIZHYN.classify(article("", piece * (60_000 // len(piece))), outlet())
    assert found.label is not None
