"""Relevance by who acts where: adjectives, rivers and surnames, towns in exile, news of the country, the front."""

from __future__ import annotations

import pytest

from classifiers.place import PlaceClassifier, load
from classifiers.place.nearby import agrees
from classifiers.place.people import townspeople
from monitor.language.derive import adjectives, russian_adjectives
from monitor.model import Institution, Level, Named, Official, Place
from tests.test_place import article, outlet


def of(
    name: str,
    russian: str,
    region: str,
    body: str,
    official: str = "Левко Дзвінка",
    settlements: tuple[str, ...] = (),
) -> PlaceClassifier:
    place = Place(id="p", name=name, russian=russian, region=region, settlements=settlements)
    officials = (Official(name=official, role="міський голова"),)
    return load(place, Institution(names=(Named(name=body),), officials=officials))


VOZNESENSK = of("Вознесенськ", "Вознесенск", "Миколаївська область", "Вознесенська міська рада")
STRYI = of("Стрий", "Стрый", "Львівська область", "Стрийська міська рада")
KALUSH = of("Калуш", "Калуш", "Івано-Франківська область", "Калуська міська рада")
KOVEL = of("Ковель", "Ковель", "Волинська область", "Ковельська міська рада")
UMAN = of("Умань", "Умань", "Черкаська область", "Уманська міська рада")
NIZHYN = of("Ніжин", "Нежин", "Чернігівська область", "Ніжинська міська рада")
MYRHOROD = of("Миргород", "Миргород", "Полтавська область", "Миргородська міська рада")
BAKHMUT = of("Бахмут", "Бахмут", "Донецька область", "Бахмутська міська військова адміністрація")
BERDIANSK = of("Бердянськ", "Бердянск", "Запорізька область", "Бердянська міська військова адміністрація")
IZIUM = of("Ізюм", "Изюм", "Харківська область", "Ізюмська міська військова адміністрація")

Case = tuple[PlaceClassifier, str, Level, str, str, str]

