"""What an article leaves to conclude that does not name the place: by its outlet, the district, the region. Pure.

Refuses to weigh: each rule gives a label and its own name, for which `decide` knows how far to trust it.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.distance import has_street, has_town, is_distant, streets_of, words_of
from classifiers.place.elsewhere import acts_elsewhere, speaks_of_ours
from classifiers.place.exile import UNDER, is_of_ground, stands_inside
from classifiers.place.features import Evidence
from classifiers.place.mentions import SURE, WEAK, Mention
from classifiers.place.names import Names
from classifiers.place.reading import Section
from classifiers.place.rivals import ABROAD, ATTRIBUTE, LAND, TOWN, Rival, is_cue
from monitor.language import normal, settlements
from monitor.model import Relevance

# A label and the rule that gave it.
Ruling = tuple[Relevance, str]


def elsewhere_of(evidence: Evidence) -> list[Rival]:
    """Other towns where something happens, named in the title or the lead; the district's own left out."""
    near = {(m.section, m.first) for m in evidence.role("near")}
    towns = (r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE) and (r.section, r.first) not in near)
    towns = (r for r in towns if normal(r.name) not in cues("landscape") or _is_village(evidence, r))
    if evidence.home and speaks_of_ours(evidence):
        towns = (r for r in towns if not _is_goal(evidence, r))
    return [r for r in towns if (r.inside or (r.section == 0 and r.kind == TOWN)) and r.section in evidence.lead]


# Words before «в Київ» within which it is told that somebody goes there, and behind it, what came of it there.
_GOING_REACH = 5
_THERE = frozenset({"де", "там", "где"})


def _is_goal(evidence: Evidence, rival: Rival) -> bool:
    """«У четвер їдуть на налаштування в Київ», «їде на операцію до Львова»: does somebody of ours set out for it?

    «У Києві» stands in another case. A title tells the news of where it leads.
    """
    section, at = evidence.reading.section(rival.section), rival.first
    if rival.kind != TOWN or at == 0 or rival.section == 0:
        return False
    led, word = section.tokens[at - 1].word, section.tokens[at].word
    accusative = led in ("у", "в") and (word.endswith(("у", "ю")) or word == normal(rival.name))
    if not (accusative or led == "до"):
        return False
    behind = section.tokens[rival.last : rival.last + _GOING_REACH]
    if any(token.word in _THERE for token in behind):
        return False
    before = range(max(0, at - 1 - _GOING_REACH), at - 1)
    return any(section.keys[i] & cues("sets_out") for i in before)


def _is_village(evidence: Evidence, rival: Rival) -> bool:
    """«У селі Карпати», not «у Карпатах»."""
    return rival.first > 0 and is_cue(evidence.reading.section(rival.section), rival.first - 1, "village_word")


# «усіх громад», «в кожному районі»: of the whole region, in an outlet of the region.
_EVERY = frozenset("усіх всіх усі всі кожній кожному кожна кожен всех все каждой каждом каждая каждый".split())
_PARTS = frozenset({"громада", "район"})
_REGION = frozenset({"область", "обл"})
_NAMED = ("ької", "ькій", "ьку", "ской", "скую", "ська")  # «Сумської області»: a region by name


def _says_region(evidence: Evidence) -> bool:
    """«по області»: is a region spoken of, not by another one's name?"""
    return any(
        not keys.isdisjoint(_REGION) and (at == 0 or not section.tokens[at - 1].word.endswith(_NAMED))
        for section in evidence.reading.sections
        for at, keys in enumerate(section.keys)
    )


def _of_whole_region(evidence: Evidence) -> bool:
    """«по області», «в усій області», «обленерго»: a regional outlet speaks of its own region."""
    for section in evidence.reading.sections:
        for at, keys in enumerate(section.keys):
            if not keys.isdisjoint(_PARTS):  # «усіх окупованих громад»
                if any(section.tokens[i].word in _EVERY for i in range(max(0, at - 2), at)):
                    return True
            elif _REGIONAL_WORD.match(section.tokens[at].word) and not (
                at > 0 and _ATTRIBUTE.search(section.tokens[at - 1].word)
            ):
                return True
    return _says_region(evidence)


