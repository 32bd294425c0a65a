"""What says «about» whatever the weights say: the town alone, its council acts, its bodies in exile, a bullet. Pure.

Each rule has a name, for which `decide` knows how far to trust it; refuses to weigh and to say «not about».
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.exile import UNDER
from classifiers.place.features import PASSING, Evidence
from classifiers.place.layout import has_bullet, is_roundup, opens_paragraph
from classifiers.place.mentions import Mention
from classifiers.place.names import Names
from classifiers.place.nearby import before
from classifiers.place.reading import Section
from classifiers.place.regional import is_scene
from classifiers.place.rivals import ABROAD, ATTRIBUTE, LAND, TOWN, Rival, is_cue
from classifiers.place.strikes import is_aimed_at, is_struck
from classifiers.place.unnamed import elsewhere_of
from monitor.language import grammemes, settlements

# Words before the naming of a subject: «Вихованка лисичанської ДЮСШ».
_OPENING_WORDS = 2
# Letters of a post, where one naming may be all there is.
_POST = 600
# Texts of the press run longer than the training texts, where no place is named this often.
_OFTEN = 3
# The council, its officials, the community, the townspeople: a passing naming takes the bare name.
_OF_THE_TOWN = ("body", "official", "community", "people")


def _is_often(evidence: Evidence, names: Names) -> bool:
    """Is the place named firmly, three times and more, and no other town oftener? «Київ» alone is also the state."""
    firm = evidence.firm
    if names.place.name == "Київ":
        firm = [m for m in firm if "inside" in m.flags or m.role != "name"]
    return len(firm) >= max(_OFTEN, evidence.top_rival)


def overruling(evidence: Evidence, names: Names) -> str | None:
    """The rule that says «about» whatever the steps say, if any."""
    beside = _beside(evidence)
    if _is_alone(evidence, beside):
        return "town-alone"
    if (
        all(r.kind == ABROAD for r in beside)
        and _is_post(evidence)
        and any(_is_target(m, evidence) for m in evidence.sure)
    ):
        return "struck"
    if _is_often(evidence, names):
        return "often"
    if has_bullet(evidence) or is_roundup(evidence) or opens_paragraph(evidence):
        return "bullet"
    if evidence.link and (not evidence.rivals or evidence.level == "local"):
        return "link"
    if _acts(evidence) or _is_for_village(evidence, names) or _heads_clause(evidence, names):
        return "acts"
    if is_scene(evidence) and not any(r.section == 0 for r in evidence.rivals):
        return "scene"
    if len(beside) <= 2 and any("edge" in m.flags for m in evidence.firm) and not _elsewhere_inside(evidence):
        return "edge"
    if names.evacuated and (_is_of_exiles(evidence) or _is_led_home(evidence)):
        return "exile"
    if _speaks_in_lead(evidence):
        return "acts"
    if any(_is_held(m, evidence) or _is_theme(m, evidence) for m in evidence.firm):
        return "held"
    if _others_pass(evidence) or any("arrival" in m.flags and m.section in evidence.lead for m in evidence.firm):
        return "scene"
    return "home-named" if evidence.home and not elsewhere_of(evidence) else None


def _is_alone(evidence: Evidence, beside: list[Rival]) -> bool:
    """Is no other place named, or only where its soldiers fell, and ours as the scene or in the lead?"""
    if evidence.rivals and not beside and evidence.leads(evidence.firm):
        return True
    return not beside and any(_is_scene_or_town(m, evidence) for m in evidence.strong)


def _is_scene_or_town(mention: Mention, evidence: Evidence) -> bool:
    """«У Тихогорі», «тихогірці», or in the lead «Тихогір прокидається», «собор Тихогора»."""
    leads = mention.section in evidence.lead and bool(mention.flags & {"subject", "whose"})
    return leads or mention.role in _OF_THE_TOWN or "inside" in mention.flags or _is_of_post(mention, evidence)


def _is_post(evidence: Evidence) -> bool:
    """Is it short enough to say one thing?"""
    return sum(len(section.text) for section in evidence.reading.sections) <= _POST


def _is_of_post(mention: Mention, evidence: Evidence) -> bool:
    """«На підприємстві Тихогора», «чоловік із Тихогора»: is a post that names no other town of ours or a resident?"""
    if evidence.level == "nation" or mention.section not in evidence.lead or not _is_post(evidence):
        return False
    if "body-from" in mention.flags:
        return True
    section, at = evidence.reading.section(mention.section), mention.first - 1
    plain = mention.role == "name" and at >= 0 and section.between(at, at + 1) == " "
    return plain and is_cue(section, at, "of_town")


def _is_target(mention: Mention, evidence: Evidence) -> bool:
    return is_struck(mention, evidence) or is_aimed_at(mention, evidence)


# «… повертається: тихогірський клуб …», «…»: як тихогірський театр …».
_CLAUSE = re.compile(r"[^\n]*[\w»\"”!?]: (?:(?:як|чому|де|навіщо|как|почему|где|зачем) )?", re.IGNORECASE)
_OWN_BODY = ("body", "club", "plant", "seated")


def _heads_clause(evidence: Evidence, names: Names) -> bool:
    """«Історія триває: тихогірський театр їде в тур»: does a body of the town act behind the title's colon?

    No other town is named but where an evacuated one's bodies work.
    """
    if any(r.kind != ABROAD and (r.section == 0 or not names.evacuated) for r in evidence.rivals):
        return False
    title = evidence.reading.sections[0]
    wanted = frozenset().union(*map(cues, _OWN_BODY))
    for mention in evidence.firm:
        if mention.section or mention.role not in ("body", "attr") or mention.last >= len(title.tokens):
            continue
        named = any(title.keys[i] & wanted for i in range(mention.first, mention.last))
        acts = title.between(mention.last - 1, mention.last) == " "
        acts = acts and "VERB" in grammemes(title.tokens[mention.last].word)
        if named and acts and _CLAUSE.fullmatch(title.text, 0, mention.start):
            return True
    return False


_ABOUT = frozenset({"про", "о", "об"})
# Words before «у Тихогорі» within which «відбулося» tells that it was held there.
_HELD_REACH = 3


def _is_held(mention: Mention, evidence: Evidence) -> bool:
    """«Навчання пройшли в Тихогорі», «Фініш у Тихогорі»: does the lead tell that it happened or ends there?"""
    if "inside" not in mention.flags or mention.section == 0 or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    return any(section.keys[at] & cues("held") for at in range(max(0, mention.first - _HELD_REACH), mention.first))


def _is_theme(mention: Mention, evidence: Evidence) -> bool:
    """«Альбом про Тихогір»: is a work, a film, an exhibition about the place?"""
    if mention.first < 2 or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    told = section.tokens[mention.first - 1].word in _ABOUT
    return told and before(section, mention.first - 1, "work", _HELD_REACH)


def _others_pass(evidence: Evidence) -> bool:
    """«Дрогобич пахне димом … туристи зі Львова»: do others only come from or go somewhere, and ours opens the lead?"""
    texts = {s.index: s for s in evidence.reading.sections}
    ours = [
        m
        for m in evidence.firm
        if m.section in evidence.lead and ("subject" in m.flags or (m.role == "attr" and m.first == 0))
    ]
    if not ours or any(r.kind in (ATTRIBUTE, LAND) or r.section == 0 or r.first == 0 for r in evidence.rivals):
        return False
    return all(is_cue(texts[r.section], r.first - 1, "toward") for r in evidence.rivals)


def _speaks_in_lead(evidence: Evidence) -> bool:
    """Are both the place and its official in the lead, and no other town in the title, nor its council anywhere?"""
    if any(r.kind == ATTRIBUTE or (r.kind == TOWN and r.section == 0) for r in evidence.rivals):
        return False
    roles = {m.role for m in evidence.firm if m.section in evidence.lead}
    return "official" in roles and bool(roles & {"name", "body"})


def _is_of_exiles(evidence: Evidence) -> bool:
    """Does the title or the lead tell of the bodies or people of a town whose people live elsewhere?"""
    for mention in evidence.sure:
        if mention.section not in evidence.lead or mention.flags & (PASSING - {"seat"}):
            continue
        if mention.role in ("community", "people") or any(turn(mention, evidence) for turn in _EXILE_TURNS):
            return True
        own = mention.role in ("body", "attr") and mention.first <= _OPENING_WORDS
        if "body-from" in mention.flags or (own and "seat" not in mention.flags):
            return True
    return False


# «Хаб для переселенців із Тихогора», «центр допомоги родинам із Тихогора»: what leads to the name.
_HUB = re.compile(
    r"(?:\b(?:хаб|штаб|пункт|прихист|гуртожит|осеред|представництв|приют|общежити)\w*|(?<![уУвВ] )\b[цЦ]ентр\b)"
    r"[^.!?:;\n]{0,40}\b(?:переселенц(?:ів|ям|ев)|впо|впл|родин(?:ам)?|сімей|сім['’ʼ]ям|біженц(?:ів|ям)"
    r"|евакуйован(?:их|им)|мешканц(?:ів|ям)|жител(?:ів|ям|ей)|людей|людям|семей|семьям|беженцев|эвакуированных)"
    r" (?:з|із|зі|из|с) $",
    re.IGNORECASE,
)


def _is_hub(mention: Mention, evidence: Evidence) -> bool:
    """Does a hub for the town's people lead to its name?"""
    text = evidence.reading.section(mention.section).text[: mention.start]
    return mention.role == "name" and bool(_HUB.search(text))


