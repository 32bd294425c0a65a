"""Whose words stand in long texts: round-ups of several towns, a region's day."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from monitor.model import Outlet
from tests.citation_samples import ADMINISTRATION, CITY, COUNCIL, EXILED, LOCAL, REGIONAL, article


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def label(council: CitationClassifier, text: str, outlet: Outlet = REGIONAL) -> str | None:
    return council.classify(article(text), outlet)[0].label


OTHER_TOWNS = [
    "Лубни. Проїзд подорожчав, пояснив міський голова.\nТихогірськ. Школярам видали зошити.",
    "Лубни. Проїзд подорожчав. Міський голова Остап Чумак пообіцяв: «Більше не піднімемо».\nТихогірськ. Видали зошити.",
    "ЛУБНИ\nУ міськраді розповіли про новий тариф.\nТИХОГІРСЬК\nШколярам видали зошити.",
    "Тихогірськ\nШколярам видали зошити.\n📍 Гадяч\nМіст закрили.\nУ мерії кажуть, що до весни.",
    "м. Гадяч\nМіст закрили, уточнили у міськраді.\nм. Тихогірськ\nМіст відкрили.",
    "Гадяцька громада\nМіст закрили, уточнили у міськраді.\nТихогірська громада\nМіст відкрили.",
    "Лубны:\nМост закрыли, сообщил мэр.\nТихогорск:\nМост открыли.",
    "Тихогірська громада. Два влучання.\nЛубенська громада. Пожежа, повідомив міський голова.",
]


@pytest.mark.parametrize("text", OTHER_TOWNS)
def test_a_mayor_under_another_towns_heading_is_that_towns(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "none"


OUR_TOWN = [
    "Лубни. Проїзд подорожчав.\nТихогірськ. Міст відкрили, повідомив міський голова.",
    "Лубни\nПроїзд подорожчав.\nТихогірськ\nМіст відкрили.\nУ міськраді пояснили, що гроші дала громада.",
    "Лубни\nПроїзд подорожчав. Тихогірська міська рада повідомила, що її автобуси туди не ходять.\nТихогірськ\nМіст відкрили.",
    # a dateline, a list of stops, towns inside sentences are no headings
    "Лубни. Тут міська голова Тихогірська зустрілася з колегами. Мерка розповіла, що гроші виділять.",
    "Автобус стає тут:\nТихогірськ\nЛубни\nГадяч\nКвитки здорожчали, пояснили у міськраді Тихогірська.",
    "Тихогірськ — Лубни: дорогу закрили. У міськраді Тихогірська повідомили про об’їзд.",
    "Тихогірськ. Тепло ввімкнули. Міський голова розповів, що борги сплачено.",
    "Лубни. +5.\nТихогірськ. +3.\nТепло в Тихогірську ввімкнуть завтра, повідомив міський голова.",
    "У Лубнах провалився асфальт. Тихогірськ лишився без води. Міський голова пояснив: «Працюємо».",
]


@pytest.mark.parametrize("text", OUR_TOWN)
def test_headings_leave_our_mayor_ours(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "council"


LISTS = [
    "Скільки коштує хліб:\nТихогірськ\n22 гривні\nЛубни\n24 гривні\nУ міськраді кажуть, що ціни ще зростуть.",
    "Хто привіз гостинці:\nТихогірськ\nПригощав пирогами.\nГадяч\nПривіз мед.\nЗа словами міського голови, торги повторять.",
    "Электричка остановится:\nКиев\n08:10\nТихогорск\n08:40\nЛубны\n08:50\nМэр пояснил, что расписание новое.",
    "Осінній кубок\nТихогірськ.\nНаші зіграли внічию.\nЛубни.\nТам бігли естафету.\nПро поле. Мер каже, що його полагодять.",
]


@pytest.mark.parametrize("text", LISTS)
def test_what_closes_a_list_of_towns_is_no_towns_part(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "council"


def test_a_site_below_a_list_of_towns_stays_ours(council: CitationClassifier) -> None:
    text = "Каса змінила графік.\nТихогірськ\n07:20\nЛубни\n11:00\nРозклад – на офіційному сайті міської ради."
    assert label(council, text, LOCAL) == "site"


def test_stops_of_a_bus_head_nothing(council: CitationClassifier) -> None:
    text = "Автобус стає тут:\nТихогірськ\nГадяч\nЛубни\nКвитки здорожчали, пояснив міський голова."
    assert label(council, text, LOCAL) == "council"


REGIONS = [
    "Тихогірськ. Начальник обласної військової адміністрації провів нараду. Фахівці управління соцзахисту розповіли, що виплати будуть.",
    "У Тихогірську відкрили хаб. Приїхав очільник Полтавської ОВА. У департаменті економіки кажуть, що гроші є.",
    "У відділі освіти пояснили, що канікули почнуться раніше.\nПолтавська обласна військова адміністрація",
    "Тихогірська МВА видала 40 наборів.\nУ відділі освіти пояснили, що канікули почнуться раніше.\nУправління інформації Полтавської ОВА",
    "Тихогорск остался без воды. Это решила областная администрация. В управлении образования рассказали о школах.",
]


@pytest.mark.parametrize("text", REGIONS)
def test_a_department_of_the_regions_body_is_its_own(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "none"


DEPARTMENTS = [
    ("У відділі освіти розповіли про садок.\nГроші дала обласна рада.", LOCAL),
    ("У відділі освіти розповіли про садок.\nНагадаємо, дах оплатила Полтавська ОВА.", LOCAL),
    ("В отделе образования рассказали о садике.\nДеньги выделила областная администрация.", LOCAL),
    ("У відділі освіти розповіли про садок.\nФото: Полтавська ОВА", LOCAL),
    ("У відділі освіти розповіли про садок.\nСпільний проєкт із Полтавською ОВА.", LOCAL),
    ("Начальник ОВА приїхав у гості. У відділі освіти Тихогірська розповіли, які школи він бачив.", REGIONAL),
    ("Начальник ОВА приїхав. Тихогірська міська рада зібрала нараду. У відділі освіти розповіли про школи.", REGIONAL),
    ("ОВА дала гроші Тихогірську. У відділі освіти розповіли, скільки шкіл полагодять.", REGIONAL),
    ("Начальник ОВА приїхав. У відділі освіти міської ради Тихогірська розповіли про школи.", REGIONAL),
    ("У Тихогірську відкрили обласну лікарню. У відділі освіти розповіли про школи.", REGIONAL),
    ("У Тихогірську були гості. Начальник ОВА мовчав. У відділі освіти розповіли про школи.", LOCAL),
    ("У відділі освіти розповіли про школи Тихогірська.\nФото Полтавської ОВА", LOCAL),
    ("У відділі освіти розповіли про школи Тихогірська.\nОстаточне рішення ухвалить ОВА.", LOCAL),
    ("Тихогірська міська рада чекає на гроші. У відділі освіти розповіли про школи.\nПолтавська ОВА", REGIONAL),
]


@pytest.mark.parametrize(("text", "outlet"), DEPARTMENTS)
def test_a_department_of_ours_stays_ours(council: CitationClassifier, text: str, outlet: Outlet) -> None:
    assert label(council, text, outlet) == "council"


WORK = [
    "У Тихогірську фахівці управління соцзахисту відповіли на 48 дзвінків за добу.",
    "У Тихогірську за тиждень міський голова відповів на понад двісті звернень.",
    "В Тихогорске специалисты отдела ЖКХ ответили на десятки звонков.",
    "Також за день фахівці управління соцзахисту Тихогірська відповіли на 48 дзвінків.",
    "Диспетчери управління ЖКГ Тихогірська зреагували на 30 сигналів.",
]


@pytest.mark.parametrize("text", WORK)
def test_answering_so_many_calls_is_work(council: CitationClassifier, text: str) -> None:
    verdict, sources, _ = council.classify(article(text), LOCAL)
    assert (verdict.label, sources) == ("none", ())


ANSWERS = [
    "Міський голова відповів на п’ять запитань: «Воду дамо завтра».",
    "У міськраді відповіли на 12 звернень мешканців, що ремонт буде восени.",
    "На 12 звернень у міськраді відповіли: ремонт буде восени.",
    "У міськраді відповіли на звернення мешканців: ремонт буде восени.",
    "«Ремонт буде восени», – відповіли на 12 звернень у міськраді.",
    "Міська голова відповіла на запит редакції.",
    "Мер відповів на петицію про ремонт мосту.",
    "Ремонт почнеться восени, відповіли на 12 звернень у міськраді.",
    "Також грошей додадуть школам, додала міська голова.",
    "Також про ремонт розповів мер.",
    "Мэр ответил на три вопроса читателей: «Мост починим».",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_to_questions_tell(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "council"


BEHIND = [
    "Дім зведуть під дитячий центр, а не під склад, наголосила міська голова Олена Шпак.",
    "Дім зведуть під дитячий центр, а не під склад, сказав мер.",
    "Дом построят под детский центр, а не под склад, сообщил мэр.",
    "Рахунок оплатить лікарня, а не громада, запевнив Тарас Бурій.",
    "Рішення ухвалила школа, а не батьки, уточнила міська рада.",
]


@pytest.mark.parametrize("text", BEHIND)
def test_who_stands_right_behind_the_verb_told_it(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "council"


BEFORE = [
    ("Міський голова, як завжди вчасно, відповів журналістам, що грошей нема.", "council"),
    ("Міський голова, якого ми про це запитали, відповів, що грошей нема.", "council"),
    ("Мер, сказав депутат, не прийшов.", "none"),
    ("Міськрада, повідомила прокуратура, віддасть землю.", "none"),
    ("Виконком, як повідомила депутатка, відмовив.", "none"),
    ("Управління освіти, щоправда, назвало підприємство винним: «Труби старі».", "council"),
    ("Лікар, який лікував мера, розповів, що той здоровий.", "none"),
    ("Поліція, щоправда, просить водіїв не поспішати.", "none"),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_what_stands_between_commas_keeps_its_teller(council: CitationClassifier, text: str, expected: str) -> None:
    assert label(council, text, LOCAL) == expected


AGAIN = [
    (
        "Гроші дала Кам’янопільська міська військова адміністрація. Чи є звіт? «Адміністрація нічого не ділить», – {}.",
        True,
    ),
    ("Гроші дала Кам’янопільська міська військова адміністрація. Звіту нема. Адміністрація не квапиться, – {}.", True),
    ("Гроші дала адміністрація порту. «Адміністрація нічого не ділить», – {}.", False),
    ("Гроші дала Луганська обласна адміністрація. «Адміністрація нічого не ділить», – {}.", False),
    ("Кам’янопільська військова адміністрація мовчить. Вирішує Адміністрація президента. «Ми готові», – {}.", False),
]


@pytest.mark.parametrize(("text", "ours"), AGAIN)
def test_a_bare_word_in_between_names_no_other_body(text: str, ours: bool) -> None:
    exiled = citation.load(EXILED, ADMINISTRATION)
    found = label(exiled, text.format("відповіли в адміністрації"))
    assert found == ("council" if ours else "none")


ENTRIES = [
    ("22:10 Мер Тихогірська: «Склад горить».", "Мер Тихогірська"),
    ("22:15 Сили оборони: дві цілі курсом на Лубни.", "Сили оборони"),
    ("22:20 🆕 ДСНС: пожежу загасили.", "ДСНС"),
    ("[22:25] Прокуратура: справу відкрито.", "Прокуратура"),
    ("🕐 22.30 – «Полтаваобленерго»: без світла п’ять сіл.", "Полтаваобленерго"),
    ("22:35 У місті вибух. Чумак: уламки впали на склад.", "Чумак"),
    ("22:40 Начальник ОВА Остап Чумак підтвердив удар.", "Начальник ОВА Остап Чумак"),
    ("22:45 Мэр Тихогорска сообщил о пожаре.", "Мэр Тихогорска"),
]


@pytest.mark.parametrize(("line", "who"), ENTRIES)
def test_the_hour_of_an_entry_is_no_part_of_a_name(council: CitationClassifier, line: str, who: str) -> None:
    sources = council.classify(article(f"22:00 Над містом гучно.\n{line}\n22:50 Тихо."), REGIONAL)[1]
    assert [s.who for s in sources] == [who]
    assert not any(mark.isdigit() for s in sources for mark in s.span)


SHORT_ENTRIES = [
    "22:10 Мер: завтра закриваємо ринок.",
    "22:10 Мер: укриття чекають на людей, просимо не панікувати.",
    "22:10 Мерка Тихогірська Олена Шпак: «Усі живі».",
    "22:10 Горсовет: воду дадут к вечеру.",
]


@pytest.mark.parametrize("text", SHORT_ENTRIES)
def test_an_entry_in_few_words_cites_who_opens_it(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "council"


PROGRAMMES = [
    "18:00 Ліцей: виставка робіт.\n19:00 Палац культури: концерт.",
    "18:00 Міська рада: відкриття виставки.\n19:00 «Мрія»: концерт гурту.",
    "07:20 Київ: потяг прибув.\n08:10 Тихогірськ: потяг вирушив.",
    "21:15 Волейбол: наші виграли партію.\n22:00 Футбол: нічия.",
    "2:1 «Рух»: перемога вдома.\n3:0 «Колос»: поразка.",
    "22.15 гривні: нова ціна літра.\n10.50 гривні: стара.",
    "Зустріч почнеться о 18:00. Гості прийдуть: так вирішили.",
    "10:00 Олена Шпак: прийом людей.\n11:00 Тарас Бурій: прийом людей.",
    "19:00 Міський голова: підсумки року.\n19:30 Міська голова: що зроблено за рік.",
    "10:00 Міська голова: вітальне слово, нагородять найкращих.\n11:00 Хор: пісні.",
    "10:00 Міська голова Олена Шпак: прийом людей, запис триває.\n12:00 Хор: пісні.",
    "18:00 Мер: «Наталка Полтавка» (вистава), грають актори.\n20:00 Кіно: «Степ».",
    "18:00 Міська рада: «Відкрита сесія»\n19:00 Мер: «Година запитань»",
    "18:00 Бібліотека: читають вірші.\n19:00 Школа: показали виставу.",
]


@pytest.mark.parametrize("text", PROGRAMMES)
def test_programmes_and_timetables_name_no_source(council: CitationClassifier, text: str) -> None:
    verdict, sources, flags = council.classify(article(text), LOCAL)
    assert (verdict.label, sources, flags) == ("none", (), ())


TALK = "– Що побачили?\n– Стос листів.\n– Дали?\n– Так, дали."


INTERVIEWS = [
    (f"Із Наталією Чумак ми зустрілися у школі.\n{TALK}", "Наталією Чумак"),
    (f"С Натальей Чумак мы встретились в школе.\n{TALK}", "Натальей Чумак"),
    (f"Остап Чумак прийшов до нас у студію.\n{TALK}", "Остап Чумак"),
    (f"У школі були Остап Чумак і Петро Мох.\n– Остапе Івановичу, як справи?\n– Добре.\n{TALK}", "Остап Чумак"),
    ("Гість: Що нового?\nОстап Чумак: Дах.\nГість: А ще?\nОстап Чумак: Підлога.", "Остап Чумак"),
]


@pytest.mark.parametrize(("text", "who"), INTERVIEWS)
def test_whoever_answers_is_a_source(council: CitationClassifier, text: str, who: str) -> None:
    assert who in [s.who for s in council.classify(article(text), REGIONAL)[1]]


NO_INTERVIEWS = [
    f"Розмовляла Олена Гай.\n{TALK}",
    f"Журналістка Олена Гай поговорила з директором школи.\n{TALK}",
    f"Черга на вулиці Остапа Чумака стоїть зранку.\n{TALK}",
    f"У черзі стояли Остап Чумак і Петро Мох.\n{TALK}",
    "Остап Чумак прийшов на сесію.\n– Хто голосує?\n– Коли почнемо?\n– Де гроші?",
    "Остап Чумак прийшов на базар.\n– сир;\n– хліб;\n– молоко.",
    "Остап Чумак приїхав. – Що нового? – Дощ.",
    f"Марш пройшов біля музею. Школі дали ім’я Остапа Чумака.\n{TALK}",
]


SCENES = [
    f"Стрічку перерізала міська голова Олена Шпак. Діти побігли до класів.\n{TALK}",
    f"Дорогу вимостили за наказом Олени Шпак. На лавці двоє.\n{TALK}",
    f"Школярі прийшли на зустріч з Оленою Шпак. У коридорі гамірно.\n{TALK}",
    f"Разом з Оленою Шпак на концерт прийшли гості. За лаштунками двоє.\n{TALK}",
    f"Ми зайшли до майстерні, яку відкривала Олена Шпак. Господар забарився.\n{TALK}",
    f"На ринку згадують Олену Шпак.\n– А Олена Шпак прийде?\n– Ні.\n{TALK}",
    f"Ювілярку привітала Олена Шпак. Наша героїня частує чаєм.\n{TALK}",
    f"Про цю родину ми вже писали. Допомогти обіцяла Олена Шпак.\n{TALK}",
    f"Бойцов наградила Елена Шпак. Один из них отвечает.\n{TALK}",
]


@pytest.mark.parametrize("text", SCENES)
def test_talk_of_others_is_not_the_mayors(council: CitationClassifier, text: str) -> None:
    assert label(council, text, LOCAL) == "none"


@pytest.mark.parametrize("text", NO_INTERVIEWS)
def test_dashes_alone_make_nobody_a_source(council: CitationClassifier, text: str) -> None:
    assert not [s for s in council.classify(article(text), REGIONAL)[1] if s.form == "person"]


LONG_TALK = "– Коли?\n– {0}\n– Де?\n– {0}".format(
    "Цього року ми полагодимо дах школи, а наступного візьмемося за двір і паркан."
)
WITH_THE_MAYOR = [
    f"З Оленою Шпак ми зустрілися у школі.\n{TALK}",
    f"Розмова з Оленою Шпак про дахи.\n{TALK}",
    f"Олена Шпак – гостя редакції.\n{TALK}",
    f"До нас завітала міська голова Олена Шпак.\n{TALK}",
    f"Мэр Елена Шпак пришла в нашу студию.\n{TALK}",
    f"Олена Шпак щойно повернулася з відпустки.\n– Скажіть, Олено Іванівно, що нового?\n– Дах.\n{TALK}",
    f"Олена Шпак щойно повернулася з відпустки.\n{LONG_TALK}",
]


@pytest.mark.parametrize("text", WITH_THE_MAYOR)
def test_an_interview_with_the_mayor_cites_the_council(council: CitationClassifier, text: str) -> None:
    assert label(council, text) == "council"


NAMES = [
    ("Олену Гай допитали першою. «Він мовчав у машині», – розповіла жінка.", ["жінка"]),
    ("«Міст стоїть», – не згоден інженер Остап Чумак.", ["інженер Остап Чумак"]),
    ("З цим не згодна інженерка Олена Гай: «Міст стоїть».", ["інженерка Олена Гай"]),
    ("Раніше НАБУ повідомило про обшук.", ["НАБУ"]),
    ("Пізніше ISW повідомив про наступ.", ["ISW"]),
    ("Фонд «Опора» повідомив про збір.", ["Фонд «Опора»"]),
    ("Воду дали, пише «Говорить Полтава».", ["Говорить Полтава"]),
    ("«Степ говорить» повідомив про обшук.", ["Степ говорить"]),
    ("Воду дали, повідомила поліція. Дощ ішов до вечора.\nОстап Чумак", ["поліція"]),
    ("Дощ ішов до вечора. Дітям дарували книжки.\nОстап Чумак", ["Остап Чумак"]),
    ("Вище керівництво партії повідомило про з’їзд.", ["Вище керівництво партії"]),
]


@pytest.mark.parametrize(("text", "who"), NAMES)
def test_who_is_named_holds_the_name_alone(council: CitationClassifier, text: str, who: list[str]) -> None:
    assert [s.who for s in council.classify(article(text), REGIONAL)[1]] == who


AGREES = [
    ("Міська голова згодна, що дорога погана.", "council"),
    ("«Дорога погана», – згоден мер.", "council"),
    ("Міська голова згодна на ремонт дороги.", "none"),
    ("Чи згоден мер? Ніхто не знає.", "none"),
    ("Согласен ли мэр с жителями, неясно.", "none"),
    ("Міська голова, згодна з депутатами, пішла.", "none"),
]


@pytest.mark.parametrize(("text", "expected"), AGREES)
def test_who_agrees_tells_where_words_stand_beside(council: CitationClassifier, text: str, expected: str) -> None:
    verdict, _, flags = council.classify(article(text), LOCAL)
    assert (verdict.label, bool(flags)) == (expected, False)


def test_a_long_article_keeps_its_sources(council: CitationClassifier) -> None:
    """The weights of the ranking have seen no text of 200 words; beyond, length alone dropped what stood at its end."""
    filler = "Осінь у місті тепла й суха цього року, і на ринку досить яблук. " * 40
    text = f"Шахраї телефонують людям. {filler}Нацбанк додає: блокуйте картку. За словами пенсіонерки Ганни Левчук, гроші зникли."
    told = {one.who for one in council.classify(article(text), REGIONAL)[1]}
    assert told == {"Нацбанк", "пенсіонерки Ганни Левчук"}