# A schedule of outages has at least this many words of one.
_FEWEST_SCHEDULE = 2


def _is_schedule(evidence: Evidence) -> bool:
    """«Черга 1.1: 08:00–12:00»: does an outlet called after the region give the hours of its outages?"""
    if not evidence.of_region or any(r.kind == LAND for r in evidence.rivals):
        return False
    words = cues("schedule")
    return len({key for s in evidence.reading.sections for k in s.keys for key in k & words}) >= _FEWEST_SCHEDULE


# «Облрада», «облбюджет», «облгідрометцентр», «облавтодор»: bodies and money of a region without its name.
_REGIONAL_WORD = re.compile("обл(?:рад|бюдж|енерг|энерг|держ|військ|автодор|газ|центр|совет|здрав|лікарн|больниц)")
# «Чернігівської облради»: another region's.
_ATTRIBUTE = re.compile("(?:[сзц]ьк|[сц]к)[аоиуі]")


def _around(evidence: Evidence, names: Names) -> Ruling | None:
    """What namings of the district, its communities or the region leave to conclude."""
    elsewhere = elsewhere_of(evidence)
    around = evidence.role("district", "land")
    if evidence.leads(around) and not (evidence.home and not elsewhere and _only_offices(evidence, around)):
        return ("area", "district")
    signed = evidence.home and not elsewhere and any(_signs(evidence, m) for m in around)
    if signed and not has_street(evidence):
        return ("area", "district")
    if evidence.link:
        return ("about", "link")
    near = [m for m in evidence.role("near") if not (evidence.home and _is_of_person(evidence, m))]
    if evidence.level == "nation" or elsewhere:  # «Тихогірський клуб програв в Одесі»
        near = [m for m in near if "moves" not in m.flags]
    near = [] if evidence.city and all(_is_quarter(evidence, m) for m in near) else near
    if evidence.leads(near):
        listed = any(m.section == 0 and "list" in m.flags for m in near)  # «Мена, Борзна і Батурин отримали дрони»
        scene = any(m.section == 0 and stands_inside(evidence, m) for m in near)
        in_title = any(r.section == 0 and (r.inside or not scene) for r in elsewhere)
        title_elsewhere = in_title and not (listed or _near_rules(evidence, near))
        alone = names.displaced and not (
            evidence.neighbours or evidence.leads(evidence.role("region")) or is_of_ground(evidence, near)
        )
        return ("none", "near-elsewhere") if title_elsewhere or alone else ("area", "near")
    # A diocese in the town's own outlet is that of its churches.
    ways = evidence.role("route", *(() if evidence.home and not elsewhere else ("church",)))
    if not near and ways:
        return ("mention", "route")
    own_street = evidence.home and not elsewhere  # a town may have a street and a shop of its own name
    streets: tuple[str, ...] = () if own_street else ("street", "shop", "person")
    if own_street and any(r.kind == ABROAD for r in evidence.rivals):
        streets = ("person",)  # «Франц Уманець … помер у Лондоні»
    # «Слухання: «Берег Уманки» показала слайди, міськрада відповіла»; «на Монмартрі» shows no town of ours.
    lives = own_street and any(words_of(evidence, kind) for kind in ("street", "council", "municipal"))
    if not near and not lives and evidence.role("goods", "homonym", "excluded", *streets):
        return ("none", "namesake")
    # «ГО «Сильна Полтавщина»» sits in the town; a programme of that name that works in the whole region does not.
    quoted = evidence.home and not _says_region(evidence)
    regions = [m for m in evidence.role("region") if not (quoted and "titled" in m.flags)]
    if evidence.leads(regions) or any(_opens_below(evidence, m) for m in regions):
        away = elsewhere and not (_of_region_itself(evidence, names, elsewhere) or _in_exile(names, elsewhere))
        return ("none", "region-elsewhere") if away else ("area", "region")
    return None


# Words of a closing line that only names who signs.
_SIGNATURE_WORDS = 10