# «Мешканці Тихогора просять …», «для мешканців Тихогора», «де отримати дрова мешканцям Тихогора».
_RESIDENTS = re.compile(
    r"(?:(?:^|[.!?]\s+)(?:мешканці|жителі|жители)"
    r"|\bдля (?:мешканців|жителів|жителей)"
    r"|(?:(?:^|[.!?]\s+)(?:де|куди|як|коли|хто|що|чи|где|куда|как|когда|кто|что)\b|допом|помощ|помог|розда|разда|вида[лтєюв]"
    r"|выда|виплат|выплат|отрима|получ|компенсац|нада[лєдюв]|предостав)[^.!?\n]*\b(?:мешканцям|жителям)) $",
    re.IGNORECASE,
)


def _is_of_residents(mention: Mention, evidence: Evidence) -> bool:
    """«Де шукати допомоги мешканцям Тихогора», wherever the help is given; not «двоє мешканців Тихогора»."""
    text = evidence.reading.section(mention.section).text[: mention.start]
    return mention.role == "name" and bool(_RESIDENTS.search(text))


# Between «мітинг» and the town: «за звільнення», «на підтримку», «ініціативи «Поверніть».
_FOR = re.compile(
    r"\w+(?: протесту?| солідарності)? ?(?:за|проти|против|(?:на|в|у) (?:під|под|зах|защ)\w+)\b.*"
    r"|\w+(?: \w+)? ?[«\"“„][^»\"”]*"
)


