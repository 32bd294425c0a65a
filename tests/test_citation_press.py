"""How press and channels name their sources: datelines, dashes, headings, lines that markup cut, signatures."""

from __future__ import annotations

import pytest

from classifiers import citation
from classifiers.citation import CitationClassifier
from classifiers.citation.glue import mended
from tests.citation_samples import CITY, COUNCIL, REGIONAL, article

NEWS = "Вода в річці піднялася на метр за добу.\nМіст зачинили для вантажівок."


@pytest.fixture(scope="module")
def council() -> CitationClassifier:
    return citation.load(CITY, COUNCIL)


def named(council: CitationClassifier, text: str) -> list[str]:
    return [" ".join(a.span.split()) for a in council.classify(article(text), REGIONAL)[1]]


NAMED = [
    # letters after an adjective, a place's name left as it is
    ("По информации Бугского ЦГМС, ночью пройдет дождь.", "По информации Бугского ЦГМС"),
    ("По данным Лиманского УГМС, ветер усилится.", "По данным Лиманского УГМС"),
    ("За даними Лиманського ЦГМ, у середу буде гроза.", "За даними Лиманського ЦГМ"),
    ("Президент Республіки Хорватія запевнив у підтримці громади.", "Президент Республіки Хорватія запевнив"),
    ("Президент Республики Эстония сообщил о визите.", "Президент Республики Эстония сообщил"),
    # an outlet in the dative, long adverbials, two who tell
    (
        "«Причины выясняем», – сказал ТАСС следователь по особо важным делам степного отдела Остап Чумак.",
        "сказал ТАСС следователь по особо важным делам степного отдела Остап Чумак",
    ),
    (
        "Депутат Остап Чумак лично и в резкой форме сообщил о решении.",
        "Депутат Остап Чумак лично и в резкой форме сообщил",
    ),
    ("Начальник поліції та прокурор району повідомили про арешт.", "прокурор району повідомили"),
    ("Начальник поліції та прокурор району повідомили про арешт.", "Начальник поліції та прокурор району повідомили"),
    # datelines, agencies in brackets and slashes
    ("Полтава. 11 ноября. STEPNEWS.RU - Кинотеатр закроют на ремонт.", "STEPNEWS.RU"),
    ("ХАРКІВ, 11 листопада – УНІАН. Уряд подовжив дію програми.", "УНІАН"),
    ("МИНСК, 12 мая (Рейтер) – Цены на зерно выросли.", "Рейтер"),
    ("Ціни на зерно зросли.\n/Укрінформ/", "Укрінформ"),
    # set off by a dash
    ("На полігоні знову стріляють, за день було дві тривоги, – The Steppe Times\nСклади цілі.", "The Steppe Times"),
    ("Міст відкриють завтра⏎, - ⏎Голова ради Остап Чумак⏎Рух відновлять о шостій.", "Голова ради Остап Чумак"),
    # headings and materials
    ("Комментарий Остапа Чумака по поводу обыска:\n«Ничего не нашли».", "Комментарий Остапа Чумака"),
    ("Заява начальника поліції Остапа Чумака щодо аварії: винного знайшли.", "Заява начальника поліції Остапа Чумака"),
    ("О том, как жили степняки, — в материале RT.", "в материале RT"),
    ("К такому выводу пришли ученые из Эстонии.", "выводу пришли ученые из Эстонии"),
    # papers
    ("З матеріалів судової справи відомо, що директор здав справи.", "З матеріалів судової справи відомо"),
    ("Об этом свидетельствуют данные сайтов о продаже жилья.", "свидетельствуют данные сайтов"),
    # lines of their own
    (
        f"{NEWS}\nhttps://novyny.example.com.ua/svit/most.html\nСклад готують до зими.",
        "https://novyny.example.com.ua/svit/most.html",
    ),
    (f"{NEWS}\nДжерело – Степводоканал", "Джерело – Степводоканал"),
    (f"{NEWS}\nСлава Україні!\nЧумак Олексій", "Чумак Олексій"),
    (f"{NEWS}\nОстап Чумак, автор каналу «Хвиля»", "Остап Чумак"),
]

