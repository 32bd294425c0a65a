"""Words made from a place's name: adjective (ніжинський), inhabitants (ніжинці), surroundings (Ніжинщина). Pure.

Derivation has rival suffixes, so candidates are given; what the state classifier attests (a community is named by
the adjective of its seat) leads. Source: the Ukrainian orthography of 2019, §§ 33-34.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product, takewhile

from monitor.language.endings import adjective_forms
from monitor.language.gazetteer import settlements
from monitor.language.lemmas import known
from monitor.language.words import normal

_VOWELS = "аеєиіїоуюя"
_SOFTENED = {"г": "зь", "ж": "зь", "з": "зь", "к": "ць", "ч": "ць", "ц": "ць", "х": "сь", "ш": "сь", "с": "сь"}
_DOUBLED = re.compile(r"(.)\1я$")
# ending of the name -> what replaces it before -кий or -ський; rivals are all tried
_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ськ", ("сь",)),
    ("цьк", ("ць",)),
    ("ець", ("ець",)),
    ("иця", ("иць", "ичан+")),
    ("ця", ("ць", "чан+")),
    ("івці", ("івець", "овець", "івцівсь", "івць", "івчан+")),
    ("ївці", ("ївець", "ївцівсь", "ївць", "ївчан+")),
    ("ці", ("ець", "цівсь", "ць", "чан+")),
    ("івка", ("ів+",)),
    ("ївка", ("їв+",)),
    ("лка", ("льсь", "лківсь")),
    ("чка", ("чансь", "чківсь", "цьсь")),
    ("ка", ("+", "ківсь", "кинсь", "ць", "чан+", "инсь")),
    ("чки", ("чансь", "чківсь")),
    ("тки", ("тсь", "тківсь", "чан+")),
    ("ки", ("ць", "чан+", "ківсь", "+")),
    ("га", ("зь", "гівсь", "жан+")),
    ("ха", ("сь", "хівсь")),
    ("ове", ("івсь", "овсь")),
    ("еве", ("івсь", "евсь")),
    ("єве", ("ївсь", "євсь")),
    ("ово", ("івсь", "овсь")),
    ("ево", ("івсь", "евсь")),
    ("ське", ("сь", "ськівсь")),
    ("цьке", ("ць", "цьківсь")),
    ("ине", ("ин+", "инен+")),
    ("іне", ("ін+",)),
    ("не", ("нен+", "нян+", "н+", "нівсь")),
    ("нє", ("нен+", "нян+", "н+")),
    ("е", ("енсь", "івсь")),
    ("є", ("єнсь", "ївсь")),
    ("о", ("івсь", "овсь", "инсь", "+")),
    ("ія", ("ійсь", "ійсь")),
    ("'я", ("'янсь", "ивсь", "'ївсь", "сь")),
    ("ня", ("нянсь", "енсь", "нсь")),
    ("ля", ("лянсь", "льсь")),
    ("я", ("янсь", "сь", "їнсь")),
    ("ча", ("чансь", "ць", "чинсь")),
    ("ша", ("шансь", "сь", "шинсь")),
    ("ща", ("щансь",)),
    ("жа", ("жансь", "зь")),
    ("ова", ("ов+", "івсь")),
    ("єва", ("їв+", "єв+")),
    ("а", ("+", "янсь", "івсь", "инсь", "ивсь")),
    ("ани", ("анівсь", "ансь")),
    ("ни", ("енсь", "нсь", "нянсь")),
    ("и", ("+", "івсь", "енсь", "янсь")),
    ("ні", ("енсь", "нянсь", "нсь", "нівсь")),
    ("і", ("івсь", "енсь", "янсь", "+")),
    ("ї", ("їнсь", "ївсь", "ївсь")),
    ("й", ("йсь", "ївсь")),
    ("ил", ("ильсь",)),
    ("ол", ("ольсь", "олівсь")),
    ("ал", ("альсь",)),
    ("їл", ("їльсь",)),
    ("ла", ("лянсь", "льсь", "лівсь")),
    ("нь", ("нсь", "ньсь")),
    ("ль", ("льсь",)),
    ("ь", ("сь", "ьсь")),
    ("ок", ("оць", "ківсь")),
    ("ик", ("иць",)),
    ("ів", ("івсь",)),
    ("їв", ("ївсь",)),
    ("", ("+", "івсь", "инсь", "янсь")),
)


def _joined(stem: str, ending: str) -> str:
    """Stem and ending as one adjective; "+" joins -ський with the change of consonant it asks for."""
    if not ending.endswith("+"):
        return stem + ending + "кий"
    base = stem + ending[:-1]
    return (base[:-1] + _SOFTENED[base[-1]] if base and base[-1] in _SOFTENED else base + "сь") + "кий"


def _of_word(word: str) -> list[str]:
    if word.endswith(("ський", "цький", "зький")):
        return [word]
    doubled = _DOUBLED.search(word)
    if doubled:  # Запоріжжя, Вербосілля
        stem = word[:-3]
        letter = doubled[1]
        ends = (_SOFTENED[letter],) if letter in _SOFTENED else ("льсь", "лянсь") if letter == "л" else (letter + "сь",)
        ends = (*ends, "чансь", "ченсь") if letter == "ч" else ends
        return [stem + end + "кий" for end in (*ends, f"{letter * 2}івсь")]
    for suffix, endings in _STEMS:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return [_joined(word[: len(word) - len(suffix)], ending) for ending in endings]
    return []


def _of_phrase(words: list[str]) -> list[str]:
    """Біла Церква -> білоцерківський; Кривий Ріг -> криворізький; Горішні Плавні -> горішньоплавнівський."""
    first, last = words[0], words[-1]
    link = "ньо" if re.search(r"н(ій|я|є|і)$", first) else "о"
    stem = re.sub(r"(ній|ня|нє|ні|[иі]й|а|е|і|я|є)$", "", first)
    if len(words) != 2 or stem == first:
        return []
    tails = _of_word(last)
    tails += [tail.replace("ковськ", "ківськ").replace("квськ", "ківськ") for tail in tails]
    return [stem + link + tail for tail in tails]


def _attested(name: str) -> list[str]:
    """Adjectives by which the classifier names the communities whose seat bears the name."""
    found = (s.community for s in settlements(name) if s.seat and s.kind != "K")
    return [normal(adjective).removesuffix("а") + "ий" for adjective in dict.fromkeys(found)]


@lru_cache(2_000)
def adjectives(name: str) -> tuple[str, ...]:
    """Candidates for the adjective of a Ukrainian place name, nominative masculine, lower case, the likeliest first.

    Attested ones alone where the classifier has them; else those the dictionary knows; else all the rules give.
    """
    attested = _attested(name)
    if attested:
        return tuple(attested)
    words = normal(name).split()
    candidates = list(dict.fromkeys(_of_word(words[0]) if len(words) == 1 else _of_phrase(words) if words else []))
    sure = [c for c in candidates if known(c, "uk")]
    return tuple(sure or candidates)


@lru_cache(2_000)
def russian_adjectives(name: str, ukrainian: str | None = None) -> tuple[str, ...]:
    """The same for a Russian place name: Нежин -> нежинский, Лисичанск -> лисичанский.

    With the Ukrainian name the adjectives attested for it are followed too: Рубежное -> рубежанский.
    """
    if normal(name) in _RUSSIAN_IRREGULAR:
        return (_RUSSIAN_IRREGULAR[normal(name)],)
    words = normal(name).split()
    followed = _after_ukrainian(normal(name), normal(ukrainian)) if ukrainian else []
    candidates = list(followed)
    if len(words) == 1:
        candidates += _russian_of_word(words[0])
    elif len(words) == 2:
        stem = re.sub(r"(ый|ий|ой|ая|яя|ое|ее|ые|ие)$", "", words[0])
        candidates += [stem + link + tail for tail in _russian_of_word(words[1]) for link in ("о", "е")]
    sure = [c for c in candidates if known(c, "ru")]
    return tuple(dict.fromkeys([*sure, *followed] if sure else candidates))


# Consonants stand in the same order in both languages; what a vowel of the Ukrainian ending can be in the Russian one.
_NO_VOWEL = re.compile("[^аеёєиіїоуюяыэйьъ'-]")
_ENDING_LETTERS = {"і": "оеи", "и": "иы", "ї": "ие", "є": "е", "'": "ь"}
_LONGEST_TAIL = 9
_SUFFIX = re.compile("[сцз]ький$")


def _after_ukrainian(russian: str, name: str) -> list[str]:
    """Рубіжне, рубіжанський: what the adjective has in place of the name's ending, put to the Russian stem."""
    found: list[str] = []
    bare = russian.replace("сч", "щ")
    for adjective in adjectives(name):
        suffix = _SUFFIX.search(adjective)  # not «береговий», any shore's
        if suffix is None:
            continue
        pairs = takewhile(lambda pair: pair[0] == pair[1], zip(name, adjective, strict=False))
        shared = name[: min(sum(1 for _ in pairs), suffix.start())]
        consonants = list(_NO_VOWEL.finditer(shared))
        ends = [match.end() for match in _NO_VOWEL.finditer(bare)]
        tail = adjective[consonants[-1].end() :] if consonants else ""
        if not 0 < len(consonants) <= len(ends) or len(tail) > _LONGEST_TAIL:
            continue
        stem = bare[: ends[len(consonants) - 1]]
        if stem[:1] == name[:1] or not _NO_VOWEL.match(stem):  # Південне is Южное
            stem = stem.replace("щ", "сч") if "сч" in russian else stem
            found += [stem + ending for ending in _russian_tails(tail)]
    return found


