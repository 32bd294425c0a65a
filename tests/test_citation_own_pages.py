"""«На своєму сайті»: whose page it is, where a clause or a sentence of somebody else's stands between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.language import adjectives
from monitor.language.townspeople import townspeople
from tests.citation_samples import ADMINISTRATION, CITY, COUNCIL, EXILED, REGIONAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def label(classifier: CitationClassifier, text: str, title: str = "") -> str:
    given = replace(article(text.replace("⏎", "\n")), title=title)
    return str(classifier.classify(given, REGIONAL)[0].label)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Тихогірська міська рада оголосила набір", "Анкету виклав коледж на своєму сайті."),
        ("Тихогірська міськрада повідомила про набір", "Перелік розмістило агентство на своїй сторінці."),
        ("Тихогорский горсовет объявил набор", "Списки опубликовала школа на своём сайте."),
        ("", "Тихогірська міська рада нагадала про набір, анкету якого коледж виклав на своєму сайті."),
        ("", "Тихогірська міськрада повідомила про лекцію, а запис розмістив музей на своїй сторінці."),
        ("", "Тихогірська міськрада розповіла: завод показав двигун на своїй сторінці."),
        ("", "Тихогірська міськрада повідомила про ярмарок, оголошений фермером на своїй сторінці."),
        ("", "Тихогірська міськрада застерегла від продавчині, яка веде торгівлю на своїй сторінці."),
        ("", "Тихогірська міськрада розповіла про пекаря, він показує хліб на своїй сторінці."),
        ("", "Тихогорский горсовет похвалил учительницу, которая ведёт уроки на своей странице."),
        ("", "Таблицю Тихогірської міської ради показав на своїй сторінці краєзнавець."),
        ("", "Дані Тихогірської міськради поширили на своїй сторінці пасічники."),
        ("", "Звернення Тихогірської міськради опублікувала на своєму сайті філармонія."),
        ("", "Засідання Тихогірської міської ради слюсар виклав у себе на сторінці."),
        ("", "Данные Тихогорского горсовета пекари разместили на своей странице."),
        ("", "Тихогірська міськрада оголосила набір, і про це на своїй сторінці написав кобзар."),
        ("", "Тихогірська міськрада нагадала про ремонт, схему якого обленерго показує на своєму сайті."),
    ],
)
def test_anothers(council: CitationClassifier, title: str, text: str) -> None:
    assert label(council, text, title) != "site"


@pytest.mark.parametrize(
    "text",
    [
        "Тихогірська міськрада повідомила про набір на своєму сайті.",
        "Тихогірська міськрада повідомила про набір, анкету виклала на своєму сайті.",
        "Тихогірська міська рада оголосила набір, умови якого розмістила на своєму сайті.",
        "Тихогірська міська рада оголосила набір, умови якого рада розмістила на своєму сайті.",
        "Тихогірська міськрада повідомила про набір і виклала анкету на своєму сайті.",
        "Тихогірська міськрада, яку торік обікрали шахраї, повідомила про це на своїй сторінці.",
        "«Міст закриють», – повідомила Тихогірська міськрада, показавши схему на своїй сторінці.",
        "Тихогірська міськрада оприлюднила проєкт, який розглянуть у травні, на своєму сайті.",
        "Тихогорский горсовет сообщил об этом, разместив карту на своей странице.",
        "Тихогірська міськрада повідомила про графік, його вона виклала на своїй сторінці.",
        "Анкету Тихогірська міська рада виклала на своїй сторінці.",
    ],
)
def test_its_own(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "site"


@pytest.fixture(scope="module")
def administration() -> CitationClassifier:
    return citation.load(EXILED, ADMINISTRATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пам’ятку МВА опублікувала на своїй сторінці.", "site"),
        ("Пам’ятку МВА опублікувала на своїй сторінці слюсарка.", "none"),
        ("Розклад МВА виклав перевізник на своїй сторінці.", "none"),
        ("Пам’ятку РВА опублікувала на своїй сторінці.", "none"),
        ("Дані МВА оприлюднили на своїй сторінці пасічники.", "none"),
        ("Пекар відповів, дані МВА вони виклали на своїй сторінці.", "none"),
        ("Пам’ятку від МВА надрукувала на своїй сторінці друкарня.", "none"),
        ("Про це МВА написала в Телеграм.", "site"),
        ("Об этом МВА написала в Телеграм.", "site"),
        ("В «адміністрації міста» сказали, що котельня запрацює.", "none"),
        ("В «администрации города» сказали, что котельная заработает.", "none"),
        ("У міській військовій адміністрації сказали, що пункт запрацює.", "council"),
    ],
)
def test_administration(administration: CitationClassifier, text: str, expected: str) -> None:
    assert label(administration, text, "Кам’янопільська громада відкриє пункт") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вимоги рада розмістила на своєму сайті.", "site"),
        ("Вимоги обласна рада розмістила на своєму сайті.", "none"),
        ("Полтавська облрада дала гроші. Вимоги рада розмістила на своєму сайті.", "none"),
        ("Дрова привезла й філармонія. Адміністрація повідомила, що концерт перенесено.", "none"),
        ("Вимоги рада ветеранів розмістила на своєму сайті.", "none"),
    ],
)
def test_bare_board_after_the_council_in_one_word(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text, "Тихогірська міськрада шукає маляра") == expected


def test_people_of_an_irregular_name_tell_whose_council_it_is(council: CitationClassifier) -> None:
    place = replace(CITY, name="Калуш", russian="Калуш", settlements=())
    body = replace(COUNCIL, names=(replace(COUNCIL.names[0], name="Калуська міська рада"),))
    assert "калушанам" in townspeople("Калуш", adjectives("Калуш"), "uk")
    assert label(citation.load(place, body), "Про це повідомили в міськраді.", "Калушанам роздадуть дрова") == "council"
