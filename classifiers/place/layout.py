"""How an article's paragraphs are laid out: a digest of places, a bullet of its own, a paragraph of its own. Pure.

Refuses to say what a text is about: it only tells where in it the place has room of its own.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.features import PASSING, Evidence, city_names
from classifiers.place.mentions import SURE, WEAK, Mention
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, TOWN
from monitor.language import Token, grammemes

_BULLET = re.compile(r"[»\"]?\s*(?::|[–—]\s|-\s)")
_HEADED = re.compile(r"[\W_]{0,4}[А-ЯІЇЄҐ][\w’'-]{2,20}(?: [А-ЯІЇЄҐ][\w’'-]{2,20})?\. (?=[А-ЯІЇЄҐ])")
_MARKED_BULLET = re.compile(r"[•▪▫◾◽🔸🔹🔺🔻▶➡📍✅⚫⚪🔴🟢🟡*]\ufe0f?\s*[А-ЯІЇЄҐ][\w’' -]{2,30}[.:,–—]")
# A place named within this many letters opens its paragraph.
_OPENING = 60
# A digest has at least this many paragraphs.
_DIGEST = 3


# «Гадяч — Лубни 3:1», «2. Лубни — 28», ««Нива» (Гадяч) – «Сула» (Лубни)»: a line of a table or of a draw.
_SCORE = re.compile(r"\d{1,3} ?[:–—-] ?\d{1,3}\b|[–—-] ?\d{1,3}(?: очк\w{1,3}| бал\w{1,3})?\W*$")
_PAIR = re.compile(r"[\w«»\"() .,’'-]{3,45} [–—-] [\w«»\"() .,’'-]{3,45}")
_LONGEST_RESULT = 90
_FEWEST_RESULTS = 2


def _is_result(section: Section) -> bool:
    text = section.text.strip()
    if len(text) > _LONGEST_RESULT or text.endswith("."):
        return False
    return bool(_SCORE.search(text)) or bool(_PAIR.fullmatch(text) and ("«" in text or '"' in text))


def results(evidence: Evidence) -> frozenset[int]:
    """The paragraphs that are lines of a table of a contest; none where there are fewer than two."""
    found = frozenset(s.index for s in evidence.reading.paragraphs if _is_result(s))
    if len(found) < _FEWEST_RESULTS:
        return frozenset()
    sport = cues("contest") | cues("club") | cues("sport")
    told = any(keys & sport for s in evidence.reading.sections for keys in s.keys)
    return found if told or len(found) > _FEWEST_RESULTS else frozenset()


def is_table(evidence: Evidence) -> bool:
    """Is the place named in lines of a table of a contest, and nowhere in the title or the lead?"""
    lines = results(evidence)
    named = evidence.role(*SURE, *WEAK)
    return (
        bool(lines)
        and any(m.section in lines for m in named)
        and all(m.section in lines or m.section not in evidence.lead for m in named)
    )


# Words of an entry without a verb from which it tells more than a figure: «540 наборів для немовлят та обігрівачів».
_FEWEST_WORDS = 4
_SHORTEST_WORD = 3
# … and without a figure: «арешт депутата».
_FEWEST_PLAIN = 2
# What lines of a weather forecast, a price list, a timetable, a directory, a prize-giving say, or that nothing came.
_IN_TABLE = re.compile(
    r"\b(?:опад|осадк|хмарн|мінлив|сонячн|облачн|солнечн|туман|вітер|ветер|без (?:змін|наслідк|жертв|авар|постраждал"
    r"|руйнув|изменен|последств|пострадавш|разруш)|тихо\b|спокійно|спокойно|прибуття|відправлення|стоянка|прибытие"
    r"|отправление|місце\b|место\b|диплом|подяк|грамот|медал|очок|очков)"
    r"|^\W*(?:(?:від|до|по|за|от) )?\d[^.]{0,20}(?:грн|грив|₴)|^\W*(?:вул\.|вулиц|ул\.|улиц|просп|площа|бульв)",
    re.IGNORECASE,
)
_FIGURES = frozenset(
    "немає нема нет тис тисяч тыс млн млрд мільйонів миллионов грн гривень гривен балів очок вул".split()
)
_NO_VERB = frozenset({"NOUN", "NUMR", "CONJ", "ADJF", "PREP", "ADVB", "Name", "Surn"})


def is_news(section: Section, start: int = 0) -> bool:
    """Does what stands behind the head of an entry say more than a figure, a name or an address?

    By a verb, or by words enough: «капремонт, 9 млн», «+13, дощ», «вул. Садова» are no news; without figures two words
    are: «ремонт мосту», «смертельна ДТП».
    """
    behind = [t for t in section.tokens if t.start >= start and len(t.word) >= _SHORTEST_WORD]
    words = [t for t in behind if t.text[0].islower() and t.word not in _FIGURES]
    opens = start > 0 and any(map(_is_verb, behind[:1]))  # «Тихогір. Продали лазню»
    if opens or any(map(_is_verb, words)):
        return True
    text = section.text[start:]
    if _IN_TABLE.search(text):
        return False
    plain = not re.search(r"\d", text) and not (behind and "Name" in grammemes(behind[0].word))
    told = len(words) + sum(t.text.isupper() for t in behind) + any(map(_opens_line, behind[:1]))
    return len(words) >= _FEWEST_WORDS or (plain and told >= _FEWEST_PLAIN)


def _opens_line(token: Token) -> bool:
    """«Тихогір. Ремонт мосту»: does a capital only open the line?"""
    return token.text[0].isupper() and not token.text.isupper() and grammemes(token.word).isdisjoint(("Name", "Surn"))


def _is_verb(token: Token) -> bool:
    found = grammemes(token.word)
    return bool(found & {"VERB", "PRTS"}) and not found & _NO_VERB


# So named, the place heads no entry: an address, a resident, a train, a road.
_NO_HEAD = frozenset({"bare", "address", "body-from", "origin", "route", "highway"})


def is_roundup(evidence: Evidence) -> bool:
    """Do half of the paragraphs, three or more, each open with another place, this one among them?"""
    opens: dict[int, tuple[int, str]] = {}
    texts = {s.index: s for s in evidence.reading.paragraphs}
    placed = (m for m in evidence.role(*SURE, *WEAK) if not m.flags & _NO_HEAD)
    named = [(m.section, m.start, "") for m in placed if m.section in texts and not _is_of_person(texts[m.section], m)]
    towns = [r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE) and r.section in texts]
    headings = {r.section for r in towns if r.last - r.first == len(texts[r.section].tokens)}
    named += [(r.section, texts[r.section].tokens[r.first].start, r.name) for r in towns]
    for section, start, name in named:
        if start <= _OPENING and (name or (section - 1 not in headings and _opens_news(texts[section], start))):
            opens[section] = min(opens.get(section, (start, name)), (start, name))
    places = {name for _, name in opens.values()}
    return "" in places and len(places) >= _DIGEST and 2 * len(opens) >= len(texts)


def _opens_news(section: Section, start: int) -> bool:
    """Does a paragraph that names our town early tell news, and does no other town head it?"""
    return is_news(section, start + 1) and not _is_of_other(section, start)


def _is_of_person(section: Section, mention: Mention) -> bool:
    """«Кирило, вихованець школи Тихогора, перейшов …»: a paragraph about a person, whom the town only explains."""
    return mention.first > 0 and "Name" in grammemes(section.tokens[0].word) and "inside" not in mention.flags


_OTHER_HEAD = re.compile(r"[\W_]{0,6}[А-ЯІЇЄҐ][\w’' -]{2,30}?(?: ?[–—-] |: ?)")


def _is_of_other(section: Section, start: int) -> bool:
    """«🔹 Лиман – 19, … зі сторони Тихогора»: does another town's name and a dash head the bullet?

    Whatever else that town's name means: at the head of a bullet it is a town.
    """
    head = _OTHER_HEAD.match(section.text)
    if head is None or head.end() > start:
        return False
    return any(key in city_names() for key in section.keys[0])


def _is_headed(text: str, end: int, others: bool) -> bool:
    """«Ніжин: …»; «Ніжин – …» only where other paragraphs open with a place too: else it says what Nizhyn is."""
    found = _BULLET.match(text, end)
    return found is not None and (others or found.group().endswith(":"))


def has_bullet(evidence: Evidence) -> bool:
    """Does a paragraph of a digest open with the place and a colon or dash, and tell news («• Ніжин: …»)?"""
    sections = {s.index: s for s in evidence.reading.paragraphs}
    texts = {index: s.text for index, s in sections.items()}
    stops = sum(bool(_HEADED.match(text)) for text in texts.values()) >= _DIGEST  # «Сміла. Відкрили парк.»
    others = any(r.first <= 1 and r.section in texts for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE))
    return len(texts) >= _DIGEST and any(
        m.role in ("name", "community", "unsure")
        and not m.flags & PASSING
        and m.first <= 1
        and (
            _is_headed(texts[m.section], m.end, others)
            or _MARKED_BULLET.match(texts[m.section])
            or (stops and texts[m.section][m.end : m.end + 2] == ". ")
        )
        and is_news(sections[m.section], m.end)
        for m in evidence.mentions
        if m.section in texts
    )


# A paragraph shorter than this is a heading or a line of a list.
_OWN_PARAGRAPH = 50


def own_paragraphs(evidence: Evidence) -> list[Mention]:
    """Firm namings in paragraphs that name no other town."""
    shared = {r.section for r in evidence.rivals if r.kind == TOWN}
    texts = {s.index for s in evidence.reading.paragraphs if len(s.text) >= _OWN_PARAGRAPH}
    return [m for m in evidence.firm if m.section in texts - shared]


# Words before the naming that opens a paragraph: «8. В Донецьку …», «У місті Суми …».
_OPENING_WORDS = 2


def opens_paragraph(evidence: Evidence) -> bool:
    """Does a paragraph of three and more, which names no other town, begin with «у» and the place?"""
    if len(evidence.reading.paragraphs) < _DIGEST:
        return False
    return any("inside" in m.flags and m.first <= _OPENING_WORDS for m in own_paragraphs(evidence))
