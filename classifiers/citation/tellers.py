"""Whether a mention can be who a verb of telling belongs to: its kind, its case, its number, where it is told. Pure."""

from __future__ import annotations

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import TELLING, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import AND
from classifiers.citation.sentence import LEARN, QUOTE_BEFORE, REACH, VIA, Sentence, in_brackets, is_prep, thing_met

_SHOWS = frozenset(("свідчити", "свидетельствовать"))


def place_of_telling(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Is «у …» the teller («повідомили у поліції», «на сайті ради») and not merely the place or the occasion?"""
    if sentence.form(mention.first - 1) in VIA:
        return _page_of_telling(sentence, verb, mention)
    if not mention.cases & Gram.LOCT:
        return False
    word = sentence.words[verb]
    plural = bool(word.gram & Gram.FINITE_PLURAL) and bool(word.sort & (TELLING | Sort.GIVE))
    impersonal = bool(word.sort & Sort.IMPERSONAL) or bool(word.gram & Gram.SHORT)
    if mention.sort & (Sort.BODY | Sort.PEOPLE) and not mention.sort & Sort.OCCASION:
        return plural or impersonal
    if mention.sort & Sort.SITE:
        return plural or impersonal
    if mention.sort & Sort.DOCUMENT and mention.owner & Sort.BODY:
        return plural or impersonal  # «у листі міськради нагадали»
    shouted = sentence.reading.tokens[mention.head].text.isupper()
    proper = mention.proper or mention.sort & (Sort.MEDIA | Sort.OUTLET) or shouted
    return bool(proper) and (plural or impersonal)


def _page_of_telling(sentence: Sentence, verb: int, page: Mention) -> bool:
    """«повідомили через телеграм-канал ради»: its page, where nobody else told something through it."""
    word = sentence.words[verb]
    told = word.sort & Sort.SAY and word.gram & Gram.FINITE_PLURAL and not is_future(word.gram)
    if not told or not page.sort & Sort.SITE or not page.owner & Sort.BODY or not page.cases & Gram.ACCS:
        return False
    before = page.first - 1 if page.first < verb else verb
    others = (sentence.ends.get(before), sentence.starts.get(max(verb + 1, page.last)))
    if any(o is not None and o.cases & Gram.NOMN and not is_prep(sentence, o.first - 1) for o in others):
        return False
    return not any(_may_tell(sentence, i) for i in _clause(sentence, verb))


def _clause(sentence: Sentence, verb: int) -> range:
    """The words around the verb up to the next mark on both sides."""
    first, last = verb, verb + 1
    while first > max(sentence.first, verb - REACH) and sentence.plain(first):
        first -= 1
    while last < min(sentence.last, verb + REACH) and sentence.plain(last):
        last += 1
    return range(first, last)


def _may_tell(sentence: Sentence, index: int) -> bool:
    """«люди», «учасники чату», «невідомі», «сотні жителів»: who a verb of many may belong to."""
    word = sentence.words[index]
    many = word.gram & Gram.NOMN and word.gram & Gram.PLURAL and not _led(sentence, index)
    if word.gram & Gram.NOUN and word.gram & Gram.ANIMATE:
        return bool(many) and not word.sort & Sort.BODY  # «ради»: of a council
    counted = index + 1 < sentence.last and sentence.words[index + 1].gram & Gram.GENT
    return bool(many and counted and word.gram & Gram.NOUN and word.lemmas & _AMOUNTS)


def _led(sentence: Sentence, index: int) -> bool:
    """Does a preposition rule the word, adjectives between?"""
    at = index - 1
    while at > sentence.first and sentence.words[at].gram & Gram.ADJ and sentence.plain(at):
        at -= 1
    return is_prep(sentence, at) and sentence.plain(index)


_AMOUNTS = turn("amounts")


def can_tell(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Is the mention of a kind that tells, and not for instance the thing told of?"""
    if not agrees(sentence, verb, mention) or _thanked(sentence, verb, mention):
        return False
    learns = sentence.words[verb].lemmas & LEARN
    if learns and not mention.sort & (Sort.MEDIA | Sort.OUTLET) and not mention.proper:
        return False
    if mention.sort & (Sort.BODY | Sort.PEOPLE | Sort.ROLE | Sort.PERSON | Sort.MEDIA | Sort.OUTLET) or mention.name:
        return True
    if in_brackets(sentence, mention) or thing_met(sentence, verb, mention):
        return False
    if mention.proper or mention.sort & Sort.SITE:
        return True
    if sentence.words[mention.head].gram & Gram.ANIMATE:
        return True
    if mention.quoted and not mention.sort & (Sort.INFO | Sort.HEARER):
        return True
    if _is_named_body(sentence, verb, mention):
        return True
    if mention.sort & (Sort.DOCUMENT | Sort.INFO):
        shows = not sentence.words[verb].lemmas.isdisjoint(_SHOWS)
        return shows and (bool(mention.owner & (Sort.BODY | Sort.PEOPLE)) or _of_this(sentence, verb))
    return sentence.reading.tokens[mention.head].text.isupper() and len(sentence.form(mention.head)) > 1


_THANKS = turn("judges")


def _thanked(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """«…, а теперь благодарит горсовет: «…»»: a body spelt alike as subject and object, after a verb that has one."""
    alike = mention.cases & Gram.NOMN and mention.cases & Gram.ACCS and not mention.name
    if not alike or mention.first < verb or sentence.words[verb].lemmas.isdisjoint(_THANKS):
        return False
    return not QUOTE_BEFORE.search(sentence.gap(verb)) and "," not in sentence.gap(verb)


def _is_named_body(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """«сообщает Росстандарт»: a thing's name with a capital inside the sentence, beside a plain verb of telling."""
    token, word = sentence.reading.tokens[mention.head], sentence.words[mention.head]
    capital = token.text[:1].isupper() and mention.head > sentence.first
    return capital and not word.gram & Gram.ANIMATE and bool(sentence.words[verb].sort & Sort.SAY)


def _of_this(sentence: Sentence, verb: int) -> bool:
    """«Про це свідчить …»: does what was told stand before the verb?"""
    return verb - 2 >= sentence.first and sentence.form(verb - 1) in ("це", "этом", "що", "чем", "чому")


def joined_to(sentence: Sentence, verb: int, subject: Mention) -> Mention | None:
    """«Мер і прокурор повідомили», «повідомили мер і прокурор»: who tells together with the subject."""
    if not sentence.words[verb].gram & Gram.FINITE_PLURAL or not subject.cases & Gram.NOMN:
        return None
    other = None
    if subject.last <= verb and _is_second(sentence, subject):
        other = sentence.ends.get(subject.first - 1)
    elif subject.last + 1 < sentence.last and sentence.form(subject.last) in AND and sentence.plain(subject.last + 1):
        other = sentence.starts.get(subject.last + 1) if sentence.plain(subject.last) else None
    if other is None or not other.speaker or not other.cases & Gram.NOMN or _has_its_verb(sentence, other):
        return None
    return None if is_prep(sentence, other.first - 1) else other


def _has_its_verb(sentence: Sentence, mention: Mention) -> bool:
    """«Приїхав мер, а мешканці сказали»: does a verb of one right before belong to the mention alone?"""
    before = mention.first - 1
    if before < sentence.first or not sentence.plain(mention.first):
        return False
    gram = sentence.words[before].gram
    return bool(gram & Gram.FINITE) and not gram & (Gram.FINITE_PLURAL | Gram.NOUN | Gram.ADJ)


def _is_second(sentence: Sentence, mention: Mention) -> bool:
    """«Мер і прокурор повідомили»: does another who tells stand before, joined by «і»?"""
    before = mention.first - 1
    other = sentence.ends.get(before) if before > sentence.first and sentence.form(before) in AND else None
    return other is not None and other.speaker and bool(other.cases & mention.cases & Gram.NOMN)


def agrees(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Do a finite verb and its subject agree in number, as far as the forms tell?"""
    word, head = sentence.words[verb], sentence.words[mention.head]
    if mention.name or mention.proper or not head.gram & Gram.KNOWN or not word.gram & Gram.FINITE:
        return True
    number = head.gram & (Gram.SINGULAR | Gram.PLURAL)
    if word.gram & Gram.FINITE_PLURAL:
        joined = mention.last < sentence.last and sentence.form(mention.last) in AND
        joined = joined or _is_second(sentence, mention)
        return bool(number & Gram.PLURAL) or joined or not number
    return number != Gram.PLURAL
