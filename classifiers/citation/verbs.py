"""Sources named by a verb: «повідомили у …», «розповів …», «каже вона», «розповів виданню …». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.frames import frame_of, strength_of
from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import TELLING, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import AND
from classifiers.citation.readers import own_page, readers_page
from classifiers.citation.sentence import IN, QUOTE_BEFORE, VIA, Finding, Sentence, is_prep, negated
from classifiers.citation.subjects import better, subject_after, subject_before
from classifiers.citation.tellers import joined_to

_SHE = turn("she")
_SILENT = turn("unanswered")
_DENIED = frozenset(("не", "немає", "нема", "нет", "без", "мовчать", "мовчить", "молчат", "молчит"))
# Words of the next sentence that are looked at.
_NEXT = 12
_WE = frozenset(("ми", "мы", "й", "і", "и", "тож", "тому", "поэтому"))
_PUBLISH = turn("publish")
ASKED = turn("asked")


def of_verb(sentence: Sentence, index: int) -> Iterator[Finding]:
    """The subject of the verb at `index`, if the verb and its frame make it a source, and the outlet it told."""
    word = sentence.words[index]
    right = subject_after(sentence, index)
    left = subject_before(sentence, index)
    subject = better(sentence, index, left, right)
    named = _name_after(sentence, index)
    if subject is not None and named is not None and subject.name is None and index < subject.last <= named.first:
        subject = replace(subject, last=named.last, name=named.name)
    frame = frame_of(sentence, index, subject)
    strength = strength_of(sentence, index, subject, frame)
    if subject is not None and readers_page(sentence, subject):
        strength = 0.0  # «Мешканці у Facebook ради пишуть»
    if (
        strength < 0.8
        and subject is not None
        and (_object(sentence, index, subject) or _fact(sentence, index, subject))
    ):
        frame, strength = "object", 0.8
    if subject is not None and subject.last < index and _by_words_of(sentence, subject.last, index):
        strength *= 0.3  # «Заступниця мера, за її словами, обіцяла приїхати»: another tells what she promised
    if subject is not None and strength > 0:
        first, last = min(index, subject.first), max(index + 1, subject.last)
        if first == subject.first > sentence.first and not subject.cases & Gram.NOMN:
            first -= 1  # «У міськраді …» with its preposition
        yield Finding(first, last, subject, f"verb-{frame}", strength, index)
        if (other := joined_to(sentence, index, subject)) is not None:
            low, high = min(first, other.first), max(last, other.last)
            yield Finding(low, high, other, f"verb-{frame}", strength, index)
    elif subject is None and (later := _but_told(sentence, index)) is not None:
        yield later
    elif subject is None and (pronoun := _he(sentence, index)) is not None:
        yield pronoun
    elif subject is None and named is not None:
        yield Finding(index, named.last, named, "verb-quote", 0.8, index)
    elif subject is None and QUOTE_BEFORE.search(sentence.gap(index)) and word.sort & TELLING:
        yield from _pronoun(sentence, index)
    if word.sort & (Sort.SAY | Sort.PASS | Sort.OPINE):
        yield from _chain(sentence, index)


# Words between the verb and the name that ends the remark.
_REMARK = 14


def _name_after(sentence: Sentence, index: int) -> Mention | None:
    """«…», – відреагував головуючий на нараді Іван Сокур: the one name in the remark after a quotation."""
    if not QUOTE_BEFORE.search(sentence.gap(index)) or not sentence.words[index].sort & TELLING:
        return None
    for at in range(index + 1, min(sentence.last, index + _REMARK)):
        if not sentence.plain(at):
            return None
        mention = sentence.starts.get(at)
        if mention is not None and mention.name and mention.cases & Gram.NOMN:
            return mention
    return None


def of_asked(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Ми запитали у пресслужби», «Спросили в исполкоме»: we asked, and what follows is their answer."""
    word = sentence.words[index]
    ours = word.gram & Gram.FINITE_PLURAL or word.gram & Gram.OTHER_VERB
    before = sentence.form(index - 1) if index > sentence.first else ""
    if not ours or (index > sentence.first and before not in _WE):
        return
    for at in range(index + 1, min(sentence.last, index + 4)):
        mention = sentence.starts.get(at)
        if mention is not None:
            asked = sentence.form(at - 1) in IN and mention.cases & (Gram.GENT | Gram.LOCT)
            if asked and mention.sort & (Sort.BODY | Sort.ROLE | Sort.PEOPLE) and not _unanswered(sentence):
                yield Finding(index, mention.last, mention, "asked", 0.7, index)
            return


