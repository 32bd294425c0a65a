"""Names of places and bodies through the cases: «Ніжин» -> «у Ніжині», «Ніжинська міська рада» -> «Ніжинської …». Pure.

The dictionary leads, endings by rule stand in for invented or rare names. Refuses to guess grammar beyond one noun,
the adjectives before it and, after «місто», «село» and the like, the name that follows.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from monitor.language.endings import CASES, decline
from monitor.language.lemmas import Parse, analyzer
from monitor.language.russian import russian_name
from monitor.language.words import normal

_CASE_NAMES = frozenset({"nomn", *CASES})
_KINDS = frozenset("місто село селище смт хутір станція".split())
# Dictionary readings no newspaper uses: «київ» as "of cues", «миколаїв» as "Mykola's".
_NEVER_COMMON = frozenset({"київ", "миколаїв"})
_PIECES = re.compile(r"(\s+)")
_DECLINED = Path(__file__).parent / "data" / "declined.tsv"
# Nouns of names whose locative has the stress on its ending: «у Криму», «у Часовому Яру», «у Стрию».
_STRESSED_ENDING = frozenset("бір гай крим рай сад став степ стрий яр".split())
# «У Кривому Розі», «у Кременчуці»; the suffixes -ик, -ак, -ок take -у: «у Хмільнику», «у Городку».
_SOFTENED = {"г": "з", "ґ": "з", "х": "с", "к": "ц"}
_SUFFIX_K = ("ик", "ак", "ок", "ек", "як")


@lru_cache(20_000)
def _nominatives(form: str, language: str) -> tuple[Parse, ...]:
    """Nominative readings as noun or adjective, names of single things (no plural) first, surnames left out."""
    found = [
        parse
        for parse in analyzer(language).parse(form)
        if _nominative(parse) and parse.tag.POS in ("NOUN", "ADJF") and "Surn" not in parse.tag.grammemes
    ]
    return tuple(sorted(found, key=lambda p: (not _is_single(p), p.tag.POS != "NOUN", "anim" in p.tag.grammemes)))


def _nominative(parse: Parse) -> bool:
    """The Ukrainian dictionary leaves the case out of some first forms («відділ», «ключ»)."""
    return "nomn" in parse.tag.grammemes or (parse.tag.case is None and parse.word == parse.normal_form)


def _is_single(parse: Parse) -> bool:
    """Is it declined in one number only, as place names are?"""
    if parse.tag.POS != "NOUN":
        return False
    return (
        "Sgtm" in parse.tag.grammemes or "Pltm" in parse.tag.grammemes or len({_plural(x) for x in parse.lexeme}) == 1
    )


def _plural(parse: Parse) -> bool:
    return "plur" in parse.tag.grammemes or "Pltm" in parse.tag.grammemes


def _agree(adjective: Parse, noun: Parse) -> bool:
    if _plural(adjective) or _plural(noun):
        return _plural(adjective) and _plural(noun)
    return adjective.tag.gender == noun.tag.gender


def _plan(words: list[str]) -> list[Parse | None]:
    """What to decline each word by: adjectives and their noun; None for a word that stays as it is.

    The noun is the last word up to which all others agree with it as adjectives: «Біла Церква», though «Біла»
    alone is a name too.
    """
    readings = [_nominatives(word, "uk") for word in words]
    best: list[Parse] = []
    for head, options in enumerate(readings):
        for noun in (p for p in options if p.tag.POS == "NOUN"):
            before = [next((a for a in r if a.tag.POS == "ADJF" and _agree(a, noun)), None) for r in readings[:head]]
            adjectives = [a for a in before if a is not None]
            if len(adjectives) == head:
                best = [*adjectives, noun]
                break
        if not any(p.tag.POS == "ADJF" for p in options):
            break
    if not best and len(words) == 1:
        best = list(readings[0][:1])
    rest = words[len(best) :]
    if best and rest and words[len(best) - 1] in _KINDS:
        return [*best, *_plan(rest)]
    return [*best, *(None for _ in rest)]


def _choose(parse: Parse, case: str) -> str:
    """The form of one case that current usage prefers: datives in -у, locatives in -і, adjectives in -ому."""
    if case == "accs" and (_plural(parse) or parse.tag.gender == "masc"):
        return parse.word  # places and bodies are inanimate
    wanted = [x for x in parse.lexeme if case in x.tag.grammemes and _plural(x) == _plural(parse)]
    if parse.tag.POS == "ADJF":
        wanted = [x for x in wanted if _plural(x) or x.tag.gender == parse.tag.gender]
    forms = [x.word for x in wanted]
    if not forms:
        return parse.word
    if case in ("datv", "loct"):
        wanted_forms = _preferred(_choose(parse, "gent"), case, parse.word)
        best = [form for form in wanted_forms if form in forms]
        best += [form for form in forms if form.endswith(("ому", "ьому"))]
        return (best or forms)[0]
    return forms[0]


def _preferred(genitive: str, case: str, word: str) -> list[str]:
    """The datives or locatives usage prefers, the best first: made from the genitive, the only form with their stem."""
    head, hyphen, tail = genitive.partition("-")
    if hyphen and tail.endswith("ого"):  # «у Кам’янці-Подільському»
        return [f"{form}-{tail[:-3]}ому" for form in _preferred(head, case, word.partition("-")[0])]
    stem = genitive[:-1]
    in_u = [stem + "у", stem + "ю"]
    if case == "datv" or word in _STRESSED_ENDING:
        return in_u
    soft = _SOFTENED.get(stem[-1:])
    if soft and not stem.endswith(_SUFFIX_K):
        return [stem[:-1] + soft + "і", *in_u]
    return [stem + "і", stem + "ї", *in_u]


def _dress(form: str, printed: str) -> str:
    """The form in the printed word's capitals and apostrophe."""
    if printed.isupper() and len(printed) > 1:
        return form.upper()
    parts, models = form.split("-"), printed.split("-")
    if len(parts) == len(models):
        parts = [p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True)]
    dressed = "-".join(parts)
    return dressed.replace("'", "’") if "’" in printed else dressed