def _signs(evidence: Evidence, mention: Mention) -> bool:
    """«Сектор інформаційної роботи Тихогірської РДА» as the last line: does the district's administration sign?"""
    last = evidence.reading.sections[-1]
    if mention.section != last.index or last.index == 0 or len(evidence.reading.sections) == 1:
        return False
    ends = mention.last == len(last.tokens) <= _SIGNATURE_WORDS and not last.text.rstrip().endswith((".", "!", "?"))
    return ends and not last.keys[mention.last - 1].isdisjoint(_ADMINISTRATION)


def only_signs(evidence: Evidence) -> bool:
    """«Завтра по області ожеледь … Відділ інформації міської ради»: does our body only sign what the region is told?

    Nothing above its line may be of a town's life: no street, school, boiler house, no «наше місто», «ми», «№ 3».
    """
    *told, last = evidence.reading.sections
    closes = len(last.tokens) <= _SIGNATURE_WORDS and not last.text.rstrip().endswith((".", "!", "?"))
    named = evidence.role(*SURE, *WEAK)
    if not told or not closes or not evidence.leads(evidence.role("region")):
        return False
    if any(m.role != "body" or m.section != last.index for m in named) or elsewhere_of(evidence):
        return False
    lands = {(m.section, m.start) for m in evidence.role("region", "district", "land", "near")}
    streets = any((s.index, start) not in lands for s in told for start in streets_of(s))
    if not named or streets or any("№" in section.text for section in told):
        return False
    ours = frozenset().union(_WE, *map(cues, _OF_TOWN))
    return not any(keys & ours for section in told for keys in section.keys)


_WE = frozenset({"ми", "мы"})
_OF_TOWN = ("street", "own_city", "council", "local", "town_life", "ours", "club", "pupil", "municipal")


_ADMINISTRATION = frozenset({"адміністрація", "администрация", "рда", "рва", "рга"})


# Words of a paragraph before its region, and letters of the lines that do not yet tell the news.
_PARAGRAPH_OPENING = 2
_LINE = 80
_NEWS_LINE = 3


def _opens_below(evidence: Evidence, mention: Mention) -> bool:
    """«Ожеледь / Не поїдеш – не застрягнеш. / По всій області …»: is a post's scene told below heading and motto?"""
    body = evidence.reading.paragraphs
    if len(body) < _NEWS_LINE or any(s.index == 0 for s in evidence.reading.sections):
        return False
    short = all(len(s.text) < _LINE for s in body[: _NEWS_LINE - 1]) and not body[0].text.endswith((".", "!", "?", "…"))
    return short and mention.section == body[_NEWS_LINE - 1].index and mention.first <= _PARAGRAPH_OPENING


# How many words before «на» may tell what drives there, and a city line's number: «28-й маршрут», «тролейбус № 9».
_LINE_REACH = 8
_LINE_NUMBER = re.compile(r"\d{1,2}(?:-?[а-яіїє]{1,3})?$")


def _is_quarter(evidence: Evidence, mention: Mention) -> bool:
    """«28-й маршрут не заїжджає на Бобровицю», in an outlet of another city: a quarter, where a city's line turns in.

    A town takes «у» and «до»; but roads, drones, goods and buses between towns go «на Бобровицю» as well.
    """
    section, at = evidence.reading.section(mention.section), mention.first
    if mention.last > at + 1 or at < 2 or section.tokens[at - 1].word != "на":
        return False
    verb = section.keys[at - 2]
    if verb.isdisjoint(cues("serves")):
        return False
    for index in range(at - 3, max(-1, at - 3 - _LINE_REACH), -1):
        if _SENTENCE_END.search(section.between(index, index + 1)):
            return False
        if section.keys[index] & cues("city_line"):
            return True
        if section.keys[index] & cues("way") and _is_numbered(section, index):
            return not verb.isdisjoint(cues("turns_in"))
    return False


_SENTENCE_END = re.compile(r"[.!?…\n]")


def _is_numbered(section: Section, at: int) -> bool:
    beside = [i for i in (at - 1, at + 1) if 0 <= i < len(section.tokens)]
    return any(_LINE_NUMBER.match(section.tokens[i].text) for i in beside)


# «кур’єр (17 років, Кілія)», «22-річний хлопець з Кілії»: where somebody comes from who acted here.
_AGED = re.compile(r"\(\d{1,2}(?: (?:років|роки|рік|лет|года?)| ?р\.)?,? (?:(?:з|із|из|с|м\.) )?$")
_LONGEST_AGE = 24


