"""Invented releases and what outlets make of them: cut, re-titled, re-ordered, padded; and what only looks like it.

Every variant knows how many of its sentences stand in the release, so that shares can be checked exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digests.stories import Filed
from monitor.model import Article, Moment, Outlet

COUNCIL = Outlet(
    id="rada", name="Вербосільська міська рада", official=True, home="https://verbosillia-rada.example", level="local"
)
OUTLETS = tuple(
    Outlet(id=f"o{number}", name=name, home=f"https://{name.lower()}.example")
    for number, name in enumerate(("Вечір", "Обрій", "Криниця", "Дзвін", "Пліт", "Маяк", "Сусіди", "Перевіз"))
)
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SIGNATURE = "Відділ комунікацій та інформаційної роботи"
FURNITURE = (
    "Підписуйтесь на наш телеграм-канал.",
    "Стежте за нашими новинами у Facebook.",
    "Передрук матеріалів лише з дозволу редакції.",
    "Джерело: пресслужба",
    "Помітили помилку? Виділіть її та натисніть Ctrl+Enter.",
)
RELEASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "У Вербосіллі відкрили оновлену амбулаторію",
        (
            "Після восьми місяців ремонту двері для пацієнтів відчинила амбулаторія на вулиці Козацькій.",
            "У приміщенні замінили електропроводку, вікна та систему опалення.",
            "Вартість робіт становила 4,2 мільйона гривень, половину суми надали данські партнери.",
            "Тут прийматимуть два сімейні лікарі та педіатриня.",
            "Працюватиме маніпуляційний кабінет і пункт забору аналізів.",
            "Заклад обладнано пандусом та кнопкою виклику персоналу.",
            "«Мешканцям правого берега більше не доведеться їхати до центру заради звичайного щеплення», – сказав"
            " міський голова Роман Гайдук.",
            "Графік роботи: щодня з 8:00 до 18:00, у суботу – до 14:00.",
            "Записатися на прийом можна за телефоном 2-17-45.",
        ),
    ),
    (
        "Розпочато капітальний ремонт Млинового мосту",
        (
            "На Млиновому мосту 16 березня розпочали капітальний ремонт.",
            "Підрядник має замінити дванадцять балок та гідроізоляцію прогонової будови.",
            "Для вантажного транспорту проїзд закрито до кінця липня.",
            "Легкові автомобілі рухатимуться однією смугою за сигналами світлофора.",
            "Автобуси третього маршруту курсуватимуть через вулицю Піщану.",
            "На роботи передбачено 27 мільйонів гривень, з яких 20 мільйонів – субвенція з державного бюджету.",
            "Авторський нагляд здійснюватиме проєктний інститут зі Львова.",
            "Просимо водіїв дотримуватися швидкості 30 кілометрів на годину.",
        ),
    ),
    (
        "Громада отримала генератори від міста Кельце",
        (
            "До Вербосілля прибула вантажівка з допомогою від польського міста Кельце.",
            "Партнери передали вісім генераторів потужністю від 5 до 40 кіловатів.",
            "Найпотужніший установлять на насосній станції лівого берега.",
            "Ще три отримають дитячі садки, два – старостати в Кутах і Гнилій Балці.",
            "Решта зберігатиметься на складі цивільного захисту.",
            "Разом з обладнанням приїхали 400 ковдр та 60 ліхтарів.",
            "Це вже шоста вантажівка допомоги від побратимів.",
            "Міська рада висловлює щиру вдячність мешканцям Кельце.",
        ),
    ),
    (
        "Оголошено набір до молодіжної ради",
        (
            "До 10 квітня триває набір до нового складу молодіжної ради при виконавчому комітеті.",
            "Заявки можуть подати мешканці громади віком від 14 до 35 років.",
            "Потрібно заповнити анкету та надіслати мотиваційний лист обсягом до однієї сторінки.",
            "Рада налічуватиме 15 осіб, строк її повноважень – два роки.",
            "Минулий склад реалізував сім проєктів, серед яких кінопокази просто неба та ремонт хабу на вокзалі.",
            "Співбесіди з кандидатами пройдуть 14 та 15 квітня.",
            "Перше засідання заплановано на 22 квітня.",
        ),
    ),
    (
        "Про вивезення великогабаритних відходів",
        (
            "З 23 по 28 березня комунальне підприємство «Чисте місто» вивозитиме великогабаритні відходи.",
            "Старі меблі та техніку слід виносити до контейнерних майданчиків після шостої вечора.",
            "Будівельне сміття забиратимуть лише за окремими заявками.",
            "Заявки приймає диспетчерська за номером 15-63.",
            "Торік за такий тиждень зібрали 310 кубічних метрів мотлоху.",
            "Сухе гілля у приватному секторі вивозитимуть у квітні.",
            "За спалювання листя передбачено штраф до 3060 гривень.",
        ),
    ),
    (
        "Виконком затвердив нові правила паркування в центрі",
        (
            "На засіданні виконавчого комітету 19 березня затвердили правила паркування в середмісті.",
            "Платними стануть чотири майданчики на 118 машиномісць.",
            "Перша година коштуватиме 15 гривень, кожна наступна – 20 гривень.",
            "Для мешканців навколишніх будинків передбачено річний абонемент за 900 гривень.",
            "Автомобілі ветеранів та осіб з інвалідністю паркуватимуться безоплатно.",
            "Оплатити можна у мобільному застосунку або через термінал.",
            "Інспектори почнуть працювати 1 травня, перший місяць вони лише попереджатимуть водіїв.",
            "Виручені кошти спрямують на ремонт тротуарів.",
        ),
    ),
)
# An outlet's own words: who, says what, about what.
WHO = (
    "Пенсіонерка Галина", "Таксист Остап", "Студент Марко", "Продавчиня Зоя", "Двірник Клим", "Бабуся Параска",
    "Кухар Зенон", "Вчителька Ірма", "Листоноша Гнат", "Бібліотекарка Ніна", "Слюсар Юхим", "Аптекарка Влада",
    "Рибалка Сава", "Перукарка Лілія", "Сторож Панас", "Кравчиня Улита", "Електрик Фома", "Няня Ася",
)  # fmt: skip
SAYS = (
    "знизує плечима й пригадує", "сміється, розглядаючи", "сумнівається, бо бачив", "радіє, бо любить",
    "скептично міряє поглядом", "показує знайомим", "мовчки обходить", "фотографує на згадку", "сварить уголос",
    "порівнює з минулорічним", "хвалить при сусідах", "малює крейдою", "описує в щоденнику", "жартує про",
    "розпитує перехожих про", "згадує дитинство й", "чекає автобуса біля", "годує голубів повз",
)  # fmt: skip
WHAT = (
    "старий паркан під яблунею", "розбитий ліхтар на розі", "рудого пса Бублика", "чергу по гарячий хліб",
    "зелену лавку без спинки", "вивіску з помилкою", "калюжу завбільшки з озеро", "афішу мандрівного цирку",
    "порожню вітрину кав’ярні", "бузок, що цвіте вдруге", "дитячий самокат у кущах", "скрипучу хвіртку",
    "кошик із сушеними грушами", "нову зачіску листоноші", "гойдалку з линви", "купу торішнього листя",
    "вікно на третьому поверсі", "гніздо шпаків під дахом",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One item made from a release. `copied` of its `sentences` stand in it, and `taken` of the release's in the item."""

    item: Filed
    kind: str
    release: str
    copied: int
    sentences: int
    taken: float

    @property
    def reuses(self) -> bool:
        return self.copied * 2 >= self.sentences