NOT_NAMED = [
    ("UPD: щодо ранкового звіту, про який ішлося, все гаразд.", "UPD"),
    ("У Полтаві помітили Corvette Z1, який коштує сто тисяч.", "Corvette"),
    ("Певица собиралась замуж за спортсмена (Alex Noon) летом, но теперь считает, что рано.", "Alex Noon"),
    ("Єдиним акціонером є фірма «Степ Холдинг» (Steppe Holdings Limited).", "Steppe Holdings"),
    ("Згідно із ЗУ «Про публічні закупівлі», учасники пов’язані між собою.", "ЗУ"),
    ("Згідно з договором, роботи завершать у травні.", "договором"),
    ("Відповідно до Кодексу про працю, відпустка оплачується.", "Кодексу"),
    ("Підприємство добре відоме глядачам і присутнє в ефірі провідних телеканалів країни.", "ефірі"),
    (f"{NEWS}\nФото: Остап Чумак", "Чумак"),
    (f"{NEWS}\nВідео: The Steppe Times", "Steppe"),
    (f"{NEWS}\nПідписатися на Telegram", "Telegram"),
    (f"{NEWS}\nМи у Facebook", "Facebook"),
    (f"{NEWS}\nhttps://t.me/chumak_live", "chumak_live"),
    (f"{NEWS}\nДеталі за посиланням:\nhttps://novyny.example.com.ua/most.html\nСклад закрито.", "novyny"),
    (f"{NEWS}\nОлег Чумак\nМихайло Криниця\nСергій Лис", "Сергій"),
    (f"{NEWS}\nСлава Україні", "Слава"),
    (f"{NEWS}\nПояснюємо, що це означає.", "Пояснюємо"),
    ("Меблі віддав садок, матраци – фонд.", "фонд"),
]


class TestNamed:
    @pytest.mark.parametrize(("text", "span"), NAMED)
    def test_is_listed(self, council: CitationClassifier, text: str, span: str) -> None:
        found = named(council, text.replace("⏎", "\n"))
        assert span in found

    @pytest.mark.parametrize(("text", "span"), NOT_NAMED)
    def test_is_not_listed(self, council: CitationClassifier, text: str, span: str) -> None:
        found = named(council, text)
        assert not any(span in one for one in found), found


class TestMended:
    """Lines that a channel's markup broke are read whole; real lines stay."""

    @pytest.mark.parametrize(
        ("text", "whole"),
        [
            ("воду дали», — заявил ⏎Остап Чумак⏎.", "воду дали», — заявил  Остап Чумак ."),
            ("воду дали⏎, - ⏎Степенерго⏎Далі", "воду дали , -  Степенерго⏎Далі"),
            ("воду дали⏎ - ⏎Степенерго", "воду дали, -  Степенерго"),
            ("рада ⏎повідомила⏎ про ремонт", "рада  повідомила  про ремонт"),
            ("про це в ⏎інтерв’ю⏎ Хвилі сказав мер", "про це в  інтерв’ю  Хвилі сказав мер"),
            ("Вода є.⏎Мер приїхав", "Вода є.⏎Мер приїхав"),
            ("Вода є⏎⏎Мер приїхав", "Вода є⏎⏎Мер приїхав"),
            ("Мер Остап Чумак ⏎Про це він написав", "Мер Остап Чумак ⏎Про це він написав"),
            ("– вода⏎– світло⏎– газ", "– вода⏎– світло⏎– газ"),
        ],
    )
    def test_lines(self, text: str, whole: str) -> None:
        assert mended(text.replace("⏎", "\n")) == whole.replace("⏎", "\n")

    @pytest.mark.parametrize(
        "piece", ["\n", " \n", "- \n", "а \nб\n ", "\n -\n", "Аб \n", "а \nА,\n", "/А/\n", "х.укр\n", "а, – ТАСС\n"]
    )
    def test_any_piece_keeps_its_length_and_ends(self, council: CitationClassifier, piece: str) -> None:
        text = piece * (60_000 // len(piece))
        assert len(mended(text)) == len(text)
        council.classify(article(text), REGIONAL)

    def test_span_is_the_text_as_it_stands(self, council: CitationClassifier) -> None:
        text = "«Воду дали вчасно», — заявил \nОстап Чумак\n, начальник депо."
        spans = [a.span for a in council.classify(article(text), REGIONAL)[1]]
        assert spans == ["заявил \nОстап Чумак"]
