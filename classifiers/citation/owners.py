"""Whose a communications department is, where its name alone could be anybody's: told by what stands beside it. Pure.

«Відділ комунікацій» is the institution's until another owner is said: behind it («… поліції Київщини», «… компанії
«Степ»», «… ДСНС»), behind further tasks («… та роботи зі ЗМІ лікарні»), or before it («університетський відділ …»).
"""

from __future__ import annotations

from functools import cache

from classifiers.citation.grammar import Gram, look
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import CASES, CERTAIN_NAME, Mention
from classifiers.citation.setting import Setting, own_words, press_words
from classifiers.citation.units import is_wider_body, stranger
from classifiers.citation.wording import OPEN

# Words behind a department's name among which its owner is looked for.
_REACH = 12
_AND, _TASKS = turn("and"), frozenset("з зі із с со по".split())
_AT = frozenset(("при",))
_COMMUNITY = frozenset("тг мтг стг отг".split())
# Bodies and offices of a council's own, which tell an owner only by what follows: «… апарату міської ради».
_LINKS = own_words("head") | own_words("deputy") | own_words("secretary") | own_words("owner.link")
_HEARD = Sort.INFO | Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION | Sort.OUTLET
_SOMEBODY = Sort.PERSON | Sort.ROLE | Sort.PEOPLE


@cache
def _ours() -> frozenset[str]:
    """Bodies of which there may be one in every town; which town's it is, is asked elsewhere."""
    names = ("council", "board", "committee", "power", "administration", "town.noun", "mayor")
    return frozenset().union(*map(own_words, names))


@cache
def _theirs() -> frozenset[str]:
    names = ("wider", "unit.foreign", "company", "separate", "not.board", "owner")
    return frozenset().union(*map(own_words, names))


def of_another(setting: Setting, mention: Mention) -> bool:
    """«відділ комунікацій поліції», «обласний відділ комунікацій»: is the department somebody else's?"""
    name = _name(setting, mention)
    if name is None:
        return False
    first, last = name
    if _closes_line_of_wider(setting, first, max(last, mention.last)):
        return True
    if any(is_wider_body(setting.reading, index) for index in range(mention.first, first)):
        return True  # «Луганська обласна військова адміністрація, відділ комунікацій»
    return _described(setting, first) or _owned(setting, mention, last)


def _closes_line_of_wider(setting: Setting, first: int, last: int) -> bool:
    """«Івано-Франківська ОВА, відділ комунікацій» on a line of its own: a region's signature."""
    gaps = setting.reading.gaps
    ends = last == len(setting.reading.words) or "\n" in gaps[last]
    if not ends or gaps[first].strip() not in (",", "–", "—", "-"):
        return False
    begin = next((i for i in range(first - 1, max(0, first - _REACH), -1) if "\n" in gaps[i]), None)
    return begin is not None and any(is_wider_body(setting.reading, i) for i in range(begin, first))


def _name(setting: Setting, mention: Mention) -> tuple[int, int] | None:
    """The words of the department's name: the configured ones, or the word for such a body."""
    for first, last, kind in setting.own:
        if kind == "department" and first < mention.last and mention.first < last:
            return first, last
    words, desks = setting.reading.words, own_words("desk") | setting.voices.desks
    for index in range(mention.first, mention.last):
        if words[index].lemmas & (own_words("unit") | desks):
            return index, index + 1
    return None


def _described(setting: Setting, first: int) -> bool:
    """«обласний», «університетський»: does an adjective of an owner stand right before the name?"""
    if first == 0 or setting.reading.gaps[first] != " ":
        return False
    word, name = setting.reading.words[first - 1], setting.reading.words[first]
    agrees = word.gram & Gram.ADJ and word.gram & name.gram & CASES
    return bool(agrees and word.lemmas & (own_words("wider") | own_words("owner.kind")))


def _owned(setting: Setting, mention: Mention, at: int) -> bool:
    """Does an owner that is no town's council follow, past further tasks of the department?"""
    reading, index, attached = setting.reading, at, False
    while index < min(len(reading.words), at + _REACH) and _beside(setting, mention, index):
        word, form = reading.words[index], reading.tokens[index].word
        if any(first <= index < last for first, last, _ in setting.own):
            return False
        if OPEN.search(reading.gaps[index]):
            return not word.sort & Sort.OUTLET  # «відділ комунікацій «Степу»»
        if form in _AND or form in _TASKS:
            behind = _past_task(setting, index + 1)
            if behind is None:
                return False  # «у відділі комунікацій та поліції»: another body beside it
            index = behind
            continue
        if form in _AT or form[:1].isdigit():
            attached, index = form in _AT, index + 1
            continue
        told = _tells(setting, mention, index, attached)
        if told is not None:
            return told
        index += 1
    return False


