"""Relevance of townspeople joined by a hyphen with what they are, and of hubs for the people of an evacuated town."""

from __future__ import annotations

import pytest

from tests.place_cases import Case, check, of, params

TOKMAK = of("Токмак", "Токмак", "Запорізька область", "Токмацька міська військова адміністрація")
KALUSH = of("Калуш", "Калуш", "Івано-Франківська область", "Калуська міська рада")
UMAN = of("Умань", "Умань", "Черкаська область", "Уманська міська рада")

JOINED: list[Case] = [
    (KALUSH, "about", "region", "Край", "Калушани-ветерани вчаться грати у хокей", "Тренування двічі на тиждень."),
    (KALUSH, "about", "region", "Край", "Школярка-калушанка написала музику", "Її грає оркестр."),
    (KALUSH, "about", "region", "Край", "", "Волонтерам-калушанам подякували бійці."),
    (UMAN, "about", "region", "Край", "Уманчанин-чемпіон повернувся", "Його зустріли квітами."),
    (KALUSH, "none", "region", "Край", "Співає Ганна Калушанка-Бойко", "Концерт у суботу."),
    (KALUSH, "none", "region", "Край", "Прес-служба попереджає", "Світла не буде до вечора."),
    (UMAN, "none", "region", "Край", "Юнаки-черкащани перемогли", "Гра тривала годину."),
    (UMAN, "none", "region", "Край", "Груша-уманка вродила в Одесі", "Садівники радіють."),
    (UMAN, "none", "region", "Край", "Трактор-уманець зібрали в Одесі", "Він тягне плуг."),
    (KALUSH, "none", "region", "Край", "Трактор-калушанин переміг", "Техніку зібрали в гаражі."),
]  # fmt: skip
HUBS: list[Case] = [
    (TOKMAK, "about", "region", "Край", "Хаб для людей із Токмака змінив адресу", "Тепер він у Дніпрі."),
    (TOKMAK, "about", "region", "Край", "У Дніпрі є гуртожиток для родин із Токмака", "Тут 40 кімнат."),
    (TOKMAK, "about", "region", "Край", "Центр допомоги мешканцям із Токмака", "Він працює у Львові."),
    (TOKMAK, "mention", "nation", "Край", "Хаб для переселенців у Дніпрі", "Тут є люди з Токмака, Оріхова й Лимана."),
    (TOKMAK, "mention", "nation", "Край", "Хаб змінив адресу", "У Дніпрі його очолює Лев Гай, який виїхав із Токмака."),
    (UMAN, "mention", "nation", "Край", "Центр Львова прикрасили", "Серед туристів у Львові – люди з Умані."),
]  # fmt: skip


@pytest.mark.parametrize("case", params({"joined": JOINED, "hubs": HUBS}))
def test_townsfolk(case: Case) -> None:
    """The townspeople count in a joined word, and where a hub is theirs."""
    check(case)
