"""Who is credited and who only looks so: pages by their network's name, signatures, offices, papers, usurped offices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.model import Institution, Named, Official, Place
from tests.citation_samples import CITY, COUNCIL, LOCAL, article

# name, Russian name, adjective, genitive, locative, Russian adjective of the council, Russian locative
TOWNS = [
    ("Тихогірськ", "Тихогорск", "Тихогірська", "Тихогірська", "Тихогірську", "Тихогорский", "Тихогорске"),
    ("Бровари", "Бровары", "Броварська", "Броварів", "Броварах", "Броварской", "Броварах"),
    ("Хорол", "Хорол", "Хорольська", "Хорола", "Хоролі", "Хорольский", "Хороле"),
]
FIELDS = ("town", "russian", "adj", "gen", "loc", "ru_adj", "ru_loc")
_CLASSIFIERS: dict[str, CitationClassifier] = {}


def _classifier(town: tuple[str, ...]) -> CitationClassifier:
    name, russian, adjective = town[:3]
    if name not in _CLASSIFIERS:
        place = replace(CITY, name=name, russian=russian, settlements=())
        names = (Named(name=f"{adjective} міська рада"), Named(name=f"{adjective} міськрада"))
        _CLASSIFIERS[name] = citation.load(place, replace(COUNCIL, names=names, sites=(), pages=()))
    return _CLASSIFIERS[name]


def label(text: str, town: tuple[str, ...]) -> tuple[str | None, str]:
    """The label of an item of a local outlet and the words that show it."""
    filled = text.format(**dict(zip(FIELDS, town, strict=True))).replace(" ¶ ", "\n")
    verdict, _, _ = _classifier(town).classify(article(filled), LOCAL)
    return verdict.label, " ".join(" ".join(verdict.evidence).split())


everywhere = pytest.mark.parametrize("town", TOWNS, ids=lambda town: town[0])


def every(*texts: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("text", texts)


@everywhere
class TestPagesByTheNetwork:
    """The press writes «Facebook» in Latin letters: it is the page of whoever told something there."""

    @every(
        "Про це {adj} міська рада повідомила у Facebook.",
        "Про це міськрада повідомила в Telegram.",
        "Про це пише {adj} міська рада у Facebook.",
        "Як повідомляє міська рада у Viber, у {loc} змінять маршрут.",
        "За повідомленням міської ради у Facebook, маршрут змінять.",
        "Міськрада оприлюднила у Facebook фото з каналу на вулиці Садовій.",
        "Міськрада показала в Instagram, як фарбують міст.",
        "У міській раді повідомили про це у Facebook.",
        "Горсовет сообщил в Facebook, что мост закроют.",
        "Об этом горсовет сообщил в телеграме.",
        "Горсовет опубликовал график в Telegram.",
    )
    def test_who_told_it_there(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "site"

    @every(
        "Міст зачинять. ¶ Джерело: Facebook {adj_gen} міської ради",
        "Міст зачинять. ¶ Джерело: Telegram міськради",
        "У Facebook міської ради з’явилося оголошення про міст.",
        "В Facebook горсовета появилось объявление о мосте.",
    )
    def test_whose_page_it_is(self, text: str, town: tuple[str, ...]) -> None:
        text = text.replace("{adj_gen}", town[2][:-1] + "ої")
        assert label(text, town)[0] == "site"

    @every(
        "Міст зачинять. ¶ Джерело: {adj} міська рада / Telegram",
        "Міст зачинять. ¶ Міська рада, Facebook",
    )
    def test_a_line_of_credit(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "site"

    @every(
        "Про це міська голова Олена Шпак повідомила у Facebook.",
        "Міська рада відповіла на скаргу мешканки у Facebook: ліхтаря не буде.",
        "Міськрада відреагувала на допис у Telegram і пояснила, що ліхтаря не буде.",
        "Міська рада повідомила, що мешканці скаржаться у Facebook.",
        "Про ліхтар повідомила міська рада. Більше новин – у нашому Telegram.",
        "У Facebook волонтери пишуть, що міська рада пояснила затримку.",
    )
    def test_it_told_elsewhere(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "council"

    @every(
        "Водоканал повідомив у Facebook, що води не буде.",
        "У Facebook водоканалу з’явилося оголошення.",
        "Міська рада погодила кошти на рекламу у Facebook.",
        "Підписуйтеся на нас у Facebook та Telegram.",
        "Хакери зламали Facebook міської ради.",
        "Підпишіться на Facebook міської ради.",
        "Пишіть у Telegram міської ради, якщо не світить ліхтар.",
        "Подпишитесь на Telegram горсовета.",
        "Відділ комунікацій веде Telegram міської ради.",
        "Міська рада шукає дизайнера для Instagram.",
        "У коментарях у Facebook міської ради люди скаржаться на ями.",
        "У коментарях на сторінці міської ради люди скаржаться на ями.",
        "Фото: міська рада / Facebook",
        "Мешканці обговорюють у Facebook міську раду.",
    )
    def test_nobody_of_it_told(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"

    def test_a_subject_is_no_owner(self, town: tuple[str, ...]) -> None:
        assert label("Міст зачинять, повідомило у Facebook управління освіти.", town)[0] == "council"


class TestNameOfADepartment:
    """«Інформація» in a department's name is no word of telling."""

    TOWN = ("Хорол", "Хорол", "Хорольська")

    def department(self, name: str, text: str) -> str | None:
        council: Institution = replace(
            COUNCIL, names=(Named(name="Хорольська міська рада"),), departments=(Named(name=name),)
        )
        place: Place = replace(CITY, name="Хорол", russian="Хорол")
        return citation.load(place, council).classify(article(text), LOCAL)[0].label

    @pytest.mark.parametrize("name", ["відділ інформації", "відділ інформації та зв’язків з громадськістю"])
    @every(
        "{whose_cap} очолила Марта Лис.",
        "Для {of} міської ради придбали ноутбук за 30 тисяч гривень.",
        "Міськрада оголосила конкурс на посаду спеціаліста {of}.",
        "Міський голова звільнив начальницю {of}.",
        "{whose_cap} переїде до іншого кабінету.",
        "{whose_cap} скоротять на дві посади.",
    )
    def test_only_spoken_of(self, text: str, name: str) -> None:
        of = name.replace("відділ", "відділу", 1)
        assert self.department(name, text.format(of=of, whose_cap=name.capitalize())) == "none"

    @pytest.mark.parametrize("name", ["відділ інформації", "відділ інформації та зв’язків з громадськістю"])
    @every(
        "Про це повідомляє {name} міської ради.",
        "За інформацією {of}, міст зачинять.",
        "Міст зачинять.\nІнформація {of} міської ради",
        "Міст зачинять.\n{cap} міської ради",
        "{cap} надіслав редакції графік.",
    )
    def test_told(self, text: str, name: str) -> None:
        of = name.replace("відділ", "відділу", 1)
        assert self.department(name, text.format(of=of, name=name, cap=name.capitalize())) == "department"