def inflect(phrase: str, case: str) -> str:
    """A Ukrainian name of a place or body in another case, capitals and apostrophes as printed.

    `case`: nomn, gent, datv, accs, ablt, loct. The noun and the adjectives before it change, what depends on the
    noun stays («відділ комунікацій» -> «відділу комунікацій»); after «місто», «село», «селище» the name changes
    too. A word of no known shape stays.

    Raises ValueError where there is no such case.
    """
    if case not in _CASE_NAMES:
        raise ValueError(f"no such case: {case}")
    if case == "nomn":
        return phrase
    pieces = _PIECES.split(phrase.strip())
    words = [normal(piece.strip('«»"“”„,.')) for piece in pieces[::2]]
    if given := _declined().get(" ".join(words)):
        pieces[::2] = [_dress(*pair) for pair in zip(given[case].split(), pieces[::2], strict=True)]
        return "".join(pieces)
    for index, (word, parse) in enumerate(zip(words, _plan(words), strict=True)):
        if parse is not None:
            form = _choose(parse, case)
        elif index == 0 and len(words) == 1:
            form = decline(word, "uk").get(case, (word,))[0]
        else:
            continue
        pieces[index * 2] = _dress(form, pieces[index * 2])
    return "".join(pieces)


def agreed(name: str, case: str) -> str:
    """A place's name as it agrees with «місто» before it: «у місті Кривому Розі», «про місто Полтаву».

    A name in which a word is of no known shape stays as it is, whole.
    """
    words = [normal(word) for word in name.split()]
    whole = len(words) == 1 or " ".join(words) in _declined() or None not in _plan(words)
    return inflect(name, case) if whole else name


@cache
def _declined() -> dict[str, dict[str, str]]:
    """Lower-case name -> case -> form, of names that no rule declines."""
    rows = (line.split("\t") for line in _DECLINED.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: dict(zip(CASES, forms, strict=True)) for name, *forms in rows}


@lru_cache(5_000)
def word_forms(word: str, language: str) -> frozenset[str]:
    """Every form of one word of a place's name, lower case: for recognising, so rivals are all there.

    The dictionary's or predicted forms and the regular ones by the ending; of a word that has another meaning too
    («Суми», «Рівне») the dictionary's alone.
    """
    form = normal(word)
    readings = _nominatives(form, language)
    sure = [p for p in readings if p.is_known and _is_single(p)] or [p for p in readings if p.is_known]
    found = {form, *_declined().get(form, {}).values()} if language == "uk" else {form}
    for parse in sure or readings:
        found.update(x.word.replace("ё", "е") for x in parse.lexeme if _fits(x, parse))
    if not sure and "-" in form:
        head, _, tail = form.partition("-")
        found.update(f"{a}-{b}" for a in word_forms(head, language) for b in word_forms(tail, language))
    elif not sure or not (readings[0].tag.POS == "ADJF" or is_common(word)):
        # The dictionary has one declension, the press another («Яблунева», «Яблунова»; «Бровар», «Броваров»).
        found.update(f for forms in decline(form, language).values() for f in forms)
    return frozenset(f for f in found if len(f) > 1)


def _fits(form: Parse, nominative: Parse) -> bool:
    """Is the form of the nominative's number and gender (of «Нова» never «нового»)?"""
    if _plural(form) != _plural(nominative):
        return False
    return nominative.tag.POS == "NOUN" or _plural(form) or form.tag.gender == nominative.tag.gender


def forms(phrase: str, language: str = "uk") -> frozenset[str]:
    """Every inflected form of a place's name, lower case, straight apostrophes; words of a phrase agree."""
    words = phrase.split()
    if len(words) == 1:
        return word_forms(phrase, language)
    if language == "uk":
        return frozenset(normal(inflect(phrase, case)) for case in _CASE_NAMES)
    return frozenset({normal(phrase)})


@lru_cache(5_000)
def is_common(name: str) -> bool:
    """Is a one-word place name also a common word, an adjective, a first name or a surname («Щастя», «Володимир»)?

    Then the word alone, above all at the start of a sentence, is no proof that the place is meant. A second reading
    as an inhabitant or the like («черкаси», «миколаївка») counts only where the Russian name has one too.
    """
    form = normal(name)
    if len(form.split()) != 1 or "-" in form or form in _NEVER_COMMON:
        return False
    readings = [p for p in analyzer("uk").parse(form) if p.is_known and "voct" not in p.tag.grammemes]
    if any(p.tag.POS != "NOUN" or {"Surn", "Name"} & p.tag.grammemes for p in readings):
        return True
    return any(not _is_single(p) for p in readings) and _is_common_in_russian(name)


def _is_common_in_russian(name: str) -> bool:
    translated = russian_name(name)
    if translated is None:
        return True
    readings = (p for p in analyzer("ru").parse(normal(translated)) if p.is_known)
    return any("Geox" not in p.tag.grammemes for p in readings)
