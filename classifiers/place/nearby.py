"""The place's adjective and the noun it belongs to: street, surname, district, council or anything else. Pure.

«Ніжинська» alone tells nothing: the words beside it do. Also the looks around that other rules share.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.reading import Section
from classifiers.place.rivals import after_first_name, is_cue, starts_sentence
from monitor.language import grammemes

WINDOW = 4  # words before a name in which «народився», «колишній» and the like concern it
_REACH = 7  # words after an adjective within which its noun stands
_LONGEST_LIST = 40  # words between «районів» and the last district of its list
_LONGEST_PREPOSITION = 3
_BREAK = re.compile(r"[.!?;:()]|\s[–—]\s")
# Behind any longer word but these a full stop ends the sentence: «… по селу. Тихогір – …», «… громада. Тихогір …».
_ABBREVIATIONS = frozenset(
    (
        "вул ул пл пр пров просп пер бульв бул мкр кв буд обл р-н сел смт пгт пос дер хут ст жк ім им св гр рр гг нар"
        " род тов проф доц акад інж инж ген полк підполк ред зав заст зам див см напр тел"
    ).split()
)
_OPEN, _CLOSE = "«\"“„‘'", "»\"”’'"
_PLURAL = ("их", "ими", "им", "і", "ые")
_FEMININE = re.compile("(а|ої|ій|у|ою|ая|ой|ую)$")
_AND = ("і", "й", "та", "и")
_ADJECTIVE_ENDS = tuple("ий ого ому им ім ої ій ою их ими ый ом ой ая ую ые ых".split())

_OF_PLACES = tuple("ська ську ські цька цьку цькі".split())  # «міська рада», which the dictionary also takes for a noun

# Role -> the cues of its nouns, the first that fits.
BY_NOUN = (
    ("route", "route"),
    ("church", "church"),
    ("goods", "brand"),
    ("street", "street"),
    ("community", "community"),
    ("district", "district"),
    ("body", "body"),
    ("plant", "plant"),
)


def is_abbreviation(word: str) -> bool:
    """«М.», «вул.», an initial: does a full stop behind the word end no sentence?"""
    return len(word) == 1 or word in _ABBREVIATIONS


def before(section: Section, at: int, words: str, reach: int = 1) -> bool:
    """Does a cue word stand within `reach` words before, in the same clause?"""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        gap, word = section.between(index, index + 1), section.tokens[index].word
        if _BREAK.search(gap.removeprefix(".") if is_abbreviation(word) else gap):
            return False
        if is_cue(section, index, words):
            return True
    return False


def quoted(section: Section, first: int, last: int) -> bool:
    """Do quotation marks stand right around the words?"""
    start, end = section.tokens[first].start, section.tokens[last - 1].end
    return section.text[start - 1 : start] in _OPEN and section.text[end : end + 1] in _CLOSE and start > 0


# Endings of an adjective that a noun of the other gender cannot follow, each with that noun's endings.
_DISAGREEING = (
    (("ське", "цьке", "зьке", "ское", "цкое"), ("и", "і", "ою", "ів", "ей")),
    (("ського", "ському", "цького", "цькому", "зького", "зькому"), ("ди", "ою", "ої", "ій")),
    (("ського", "цького", "зького"), ("ому", "ім")),
    (("ської", "цької", "зької", "ській", "цькій", "зькій"), ("ого", "ому")),
)


def agrees(adjective: str, noun: str) -> bool:
    """Can the second word belong to the first by their endings? «Вознесенському Золотоніської громади» cannot."""
    return not any(adjective.endswith(own) and noun.endswith(other) for own, other in _DISAGREEING)


# Adverbs of time, some of which the dictionary takes for nouns: «щоденники Ніжинського досі лякають».
_ADVERBS = frozenset(
    (
        "досі донині нині тепер зараз вчора учора сьогодні завтра торік потім тоді знову вже уже ще теж також"
        " поныне ныне теперь сейчас вчера сегодня завтра потом тогда снова уже ещё еще тоже также"
    ).split()
)

# A village named by an adjective, after its word and after a preposition.
_VILLAGE_ENDING = re.compile("(?:ське|цьке|зьке|ское|цкое)$")
_VILLAGE_CASE = re.compile("(?:ського|ському|цького|цькому|зького|зькому|ского|скому|ском|цкого|цком)$")


_LOCATIVES = ("ій", "ой", "ей")


def _is_apart(adjective: str, following: str) -> bool:
    """«У Тихогірській, згоріла школа»: the adjectives of a list have one case."""
    return adjective.endswith(_LOCATIVES) and not following.endswith(_LOCATIVES)


def noun_after(section: Section, at: int) -> tuple[int, bool] | None:
    """(index, was there a list of adjectives) of the noun an adjective belongs to; None where a clause ends first."""
    listed = at > 1 and section.tokens[at - 1].word in _AND and section.tokens[at - 2].word.endswith(_ADJECTIVE_ENDS)
    for index in range(at + 1, min(len(section.tokens), at + 1 + _REACH)):
        gap = section.between(index - 1, index)
        if _BREAK.search(gap):
            return None
        word = section.tokens[index]
        parts = grammemes(word.word)
        # «На Нежинской в Одессе»: «в» is also an abbreviation; but «ради» and «округ» are nouns first.
        if "PREP" in parts and len(word.word) <= _LONGEST_PREPOSITION:
            return None
        if "," in gap and ("ADJF" not in parts or _is_apart(section.tokens[at].word, word.word)):
            return None
        listed = listed or "," in gap
        if word.word in _AND:
            listed = True
            continue
        if word.word in _ADVERBS and not starts_sentence(section, at):
            return None
        if word.text.isupper() and len(word.text) > 1:
            return index, listed
        if not agrees(section.tokens[at].word, word.word):
            return None
        hyphened = section.text[word.end : word.end + 1] == "-" and word.text[0].isupper()
        if hyphened and section.tokens[index - 1].word in _AND:
            continue  # «Ізмаїльський і Білгород-Дністровський»: one more of the list
        if "NOUN" in parts and not ("ADJF" in parts and word.word.endswith((*_ADJECTIVE_ENDS, *_OF_PLACES))):
            return index, listed
        if not parts & {"ADJF", "PRTF", "ADJS"}:
            return None
    return None


def _district_before(section: Section, at: int) -> bool:
    """«п’яти районів – Чернігівського, Ніжинського …»: the word for district leads the list."""
    sentence = max(section.text.rfind(mark, 0, section.tokens[at].start) for mark in ".!?")
    for index in range(at - 1, max(-1, at - _LONGEST_LIST), -1):
        if section.tokens[index].start < sentence:
            return False
        if section.keys[index] & {"район"}:
            return True
    return False


# A district is masculine: «районів – Ніжинського», never «Ніжинській».
_NO_DISTRICT = tuple("ька ької ькій ькою ьку ская ской скую цкая цкой цкую".split())


def _in_one_district(section: Section, at: int) -> bool:
    """«В Центральном районе … возле Нежинской»: does the sentence speak of one district, and no list of them?"""
    return _district_before(section, at) and not any(
        token.word in _DISTRICTS for token in section.tokens[max(0, at - _LONGEST_LIST) : at]
    )


_DISTRICTS = frozenset("районів райони районам районами районах районов районы".split())


def _alone(section: Section, at: int) -> tuple[str, int, bool]:
    """An adjective without its noun: of a list of districts, cut short, a street («на Ніжинській») or a surname."""
    token = section.tokens[at]
    if _VILLAGE_CASE.search(token.word) and token.text[0].isupper() and before(section, at, "preposition"):
        return ("district" if _district_before(section, at) else "homonym"), at + 1, False  # «свято у Вознесенському»
    feminine = bool(_FEMININE.search(token.word)) and token.text[0].isupper()
    if feminine and at > 0 and section.tokens[at - 1].word in ("районі", "районе"):
        return "street", at + 1, False  # «в районі Ніжинської»
    if feminine and token.word.endswith(_NO_DISTRICT) and _in_one_district(section, at):
        return "street", at + 1, False  # «У Заводському районі міняють трубу на Ніжинській: …»
    if _district_before(section, at):
        return "district", at + 1, True
    if feminine and any(keys & cues("street") for keys in section.keys[at + 1 : at + 1 + _LONGEST_LIST]):
        return "street", at + 1, True  # «Ніжинська, Торгова – дві вулиці»
    gap = section.between(at, at + 1) if at + 1 < len(section.tokens) else "."
    further = "" if _BREAK.search(gap) else section.tokens[at + 1].word  # «на Нежинской (Днепровский район)»
    further = "" if "," in gap and _is_apart(token.word, further) else further  # «на Нежинской, Левобережный»
    if not token.text[0].isupper() or (further.endswith(_ADJECTIVE_ENDS) and "ADJF" in grammemes(further)):
        return "attr", at + 1, False
    return ("street" if feminine else "person"), at + 1, False


# A person and the name that follows stand in one form: «режисер Ніжинський», «лікарка Ніжинська», no «мер Ніжинської».
_NAMED = (("ий", "ый"), ("ська", "цька", "ская", "цкая"))


def _is_surname(section: Section, at: int) -> bool:
    """«Режисер Антон Ніжинський, відомий …», «лікарка Ніжинська, молода …»: does the adjective end a person's name?

    What follows must be another part of the sentence: «Директорка Ганна Ніжинського ліцею» has its noun.
    """
    token = section.tokens[at]
    if at == 0 or not token.text[0].isupper() or token.text.isupper() or starts_sentence(section, at):
        return False
    if at + 1 < len(section.tokens) and section.between(at, at + 1) == " ":
        following = section.tokens[at + 1]
        if following.word not in _AND and grammemes(following.word) & {"NOUN", "ADJF", "PRTF"}:
            return False
        if following.word in _AND and not _is_person_next(section, at + 2):
            return False
    if (
        at + 1 < len(section.tokens)
        and section.between(at, at + 1) == ", "
        and section.tokens[at + 1].text[0].isupper()
    ):
        return False  # «Ніжинська, Носівська громади»
    return after_first_name(section, at) or _has_occupation(section, at)


def _is_person_next(section: Section, at: int) -> bool:
    """«… і Марія Бондар», «… та диригент Коваль»: does a person follow «і»?"""
    if at >= len(section.tokens):
        return False
    if section.tokens[at].text[0].isupper():
        return "Name" in grammemes(section.tokens[at].word)
    return not section.keys[at].isdisjoint(cues("occupation"))


def _has_occupation(section: Section, at: int) -> bool:
    """«Хірург Ніжинський»: does an occupation in the same form stand right before?"""
    if section.between(at - 1, at) != " " or section.keys[at - 1].isdisjoint(cues("occupation")):
        return False
    word, token = section.tokens[at - 1].word, section.tokens[at].word
    feminine = word.endswith(("а", "я"))
    return token.endswith(_NAMED[feminine])


# «На Ніжинській аварія», «по Нежинской пустили»: the street's adjective, after which no noun of its case stands.
_STREET_ENDINGS = {"ій": ("і", "ї"), "ой": ("е", "и")}


def _is_street_alone(section: Section, at: int, noun: int) -> bool:
    """Does the adjective after «на» or «по» disagree with the very next word, so that «вулиці» is left out?"""
    token = section.tokens[at]
    wanted = _STREET_ENDINGS.get(token.word[-2:])
    if wanted is None or at == 0 or noun <= at or not token.text[0].isupper():
        return False
    following = section.tokens[at + 1]
    if following.text.isupper() or following.word in _AND or following.word.endswith(_ADJECTIVE_ENDS):
        return False
    if section.tokens[at - 1].word not in ("на", "по"):
        return False
    return not following.word.endswith(wanted)


_SINGULAR = ("а", "я", "ої", "ій", "у", "ю", "ая", "яя", "ой", "ую")


def _is_street_listed(section: Section, at: int, noun: int | None) -> bool:
    """«Без води Ніжинська, Бурштинова і парні будинки на Садовій»: feminine adjectives with capitals, a street each?

    Not «Ніжинська, Носівська та Бахмацька громади»: there a noun takes them all.
    """
    token = section.tokens[at]
    if not token.text[0].isupper() or token.text.isupper() or at + 1 >= len(section.tokens):
        return False
    following = section.tokens[at + 1]
    if section.between(at, at + 1) != ", " or not following.text[0].isupper() or following.text.isupper():
        return False
    if not (token.word.endswith(_SINGULAR) and following.word.endswith(_SINGULAR)):
        return False
    beside = slice(max(0, at - _LONGEST_LIST), at + _LONGEST_LIST) if noun is None else slice(noun, noun + 1)
    taken = any(keys & (cues(words) - _HOUSES) for keys in section.keys[beside] for words in _COMMON_NOUNS)
    return not taken and "ADJF" in grammemes(following.word)


# Nouns that take a list of adjectives before them; houses stand beside streets.
_COMMON_NOUNS = ("community", "district", "council", "body", "region_word")
_HOUSES = frozenset({"будинок", "дом"})


def _is_one_road(section: Section, at: int) -> bool:
    """«звуть Ніжинським шосе»: the instrumental of one road, which looks like a plural's dative."""
    token = section.tokens[at]
    named = token.text[0].isupper() and not token.text.isupper() and not starts_sentence(section, at)
    return named and token.word.endswith(("им", "ім")) and section.tokens[at + 1].word in ("шосе", "шоссе")