def _is_rallied_for(mention: Mention, evidence: Evidence) -> bool:
    """«Мітинг за звільнення Тихогора», «акція «Повернути Тихогір»»: do its people rally for it in another town?"""
    if mention.role not in ("name", "quoted") or mention.flags & {"toward", "inside"}:
        return False
    section = evidence.reading.section(mention.section)
    led = range(max(0, mention.first - 1 - _RALLY_REACH), mention.first)
    rallies = (section.tokens[at].start for at in led if is_cue(section, at, "rally"))
    return any(_FOR.fullmatch(section.text, start, mention.start) for start in rallies)


# Words between «мітинг» and the town.
_RALLY_REACH = 4
_EXILE_TURNS = (_is_hub, _is_of_residents, _is_rallied_for)


# The bodies of an evacuated town may be named first in the paragraph behind the lead.
_OPENING_PARAGRAPHS = 2


def _is_led_home(evidence: Evidence) -> bool:
    """Do the people or bodies of an evacuated town open the text, and does its own official speak in another paragraph?

    «Гімназія вчиться у трьох містах … розповіла заступниця начальника адміністрації»: told of their life elsewhere.
    """
    texts = {s.index: s for s in evidence.reading.sections}
    own = [
        m
        for m in evidence.firm
        if m.section <= _OPENING_PARAGRAPHS
        and m.role in ("name", "attr", "body", "community", "people")
        and not any(texts[m.section].keys[i] & cues("council") for i in range(m.first, m.last))
        and (m.section in evidence.lead or m.first <= _OPENING_WORDS)
    ]
    speaks = {m.section for m in evidence.firm if m.role == "official"}
    return bool(own) and bool(speaks - {m.section for m in own})


def _elsewhere_inside(evidence: Evidence) -> bool:
    return any(r.inside for r in evidence.rivals)


def _beside(evidence: Evidence) -> list[Rival]:
    """The other places, those left out under which its soldiers fell («захисники, що загинули під Бахмутом»)."""
    texts = {s.index: s for s in evidence.reading.sections}
    found: list[Rival] = []
    under: tuple[int, int] = (-1, -1)  # section and end of the last place after «під»
    for rival in evidence.rivals:
        section = texts[rival.section]
        word = section.tokens[rival.first - 1].word if rival.first else ""
        joined = under[0] == rival.section and rival.first - under[1] <= 1
        if rival.kind == TOWN and (word in UNDER or joined) and _tells(section, "fallen"):
            under = (rival.section, rival.last)
        else:
            found.append(rival)
    return found


def _is_for_village(evidence: Evidence, names: Names) -> bool:
    """«Каплиця в Тихому: питання внесуть на сесію Тихогірської ради»: does our council answer for one small village?

    The village is the only other place; some of its name lie in the district.
    """
    others = {r.name for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)}
    if len(others) != 1 or names.found is None or any(r.kind == LAND for r in evidence.rivals):
        return False
    if evidence.role("near", "district", "land") or not _acting(evidence):
        return False
    found = names.found
    bearers = settlements(next(iter(others)))
    near = [s for s in bearers if s.district == found.district and s.region == found.region]
    return bool(near) and not any(s.city for s in bearers) and not any(s.kind == "T" or s.seat for s in near)


def _acting(evidence: Evidence) -> list[Mention]:
    """The firm namings of the place's council and its officials."""
    texts = {s.index: s for s in evidence.reading.sections}
    council = cues("council")
    return [
        m
        for m in evidence.firm
        if m.role == "official"
        or (m.role == "body" and any(texts[m.section].keys[i] & council for i in range(m.first, m.last)))
        or (m.role == "body" and m.first == 0)
    ]


def _tells(section: Section, words: str) -> bool:
    return any(keys & cues(words) for keys in section.keys)


def _acts(evidence: Evidence) -> bool:
    """Does the place's council or its official act or speak, and do other towns stand only further down, in a list?"""
    acting = _acting(evidence)
    towns = [r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)]
    if not acting or not towns or any(r.section == 0 or r.kind == ATTRIBUTE for r in towns):
        return False
    first = min((m.section, m.first) for m in acting)
    return first < min((r.section, r.first) for r in towns) and len({r.section for r in towns}) == 1
