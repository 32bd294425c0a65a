"""Relevance of what invaders do to an occupied town, which stands as the object or in the genitive."""

from __future__ import annotations

import pytest

from tests.place_cases import Case, check, of, params

TOKMAK = of("Токмак", "Токмак", "Запорізька область", "Токмацька міська військова адміністрація")
VOVCHANSK = of("Вовчанськ", "Волчанск", "Харківська область", "Вовчанська міська військова адміністрація")
UMAN = of("Умань", "Умань", "Черкаська область", "Уманська міська рада")

PREYED: list[Case] = [
    (TOKMAK, "about", "nation", "Край", "Окупанти вивезли з Токмака верстати заводу", "Цех стоїть порожній."),
    (TOKMAK, "about", "nation", "Край", "Загарбники грабують Токмак", "Виносять навіть дроти."),
    (TOKMAK, "about", "nation", "Край", "Росіяни переслідують учителів Токмака", "Двох уже вигнали."),
    (TOKMAK, "about", "nation", "Край", "Росія закрила лікарню Токмака", "Хворих відправляють деінде."),
    (TOKMAK, "about", "nation", "Край", "Оккупанты вывозят из Токмака зерно", "Колонна идёт ночью."),
    (TOKMAK, "about", "nation", "Край", "Окупанти депортують із Токмака дітей до Ростова", "Батьків не питають."),
    (TOKMAK, "about", "region", "Край", "", "Рашисти перетворили Токмак на склад боєприпасів."),
    (VOVCHANSK, "about", "nation", "Край", "Росіяни нищать Вовчанськ", "Будинків майже не лишилося."),
]  # fmt: skip
PASSED: list[Case] = [
    (TOKMAK, "mention", "nation", "Край", "Окупанти перекидають резерви з Токмака", "Колона йде на Оріхів."),
    (TOKMAK, "mention", "nation", "Край", "Росіяни запускають дрони з Токмака", "Чутно їх уночі."),
    (TOKMAK, "mention", "nation", "Край", "Окупанти вивозять зерно з Токмака, Пологів і Мелітополя", "Везуть у порт."),
    (TOKMAK, "mention", "nation", "Край", "Росіяни вивозять вугілля", "Ешелони йдуть через Токмак."),
    (TOKMAK, "mention", "nation", "Край", "Окупанти викрали в Мелітополі лікаря", "Він родом із Токмака."),
    (TOKMAK, "mention", "nation", "Край", "ЗСУ знищили склад окупантів", "Снаряди везли з Токмака."),
    (TOKMAK, "mention", "nation", "Край", "Окупанти закрили школи Мелітополя", "Учнів возять до Токмака."),
    (UMAN, "mention", "nation", "Край", "Росіяни вкрали картини", "Полотна були з Умані та Херсона."),
]  # fmt: skip


@pytest.mark.parametrize("case", params({"preyed": PREYED, "passed": PASSED}))
def test_preyed(case: Case) -> None:
    """Invaders act on the town; not where something only passes it or another town suffers."""
    check(case)
