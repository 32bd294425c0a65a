"""How a report names the bodies that hold public events: in the nominative, with the words that belong to them."""

from __future__ import annotations

import re
from itertools import zip_longest

from monitor.language.lemmas import Parse, parses

_MEMBERS = re.compile(r"(?i)парт(?:ійц|ийц|ієць|иец)")
_LETTER = re.compile(r"\w")
# What may stand before the name in a signature.
_SIGNING = re.compile(
    r"(?i)\W*(?:(?:з повагою|ваш[аіеи]?|команда|організатор\w*|с уважением|организатор\w*|оргкомітет|від імені)\W*)?"
)
_SHORT_FORMS = re.compile(r"[А-ЯІ]{2,4}")


def genitive(rest: str, language: str) -> str:
    """The words after a noun that can belong to it: adjectives and nouns in the genitive, as long as they run."""
    found = ""
    words = rest.split()
    for word, after in zip_longest(words, words[1:], fillvalue=""):
        readings = parses(word.lower(), language)
        name = word[:1].isupper() and any("Name" in p.tag.grammemes or "Surn" in p.tag.grammemes for p in readings)
        name = name and not (after.islower() and any(p.tag.POS == "ADJF" for p in readings))  # «Прилуцького краю»
        if name or not any(p.tag.POS in ("NOUN", "ADJF") and p.tag.case == "gent" for p in readings):
            break
        found += " " + word
    return found


def form(words: str, language: str) -> str:
    """The form of a civic body, in short where a report writes it so: «громадська організація» is «ГО»."""
    if _SHORT_FORMS.fullmatch(words):
        return words
    low = words.lower()
    if low.startswith(("благодійн", "благотворит")):
        return "БФ" if "фонд" in low else "БО"
    if low.startswith(("громадськ", "общественн")) and low.split()[1].startswith(("організац", "организац")):
        return "ГО" if language == "uk" else "ОО"
    return nominative(words, language)


def party(head: str, word: str, name: str, language: str) -> str:
    """A party or its branch; a name that is itself declined is put in the nominative."""
    lead = nominative(head.strip(), language) if head.strip() else ""
    if word.strip():
        if _MEMBERS.match(word):
            name = f"«{nominative(name[1:-1], language)}»"
        noun = ("партії" if language == "uk" else "партии") if lead else ("партія" if language == "uk" else "партия")
        return f"{lead} {noun} {guillemets(name)}".strip()
    # «організація «Нашого краю»»: the name itself is declined where no «партія» stands before it.
    return f"{lead} {guillemets('«' + nominative(name[1:-1], language) + '»')}".strip()


def guillemets(name: str) -> str:
    """A quoted name, whatever its quotation marks, in «»."""
    return f"«{name[1:-1].strip()}»"


def declined(word: str) -> bool:
    """Is a name in the genitive: «пікет «Солідарності орендарів»» is theirs, «марш «Солідарність»» is called so?"""
    readings = parses(word.lower(), "uk")
    nouns = [p for p in readings if p.tag.POS in ("NOUN", "ADJF")]
    return any(p.tag.case == "gent" for p in nouns) and not any(
        p.tag.case == "nomn" and "sing" in p.tag.grammemes for p in nouns
    )


# The dictionary takes it for a form of «рад».
_COUNCIL = re.compile(r"\b(?i:рад(?:а|и|і|у|ою))\b")


def nominative(phrase: str, language: str) -> str:
    """Adjectives and the noun they belong to in the nominative; what follows the noun stays."""
    words = _COUNCIL.sub("рада", phrase).split()
    parsed = [_best(word, language, last=i == len(words) - 1) for i, word in enumerate(words)]
    council = words.index("рада") if "рада" in words else None
    nouns = (i for i, p in enumerate(parsed) if p is not None and p.tag.POS == "NOUN")
    noun = council if council is not None else next(nouns, None)
    if noun is None:
        return phrase
    head = _agreeing(words, noun, language) if council is None else parsed[noun]
    assert head is not None
    plural = council is None and "plur" in head.tag.grammemes and words[noun].lower() != head.normal_form
    target = {"nomn", "plur"} if plural else {"nomn"}
    found = [words[noun] if council is not None else _inflected(words[noun], head, target)]
    gender = "femn" if council is not None else head.tag.gender
    for i in range(noun - 1, -1, -1):
        parse = parsed[i]
        wanted = target if plural or gender is None else {*target, gender}
        found.insert(0, words[i] if parse is None else _inflected(words[i], parse, wanted))
    return " ".join([*found, *words[noun + 1 :]])


def _agreeing(words: list[str], noun: int, language: str) -> Parse | None:
    """The parse of a noun that agrees with the adjective before it, else its likeliest: «Нашого дому»."""
    readings = [p for p in parses(words[noun].lower(), language) if p.tag.POS == "NOUN"]
    if noun:
        before = parses(words[noun - 1].lower(), language)
        forms = {(p.tag.case, p.tag.gender) for p in before if p.tag.POS in ("ADJF", "NPRO")}
        readings = [p for p in readings if (p.tag.case, p.tag.gender) in forms] or readings
    return readings[0]


def _best(word: str, language: str, *, last: bool) -> Parse | None:
    """The likeliest parse as a noun or adjective; a word before another is an adjective where it can be one."""
    readings = parses(word.lower(), language)
    wanted = [p for p in readings if p.tag.POS in ("NOUN", "ADJF", "NPRO")]
    adjectives = [p for p in wanted if p.tag.POS == "ADJF"]
    likely = adjectives if adjectives and not last else wanted
    return likely[0] if likely else None


def _inflected(word: str, parse: Parse, grammemes: set[str]) -> str:
    form = next((p.word for p in parse.lexeme if _fits(p, grammemes)), word)
    return form.capitalize() if word[:1].isupper() else form


def _fits(parse: Parse, grammemes: set[str]) -> bool:
    return grammemes <= parse.tag.grammemes and ("plur" in grammemes or "plur" not in parse.tag.grammemes)


def alone(before: str, after: str) -> bool:
    """Does a name make a line of its own: a signature, or who speaks before a colon?"""
    return _SIGNING.fullmatch(before) is not None and (not _LETTER.search(after) or after.lstrip()[:1] == ":")
