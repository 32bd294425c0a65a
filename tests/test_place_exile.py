"""Relevance in occupied and front-line districts: who is displaced, and what its neighbours' news is then."""

from __future__ import annotations

import pytest

from classifiers.place import PlaceClassifier
from classifiers.place.displacement import is_displaced
from monitor.language.gazetteer import locate
from monitor.model import Place
from tests.place_cases import Case, check, of, params

KOSTIANTYNIVKA = of(
    "Костянтинівка", "Константиновка", "Донецька область", "Костянтинівська міська військова адміністрація"
)
TOKMAK = of("Токмак", "Токмак", "Запорізька область", "Токмацька міська рада")
POPASNA = of("Попасна", "Попасная", "Луганська область", "Попаснянська міська військова адміністрація")
SVATOVE = of("Сватове", "Сватово", "Луганська область", "Сватівська міська військова адміністрація")
KREMINNA = of("Кремінна", "Кременная", "Луганська область", "Кремінська міська військова адміністрація")

AVDIIVKA = of("Авдіївка", "Авдеевка", "Донецька область", "Авдіївська міська військова адміністрація")
OLESHKY = of("Олешки", "Алёшки", "Херсонська область", "Олешківська міська військова адміністрація")
ORIKHIV = of("Оріхів", "Орехов", "Запорізька область", "Оріхівська міська військова адміністрація")

DISPLACED = [
    (Place(id="p", name="Енергодар", russian="", region="Запорізька область"), True),
    (Place(id="p", name="Токмак", russian="", region="Запорізька область"), True),
    (Place(id="p", name="Сорокине", russian="", region="Луганська область"), True),
    (Place(id="p", name="Волноваха", russian="", region="Донецька область"), True),
    (Place(id="p", name="Нова Каховка", russian="", region="Херсонська область"), True),
    (Place(id="p", name="Євпаторія", russian="", region="Автономна Республіка Крим"), True),
    (Place(id="p", name="Тихогір", russian="", region="Донецька область", district="Бахмутський район"), True),
    (Place(id="p", name="Слов'янськ", russian="", region="Донецька область"), False),
    (Place(id="p", name="Костянтинівка", russian="", region="Донецька область"), False),
    (Place(id="p", name="Ізюм", russian="", region="Харківська область"), False),
    (Place(id="p", name="Херсон", russian="", region="Херсонська область"), False),
    (Place(id="p", name="Тихогір", russian="", region="Донецька область", district="Покровський район"), False),
    *((Place(id="p", name=name, russian="", region="Донецька область"), True) for name in (
        "Авдіївка", "Мар'їнка", "Курахове", "Селидове", "Новогродівка",
    )),
    (Place(id="p", name="Олешки", russian="", region="Херсонська область"), True),
    (Place(id="p", name="Великі Копані", russian="", region="Херсонська область"), True),
    (Place(id="p", name="Чорнобаївка", russian="", region="Херсонська область"), False),
    (Place(id="p", name="Оріхів", russian="", region="Запорізька область"), False),
    (Place(id="p", name="Степногірськ", russian="", region="Запорізька область"), False),
    (Place(id="p", name="Ніжин", russian="", region="Чернігівська область"), False),
]  # fmt: skip