def _is_of_person(evidence: Evidence, mention: Mention) -> bool:
    text = next(s.text for s in evidence.reading.sections if s.index == mention.section)
    return bool(_AGED.search(text[max(0, mention.start - _LONGEST_AGE) : mention.start]))


# Words of a title before its region: «На Луганщині», «Жителі Луганщини».
_TITLE_OPENING = 1


def _of_region_itself(evidence: Evidence, names: Names, elsewhere: list[Rival]) -> bool:
    """«Луганській області 88 років: концерт у Львові»: does it open the title, and lie its towns elsewhere?"""
    opens = any(m.section == 0 and m.first <= _TITLE_OPENING for m in evidence.role("region"))
    ours = names.region.adjective if names.region else ""
    return opens and not any(r.section == 0 or any(s.region == ours for s in settlements(r.name)) for r in elsewhere)


def _in_exile(names: Names, elsewhere: list[Rival]) -> bool:
    """Does a region whose towns live elsewhere act in a town of another one («Луганська ОВА у Дніпрі»)?"""
    ours = names.region.adjective if names.region else ""
    return names.displaced and not any(
        r.kind == ATTRIBUTE or any(s.region == ours for s in settlements(r.name)) for r in elsewhere
    )


def _only_offices(evidence: Evidence, around: list[Mention]) -> bool:
    """Is the district named only as whose police, court or club it is? Such an office sits in the town."""
    return not evidence.role("near") and all(m.flags & {"office", "titled"} for m in around)


def _near_rules(evidence: Evidence, near: list[Mention]) -> bool:
    """«Рубіжанська громада відкрила хаб у Дніпрі»: does the title begin with another community of the district?"""
    title = evidence.reading.sections[0]
    wanted = cues("community") | cues("council")
    return any(m.section == 0 == m.first and any(k & wanted for k in title.keys[m.first : m.last]) for m in near)


def _own_people(evidence: Evidence, names: Names, elsewhere: list[Rival]) -> bool:
    """Does the place's own press tell of its own people in another town («наші борці», «загинув під …», a hub)?

    Not where another town's council acts or another town opens the title.
    """
    texts = {s.index: s for s in evidence.reading.sections}
    if any((r.kind == ATTRIBUTE and _is_council(evidence, r)) or (r.section == 0 and r.first == 0) for r in elsewhere):
        return False
    untitled = not any(s.index == 0 for s in evidence.reading.sections)
    if names.evacuated and untitled and not any(r.first <= _TITLE_OPENING for r in elsewhere):
        return bool(elsewhere)  # a post among people who live in many towns
    passing = all(r.first > 0 and texts[r.section].tokens[r.first - 1].word in UNDER for r in elsewhere)
    ours = words_of(evidence, "ours") + (words_of(evidence, "exile") if names.evacuated else 0)
    return bool(elsewhere) and (passing or ours > 0)


def _is_council(evidence: Evidence, rival: Rival) -> bool:
    return not evidence.reading.section(rival.section).keys[rival.last - 1].isdisjoint(cues("council"))


def unnamed(evidence: Evidence, names: Names) -> Ruling:
    """The place is not named: what its surroundings and the outlet leave to conclude."""
    found = _around(evidence, names)
    if found is not None:
        return found
    elsewhere = elsewhere_of(evidence)
    if evidence.home:
        lands = [r for r in evidence.rivals if r.kind == LAND]
        if (elsewhere or evidence.leads(lands)) and not _own_people(evidence, names, elsewhere):
            return ("none", "home-elsewhere")
        if acts_elsewhere(evidence):
            return ("none", "home-elsewhere")
        if is_distant(evidence):
            return ("none", "home-distant")
        return ("about", "home-passing" if any(r.kind in (TOWN, ATTRIBUTE) for r in evidence.rivals) else "home")
    if evidence.neighbours and not elsewhere and has_town(evidence) and not is_distant(evidence):
        return ("area", "near")
    if evidence.level == "region" and not elsewhere and (_of_whole_region(evidence) or _is_schedule(evidence)):
        return ("area", "whole-region")
    return ("area", "district") if evidence.role("district", "land") else ("none", "nothing")
