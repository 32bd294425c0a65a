"""Criticism of the institution in so many words, and what only looks like it; invented sentences only."""

from __future__ import annotations

import pytest

from classifiers.tone.charges import told
from classifiers.tone.namings import home
from monitor.model import Institution, Named

HERE = home(Institution(names=(Named(name="Прилуцька міська рада"),)))

CRITICISED = [
    "Батьки розкритикували рішення міськради.",
    "Перевізники засудили дії виконкому.",
    "Перевозчики раскритиковали решение горсовета.",
    "Двори потопають через бездіяльність міської ради.",
    "Из-за халатности мэрии двор тонет.",
    "Через бездіяльність міськради підвал залило.",
    "Ревізія виявила в міській раді збитки на мільйон.",
    "Держаудитслужба знайшла у виконкомі порушення.",
]


@pytest.mark.parametrize("text", CRITICISED)
def test_plain_criticism_is_negative(text: str) -> None:
    found = told(text, HERE)
    assert found is not None
    assert found[0] == "negative"


NONE = [
    "Міська рада розкритикувала рішення суду.",
    "Мер розкритикував рішення уряду.",
    "Батьки підтримали рішення міськради.",
    "Батьки не критикують рішення міськради.",
    "Через недбалість водія міськрада лишилася без зупинки.",
    "У Москві засудили рішення міської ради про перейменування вулиць.",
    "Через недбалість міської ради ветеранів свято зірвалося.",
    "Через бездіяльність міськради сусіднього міста дорогу розмило.",
    "Колаборанти розкритикували рішення міськради.",
    "Міська рада увійшла до складу асоціації.",
    "Поліція виявила у дворі міськради порушення правил паркування.",
    "Батьки розкритикували рішення суду, міськрада його виконає.",
    "Міська рада потрапила до трійки найбільших боржників.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_criticism_is_left_to_the_model(text: str) -> None:
    assert told(text, HERE) is None
