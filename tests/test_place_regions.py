"""Relevance of items of the region by its everyday names: «на Запоріжжі», «у Сумському краї»."""

from __future__ import annotations

import pytest

from tests.place_cases import Case, check, of, params

TOKMAK = of("Токмак", "Токмак", "Запорізька область", "Токмацька міська військова адміністрація")
ZAPORIZHZHIA = of("Запоріжжя", "Запорожье", "Запорізька область", "Запорізька міська рада")
ROMNY = of("Ромни", "Ромны", "Сумська область", "Роменська міська рада")

LANDS: list[Case] = [
    (TOKMAK, "area", "region", "Край", "На Запоріжжі чекають зливи", "Води випаде до 40 міліметрів."),
    (TOKMAK, "area", "local", "Вісник", "Графіки відключень на Запоріжжі", "Черг стане менше."),
    (TOKMAK, "area", "region", "Край", "На окупованому Запоріжжі жнива", "Врожай вивозять."),
    (TOKMAK, "area", "region", "Край", "На Запорожье ожидают ливни", "Осадки продлятся сутки."),
    (TOKMAK, "area", "region", "Край", "Запорізький край потерпає від посухи", "Дощів не буде."),
    (TOKMAK, "area", "region", "Край", "Запоріжчина готується до зими", "Дрова вже завезли."),
    (ROMNY, "area", "region", "Край", "У Сумському регіоні посилено охорону", "Так буде до весни."),
    (ZAPORIZHZHIA, "area", "region", "Край", "На Запоріжжі чекають зливи", "Води випаде до 40 міліметрів."),
]  # fmt: skip
TOWNS: list[Case] = [
    (TOKMAK, "none", "region", "Край", "У Запоріжжі чекають зливи", "Води випаде до 40 міліметрів."),
    (TOKMAK, "none", "region", "Край", "Ракети летять на Запоріжжя", "Будьте в укритті."),
    (TOKMAK, "none", "region", "Край", "Удар дронов на Запорожье", "Горит дом."),
    (TOKMAK, "none", "region", "Край", "По Запоріжжю вдарили вночі", "Горить будинок."),
    (ZAPORIZHZHIA, "about", "region", "Край", "У Запоріжжі чекають зливи", "Води випаде до 40 міліметрів."),
    (ZAPORIZHZHIA, "about", "region", "Край", "По Запоріжжю вдарили вночі", "Горить будинок."),
    (ROMNY, "none", "region", "Край", "На Запоріжжі чекають зливи", "Води випаде до 40 міліметрів."),
    (TOKMAK, "about", "local", "Вісник", "Бібліотека отримала книги", "Їх видало товариство «Запорізький край»."),
]  # fmt: skip


@pytest.mark.parametrize("case", params({"lands": LANDS, "towns": TOWNS}))
def test_region(case: Case) -> None:
    """«На» makes a region of the name, «у», «по» and what flies leave it a town."""
    check(case)