def _tells(setting: Setting, mention: Mention, index: int, attached: bool) -> bool | None:
    """Is the word another owner; False where no owner can follow, None where it only leads to one.

    `attached` behind «при», after which an owner is in the locative.
    """
    word, token = setting.reading.words[index], setting.reading.tokens[index]
    if press_words(word.lemmas):
        return None
    if len(token.text) > 1 and token.text.isupper() and not setting.reading.tokens[mention.head].text.isupper():
        return token.word not in _COMMUNITY and (stranger(setting, index) or bool(word.lemmas & _theirs()))
    if token.text[:1].isupper() and token.text.isascii():
        return not word.sort & (Sort.SITE | Sort.OUTLET)  # «відділ комунікацій Novus»
    case = Gram.LOCT if attached else Gram.GENT
    if not word.gram & case or word.gram & (Gram.PRONOUN | Gram.ADVERB | Gram.PREP | Gram.CONJ):
        return False
    if word.sort & Sort.MEDIA and _told(setting, index + 1):
        return False
    if word.lemmas & _theirs():
        return True
    if word.lemmas & _LINKS:
        return None
    if word.lemmas & _ours():
        return False
    if word.gram & Gram.ADJ and (not word.gram & Gram.NOUN or _leads(setting, mention, index)):
        return None
    first = look(token.word.partition("-")[0])
    if (word.sort | first.sort) & (Sort.BODY | Sort.MEDIA) and not word.sort & Sort.OUTLET:
        return True  # «поліції», «компанії-перевізника»
    if not word.gram & Gram.NOUN or word.sort & _HEARD:
        return False
    return token.text[:1].isupper() and _is_proper(setting, mention, index)


def _told(setting: Setting, index: int) -> bool:
    """«У відділі комунікацій редакції пояснили»: does a verb of telling follow the media, which were told?"""
    if index >= len(setting.reading.words) or setting.reading.gaps[index] != " ":
        return False
    word = setting.reading.words[index]
    return bool(word.sort & Sort.SAY and word.gram & Gram.FINITE)


def _leads(setting: Setting, mention: Mention, index: int) -> bool:
    """«Сумської ОВА», «Бердянського університету»: is a word that is a noun too the adjective of the next one?"""
    after = index + 1
    if after >= len(setting.reading.words) or not _beside(setting, mention, after):
        return False
    gram = setting.reading.words[after].gram
    letters = setting.reading.tokens[after].text.isupper()
    return letters or bool(gram & (Gram.NOUN | Gram.ADJ) and gram & Gram.GENT)


def _is_proper(setting: Setting, mention: Mention, index: int) -> bool:
    """«Епіцентру», «Київстару»: a name with a capital that is neither a person's nor a town's."""
    word = setting.reading.words[index]
    person = word.gram & CERTAIN_NAME or word.sort & _SOMEBODY or index in setting.surnames
    named = mention.name is not None and mention.name[0] <= index < mention.name[1]
    unknown = not word.gram & Gram.KNOWN and (mention.sort & Sort.ROLE or not word.gram & Gram.GENT)
    return not (person or named or unknown) and setting.voices.towns.at(setting.reading, index) is None


def _beside(setting: Setting, mention: Mention, index: int) -> bool:
    """Does nothing but a space, or the marks of a quoted name, part the word from the one before?"""
    gap = setting.reading.gaps[index]
    if "\n" in gap and index >= mention.last and setting.reading.tokens[index].text[:1].isupper():
        return False  # the next line begins a thought of its own
    return not gap.strip(' \n\u00a0«»"“”„') and gap.count("\n") < 2


def _past_task(setting: Setting, index: int) -> int | None:
    """Behind one more task: «(та) цифрового розвитку», «(з) громадськістю», «(та) зі ЗМІ»; None where it is none."""
    reading = setting.reading
    end = min(len(reading.words), index + _REACH)
    while index < end and reading.gaps[index] == " ":
        word = reading.words[index]
        if reading.tokens[index].word not in _TASKS and (word.gram & Gram.NOUN or not word.gram & Gram.ADJ):
            other = word.gram & Gram.PREP or word.sort & Sort.BODY or word.lemmas & _theirs()
            return None if other and not press_words(word.lemmas) else index + 1
        index += 1
    return None
