"""The codebook's tie-breaks as rules: what settles the primary topic whatever else the words speak of.

A rule looks at the headline and the first lines only, where a text says what it is. It raises one topic, never
decides alone. How much each raises was set by margins of models that had not read the writer. Refuses to know
names of people or places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.topic.model import LABELS

# Raised with every change of a rule: a verdict names the rules it was made by.
VERSION = 3
# What an item says beyond this it says in passing.
LEAD = 450


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` for the explanation, the topic it raises, by how much (in margins), and what it looks for.

    `stems`: runs of small letters one of which every match of the pattern holds.
    """

    name: str
    topic: str
    raise_by: float
    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    @property
    def column(self) -> int:
        return LABELS.index(self.topic)


def _rule(name: str, topic: str, raise_by: float, stems: str, pattern: str) -> Rule:
    return Rule(name, topic, raise_by, tuple(stems.split()), re.compile(f"(?i){pattern}"))


RULES = (
    _rule(
        "рішення суду",
        "crime",
        0.35,
        "суд",
        r"\b(?:свідчить|прийняв|прийняла|ухвалив|йдеться в|вынес|принял|следует из|говорится в)\b[^.!?\n]{0,40}"
        r"\b(?:рішення|постанов|ухвал|вирок|решени|определени|приговор)\w*[^.!?\n]{0,60}\bсуд\w*"
        r"|\b(?:рішення|постанова|ухвала|решение|определение)\b[^.!?\n]{0,30}\b(?:прийняв|прийняла|принял|вынес)\b"
        r"[^.!?\n]{0,40}\bсуд\w*"
        r"|\bсуд\w*\b[^.!?\n]{0,60}\b(?:зобов.язав|стягнув|відмовився|відмовив|визнав|скасував|засудив|арештував|"
        r"обязал|взыскал|отказал|признал|отменил|приговорил|арестовал)\b",
    ),
    _rule(
        "мітинг чи страйк",
        "politics",
        0.6,
        "мітинг митинг пікет пикет страйк забастов плакат картонк гасл лозунг порожніми пустыми прапорами флагами"
        " вимага требу",
        r"\b(?:мітинг|митинг|пікет|пикет|страйк|забастов)\w*"
        r"|\b(?:вийшли|вышли|прийшли|пришли|зібралися|собрались|собрались)\b[^.!?\n]{0,60}\b(?:плакат|картонк|гасл|лозунг|"
        r"порожніми|пустыми|прапорами|флагами)\w*"
        r"|\b(?:перекрили|перекрыли|заблокували|заблокировали)\b[^.!?\n]{0,40}\b(?:дорог|трас|бульвар|проспект|зебр|"
        r"улиц|вулиц|переход|перехід)\w*[^\n]{0,120}\b(?:вимага|требу)\w+",
    ),
    _rule(
        "дорожня аварія",
        "emergency",
        0.45,
        "дтп зіткн столкн врізал врезал перекинул перевернул кювет слетел збив збил сбил аварі смертельн",
        r"\b(?:дтп|зіткнул|зіткнення|столкнул|столкновени|врізал|врезал|перекинул|перевернул|злетіла? в кювет|слетел|"
        r"збив пішохода|збила? на|сбил пешехода|сбила? на|аварі[яїю] на (?:дорозі|трасі)|смертельн\w+ авар)\w*",
    ),
    _rule(
        "прощання з полеглим",
        "war",
        0.4,
        "останню попрощал щиті загинув погиб прощани прощанн",
        r"\b(?:провели в останню путь|попрощал\w+ (?:із|з) (?:захисник|воїн|геро|військ|боє|бійц)\w*|на щиті|"
        r"загинув (?:під|на фронті|у бою|за|поблизу|біля)|погиб (?:под|на фронте|в бою|при выполнении)|"
        r"прощани\w+ с (?:воин|бойц|военн|защитник|геро)\w*|прощанн\w+ (?:із|з) (?:воїн|захисник|геро)\w*)",
    ),
    _rule(
        "комендантська година",
        "war",
        0.4,
        "комендантс",
        r"\b(?:комендантськ\w+ годин\w+|комендантск\w+ час\w*)",
    ),
    _rule(
        "вибухи й тривоги",
        "war",
        0.5,
        "💥 🚀 вибухи взрывы прильот прилет шахед балістик баллистик тривог тревог",
        r"(?:💥|🚀)|\b(?:вибухи|взрывы|прильот|прилет|шахед|балістик|баллистик)\w*"
        r"|\b(?:повітрян|воздушн)\w+ тр[еи]вог\w*",
    ),
    _rule(
        "удар дрона чи обстріл",
        "war",
        0.4,
        "дрон fpv бпла безпілотник беспилотник обстріл обстрел",
        r"\b(?:fpv|бпла|дрон|безпілотник|беспилотник)\w*[^.!?\n]{0,60}\b(?:атак|вдар|удар|влуч|поціл|наздогн|догнал|скину|попал|"
        r"пошкод|поврежд|убил|вбив|поран|ранил)\w*"
        r"|\b(?:атак|вдар|удар|влучи|поранен|ранен)\w*[^.!?\n]{0,60}\b(?:fpv|бпла|дрон|безпілотник|беспилотник)\w*"
        r"|\bfpv\b[^.!?\n]{0,20}\bпо\b|\b(?:обстріл|обстрел)\w*[^.!?\n]{0,60}\b(?:поранен|загин|пошкод|зруйн|ранен|погиб|поврежд|разруш)\w*",
    ),
    _rule(
        "сирени й укриття",
        "war",
        0.2,
        "сирен укритт укрыти бомбосховищ бомбоубежищ оповіщен оповещен",
        r"\b(?:сирен[аиуіоы]|укритт|укрыти|бомбосховищ|бомбоубежищ)\w*|\bсистем\w+ (?:оповіщен|оповещен)\w*",
    ),
    _rule(
        "зниклі й полонені",
        "war",
        0.4,
        "безвіст пропавш полонен пленн тілами",
        r"\b(?:зник\w+ безвіст|пропавш\w+ без ?вест|(?:військово|военно)?(?:полонен|пленн))\w*"
        r"|\bобмін\w* (?:полоненими|тілами)",
    ),
    _rule(
        "петиція чи слухання",
        "civic",
        0.2,
        "петиц бюджет слухан обговорен слушани обсуждени",
        r"\b(?:петиц\w+|бюджет\w* участі|бюджет\w* участия|громадськ\w+ бюджет\w*|громадськ\w+ (?:слухан|обговорен)\w+|"
        r"общественн\w+ (?:слушани|обсуждени)\w+)",
    ),
)


def found(title: str, text: str) -> list[Rule]:
    """The rules that hold for an item, in their order."""
    lead = f"{title}\n{text[:LEAD]}"
    low = lead.lower()  # most leads have no stem of any rule: eight times as fast as to search them for each
    return [rule for rule in RULES if any(stem in low for stem in rule.stems) and rule.pattern.search(lead)]
