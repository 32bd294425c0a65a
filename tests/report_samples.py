"""An invented report without a contradiction, and the errors that can be planted in it one by one."""

from __future__ import annotations

from dataclasses import dataclass

CLEAN = """\
Звіт про роботу відділу комунікацій Вигаданської міської ради за 2023 рік

Протягом 2023 року відділ працював за планом. Положення про відділ затверджено 14.03.2017, зміни внесено 30.11.2022.
Так, у 2023 році на сайті розміщено 1812 повідомлень (у 2019 – 1405, у 2020 – 1377, у 2021 – 1520, у 2022 – 1688).
У 2023 році підготовано 50 тематичних оглядів (у 2019 – 49, у 2020 – 51, у 2021 – 50, у 2022 – 48), в яких використано \
1310 новинних матеріалів (у 2019 – 902, у 2020 – 1011, у 2021 – 1187, у 2022 – 1243), з яких 84 – з прямим посиланням \
на відділ (у 2019 – 40, у 2020 – 52, у 2021 – 61, у 2022 – 77).
Відеозаписів оприлюднено 240 (у 2020 – 12, у 2021 – 14; з 2022 року рахуються й прямі ефіри: у 2022 – 228).
До відділу надійшло 96 листів, з них 51 – від організацій, 30 – від громадян. Усього проведено 4 + 7 = 11 зустрічей.
Відділ провів 12 навчань (ПРООН, 2022-2024 роки), а саме: 5 – для старост, 4 – для бібліотек та 3 – для шкіл.
Відкриті дані (112 наборів) оновлено. Закуплено 31.05 тис. аркушів паперу, сторінку «Архів 2019» закрито.
Усього за рік опрацьовано 58 звернень: 31 – письмове, 20 – усних, 7 – електронних. Режим роботи: 5 днів, 8 годин.
У штаті 7 осіб (5 – посадові особи, 2 – службовці), відбулося 12 засідань (І квартал – 4, ІІ квартал – 8).
Надійшло 214 запитів (2021 рік – 187; 2022 рік – 203), у тому числі: від громадян – 150, від редакцій – 40.

Станом на 01.01.2024 у громаді зареєстровано:
– 41 осередок політичних партій (на 31.12.2021 – 38, на 31.12.2022 – 40);
– 63 громадські організації (на 31.12.2021 – 58, на 31.12.2022 – 61);
– 22 релігійні організації (на 31.12.2021 – 22, на 31.12.2022 – 22).

\tСтаном
на 31 грудня
\tОсередки політичних партій
\tГромадські організації
\tРелігійні організації
\tРазом

\t2021
\t38
\t58
\t22
\t118

\t2022
\t40
\t61
\t22
\t123

\t2023
\t41
\t63
\t22
\t126

| Рік | Фото | Відео |
|-----|------|-------|
| 2021 | 310 | 14 |
| 2022 | 290 | 28 |
| 2023 | 335 | 40 |
| Разом | 935 | 82 |

Усього підготовано 9 довідок, з них:
– 4 довідки для області;
– 5 довідок для ради.

Заходи за участю відділу:
- відкриття бібліотеки (17.01.2023);
- толока біля озера (01-02.04.2023);
- ярмарок ремесел (02.04.2023);
- День громади (23.09.2023).

Навчання:
07.02.2023 – семінар про відкриті дані;
15-16.06.2023 та 20.06.2023 – тренінг із доступності;
09.10.2023 – нарада 04.10.2023, 06.10.2023 та 09.10.2023.
"""


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: the words it replaces, and where a reader must find it (rule and a part of the quote)."""

    name: str
    old: str
    new: str
    rule: str
    quote: str


PLANTED = (
    Planted("digit too many in a year", "(17.01.2023)", "(17.01.20233)", "impossible-date", "17.01.20233"),
    Planted("digit too few in a year", "(17.01.2023)", "(17.01.223)", "impossible-date", "17.01.223"),
    Planted("no such day", "затверджено 14.03.2017", "затверджено 31.02.2017", "impossible-date", "31.02.2017"),
    Planted("no such month", "затверджено 14.03.2017", "затверджено 14.13.2017", "impossible-date", "14.13.2017"),
    Planted("no such day, no year", "внесено 30.11.2022", "внесено в період до 31.11", "impossible-date", "31.11"),
    Planted("no such day in words", "внесено 30.11.2022", "внесено 31 листопада 2022 року", "impossible-date", "31 листопада"),
    Planted("not a leap year", "внесено 30.11.2022", "внесено 29 лютого 2022 року", "impossible-date", "29 лютого"),
    Planted("bracket year of the report", "у 2022 – 1688", "у 2023 – 1688", "bracket-year", "у 2023 – 1688"),
    Planted("bracket year of the future", "у 2022 – 1688", "у 2032 – 1688", "bracket-year", "у 2032 – 1688"),
    Planted("bracket year slipped back", "у 2021 – 1520", "у 2012 – 1520", "bracket-order", "у 2012"),
    Planted("bracket year twice", "у 2021 – 1520", "у 2020 – 1520", "bracket-year-twice", "у 2020"),
    Planted("label slipped on", "у 2021 – 1520", "у 2022 – 1520", "bracket-year-twice", "у 2022 – 1520"),
    Planted("bracket years swapped", "у 2020 – 1377, у 2021 – 1520", "у 2021 – 1520, у 2020 – 1377", "bracket-order", "у 202"),
    Planted("bracket year left out", "у 2021 – 50, ", "", "series-gap", "(у 2019 – 49"),
    Planted("last bracket year left out", ", у 2022 – 1688", "", "series-gap", "(у 2019 – 1405"),
    Planted("first year of a stock left out", "на 31.12.2021 – 58, ", "", "series-gap", "(на 31.12.2022 – 61"),
    Planted("digit too many in a value", "у 2021 – 1187", "у 2021 – 11870", "series-break", "у 2021 – 11870"),
    Planted("break without its reason", "14; з 2022 року рахуються й прямі ефіри: у", "14, у", "series-break", "у 2022 – 228"),
    Planted("partial year", "у 2021 – 1520", "за 9 місяців 2021 – 1520", "partial-year", "за 9 місяців 2021"),
    Planted("partial figure", "Так, у 2023 році", "Так, за 9 місяців 2023 року", "partial-year", "за 9 місяців"),
    Planted("approximate entry", "у 2020 – 1377", "у 2020 – понад 1377", "approximation", "у 2020 – понад 1377"),
    Planted("approximate figure", "84 – з прямим", "близько 84 – з прямим", "approximation", "близько 84"),
    Planted("figure of another year", "Так, у 2023 році", "Так, у 2022 році", "lead-year", "у 2022 році"),
    Planted("two brackets side by side", "у 2022 – 1688)", "у 2022 – 1688) (у 2021 – 3, у 2022 – 4)", "two-series", "(у 2019"),
    Planted("bracket against table", "на 31.12.2022 – 61", "на 31.12.2022 – 62", "bracket-table", "на 31.12.2022 – 62"),
    Planted("digit too many in a label", "на 31.12.2022 – 61", "на 31.12.20222 – 61", "impossible-date", "31.12.20222"),
    Planted("no such day in a label", "на 31.12.2022 – 61", "на 32.12.2022 – 61", "impossible-date", "32.12.2022"),
    Planted("label slipped back", "на 31.12.2022 – 61", "на 31.12.2021 – 61", "bracket-table", "на 31.12.2021 – 61"),
    Planted("label slipped back, no change", "на 31.12.2022 – 22", "на 31.12.2021 – 22", "bracket-year-twice", "2021 – 22"),
    Planted("statement of another year", "Станом на 01.01.2024", "Станом на 01.01.2023", "lead-year", "на 01.01.2023"),
    Planted("digit too many in a statement", "Станом на 01.01.2024", "Станом на 01.01.20244", "impossible-date", "20244"),
    Planted("digit too many against a table", "на 31.12.2021 – 58", "на 31.12.2021 – 580", "bracket-table", "580"),
    Planted("bracket dated by the report", "на 31.12.2022 – 61", "на 31.12.2023 – 61", "bracket-table", "на 31.12.2023 – 61"),
    Planted("bracket on another day", "на 31.12.2022 – 40", "на 30.12.2022 – 40", "bracket-date", "на 30.12.2022"),
    Planted("text against table", "– 63 громадські", "– 64 громадські", "text-table", "64"),
    Planted("total of a row", "\t123", "\t132", "table-sum", "132"),
    Planted("total of a column", "| 935 |", "| 945 |", "table-sum", "945"),
    Planted("table year twice", "| 2022 | 290", "| 2021 | 290", "table-year", "2021"),
    Planted("part larger than whole", "84 – з прямим", "1384 – з прямим", "part-exceeds-whole", "1384"),
    Planted("part larger in one year", "у 2021 – 61, у 2022 – 77", "у 2021 – 61, у 2022 – 1277", "part-exceeds-whole", "1277"),
    Planted("parts larger than whole", "30 – від громадян", "50 – від громадян", "sum", "96 листів"),
    Planted("parts that are not all", "4 – для бібліотек", "3 – для бібліотек", "sum", "12 навчань"),
    Planted("total of a sentence", "7 – електронних", "9 – електронних", "sum", "58 звернень"),
    Planted("shares in a bracket", "2 – службовці", "3 – службовці", "sum", "7 осіб"),
    Planted("quarters in a bracket", "ІІ квартал – 8", "ІІ квартал – 7", "sum", "12 засідань"),
    Planted("parts named before their number", "від редакцій – 40", "від редакцій – 140", "sum", "214 запитів"),
    Planted("lines that do not add up", "– 5 довідок для ради", "– 6 довідок для ради", "sum", "9"),
    Planted("addition", "4 + 7 = 11", "4 + 7 = 12", "sum", "4 + 7 = 12"),
    Planted("lines out of order", "07.02.2023 – семінар", "07.08.2023 – семінар", "date-order", "07.08.2023"),
    Planted("bulleted lines out of order", "(17.01.2023)", "(17.11.2023)", "date-order", "17.11.2023"),
    Planted("date of another year", "(17.01.2023)", "(17.01.2022)", "date-period", "17.01.2022"),
    Planted("range that runs back", "(01-02.04.2023)", "(02-01.04.2023)", "date-range", "02-01.04.2023"),
    Planted("dates of a sentence out of order", "06.10.2023 та", "03.10.2023 та", "date-order", "10.2023"),
)  # fmt: skip
