"""Charges against the institution and honours given to it, told by case and order of the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classifiers import tone
from classifiers.tone import ToneClassifier
from classifiers.tone.charges import told
from classifiers.tone.namings import Home, home
from monitor.config import load
from monitor.model import Institution, Named, Place, Verdict
from tests.citation_samples import CITY, COUNCIL, article
from tests.score_citation import CONFIGS

NOBODY = Verdict(classifier="citation", version="t", label="none", score=0.9, reason="")
HERE = home(COUNCIL, CITY)


@pytest.fixture(scope="module")
def classifier() -> ToneClassifier:
    return tone.load(COUNCIL, CITY)


def of_town(name: str, russian: str, council: str) -> Home:
    where = Place(id="x", name=name, russian=russian, region="Полтавська область", district="", settlements=())
    return home(Institution(names=(Named(name=council),)), where)


TOWNS = (
    HERE,
    of_town("Ковель", "Ковель", "Ковельська міська рада"),
    of_town("Лубни", "Лубны", "Лубенська міська рада"),
)


def label(text: str, here: Home = HERE) -> str | None:
    found = told(text, here)
    return found and found[0]


def silent(*texts: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("text", texts)


class TestSuspicion:
    @silent(
        "Мэр подозревается в растрате.",
        "Підозру отримав міський голова.",
        "Слідчі вчора вручили підозру меру.",
        "Першому заступнику міського голови оголошено підозру.",
        "Секретарю міської ради вручили підозру у хабарництві.",
        "Мера звинувачують у бездіяльності.",
        "НАБУ повідомило меру про підозру.",
        "Меру НАБУ повідомило про підозру.",
    )
    def test_of_an_office_in_force(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == ["negative"] * len(TOWNS)

    @silent(
        "Хулигану объявили о подозрении и выбрали меру пресечения.",
        "Пенсионерке вручили подозрение, суд смягчил меру пресечения.",
        "Принятую меру признали худшей.",
        "Ряд мер признали лучшими.",
    )
    def test_the_russian_measure_is_no_mayor(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)

    @silent(
        "Міський голова одержав підозріле повідомлення.",
        "Меру вручили підозрілу коробку.",
        "Мэр получил подозрительное письмо.",
        "Міському голові повідомили про підозрілу валізу на пероні.",
        "Міському голові повідомили про підозру на кір у садочку.",
    )
    def test_what_looks_suspicious_is_no_suspicion(self, text: str) -> None:
        assert label(text) is None

    @silent(
        "У виконкомі повідомили про підозру лікарю.",
        "У міськраді оголосили про підозру колишньому лісничому.",
        "В мэрии сообщили о подозрении тренеру.",
        "Міському голові повідомили про підозру тренеру.",
        "Міському голові повідомили про підозру щодо тренера.",
        "Мер отримав лист про підозру тренеру.",
        "Мэр обвиняет перевозчика в обмане.",
        "Мэр подозревает перевозчика в обмане.",
    )
    def test_somebody_else_is_suspected(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)

    @silent(
        "Голова громадської спілки отримав підозру.",
        "Голова міського архіву отримав підозру.",
        "Голова міського осередку спілки отримав підозру.",
        "Голові сільської громади вручили підозру.",
        "Глава городского архива получил подозрение.",
        "Голова районної ради отримав підозру.",
        "Заступнику міського прокурора вручили підозру.",
        "Секретарці мера вручили підозру.",
        "Міський голова сусідньої громади отримав підозру.",
    )
    def test_other_offices(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)


class TestWhose:
    @silent(
        "Оштрафували мера Миргорода.",
        "Підозру отримав мер Миргорода.",
        "Мер Миргорода Степан Качур отримав підозру.",
        "Мер Білгорода-Дністровського отримав підозру.",
        "Меру Кам’янського Ганні Мороз вручили підозру.",
        "Оштрафували мера Гострого Бору.",
        "Мер сусіднього міста отримав підозру.",
        "Мер села отримав підозру.",
        "У Миргороді мер отримав підозру.",
        "У Словаччині міську раду оштрафували.",
        "В Болгарии горсовет признан лучшим.",
        "Обшуки у Миргороді. Міському голові вручили підозру.",
        "Мэра соседнего города оштрафовали.",
        "Аудит виявив порушення у роботі мерії Харкова.",
        "Міську раду ветеранів оштрафували.",
        "Дитячу міську раду визнали найкращою.",
    )
    def test_other_towns_and_bodies(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)

    @silent(
        "Сестру мера оштрафували за паркування.",
        "Кухаря мера оштрафували.",
        "Фірму мера оштрафували на 17 тисяч.",
        "Сестру мера визнали кращою вчителькою області.",
        "Сестру нашого мера оштрафували.",
        "Брат заступника мера підозрюється у крадіжці.",
        "Водителя мэра оштрафовали.",
        "Кухареві мерії вручили підозру.",
        "Без мера оштрафували перевізника.",
        "Міська рада та виконком оштрафували перевізника.",
    )
    def test_what_belongs_to_the_mayor(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)

    @silent(
        "Колишньому першому заступнику мера повідомили про підозру.",
        "Бывшему заместителю мэра сообщили о подозрении.",
        "Екс-мера оштрафували.",
        "Тодішнього міського голову оштрафували.",
        "У 1908 році міського голову оштрафували на сорок рублів.",
    )
    def test_former_ones(self, text: str) -> None:
        assert label(text) is None

    def test_by_name_only_an_official_in_force(self) -> None:
        assert label("Міській голові Олені Шпак повідомили про підозру.") == "negative"
        assert label("Міський голова Гліб Остапчук отримав підозру.") is None
        assert label("Мер Ярема Сич отримав підозру.") is None
        assert label("Секретар міської ради Тарас Бурій отримав підозру.") == "negative"
        ended = replace(COUNCIL.officials[2], until=date(2022, 1, 1))
        gone = home(replace(COUNCIL, officials=(ended,)), CITY)
        assert label("Секретар міської ради Тарас Бурій отримав підозру.", gone) is None

    @pytest.mark.parametrize(
        ("town", "text"),
        [
            (0, "Тихогорский горсовет оштрафовали."),
            (1, "Ковельский горсовет оштрафовали."),
            (2, "Лубенский горсовет оштрафовали на 20 тысяч."),
            (2, "Городской совет Лубен оштрафовали."),
            (2, "Мера Лубен оштрафували."),
        ],
    )
    def test_our_town_in_either_language(self, town: int, text: str) -> None:
        assert label(text, TOWNS[town]) == "negative"
        assert [label(text, here) for here in TOWNS if here is not TOWNS[town]] == [None, None]

    @pytest.mark.skipif(not CONFIGS, reason="no towns")
    def test_of_every_town(self) -> None:
        for path in CONFIGS.values():
            config = load(path)
            assert label("Міськраду оштрафували на сто тисяч.", home(config.institution, config.place)) == "negative"


class TestWrongFound:
    @silent(
        "Аудитори виявили порушення на 5 мільйонів гривень у міській раді.",
        "Ревизия выявила нарушения в работе горсовета.",
        "Ревізія виявила численні порушення у виконкомі.",
    )
    def test_in_the_institution(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == ["negative"] * len(TOWNS)

    @silent(
        "Про виявлені недоліки та порушення говорили у міській раді.",
        "Про знайдені порушення розповіли у мерії.",
        "Відомості про виявлені збитки від негоди збирають у міській раді.",
        "Інспектори виявили порушення на базарі під час рейду у міській раді.",
        "Інспектори виявили порушення та повідомили у мерії.",
        "Інспектори виявили порушення у роботі перевізника.",
    )
    def test_only_told_there(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)


class TestPlaces:
    @silent(
        "Міська рада посіла третє місце у рейтингу прозорості.",
        "Міська рада очолила рейтинг прозорості.",
        "Горсовет занял первое место в конкурсе громад.",
        "Міську раду визнали однією з найкращих в Україні.",
        "Міська рада отримала відзнаку за відкритість.",
    )
    def test_honours(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == ["positive"] * len(TOWNS)

    @silent(
        "Міська рада зайняла останнє місце в рейтингу відкритості.",
        "Міська рада опинилася на передостанньому місці, отримала перше місце з кінця в рейтингу прозорості.",
        "Міська рада здобула перше місце за боргами у рейтингу прозорості.",
        "Міська рада – серед лідерів за боргами за тепло.",
        "Міська рада отримала нуль у рейтингу прозорості.",
        "Міська рада очолила рейтинг найменш відкритих.",
        "Міська рада посіла друге місце серед найгірших у рейтингу прозорості.",
        "Міська рада – у десятці найгірших за прозорістю.",
        "Міська рада посіла перше місце за смертністю у конкурсі громад.",
        "Міська рада посіла сорок друге місце в рейтингу прозорості.",
        "Горсовет занял последнее место в рейтинге открытости.",
        "Мер – у лідерах рейтингу недовіри.",
    )
    def test_no_honour(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)

    @silent(
        "Голова громадської ради очолив рейтинг відкритості бібліотек.",
        "Міська рада ветеранів здобула відзнаку за перемогу.",
        "Міська рада здобула перемогу в суді.",
        "Мер здобув перемогу на виборах.",
        "Мер отримав перше запрошення.",
        "Секретар міської ради отримала премію за перше півріччя.",
        "Міська рада отримала нагороди для ветеранів.",
        "Мера визнали найкращим бігуном.",
        "Виконком визнали найкращим місцем для світлин.",
        "Мер назвав міську раду Вроцлава найкращою.",
        "У міській раді назвали кращих учителів року.",
    )
    def test_others_or_other_things(self, text: str) -> None:
        assert [label(text, here) for here in TOWNS] == [None] * len(TOWNS)


class TestDoubt:
    @silent(
        "Чому міську раду оштрафували?",
        "Мешканці просять, щоб міську раду оштрафували.",
        "Можливо, мера оштрафували.",
        "Мера мало не оштрафували.",
        "Газету «Міська рада» оштрафували.",
        "За чутками, міську раду оштрафували.",
    )
    def test_is_left_to_the_model(self, text: str) -> None:
        assert label(text) is None

    @silent("Мера визнали винним у розтраті.", "Мэр признан виновным.")
    def test_guilty(self, text: str) -> None:
        assert label(text) == "negative"


class TestChargesAndHonours:
    """Who was fined, suspected or called the best is told by the case of the noun."""

    @staticmethod
    def label(classifier: ToneClassifier, text: str) -> str | None:
        return classifier.classify(article(text), NOBODY, ())[0].label

    @pytest.mark.parametrize(
        "text",
        [
            "Міський голова Тихогірська отримав підозру в корупції.",
            "Заступнику міського голови Тихогірська повідомили про підозру.",
            "Мерці вручили підозру у розтраті.",
            "Міський голова підозрюється у зловживанні владою.",
            "Антимонопольний комітет оштрафував тихогірську міську раду.",
            "Міськраду оштрафували на 170 тисяч гривень.",
            "Аудит виявив порушення у міській раді на 5 мільйонів.",
            "НАЗК знайшло порушення в декларації мера Тихогірська.",
            "Держаудит виявив збитки на 3 млн гривень у міській раді Тихогірська.",
            "Міську раду Тихогірська визнано найгіршою за прозорістю.",
            "Міська рада провалила підготовку до зими, заявив депутат.",
            "Горсовет оштрафован на 20 тысяч.",
            "Мэру сообщили о подозрении.",
            "Аудит обнаружил нарушения в городском совете.",
        ],
    )
    def test_charges(self, classifier: ToneClassifier, text: str) -> None:
        verdict, flags = classifier.classify(article(f"Новини міста. {text}"), NOBODY, ())
        assert (verdict.label, flags) == ("negative", ())
        assert verdict.evidence == (text,)

    @pytest.mark.parametrize(
        "text",
        [
            "Міську раду Тихогірська визнали найпрозорішою в області.",
            "Тихогірську міську раду визнали кращою в Україні.",
            "Тихогірська міськрада – серед лідерів рейтингу відкритості.",
            "Мера Тихогірська визнали кращим міським головою року.",
            "Міська рада здобула перше місце у конкурсі громад.",
            "Міська рада посіла друге місце в рейтингу прозорості.",
            "Горсовет признан лучшим в области.",
        ],
    )
    def test_honours(self, classifier: ToneClassifier, text: str) -> None:
        assert self.label(classifier, f"Новини міста. {text}") == "positive"

    @pytest.mark.parametrize(
        "text",
        [
            "Міська рада оштрафувала забудовника на 20 тисяч.",
            "Виконком оштрафував підприємця.",
            "Міська рада визнала найкращих спортсменів року.",
            "Міський голова повідомив про підозру директору школи.",
            "Міська рада виявила порушення у роботі перевізника.",
            "Аудит не виявив порушень у міській раді.",
            "Міська рада провалила голосування за кандидатуру.",
            "Самопроголошеному меру повідомили про підозру.",
            "Меру заочно повідомили про підозру.",
            "Ексмеру повідомили про підозру.",
            "Мер Марганця отримав підозру.",
            "Марганецьку міську раду оштрафували.",
            "Голова ОВА отримав підозру.",
            "Верховну Раду визнали найгіршою.",
            "Суд скасував підозру міському голові.",
            "Мера не оштрафували.",
            "Міська рада очолила рейтинг боржників.",
            "Директора школи оштрафували, повідомила міська рада.",
            "Школу визнали найкращою, каже міський голова.",
            "Підряднику міської ради повідомили про підозру.",
            "Підряднику виконкому повідомили про підозру.",
            "Перевізника оштрафували, бо міську раду засипали листами.",
        ],
    )
    def test_others(self, text: str) -> None:
        assert told(text, HERE) is None

    def test_both_in_one_text_are_left_to_the_model(self) -> None:
        text = "Міську раду оштрафували на сто гривень. Міську раду визнали найкращою в області."
        assert told(text, HERE) is None

    def test_a_warm_text_outweighs_a_charge(self, classifier: ToneClassifier) -> None:
        text = (
            "🎉 Нарешті! Міська рада відкрила новий сквер, малеча щаслива, концерт був чудовий. Дякуємо всім, свято "
            "вдалося, пишаємося! 💛💙 Торік міську раду оштрафували."
        )
        assert self.label(classifier, text) != "negative"
