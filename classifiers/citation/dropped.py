"""A subject left out: «До людей вийшла міська голова. Каже, …», «Ініціатор – міська рада. Там кажуть, …». Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from classifiers.citation.frames import frame_of
from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.pronouns import is_many, is_woman
from classifiers.citation.sentence import Finding, Sentence, is_prep
from classifiers.citation.subjects import subject_after

_PEOPLE = Sort.ROLE | Sort.PERSON
# Words of the sentence before that are looked through for who speaks.
_LONGEST = 60
# Words from the verb to the comma or colon, among which another subject may stand.
_OPENING = 8
_SURE = 0.7


def of_dropped(sentence: Sentence) -> Iterator[Finding]:
    """The one person of the sentence before, where a sentence begins with a verb of telling and names nobody."""
    index = sentence.first
    word = sentence.words[index]
    one = word.gram & Gram.FINITE and not word.gram & (Gram.FINITE_PLURAL | Gram.NOUN | Gram.ADJ)
    if index == 0 or not one or not word.sort & Sort.SAY or is_future(word.gram) or "\n" in sentence.gap(index):
        return
    if subject_after(sentence, index) is not None or _names_somebody(sentence, index):
        return
    who = _only_person(sentence)
    if who is None or frame_of(sentence, index, None) != "clause":
        return
    if sentence.form(index).endswith(_PAST) and is_woman(sentence.reading, who) not in (None, _says_woman(sentence)):
        return
    yield Finding(who.first, index + 1, who, "verb-clause", _SURE, index)


_PAST = ("ла", "лась", "лася", "в", "вся", "л", "лся")


def _says_woman(sentence: Sentence) -> bool:
    return sentence.form(sentence.first).endswith(("ла", "лась", "лася"))


def _names_somebody(sentence: Sentence, verb: int) -> bool:
    """Can a word before what is told be the subject («Каже водій: …», «Розповідає про війну виставка»)?"""
    for at in range(verb + 1, min(sentence.last, verb + _OPENING)):
        if not sentence.plain(at):
            return False
        gram = sentence.words[at].gram
        led = is_prep(sentence, at - 1)
        if gram & (Gram.NOUN | Gram.PRONOUN) and gram & Gram.NOMN and not led:
            return True
    return False


def _only_person(sentence: Sentence) -> Mention | None:
    """The subject of the sentence before, if no other person is named there."""
    starts = sentence.reading.starts
    own = bisect_right(starts, sentence.first) - 1
    first, last = starts[own - 1], starts[own]
    found = sentence.chunker.mentions(max(first, last - _LONGEST), last)
    people = [m for m in found if (m.name or m.sort & _PEOPLE) and not _of_many(sentence, m)]
    if len(people) != 1 or not people[0].cases & Gram.NOMN or _led(sentence, people[0]):
        return None
    if not _is_subject(sentence, people[0], first):
        return None
    return None if any(_is_other(sentence, m, people[0]) for m in found if m is not people[0]) else people[0]


def _is_subject(sentence: Sentence, person: Mention, first: int) -> bool:
    """Not in «Працює там, куди ходить мер» nor «Опозиція освистала мера»: neither a clause's own nor an object."""
    words, gaps = sentence.reading.words, sentence.reading.gaps
    for index in range(max(first, person.first - _LONGEST), person.first):
        gram = words[index].gram
        led = words[index].lemmas & _CLAUSES and (index > first and "," in gaps[index])
        named = gram & Gram.NOUN and gram & Gram.NOMN and gram & Gram.SINGULAR and not gram & (Gram.ACCS | Gram.GENT)
        if led or (named and not gram & (Gram.ADJ | Gram.ADVERB)):
            return False
    return True


_CLAUSES = turn("which") | frozenset("що что де где куди куда звідки откуда коли когда".split())


def _is_other(sentence: Sentence, mention: Mention, person: Mention) -> bool:
    """«Суд оштрафував мера», «вручила ключі родині»: a body that acts on the person, or who may speak as well."""
    acts = mention.last <= person.first and mention.sort & Sort.BODY and mention.cases & Gram.NOMN
    return bool(acts or sentence.words[mention.head].lemmas & _KIN)


_KIN = frozenset("родина сім'я семья подружжя супруги пара".split())


def _led(sentence: Sentence, mention: Mention) -> bool:
    """Does a preposition stand right before it?"""
    before = mention.first - 1
    return before >= 0 and sentence.chunker.is_little(before) and bool(sentence.words[before].gram & Gram.PREP)