NAMES: list[Case] = [
    (VOZNESENSK, "none", "nation", "Край", "Свято у Вознесенському", "У селі Вознесенське Золотоніської громади храм."),
    (VOZNESENSK, "none", "nation", "Край", "Храм", "Вознесенский собор в Чернигове закроют на два года."),
    (VOZNESENSK, "none", "nation", "Край", "Вознесенський узвіз перекриють", "У Києві ремонтують підпірну стіну."),
    (
        VOZNESENSK, "area", "region", "Степ", "Громади купують лабораторію",
        "П’ять громад Вознесенського району зібрали гроші на прилад, яким перевірять воду в сільських криницях.\nДоговір готує секретар Вознесенської міської ради.",
    ),
    (STRYI, "area", "region", "Захід", "Річка Стрий вийшла з берегів", "Стрийський район готує мішки з піском."),
    (STRYI, "none", "nation", "Сцена", "Актор Дмитро Стрий зіграв Гамлета", "Зал у Києві був повний. Стрий готувався рік."),
    (STRYI, "about", "region", "Захід", "У Стрию горіла піцерія", "Воду брали з річки Стрий."),
    (KALUSH, "none", "nation", "Мода", "Весна", "Порада для калуша і чобота: змастіть гуму. Так радять Ольга й Петро."),
    (KALUSH, "about", "local", "Вікна", "", "хто знає, чи є вода? калуш, хіміків"),
    (KALUSH, "about", "region", "Край", "Калушани купили реанімобіль", "Авто пригнали з Німеччини через Львів."),
    (KOVEL, "none", "nation", "Дім", "ЖК «Ковель Парк» здали", "Забудовник ввів другу чергу на Троєщині."),
    (UMAN, "about", "region", "Спорт", "ФК «Умань» піднявся в другу лігу", "Команда обіграла суперника 3:1."),
    (UMAN, "none", "nation", "Дім", "ЖК «Умань» без води", "У Полтаві на вулиці Уманській прорвало трубу."),
    (UMAN, "area", "region", "Дзвін", "Податки у трьох районах", "Перший – Черкаський, другий – Уманський."),
]  # fmt: skip
EXILE: list[Case] = [
    (BAKHMUT, "about", "nation", "Край", "Завод запрацював", "Підприємство з Бахмута перевезло лінії до Одеси та Києва."),
    (BAKHMUT, "about", "local", "Бахмут живий", "", "Зустрічаємось у суботу в Полтаві біля парку! Несіть світлини"),
    (BERDIANSK, "about", "local", "Бердянськ 24", "В Одессе открылся штаб помощи", "Нужны паспорт и справка."),
    (
        BERDIANSK, "about", "region", "Край", "Пральня",
        "Світлана з Бердянська відкрила у Вінниці пральню. Перуть безплатно.",
    ),
    (
        BERDIANSK, "mention", "nation", "Край", "Веслувальники змагалися в Києві",
        "Третє місце – команда, де двоє родом з Бердянська, а решта з Одеси.",
    ),
    (BAKHMUT, "none", "local", "Бахмут живий", "Дніпровська міськрада підняла тариф", "Проїзд у Дніпрі дорожчає."),
]  # fmt: skip
COUNTRY: list[Case] = [
    (
        UMAN,
        "none",
        "local",
        "Вісник",
        "Як вивести плями від вина",
        "Присипте сіллю, тоді виперіть плями в холодній воді.",
    ),
    (UMAN, "none", "local", "Вісник", "В Україні зміняться правила перетину кордону", "Потрібні нові документи."),
    (UMAN, "none", "local", "Вестник", "Верховная Рада приняла закон", "За проголосовали 283 депутата."),
    (NIZHYN, "none", "local", "Вісник", "Українські науковці знайшли жука", "Комаху назвали на честь учителя."),
    (NIZHYN, "about", "local", "Вісник", "Міністр оглянув дах", "Урядовець обійшов гімназію й пообіцяв гроші."),
    (NIZHYN, "about", "local", "Вісник", "Медаль з Токіо", "Наша дзюдоїстка здобула срібло."),
    (NIZHYN, "about", "local", "Вісник", "", "Дівчата, в аптеці на Каракая є ліки, рецепт обов’язково"),
]
REGION: list[Case] = [
    (KOVEL, "area", "region", "Край", "На Волині лагодять трасу", "Дорогу Київ – Ковель – Ягодин залатають до жовтня."),
    (NIZHYN, "area", "region", "Край", "Скільки в області місць у садках", "У Чернігові – 412, у Ніжині – 130, у Прилуках – 95."),
    (NIZHYN, "area", "region", "Край", "Мена, Борзна і Батурин отримали дрони", "Їх передали під час наради в Чернігові."),
    (BERDIANSK, "area", "region", "Край", "Запорізькій області 87 років", "Концерт для земляків проведуть у Львові."),
    (IZIUM, "area", "nation", "Фронт", "Зведення", "На Ізюмському напрямку ворог не атакував, обстріл тривав годину."),
    (IZIUM, "area", "nation", "Фронт", "На Изюмском направлении тихо", "Противник штурмов не вел, был один обстрел."),
    (NIZHYN, "mention", "nation", "Рейки", "Ніжинський напрямок без електричок", "Залізниця скасувала два потяги."),
]  # fmt: skip
SCENES: list[Case] = [
    (KOVEL, "about", "nation", "Край", "Вокзал", "Ковель прокидається о п’ятій: двірники тягнуть візки."),
    (KOVEL, "about", "region", "Край", "Прощання", "Панахида – у соборі Ковеля, поховають на кладовищі."),
    (
        KALUSH, "about", "region", "Край", "Новий керівник підприємства",
        "Інженер раніше керував дільницею в Бурштині.\nЗа матеріалами Калуської міської ради",
    ),
    (
        MYRHOROD, "about", "nation", "Край", "Велосипедом до вод",
        "Маршрут починається в Полтаві. Фініш у Миргороді: там пообіцяли кухоль води.",
    ),
    (
        MYRHOROD, "about", "nation", "Край", "Альбом",
        "Фотограф видав книгу про Миргород. Показали її у Львові, Одесі, Києві.",
    ),
    (IZIUM, "about", "nation", "Край", "Ворог", "Окупанти зайшли на околиці Ізюма."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "expected", "level", "name", "title", "text"),
    [
        pytest.param(*case, id=f"{group}: {case[4] or case[5][:40]}")
        for group, cases in (
            ("names", NAMES), ("exile", EXILE), ("country", COUNTRY), ("region", REGION), ("scenes", SCENES),
        )
        for case in cases
    ],
)  # fmt: skip
def test_scene(who: PlaceClassifier, expected: str, level: Level, name: str, title: str, text: str) -> None:
    found, _ = who.classify(article(title, text), outlet(level, name))
    assert found.label == expected
    assert found.reason.endswith(".")


@pytest.mark.parametrize(
    ("adjective", "noun", "expected"),
    [
        ("ніжинської", "громади", True),
        ("ніжинське", "міськуправління", True),
        ("вознесенське", "громади", False),
        ("вознесенському", "громади", False),
        ("ніжинському", "районі", True),
    ],
)
def test_an_adjective_agrees_with_its_noun(adjective: str, noun: str, expected: bool) -> None:
    assert agrees(adjective, noun) is expected


@pytest.mark.parametrize(
    ("name", "language", "person"),
    [
        ("Калуш", "uk", "калушани"),
        ("Дрогобич", "uk", "дрогобичанка"),
        ("Ковель", "uk", "ковельчанам"),
        ("Ізюм", "uk", "ізюмчани"),
        ("Фастів", "uk", "фастівці"),
        ("Кременчук", "uk", "кременчужани"),
        ("Охтирка", "uk", "охтирчан"),
        ("Хуст", "uk", "хустяни"),
        ("Калуш", "ru", "калушане"),
        ("Ковель", "ru", "ковельчан"),
    ],
)
def test_townspeople(name: str, language: str, person: str) -> None:
    derived = adjectives(name) if language == "uk" else russian_adjectives(name)
    assert person in townspeople(name, derived, language)


def test_townspeople_of_two_words_are_not_guessed() -> None:
    assert townspeople("Біла Церква", adjectives("Біла Церква"), "uk") == frozenset()


@pytest.mark.parametrize(
    "piece",
    [
        "на Хмельницького ",
        "Світлана з Бахмута відкрила ",
        "на Ізюмському напрямку бій ",
        "в Україні ",
        "фільм про Ізюм ",
    ],
)
def test_long_texts_of_scenes_are_read_in_linear_time(piece: str) -> None:
    for who in (IZIUM, BAKHMUT):
        found, _ = who.classify(article("", piece * (60_000 // len(piece))), outlet("local", "Вісник"))
        assert found.label is not None