def _by_noun(section: Section, at: int, noun: int) -> str:
    """The role an adjective has by its noun and the adjectives between them."""
    token, keys = section.tokens[at], section.keys[noun]
    between = frozenset().union(*(section.keys[i] for i in range(at + 1, noun + 1)))
    if between & {"обласний", "областной"} or keys & cues("region_word"):
        return "region"
    if between & {"районний", "районный"} and keys & cues("seated"):
        return "body"
    if between & {"районний", "районный", "окружний", "окружной"} and "міськрайонний" not in between:
        return "district"
    if keys & cues("shrine") and not cues("dedication").isdisjoint(section.keys[at]):
        return "street"  # «Вознесенський собор» and «Вознесенський узвіз» stand in many towns
    if keys & cues("feast") and not cues("feast_day").isdisjoint(section.keys[at]):
        return "street"  # «Покровський ярмарок», «Покровские блины»: the feast's
    role = next((role for role, words in BY_NOUN if keys & cues(words)), None)
    if role is not None:
        plural = role == "street" and token.word.endswith(_PLURAL) and not _is_one_road(section, at)
        return "attr" if plural else role  # «на ніжинських вулицях»
    if keys & cues("reservoir") and section.keys[at] & cues("great_reservoir"):
        return "street"
    capital = section.tokens[noun].text[0].isupper() and not token.text.isupper()
    if token.text[0].isupper() and noun == at + 1 and capital and "Name" in grammemes(section.tokens[noun].word):
        return "person"  # «Уманський Іван»
    alone = token.text[0].isupper() and not starts_sentence(section, at) and section.tokens[noun].text[0].islower()
    return "person" if alone and after_first_name(section, at) else "attr"