@everywhere
class TestSignatures:
    """The department in the last line: shortened, with its town, with a verb of inviting."""

    @every(
        "Води не буде до обіду. ¶ Інф. відділу комунікацій з громадськістю",
        "Води не буде до обіду. ¶ Інф. відділу комунікацій міської ради",
        "Води не буде до обіду. ¶ За інф. відділу комунікацій міської ради",
        "Воды не будет до обеда. ¶ Инф. отдела коммуникаций горсовета",
        "Воды не будет до обеда. ¶ По инф. отдела коммуникаций горсовета",
        "Води не буде до обіду. ¶ Підготував відділ комунікацій з громадськістю",
    )
    def test_shortened(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "department"

    @every(
        "Води не буде до обіду. ¶ Відділ комунікацій з громадськістю, м. {town}",
        "Води не буде до обіду. ¶ Відділ комунікацій з громадськістю, {adj} міська рада",
        "Води не буде до обіду. ¶ Відділ комунікацій, {adj} громада",
        "Води не буде до обіду. ¶ Відділ комунікацій з громадськістю ({town})",
        "Воды не будет до обеда. ¶ Отдел коммуникаций с общественностью, г. {russian}",
    )
    def test_with_the_town(self, text: str, town: tuple[str, ...]) -> None:
        found, words = label(text, town)
        assert found == "department"
        assert words.startswith(("Відділ комунікацій", "Отдел коммуникаций"))

    @every(
        "Концерт о 12:00 на площі. ¶ Відділ комунікацій з громадськістю запрошує",
        "Концерт о 12:00 на площі. ¶ Відділ комунікацій з громадськістю виконавчого комітету запрошує!",
        "Концерт о 12:00 на площі. ¶ Відділ комунікацій міської ради вітає зі святом",
        "Концерт о 12:00 на площі. ¶ Відділ комунікацій міської ради дякує за увагу",
        "Концерт о 12:00 на площі. ¶ Запрошує відділ комунікацій з громадськістю",
        "Концерт в 12:00 на площади. ¶ Отдел коммуникаций горсовета приглашает",
    )
    def test_with_a_verb_of_inviting(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "department"

    @every(
        "Води не буде до обіду. ¶ Інф. відділу освіти райдержадміністрації",
        "Води не буде до обіду. ¶ Інф. відділу комунікацій ГУНП",
        "Води не буде до обіду. ¶ Відділ комунікацій, Прилуки",
        "Води не буде до обіду. ¶ Відділ комунікацій з громадськістю, м. Полтава",
        "Води не буде до обіду. ¶ Відділ комунікацій (Прилуцька міська рада)",
        "Концерт о 12:00. ¶ Відділ комунікацій обласної адміністрації запрошує",
        "Концерт о 12:00. ¶ Відділ комунікацій Прилуцької міської ради запрошує",
        "Концерт о 12:00. ¶ Відділ комунікацій «Укрзалізниці» запрошує",
        "Концерт о 12:00. ¶ Палац культури запрошує",
        "Шукаємо дизайнера. ¶ Відділ комунікацій запрошує на роботу",
        "Шукаємо дизайнера. ¶ Відділ комунікацій запрошує на співбесіду кандидатів на посаду",
        "Шукаємо дизайнера. ¶ Запрошує до роботи відділ комунікацій",
        "Концерт о 12:00. ¶ Відділ комунікацій запросить. ¶ Гості чекають на площі.",
    )
    def test_not_its_signature(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"


@everywhere
class TestOffices:
    @every(
        "Головний архітектор міста Олег Кос пояснив, чому змінили проєкт.",
        "Головна архітекторка міста Софія Лань розповіла про забудову.",
        "Головний архітектор {gen} Олег Кос сказав, що дах змінили.",
        "За словами головного архітектора міста, дах змінять.",
        "«Дах змінять», – каже головний художник міста Ігор Мак.",
        "Міський архітектор Олег Кос пояснив, чому змінили дах.",
        "Главный архитектор города Олег Кос объяснил, почему изменили проект.",
        "Міськвно повідомляє про карантин.",
    )
    def test_of_the_town(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "council"

    @every(
        "Головний архітектор проєкту Олег Кос пояснив, чому змінили дах.",
        "Головний архітектор реконструкції центру міста Олег Кос пояснив проєкт.",
        "Головний архітектор області Олег Кос пояснив, чому змінили проєкт.",
        "Головний архітектор Прилук Олег Кос пояснив, чому змінили проєкт.",
        "Колишній головний архітектор міста Олег Кос пояснив, чому змінили проєкт.",
        "Архітектори міста кажуть, що дах старий.",
        "Архітектор Олег Кос розповів про забудову міста.",
        "Художник міста Ігор Мак розповів про виставку.",
        "Головний лікар міста розповів про грип.",
        "Головний тренер міста розповів про матч.",
        "Прокурор міста розповів про справу.",
        "Головний архітектор міста схуд на десять кілограмів.",
    )
    def test_others(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"

    @every(
        "«Укрзалізниця» додала рейс із {gen}. За словами директорки пасажирського департаменту Марти Лис, попит великий.",
        "ТОВ «Хвиля» будує склад у {loc}. Начальник юридичного відділу Іван Мак пояснив, що дозволи є.",
        "Укрпошта зачинила відділення. За словами начальниці відділу закупівель Олени Мак, оренда дорога.",
        "Обленерго змінило графік. У відділі кадрів пояснили, що людей бракує.",
    )
    def test_department_of_a_company(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"

    @every(
        "Міська рада судиться з ТОВ «Хвиля». Начальник юридичного відділу Іван Мак пояснив, що борг є.",
        "Водоканал підвищив тариф. У департаменті ЖКГ пояснили, що це востаннє.",
        "Гроші дав місцевий цукровий завод. У відділі закупівель пояснили, що торги будуть.",
        "Банк «Хвиля» дав кредит. Фінансове управління пояснило, що борг повернуть.",
        "Автобус не їздить. У відділі пасажирських перевезень пояснили, що водіїв бракує.",
        "Мер судиться з ТОВ «Хвиля». У юридичному відділі пояснили, що борг є.",
    )
    def test_department_of_the_council(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "council"


@everywhere
class TestPapers:
    @every(
        "Зачинити школу не можна, йдеться у відповіді, яку підписав секретар ради.",
        "Будинок знесуть, ідеться в листі, який надіслала заступниця міського голови.",
        "У відповіді, яку підписав секретар ради, йдеться, що школу не зачинять.",
        "Школу не зачинять, зазначено у відповіді, підписаній секретарем ради.",
        "Школу не закроют, говорится в ответе, который подписал секретарь горсовета.",
        "В ответе, который подписал мэр, сказано, что школу не закроют.",
    )
    def test_signed_by(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "council"

    @every(
        "Школу зачинять, йдеться у відповіді, яку отримав секретар ради.",
        "Школу зачинять, йдеться у відповіді, на яку чекає секретар ради.",
        "Школу зачинять, йдеться у відповіді, якої не підписав секретар ради.",
        "Школу зачинять, йдеться у відповіді, яку завтра підпише секретар ради.",
        "Школу зачинять, йдеться у листі, який підписали батьки.",
        "Школу зачинять, йдеться у листі, який підписав директор департаменту області.",
        "Школу зачинять, йдеться у листі міністерства, який прочитала міська голова.",
        "Секретар ради прочитав лист, який підписав міністр.",
        "Мер підписав лист до міністра.",
    )
    def test_not_signed_by(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"

    @every(
        "Прилуки сперечаються. У {loc}, як видно з регламенту на сайті тамтешньої міської ради, досить ста голосів.",
        "У {loc}, як видно з регламенту на сайті міської ради, досить ста голосів.",
        "Прилуки спорят. В {ru_loc}, как видно из регламента на сайте тамошнего горсовета, хватает ста голосов.",
    )
    def test_paper_on_a_page(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "site"

    @every(
        "{town} сперечається. У Прилуках, як видно з регламенту на сайті тамтешньої міської ради, досить ста голосів.",
        "Графік у Прилуках, як видно з сайту тамтешньої міськради, змінили. У {loc} – ні.",
        "Як видно з регламенту на сайті водоканалу, заяви приймають тиждень.",
        "Як видно з коментарів на сайті міської ради, люди сердиті.",
    )
    def test_paper_elsewhere(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"


@everywhere
class TestUsurpedOffices:
    """Who holds an office by an occupier's grace is nobody of the institution."""

    @every(
        "«Глава города» от оккупантов успокаивал население: «Это плановая утилизация».",
        "«Мер» від окупантів заявив, що води вистачить.",
        "Мер від росіян заявив, що води вистачить.",
        "Мэр от россиян заявил, что воды хватит.",
        "Призначений росіянами мер заявив, що води вистачить.",
        "Поставлений окупантами міський голова заявив, що води вистачить.",
        "Назначенный Москвой «мэр» заявил, что воды хватит.",
        "Мер, призначений росіянами, заявив, що води вистачить.",
        "Мер, якого призначили окупанти, заявив, що води вистачить.",
        "Так званий мер заявив, що води вистачить.",
        "Так званий «мер» заявив, що води вистачить.",
        "«Мер» заявив, що води вистачить.",
        "За словами «мера» від рф, води вистачить.",
        "Самопроголошений мер заявив, що води вистачить.",
        "Гауляйтер міста заявив, що води вистачить.",
    )
    def test_of_occupiers(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "none"

    @every(
        "Мер від партії «Воля» заявив, що води вистачить.",
        "Мер заявив, що окупанти обстріляли місто.",
        "Від росіян місто потерпіло вчора, сказав мер.",
        "Мер розповів про обстріл: «Від окупантів постраждало п’ять будинків».",
        "Мер, обраний у 2020 році, заявив, що води вистачить.",
        "Призначений торік заступник мера заявив, що води вистачить.",
        "Поранений росіянами заступник мера розповів про обстріл.",
        "Звільнена від окупантів громада відбудовується, повідомила міська рада.",
        "Міська голова Олена Шпак сказала: «Мер – це не начальник».",
        "Мер, якого росіяни тримали в полоні, розповів про звільнення.",
    )
    def test_by_right(self, text: str, town: tuple[str, ...]) -> None:
        assert label(text, town)[0] == "council"


def test_an_official_stays_one_in_quotation_marks() -> None:
    council = replace(COUNCIL, officials=(Official(name="Олена Шпак", role="міська голова"),))
    text = "«Мерка» Олена Шпак пояснила, що води вистачить."
    assert citation.load(CITY, council).classify(article(text), LOCAL)[0].label == "council"