def filed(name: str, outlet: Outlet, title: str, paragraphs: tuple[str, ...], at: datetime) -> Filed:
    """An article of the outlet, published at that instant."""
    article = Article(
        id=name,
        outlet=outlet.id,
        url=f"{outlet.home}/{name}",
        kind="site",
        title=title,
        paragraphs=paragraphs,
        published=Moment(at=at, rule="json-ld", confidence=1.0),
    )
    return Filed(article=article, outlet=outlet)


def releases() -> list[Filed]:
    """The institution's own texts, a day apart, signed."""
    return [
        filed(f"r{number}", COUNCIL, title, (" ".join(text), SIGNATURE), START + timedelta(days=number))
        for number, (title, text) in enumerate(RELEASES)
    ]


def cascade(seed: int) -> Iterator[Variant]:
    """What eight outlets made of every release: kinds of reuse and their look-alikes, chosen by the seed."""
    draw = random.Random(seed)
    for number, (title, text) in enumerate(RELEASES):
        for place, outlet in enumerate(OUTLETS):
            kind = draw.choice(KINDS)
            at = START + timedelta(days=number, minutes=draw.randint(20, 1500))
            lines, copied = _make(kind, list(text), draw)
            heading = title if kind == "whole" else f"{draw.choice(('Новини', 'Коротко', 'Важливо'))}: {place}"
            tail = tuple(draw.sample(FURNITURE, draw.randint(0, 2)))
            yield Variant(
                item=filed(f"v{seed}-{number}-{place}", outlet, heading, (" ".join(lines), *tail), at),
                kind=kind,
                release=f"r{number}",
                copied=copied,
                sentences=len(lines),
                taken=copied / len(text),
            )


KINDS = ("whole", "cut", "re-ordered", "padded", "edited", "boilerplate only", "quote only", "minority")


def _make(kind: str, text: list[str], draw: random.Random) -> tuple[list[str], int]:
    own = [f"{who} {draw.choice(SAYS)} {draw.choice(WHAT)}." for who in draw.sample(WHO, 8)]
    if kind == "whole":
        return text, len(text)
    if kind == "cut":
        kept = sorted(draw.sample(range(len(text)), draw.randint(3, len(text) - 1)))
        return [text[place] for place in kept], len(kept)
    if kind == "re-ordered":
        kept = draw.sample(text, draw.randint(4, len(text)))
        return kept, len(kept)
    if kind == "padded":
        kept = draw.sample(text, draw.randint(4, len(text)))
        return own[: draw.randint(1, len(kept) - 1)] + kept, len(kept)
    if kind == "edited":
        return [_edit(line, draw) for line in text], len(text)
    if kind == "boilerplate only":
        return [*own[: draw.randint(4, 7)], SIGNATURE], 0
    if kind == "quote only":
        return [*own[:3], draw.choice(text), *own[3 : draw.randint(5, 7)]], 1
    kept = draw.sample(text, 2)
    return own[:3] + kept + own[3:6], 2


def _edit(line: str, draw: random.Random) -> str:
    """A hand's light touch: another apostrophe, dash and quotation marks, one word of many dropped."""
    words = line.replace("’", "'").replace("–", "—").replace("«", '"').replace("»", '"').split()
    if len(words) > 8:
        plain = [place for place, word in enumerate(words[1:-1], start=1) if word.isalpha()]
        del words[draw.choice(plain)]
    return " ".join(words)