_LANDS = frozenset({"край", "регіон", "регион"})


def is_land(section: Section, at: int) -> bool:
    """«У Сумському краї», «Сумський регіон потерпає»: is the region of the adjective the scene, or opens a sentence?"""
    if at + 1 >= len(section.tokens) or section.keys[at + 1].isdisjoint(_LANDS):
        return False
    return starts_sentence(section, at) or before(section, at, "inside")


def _is_atomic(section: Section, at: int) -> bool:
    return at < len(section.keys) and not section.keys[at].isdisjoint(_ATOMIC)


_ATOMIC = frozenset({"атомний", "атомный", "аес", "аэс"})


def adjective_role(section: Section, at: int) -> tuple[str, int, bool]:
    """(role, index after the last word it takes, is it one of a list) of the place's adjective."""
    token = section.tokens[at]
    if before(section, at, "street"):
        return "street", at + 1, False
    if token.text[0].isupper() and _FEMININE.search(token.word) and before(section, at, "crossing"):
        return "street", at + 1, False  # «перехрестя Ніжинської та Садової»
    if token.text[0].isupper() and before(section, at, "church", WINDOW):
        return "church", at + 1, False
    if quoted(section, at, at + 1):
        return "goods", at + 1, False
    if not section.keys[at].isdisjoint(cues("atomic")) and _is_atomic(section, at + 1):
        return "goods", at + 2, False  # the station stands in another town
    if _is_surname(section, at):
        return "person", at + 1, False
    head = noun_after(section, at)
    if (head is None or _VILLAGE_ENDING.search(token.word)) and before(section, at, "village_word"):
        return "homonym", at + 1, False  # «у селі Вознесенське», «в селі Вознесенському Золотоніської громади»
    if head is None:
        return ("street", at + 1, True) if _is_street_listed(section, at, None) else _alone(section, at)
    noun, listed = head
    if _is_street_alone(section, at, noun) or _is_street_listed(section, at, noun):
        return "street", at + 1, False
    return _by_noun(section, at, noun), noun + 1, listed