def _russian_tails(tail: str) -> Iterator[str]:
    """«анський» -> «анский», «івський» -> «овский», «евский», «ивский»; «озький» -> «ожский», «озский»."""
    kept = tail[:-5]
    ends = {"с": ("ский",), "ц": ("цкий",), "з": ("жский", "зский")}[tail[-5]]
    for some in product(*(_ENDING_LETTERS.get(letter, letter) for letter in kept)):
        yield from ("".join(some) + end for end in ends)


_RUSSIAN_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ск", ("ский", "сский")),
    ("цк", ("цкий",)),
    ("ец", ("ецкий",)),
    ("ок", ("оцкий", "ковский")),
    ("ка", ("ский", "ковский", "кинский", "чанский")),
    ("ки", ("цкий", "кский", "чанский")),
    ("ик", ("ицкий",)),
    ("ца", ("цкий",)),
    ("цы", ("ецкий", "цкий")),
    ("во", ("вский",)),
    ("но", ("нский",)),
    ("ое", ("енский", "овский")),
    ("ее", ("енский",)),
    ("ье", ("ский", "ьский", "янский")),
    ("ия", ("ийский",)),
    ("ил", ("ильский",)),
    ("ол", ("ольский",)),
    ("нь", ("нский",)),
    ("ь", ("ьский", "ский")),
    *((vowel, ("ский", "овский", "инский", "енский", "янский")) for vowel in "аяоыи"),
    ("", ("ский", "овский", "инский", "янский")),
)