def _unanswered(sentence: Sentence) -> bool:
    """Does the same sentence or the next say that they did not answer («відповіді немає», «не відповіли»)?"""
    words = sentence.reading.tokens[sentence.first : sentence.last + _NEXT]
    forms = [token.word for token in words]
    near = (set(forms[max(0, i - 3) : i + 4]) for i, form in enumerate(forms) if form in _SILENT)
    return any(around & _DENIED for around in near) or any(
        form.startswith(("промовч", "проігнор", "проигнор")) for form in forms
    )


def _pronoun(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«…», – каже вона: whoever was spoken of before."""
    at = index + 1
    if at < sentence.last and sentence.form(at) in _SHE and sentence.plain(at):
        nobody = Mention(at, at + 1, at, Gram.NOMN, Sort.NONE, Sort.NONE)
        yield Finding(index, at + 1, nobody, "pronoun", 0.6, index)


def _by_words_of(sentence: Sentence, first: int, last: int) -> bool:
    """Does «, за її словами,» stand among the words?"""
    near = range(first + 1, last - 1)
    return any(sentence.form(i) in _THEIR and sentence.words[i + 1].lemmas & _TALES for i in near)


_THEIR, _TALES = turn("their"), turn("tales")
_ALONE = turn("she") & (turn("her") | turn("his"))  # «він», «она»: of one person, and who does it


def _he(sentence: Sentence, index: int) -> Finding | None:
    """«Людям він заявив, що …», «вимоги він назвав слушними й запевнив, що …»: for the person named last before."""
    at = index - 1
    if at > sentence.first and sentence.form(at) in AND:
        near = range(at - 1, max(sentence.first, at - _JOINED), -1)
        at = next((i - 1 for i in near if sentence.words[i].gram & Gram.FINITE and sentence.form(i - 1) in _ALONE), at)
    if at < sentence.first or sentence.form(at) not in _ALONE:
        return None
    if not all(sentence.plain(i) for i in range(at + 1, index + 1)):
        return None
    nobody = Mention(at, at + 1, at, Gram.NOMN, Sort.NONE, Sort.NONE)
    strength = strength_of(sentence, index, nobody, frame_of(sentence, index, nobody))
    if strength < _CLEAR or not sentence.words[index].sort & (Sort.SAY | Sort.OPINE | Sort.PASS):
        return None
    return Finding(at, index + 1, nobody, "pronoun", min(strength, 0.7), index)


_BUT = frozenset(("але", "однак", "проте", "зате", "натомість", "но", "однако", "зато"))
_UNSAID = turn("unsaid")
# Words from the verb denied to the one that tells after all.
_AFTER_ALL = 25


def _but_told(sentence: Sentence, index: int) -> Finding | None:
    """«У мерії не сказали, скільки, але кажуть, що …», «Мер не сказав, що піде, – він сказав, що …»: the same tell."""
    word = sentence.words[index]
    if not word.sort & (Sort.SAY | Sort.OPINE) or negated(sentence, index) or is_future(word.gram):
        return None
    at = index - 1
    while at > sentence.first and sentence.form(at) in _ALONE and sentence.plain(at + 1):
        at -= 1
    contrast = at > sentence.first and sentence.form(at) in _BUT and sentence.plain(at + 1)
    if not contrast and not (at + 1 < index and re.search("[–—]", sentence.gap(at + 1))):
        return None
    many = word.gram & Gram.FINITE_PLURAL
    for verb in range(at - 1, max(sentence.first, at - _AFTER_ALL), -1):
        before = sentence.words[verb]
        if not (before.gram & Gram.FINITE and negated(sentence, verb) and before.lemmas & _UNSAID):
            continue
        subject = better(sentence, verb, subject_before(sentence, verb), subject_after(sentence, verb))
        if subject is None or before.gram & Gram.FINITE_PLURAL != many:
            return None
        strength = strength_of(sentence, index, None, frame_of(sentence, index, None))
        first = subject.first - (subject.first > sentence.first and not subject.cases & Gram.NOMN)
        return Finding(min(first, verb), index + 1, subject, "verb-clause", strength, index)
    return None


# Words between a verb and the one joined to it.
_JOINED = 6
# Below this the wording leaves open whether «він» told anything.
_CLEAR = 0.65


def _object(sentence: Sentence, index: int, subject: Mention) -> bool:
    """«Статистику надала поліція»: is information what is given, and the giver named after the verb?"""
    word = sentence.words[index]
    if subject.first < index:  # «Міськрада оприлюднила графік»
        after = range(index + 1, min(sentence.last, index + 4))
        return bool(word.lemmas & _PUBLISH) and any(sentence.words[i].sort & Sort.INFO for i in after)
    if not word.sort & (Sort.GIVE | Sort.PASS):
        return False
    return any(sentence.words[i].sort & Sort.INFO for i in range(max(sentence.first, index - 8), index))


_NAMES, _FACTS = turn("names_fact"), turn("facts")
# Words from «назвав» to what was named: «назвав нам точну дату».
_FACT = 4


def _fact(sentence: Sentence, index: int, subject: Mention) -> bool:
    """«Начальник МВА назвав цифру», «у мерії назвали причину»: whoever names a figure, a day, a reason tells it."""
    if not sentence.words[index].lemmas & _NAMES or negated(sentence, index) or is_future(sentence.words[index].gram):
        return False
    if not subject.sort & (Sort.BODY | Sort.ROLE | Sort.PERSON | Sort.PEOPLE) and subject.name is None:
        return False
    for at in range(index + 1, min(sentence.last, index + 1 + _FACT)):
        if subject.first <= at < subject.last:
            continue
        if not sentence.plain(at):
            return False
        word = sentence.words[at]
        if word.gram & Gram.NOUN and word.lemmas & _FACTS and word.gram & (Gram.ACCS | Gram.GENT):
            return sentence.form(at - 1) not in IN and not _judged(sentence, at)
    return False


def _judged(sentence: Sentence, fact: int) -> bool:
    """«назвав суму штрафу несправедливою»: an adjective in the instrumental, no preposition or noun beside it."""
    for at in range(fact + 1, min(sentence.last, fact + 1 + _FACT)):
        if not sentence.plain(at):
            return False
        gram = sentence.words[at].gram
        led = is_prep(sentence, at - 1) or (
            at + 1 < sentence.last and sentence.plain(at + 1) and sentence.words[at + 1].gram & (Gram.NOUN | Gram.ADJ)
        )
        if gram & Gram.ADJ and gram & Gram.ABLT and not led:
            return True
    return False


def _chain(sentence: Sentence, index: int) -> Iterator[Finding]:
    """The outlet to which it was told: «розповів Суспільному», «в інтерв’ю Forbes»."""
    at = index + 1
    while at < min(sentence.last, index + 7):
        if not sentence.plain(at):
            return
        mention = sentence.starts.get(at)
        if mention is not None and sentence.form(at - 1) in VIA:
            at = mention.last
            continue
        if mention is not None:
            named = mention.sort & Sort.OUTLET or (mention.sort & (Sort.MEDIA | Sort.SITE) and mention.last > at + 1)
            own = sentence.words[mention.first].sort & Sort.OWN or own_page(sentence, mention)
            if named and not own and mention.cases & Gram.DATV and not mention.sort & Sort.ROLE:
                yield Finding(index, mention.last, mention, "chain", 0.6, index)
                return
            at = mention.last
            continue
        at += 1