def _of_many(sentence: Sentence, mention: Mention) -> bool:
    """«людям», «до батьків»: people of no name, who may well be several."""
    plural = sentence.words[mention.head].gram & Gram.PLURAL
    many = plural and (not mention.cases & Gram.NOMN or _led(sentence, mention))
    return is_many(sentence.reading, mention) or bool(many and mention.name is None)


_THERE = frozenset("там звідти оттуда".split())
_ANSWER = frozenset(
    "відповісти відповідати відписати відписатися пояснити запевнити ответить отвечать объяснить заверить".split()
)
_WE, _TO = frozenset("я ми мы редакція редакция".split()), frozenset("до в у к".split())
_REQUESTS = frozenset("запит запрос лист письмо звернення обращение запитання питання вопрос".split())


def of_those_there(sentence: Sentence) -> Iterator[Finding]:
    """«Ініціатор – міська рада. Там кажуть, що …», «Я написав запит до міськради. Відповіли: «…»»: the body's own."""
    there = sentence.form(sentence.first) in _THERE
    index = sentence.first + there
    if index >= sentence.last or sentence.first == 0 or (there and not sentence.plain(index)):
        return
    word = sentence.words[index]
    many = word.gram & Gram.FINITE_PLURAL and not is_future(word.gram) and not word.gram & Gram.NOUN
    told = word.sort & (Sort.SAY | Sort.OPINE) if there else word.lemmas & _ANSWER
    if not (many and told) or subject_after(sentence, index) is not None or _names_many(sentence, index):
        return
    body = _body_before(sentence) if there else _asked(sentence)
    if body is not None and frame_of(sentence, index, None) == "clause":
        yield Finding(sentence.first, index + 1, body, "verb-clause", _SURE, index)


def _names_many(sentence: Sentence, verb: int) -> bool:
    """«Там кажуть люди, що …»: can a word before what is told be the subject?"""
    for at in range(verb + 1, min(sentence.last, verb + _OPENING)):
        if not sentence.plain(at):
            return False
        gram = sentence.words[at].gram
        if gram & Gram.NOUN and gram & Gram.NOMN and gram & Gram.PLURAL and not is_prep(sentence, at - 1):
            return True
    return False


def _body_before(sentence: Sentence) -> Mention | None:
    """The body that ends the sentence before, if no other is named there («… дала автобус лікарні. Там кажуть …»).

    «Дрони на фронт передала рада», «Поруч із пекарнею – рада»: another place is meant, where a preposition names one.
    """
    first, last, body = _one_body(sentence)
    if body is None or body.last != last or not body.cases & Gram.NOMN or _led(sentence, body):
        return None
    is_it = sentence.reading.gaps[body.first].strip() in _DASHES
    before = range(first, first + 1 if is_it else body.first)
    return None if any(sentence.reading.words[i].gram & Gram.PREP for i in before) else body


def _asked(sentence: Sentence) -> Mention | None:
    """The body that «я», «ми» or the newsroom wrote to in the sentence before."""
    first, _, body = _one_body(sentence)
    if body is None or body.first == first:
        return None
    tokens, words = sentence.reading.tokens, sentence.reading.words
    near = range(max(first, body.first - _OPENING), body.first)
    wrote = any(tokens[i].word in _WE for i in near) and any(not words[i].lemmas.isdisjoint(_REQUESTS) for i in near)
    return body if wrote and tokens[body.first - 1].word in _TO else None


def _one_body(sentence: Sentence) -> tuple[int, int, Mention | None]:
    """The words of the sentence before, and the only one there who could tell, if that is a body."""
    starts = sentence.reading.starts
    own = bisect_right(starts, sentence.first) - 1
    first, last = starts[own - 1], starts[own]
    found = sentence.chunker.mentions(max(first, last - _LONGEST), last)
    told = Sort.BODY | Sort.SITE | _PEOPLE
    others = [m for m in found if (m.name or m.owner & Sort.BODY or m.sort & told) and not _is_what(sentence, m)]
    others = [m for m in others if sentence.reading.tokens[m.head].word not in _WE]
    alone = len(others) == 1 and others[0].sort & Sort.BODY and not others[0].name
    return first, last, others[0] if alone else None


def _is_what(sentence: Sentence, mention: Mention) -> bool:
    """«Замовник – міська рада»: what the body is, before its dash."""
    gaps = sentence.reading.gaps
    return mention.name is None and not mention.owner and gaps[mention.last].strip() in _DASHES


_DASHES = ("–", "—", "-")