def _russian_of_word(word: str) -> list[str]:
    if re.search("[сц]к(?:ий|ая|ое|ие)$", word):
        return [word[:-2] + "ий"]
    suffix, endings = next(row for row in _RUSSIAN_STEMS if word.endswith(row[0]))
    stem = word[: len(word) - len(suffix)]
    found = [re.sub("ссс", "сс", stem + ending) for ending in endings]
    hissing = [re.sub("г(?=ск)", "ж", adjective) for adjective in found]
    return list(dict.fromkeys([*hissing, *found]))  # рижский, but кременчугский


_RUSSIAN_IRREGULAR = dict(
    pair.split(" ")
    for pair in (
        "ровно ровенский",
        "черновцы черновицкий",
        "днепр днепровский",
        "ивано-франковск ивано-франковский",
        "сватово сватовский",
        "умань уманский",
        "черкассы черкасский",
        "смела смелянский",
        "мена менский",
        "ичня ичнянский",
        "лубны лубенский",
        "ромны роменский",
        "северскодонецк северскодонецкий",
    )
)


def _people_stems(adjective: str, language: str) -> list[tuple[str, str]]:
    """(stem, declension) of the inhabitants' names an adjective allows: -ець or -анин."""
    stem = re.sub(r"(ськ|цьк|зьк|ск|цк)ий$", "", adjective)
    soft = {"ць": "ч", "зь": "ж"}.get(adjective.removesuffix("кий")[-2:], "")
    if language == "ru" and adjective.endswith("цкий"):
        soft = "ч"
    found = [(stem + soft, "ець"), (stem + (soft or ("" if stem.endswith("ч") else "ч")), "анин")]
    if stem.endswith("ан"):  # лисичанський -> лисичанин
        found.append((stem[:-2], "анин"))
    if stem.endswith("ян"):
        found.append((stem[:-2], "янин"))
    elif language == "uk" and stem[-1:] in "бвпмфкр":
        found.append((stem + "'", "янин"))
        found.append((stem + "л", "янин"))
    elif stem[-1:] in "бвпмф":  # бердичевский -> бердичевлянин
        found.append((stem + "л", "янин"))
    if stem[-1:] in _VOWELS:  # one с of the stem went: черкаський -> черкащанин, одеський -> одесит
        found += [(stem + "щ", "анин"), (stem + "с", "ит"), (stem + "с", "ець")]
    if stem.endswith("ль"):  # радомишльський -> радомишлянин
        found.append((stem[:-1], "янин"))
    found.append((stem, "ит"))
    if language == "ru" and stem.endswith("с"):  # одесский -> одессит
        found.append((stem + "с", "ит"))
    if stem.endswith("піль"):  # тернопільський -> тернополянин
        found.append((stem[:-3] + "ол", "янин"))
    found.append((stem, "янин"))
    return found