FRONT: list[Case] = [
    (KOSTIANTYNIVKA, "area", "region", "Схід", "У Дружківці закрили міст", "Комунальники чекають бригаду. Об’їзд веде полем."),
    (KOSTIANTYNIVKA, "area", "region", "Восток", "Дружковка осталась без воды", "Воду привозят дважды в неделю."),
    (KOSTIANTYNIVKA, "area", "region", "Схід", "Лиманська громада закупила буржуйки", "Печі розвезуть по селах до морозів."),
    (KOSTIANTYNIVKA, "area", "region", "Схід", "", "Дружківська МВА відкрила пункт незламності біля вокзалу."),
    (KOSTIANTYNIVKA, "none", "region", "Схід", "У Полтаві закрили міст", "Об’їзд веде вулицею Садовою."),
    (ORIKHIV, "area", "region", "Край", "Гуляйпільська громада отримала дрова", "Їх розвезуть до морозів."),
    (KOSTIANTYNIVKA, "mention", "nation", "Колія", "Нові рейси", "До Дружківки та Костянтинівки потяги не ходять. Рейс Київ – Лозова запізнюється."),
]  # fmt: skip
EXILES: list[Case] = [
    (KREMINNA, "area", "region", "Край", "Рубіжанська МВА роздасть вугілля", "Заяви беруть щосереди, привозять додому."),
    (KREMINNA, "area", "region", "Край", "Для переселенцев купят дрова", "Рубежанская городская военная администрация нашла поставщика."),
    (KREMINNA, "area", "region", "Край", "", "У Рубіжному третій тиждень немає газу, люди палять паркани."),
    (KREMINNA, "area", "region", "Край", "", "Под Рубежным горит лес, дым виден за двадцать километров."),
    (KREMINNA, "area", "region", "Край", "Рубіжне без лікарів", "Окупанти вивезли обладнання поліклініки."),
    (TOKMAK, "area", "region", "Край", "Молочанськ без зв’язку", "Окупаційна влада зняла вежі. Дзвонять із горища."),
    (KREMINNA, "area", "region", "Край", "Завод без верстатів", "Окупанти вивезли з Рубіжного обладнання двох цехів."),
    (KREMINNA, "area", "region", "Край", "Окупаційна влада вивозить дітей з Рубіжного", "Автобуси поїхали вночі."),
    (KREMINNA, "area", "region", "Край", "Рубежанский завод молчит", "После оккупации цеха стоят, станки порезали на металл."),
    (KREMINNA, "none", "region", "Край", "Футболісти з Рубіжного виграли кубок", "Після окупації вони тренуються у Львові."),
    (KREMINNA, "none", "region", "Край", "Переселенка з Рубіжного пече хліб", "Місто окуповане з 2022 року, вона живе у Дніпрі."),
    (KREMINNA, "none", "region", "Край", "Переселенка из Рубежного печёт хлеб", "Город оккупирован с 2022 года, она живёт в Днепре."),
    (KREMINNA, "none", "region", "Край", "Родина з Рубіжного відкрила кав’ярню", "Місто окупували, вони виїхали до Полтави."),
    (KREMINNA, "none", "region", "Край", "Швачка з окупованого Рубіжного шиє прапори", "Замовлень вистачить до весни."),
    (KREMINNA, "none", "region", "Край", "Рубіжанська поетка видала збірку", "Книга про ракети й обстріли вийшла у Києві."),
    (KREMINNA, "area", "region", "Край", "", "Зведення: били авіабомбами по лінії Рубіжне – Сватове, три ракети впали за річкою.\n\nЗв’язок пропадав на годину.\n\nПоранених прийняли у лікарні в Полтаві."),
    (POPASNA, "none", "region", "Край", "Співаки з Рубіжного здобули Гран-прі", "Фестиваль у Полтаві зібрав сорок хорів."),
    (AVDIIVKA, "none", "region", "Схід", "Співаки з Селидового здобули Гран-прі", "Фестиваль у Полтаві зібрав сорок хорів."),
    (AVDIIVKA, "none", "region", "Схід", "Курахівська громада роздає пайки", "Видача у Дніпрі щосереди."),
    (OLESHKY, "none", "region", "Південь", "Школярі з Чорнобаївки здобули Гран-прі", "Фестиваль у Полтаві зібрав сорок хорів."),
    (KREMINNA, "none", "local", "Край", "Рубіжанський театр показав казку", "Зала у Вінниці була повна, квитки розійшлися за день."),
    (KREMINNA, "area", "region", "Край", "Рубіжне без опалення", "Бригад немає, люди палять меблі."),
    (KREMINNA, "area", "region", "Край", "Рубежное разрушено", "Целых домов почти не осталось."),
    (KREMINNA, "none", "region", "Край", "Рубіжне без нападника", "Клуб грає у Вінниці."),
    (KREMINNA, "none", "region", "Край", "Сім’я з Рубіжного без опалення", "Вони винаймають хату під Полтавою."),
    (KREMINNA, "about", "region", "Край", "Куди подати заяву мешканцям Кремінної", "Пункти працюють у Полтаві та Вінниці."),
    (KREMINNA, "about", "region", "Край", "Где получить дрова жителям Кременной", "Пункты открыты в Полтаве и Виннице."),
    (KREMINNA, "mention", "region", "Край", "Мешканець Кремінної знайшов гаманець", "Це сталося у Полтаві, власника шукають у Вінниці."),
    (KREMINNA, "about", "region", "Край", "", "У Полтаві пройшов мітинг «Поверніть Кремінну»."),
    (KREMINNA, "about", "region", "Край", "", "В Виннице провели акцию за освобождение Кременной."),
    (KREMINNA, "about", "nation", "Край", "«Ми живі»: як кремінський театр шукає сцену", "Трупа працює у Вінниці."),
    (KREMINNA, "mention", "region", "Край", "", "У Полтаві двоє мешканців Кремінної не поділили гараж."),
    (KREMINNA, "mention", "nation", "Край", "", "Ревизор из Винницы продал дачу жителям Кременной."),
    (KREMINNA, "mention", "region", "Край", "", "У Полтаві на концерт прийшли студенти, лікарі та мешканці Кремінної."),
    (KREMINNA, "about", "region", "Край", "", "У Вінниці відкрили пральню для мешканців Кремінної."),
    (KREMINNA, "about", "region", "Край", "", "В Полтаве раздали одеяла жителям Кременной."),
    (KREMINNA, "mention", "nation", "Край", "", "На пікеті у Вінниці згадали Кремінну. Охочих було троє."),
    (KREMINNA, "about", "nation", "Край", "", "У Вінниці пройшов пікет спілки «Поверніть Кремінну»."),
    (KREMINNA, "about", "nation", "Край", "", "У Вінниці почався пікет на захист Кремінної."),
    (KREMINNA, "mention", "region", "Край", "", "На мітингу в Полтаві говорив слюсар із Кремінної."),
    (KREMINNA, "mention", "region", "Край", "", "На акції в Полтаві тримали прапори Маріуполя, Кремінної, Токмака."),
    (KREMINNA, "none", "region", "Край", "Полтавська рада купила автобуси", "Серед пасажирів – родини з Рубіжного."),
]  # fmt: skip


@pytest.mark.parametrize(("place", "expected"), DISPLACED, ids=lambda value: getattr(value, "name", str(value)))
def test_displacement_follows_the_district(place: Place, expected: bool) -> None:
    assert is_displaced(place, locate(place.name, place.region, place.district)) is expected


@pytest.mark.parametrize("case", params({"front": FRONT, "exile": EXILES}))
def test_neighbours(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(("who", "expected"), [(TOKMAK, True), (SVATOVE, True), (KOSTIANTYNIVKA, False)])
def test_the_council_says_nothing_of_displacement(who: PlaceClassifier, expected: bool) -> None:
    assert who.names.displaced is expected
