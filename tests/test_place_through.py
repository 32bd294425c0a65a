"""Relevance where somebody moves about the town, and where its station, market or cinema bears its name."""

from __future__ import annotations

import pytest

from tests.place_cases import Case, check, of, params

KOVEL = of("Ковель", "Ковель", "Волинська область", "Ковельська міська рада")
POLTAVA = of("Полтава", "Полтава", "Полтавська область", "Полтавська міська рада")
SUMY = of("Суми", "Сумы", "Сумська область", "Сумська міська рада")
KALUSH = of("Калуш", "Калуш", "Івано-Франківська область", "Калуська міська рада")

THROUGH: list[Case] = [
    (KALUSH, "about", "region", "Край", "Нічний рейс", "Маршрутка курсує Калушем до опівночі."),
    (POLTAVA, "about", "region", "Край", "Велопарад", "Сотня людей проїхала Полтавою на старих роверах."),
    (SUMY, "about", "region", "Край", "Мандрівка", "Екскурсія Сумами збирається біля альтанки."),
    (KALUSH, "about", "region", "Край", "Новый маршрут", "Автобус будет ездить по Калушу до полуночи."),
    (POLTAVA, "about", "region", "Край", "Шествие", "Ветераны прошли маршем по Полтаве."),
    (KALUSH, "mention", "region", "Край", "Рейс", "Між Львовом та Калушем курсує автобус."),
    (POLTAVA, "mention", "region", "Край", "Тур", "Караван проїхав Києвом, Харковом і Полтавою."),
    (KALUSH, "mention", "region", "Край", "Вечір", "Гості зі Львова захоплюються Калушем на світлинах."),
    (POLTAVA, "mention", "region", "Край", "Вечір", "Приїхали до Києва милуватися Полтавою на полотнах."),
    (KALUSH, "mention", "region", "Край", "Угода", "Чеське містечко дружить із Калушем."),
    (POLTAVA, "mention", "region", "Край", "Цифри", "Дані по Полтаві, Сумах і Харкову з’являться згодом."),
    (SUMY, "mention", "region", "Край", "Вітер", "Хмара пройшла над Сумами й Харковом."),
]  # fmt: skip
LANDMARKS: list[Case] = [
    (KALUSH, "about", "region", "Край", "Кінотеатр «Калуш» відремонтують", "Екран замінять навесні."),
    (KOVEL, "about", "region", "Край", "Ринок «Ковель» зачинили", "Підприємці шукають нове місце."),
    (KOVEL, "about", "region", "Край", "Автостанцию «Ковель» продали", "Цена – 5 миллионов."),
    (KOVEL, "mention", "region", "Край", "Готель «Ковель» продали", "Ціна – 5 мільйонів."),
    (KOVEL, "mention", "nation", "Край", "Ринок «Ковель» зачинили", "Підприємці шукають нове місце."),
    (KALUSH, "mention", "region", "Край", "Кінотеатр «Калуш» відремонтують", "Залу в Одесі замкнули."),
    (KALUSH, "mention", "region", "Край", "Санаторій «Калуш» продають", "Торги відбудуться у травні."),
    (KOVEL, "none", "region", "Край", "Магазин «Ковель» обікрали", "Злодіїв шукають."),
]  # fmt: skip


@pytest.mark.parametrize("case", params({"through": THROUGH, "landmarks": LANDMARKS}))
def test_what_moves_about_the_town_or_bears_its_name_there_is_about_it(case: Case) -> None:
    check(case)