_PEOPLE = {
    ("uk", "ит"): "ит ита иту итом ити итів итам итами итах итка итки",
    ("ru", "ит"): "ит ита иту итом иты итов итам итами итах итка итки",
    ("uk", "ець"): "ець ця цю цеві цем ці ців цям цями цях че ка ку ки кою ок кам ками ках",
    ("uk", "анин"): "анин анина анину анином ани ан анам анами анах анка анку анки анкою анок анкам",
    ("uk", "янин"): "янин янина янину янином яни ян янам янами янах янка янку янки янкою янок янкам",
    ("ru", "ець"): "ец ца цу цем це цы цев цам цами цах ка ку ки кой ок кам ками",
    ("ru", "анин"): "анин анина анину анином ане ан анам анами анах анка анку анки анкой анок",
    ("ru", "янин"): "янин янина янину янином яне ян янам янами янах янка янку янки янкой янок",
}


def people_forms(adjective: str, language: str) -> frozenset[str]:
    """Forms of the inhabitants' names an adjective allows, all numbers and cases: ніжинець, ніжинців, ніжинка.

    Short stems give none («сумець»), nor do stems in -в a woman («чернігівка» would meet a village's name).
    """
    found: set[str] = set()
    for stem, kind in _people_stems(adjective, language):
        endings = _PEOPLE[language, kind].split()
        if len(stem) >= 4:
            found.update(stem + e for e in endings if not (e[0] == "к" or e[:2] == "ок") or not stem.endswith("в"))
            if kind == "ець" and stem.endswith("й"):  # олександрієць, александриец
                found.add(stem[:-1] + ("єць" if language == "uk" else "ец"))
    return frozenset(found)


def surroundings(adjective: str, language: str) -> str:
    """The name of the surroundings: ніжинський -> ніжинщина, вінницький -> вінниччина."""
    stem = re.sub(r"(ськ|ск)ий$", "", adjective)
    if stem != adjective:
        return stem + "щина"
    return re.sub(r"цьк?ий$|цкий$", "ччина" if language == "uk" else "тчина", re.sub(r"зький$", "жчина", adjective))


def surroundings_forms(adjective: str, language: str) -> frozenset[str]:
    """All singular forms of the surroundings' name."""
    stem = surroundings(adjective, language).removesuffix("а")
    stems = (stem, re.sub("тчин$", "ччин", stem), re.sub("тчин$", "чин", stem))  # Прилуччина, Винничина
    return frozenset(stem + ending for stem in stems for ending in ("а", "и", "і", "у", "ою", "ы", "е", "ой"))


def attributive_forms(name: str, language: str) -> frozenset[str]:
    """Every form of every candidate adjective of a place's name."""
    found = adjectives(name) if language == "uk" else russian_adjectives(name)
    return frozenset().union(*(adjective_forms(adjective, language) for adjective in found))


def manner_forms(adjective: str, language: str) -> frozenset[str]:
    """«по-козятинськи», «по-козятинському»; «по-нежински»."""
    stem = adjective.removesuffix("ий")
    endings = ("и", "ому") if language == "uk" else ("и",)
    return frozenset(f"по-{stem}{ending}" for ending in endings)
