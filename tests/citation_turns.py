"""Short items for turns of phrase met late: names whose vowels change, abbreviations, clauses, pages, pronouns."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Official
from tests.citation_samples import COUNCIL, samples

# The council of Tykhohirsk with officials whose surnames are spelt in several ways.
CHANGING = replace(
    COUNCIL,
    officials=tuple(
        Official(name=name, role="заступник міського голови")
        for name in (
            "Остап Кравець",
            "Олег Лебідь",
            "Яна Бездітко",
            "Гнат Півень",
            "Марко Орел",
            "Роман Швець",
            "Степан Вірний",
            "Кузьма Сокіл",
            "Тимур Воробйов",
        )
    ),
)

# Items of a regional outlet about them: no town is named, so only the name can tell.
CHANGING_ITEMS = samples(
    """
За словами Олега Лебедя, борг закриють. | council | Олега Лебедя
Олег Лебедь заверил, что долг закроют. | council | Олег Лебедь
Про це говорили з Остапом Кравцем. За словами Остапа Кравця, усе гаразд. | council | Остапа Кравця
По словам Яны Бездетко, долг закроют. | council | Яны Бездетко
За словами Яни Бездітко, борг закриють. | council | Яни Бездітко
За словами Гната Півня, борг закриють. | council | Гната Півня
По словам Гната Пивня, долг закроют. | council | Гната Пивня
«Вода будет вечером», – заверил нас Гнат Пивень. | council | Гнат Пивень
За словами Марка Орла, борг закриють. | council | Марка Орла
За словами Романа Шевця, борг закриють. | council | Романа Шевця
По словам Романа Швеца, долг закроют. | council | Романа Швеца
Степан Верный рассказал о ремонте. | council | Степан Верный
За словами Кузьми Сокола, міст відкриють. | council | Кузьми Сокола
По словам Тимура Воробьева, мост откроют. | council | Тимура Воробьева
За словами Остапа Кравчука, борг закриють. | none
За словами Олега Лебединського, борг закриють. | none
Степан Верник рассказал о ремонте. | none
За словами Гната Пивовара, борг закриють. | none
За словами Олега Півненка, вода буде. | none
У ставку бачили лебедя, розповів Іван Гай. | none
Птахам поставили годівниці. Лебедя врятували діти, розповіла Ніна Сич. | none
"""
)

# Items of a regional outlet about Kamianopil.
EXILED_TURNS = samples(
    """
По словам Марты Лис, заместителя начальника Каменопольской военной администрации, палеты едут. | council | Марты Лис
Об этом рассказала Марта Лис, заместитель начальника Каменопольской военной администрации. | council | Марта Лис
По словам Марты Лис, заместителя начальника областной военной администрации, палеты едут. | none
"""
)
