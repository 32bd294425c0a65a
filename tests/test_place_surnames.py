"""Relevance where a person bears the town's name, and of words of the town itself that the owner leaves out."""

from __future__ import annotations

import pytest

from classifiers.place import PlaceClassifier, load
from monitor.model import Institution, Named, Place
from tests.place_cases import Case, check, of, params


def excluding(name: str, region: str, body: str, *excluded: str) -> PlaceClassifier:
    return load(
        Place(id="p", name=name, russian=name, region=region, namesakes=excluded),
        Institution(names=(Named(name=body),)),
    )


KALUSH = excluding("Калуш", "Івано-Франківська область", "Калуська міська рада", "Марта Калуш", "вулиця Калуська")
KOVEL = of("Ковель", "Ковель", "Волинська область", "Ковельська міська рада")
HALYNA = excluding("Ковель", "Волинська область", "Ковельська міська рада", "Галина Ковель", "Олег Ковель")
ADJECTIVAL = excluding("Калуш", "Івано-Франківська область", "Калуська міська рада", "Петро Калуський")
ONE_WORD = excluding("Калуш", "Івано-Франківська область", "Калуська міська рада", "Калуський", "калуська", "Калуш")

SURNAMES: list[Case] = [
    (KALUSH, "none", "nation", "Корт", "Калуш обіграла чешку", "Тенісистка Марта Калуш у фіналі. Калуш двічі міняла ракетку."),
    (KOVEL, "none", "nation", "Суд", "Адвокат Ковель отказался от дела", "Защитник Иван Ковель подал заявление. Суд перенесли."),
    (KALUSH, "about", "region", "Край", "Калуш зустрічає чемпіонку", "Марта Калуш приїхала до Калуша. У Калуші її привітали діти."),
    (KALUSH, "about", "region", "Край", "Калуш готується до зими", "Труби міняють на вулиці Калуській."),
    (KALUSH, "about", "local", "Калуш медіа", "У Калуші відкрили корт", "На відкриття приїхала Марта Калуш."),
    (HALYNA, "about", "region", "Край", "Ковель святкує День міста", "Концерт відкрила співачка Галина Ковель."),
    (HALYNA, "about", "region", "Край", "Ковель купує трамвай", "Депутат Олег Ковель утримався."),
    (HALYNA, "about", "region", "Край", "Ковель празднует День города", "Бал открыл певец Олег Ковель."),
    (HALYNA, "about", "nation", "Край", "Ковель отримав новий міст", "Його накреслив інженер Олег Ковель."),
    (KALUSH, "about", "region", "Край", "Калуш отримав сквер", "Дерева добирала садівниця Марта Калуш."),
    (HALYNA, "about", "region", "Край", "Концерт", "Співак Олег Ковель дав концерт. Ковель святкує День міста до неділі."),
    (HALYNA, "none", "nation", "Ринг", "Бій у Берліні", "Галина Ковель перемогла. Ковель присвятила бій мамі."),
    (HALYNA, "none", "nation", "Ринг", "Ковель програла у фіналі", "Галина Ковель поступилася польці."),
    (HALYNA, "none", "nation", "Суд", "Адвокат Ковель подав скаргу", "Адвокат Олег Ковель захищає банк."),
    (ADJECTIVAL, "about", "region", "Край", "Голосування", "Депутат Петро Калуський був проти. Калуш купує автобус."),
    (ONE_WORD, "about", "region", "Край", "", "Калуський ліцей виграв грант."),
    (ONE_WORD, "about", "region", "Край", "", "Калуська міська рада купила автобус."),
    (ONE_WORD, "about", "region", "Край", "Свято", "У Калуші пройшов ярмарок."),
    (ONE_WORD, "none", "nation", "Поле", "", "Калуський забив вирішальний гол. Матч відбувся в Одесі."),
    (ONE_WORD, "none", "nation", "Поле", "", "Тренер Іван Калуський, знаний за грою в Одесі, пішов."),
]  # fmt: skip


@pytest.mark.parametrize("case", params({"surnames": SURNAMES}))
def test_a_surname_is_no_town_and_one_word_leaves_out_no_town(case: Case) -> None:
    check(case)
