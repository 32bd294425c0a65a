"""Who a verb of telling belongs to: the subject before or after it, or the body «in» which it is told. Pure."""

from __future__ import annotations

from classifiers.citation.addresses import in_which, text_made
from classifiers.citation.asides import LONGEST_ASIDE, before_request, is_adverb, past_little, skip_clause
from classifiers.citation.grammar import Gram
from classifiers.citation.joint import row_before
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import AND
from classifiers.citation.sentence import (
    IN,
    QUOTE_BEFORE,
    REACH,
    VIA,
    Sentence,
    is_prep,
    skippable,
)
from classifiers.citation.tellers import agrees, can_tell, place_of_telling

_WHICH, _OWN = turn("which"), turn("own")
_ABOUT = frozenset("про щодо о об".split())
_SELF = frozenset(("сам", "самий", "самый"))
_NEVER_SUBJECT = turn("never_subject")
_OUT_OF = ("з", "із", "зі", "из", "с", "со")


def better(sentence: Sentence, index: int, left: Mention | None, right: Mention | None) -> Mention | None:
    """Which of two candidates is the subject: after a quotation the right one, else the nearer, else the speaker."""
    if left is None or right is None:
        return left or right
    if left.sort & Sort.HEARER and left.cases & Gram.DATV and not right.sort & Sort.HEARER:
        return right  # «редакції «Вісника» розповіли у відділі …»
    if QUOTE_BEFORE.search(sentence.gap(index)):
        return right
    if "," in sentence.gap(index) and right.first == index + 2 and sentence.form(index + 1) in IN:
        return right  # «порівну – лікарня і громада, розповіли в управлінні …»
    if _told_of(sentence, left):
        return right
    if "," in sentence.gap(index) and right.first == index + 1 and right.sure_subject:
        return right  # «Дім зведуть під центр, а не під склад, зазначив мер»
    if left.proper and (right.name or right.sort & (Sort.ROLE | Sort.BODY)):
        return right
    if left.speaker != right.speaker:
        return left if left.speaker else right
    return left


def _told_of(sentence: Sentence, left: Mention) -> bool:
    """«Про обшуки у міськраді повідомили в поліції»: does the place belong to what is told of?"""
    before = left.first - 1
    before -= before > sentence.first and _past_self(sentence, before) > before
    if before <= sentence.first or sentence.form(before) not in IN:
        return False
    about = sentence.ends.get(before)
    return about is not None and about.first > sentence.first and sentence.form(about.first - 1) in _ABOUT


def subject_after(sentence: Sentence, index: int) -> Mention | None:
    at = index + 1
    skipped = False
    while at < min(sentence.last, index + REACH):
        if sentence.gap(at).strip() == "," and sentence.words[at].gram & Gram.OTHER_VERB and not skipped:
            at, skipped = skip_clause(sentence, at), True
        elif sentence.gap(at).strip() == "," and (past := past_little(sentence, at)) is not None:
            at = past
        elif not sentence.plain(at):
            return None
        if at >= sentence.last:
            return None
        form = sentence.form(at)
        if form in _NEVER_SUBJECT:
            return None
        if at not in sentence.starts and (form in IN or is_prep(sentence, at)):
            inner = sentence.starts.get(at + 1) or sentence.starts.get(_past_self(sentence, at + 1))
            if inner and _told_from(sentence, index, form, inner):
                return inner
            at = _after_phrase(sentence, at + 1)  # «розповів про нові методи …»
            continue
        mention = sentence.starts.get(at)
        if mention is not None:
            told = mention.sort & Sort.HEARER and mention.cases & Gram.DATV
            told = told and (mention.last in sentence.starts or is_prep(sentence, mention.last))
            if mention.cases & Gram.NOMN and not told and can_tell(sentence, index, mention):
                return _official_after(sentence, mention) or _with_second(sentence, mention)
            if mention.cases & (Gram.DATV | Gram.ABLT | Gram.ACCS | Gram.GENT):
                at = mention.last
                continue
            return None
        if not skippable(sentence, at):
            return None
        at += 1
    return None


def _past_self(sentence: Sentence, at: int) -> int:
    """Past «самій» in «у самій міськраді»."""
    itself = at + 1 < sentence.last and sentence.plain(at) and sentence.words[at].lemmas & _SELF
    return at + 1 if itself else at


def _official_after(sentence: Sentence, mention: Mention) -> Mention | None:
    """«Підтвердив «Хвилі» телефоном заступник голови»: a name in quotation marks is the hearer, the office tells."""
    outlet = mention.sort & Sort.OUTLET or sentence.reading.tokens[mention.head].text.isupper()
    if not (mention.proper or (outlet and mention.last - mention.first == 1)) or mention.name:
        return None
    for at in range(mention.last, min(sentence.last, mention.last + LONGEST_ASIDE)):
        if not sentence.plain(at):
            return None
        further = sentence.starts.get(at)
        if further is None:
            continue
        if (further.sort & Sort.ROLE or further.name) and further.cases & Gram.NOMN:
            return further
        if not further.cases & Gram.ABLT:  # «телефоном»: by what means
            return None
    return None


def _told_from(sentence: Sentence, verb: int, form: str, inner: Mention) -> bool:
    """Is what follows the preposition the teller: «повідомили у поліції», «відписали із загального відділу»?"""
    if form in IN or form in VIA:
        return place_of_telling(sentence, verb, inner)
    word = sentence.words[verb]
    out = form in _OUT_OF and inner.sort & Sort.BODY and inner.cases & Gram.GENT
    return bool(out and word.sort & Sort.SAY and word.gram & Gram.FINITE_PLURAL)


def _after_phrase(sentence: Sentence, at: int) -> int:
    """Past what stands after a preposition: «нашому ефірі», «засіданні ради»."""
    while at + 1 < sentence.last and not sentence.starts.get(at):
        if not sentence.words[at].gram & (Gram.ADJ | Gram.PRONOUN) or not sentence.plain(at + 1):
            return at + 1
        at += 1
    mention = sentence.starts.get(at)
    return mention.last if mention else at + 1


# Verbs joined by «і» that can share a subject; a longer chain is nobody's.
_MOST_JOINED = 8


def subject_before(sentence: Sentence, index: int, joined: int = 0) -> Mention | None:
    before = index - 1
    if before > sentence.first and sentence.form(before) in AND:
        before -= 1  # «який і поширив»
    if before > sentence.first and sentence.words[before].lemmas & _WHICH and "," in sentence.gap(before):
        mention = sentence.ends.get(before)  # «начальниця відділу, яка запевняє, що …»
        return mention if mention is not None and mention.speaker else None
    subject = _walk_left(sentence, index, joined)
    if subject is not None or not in_which(sentence, index):
        return subject
    made = text_made(sentence, index)  # «Мер записав відео, у якому розповів …»
    return None if made is None else _walk_left(sentence, made) or subject_after(sentence, made)


def _walk_left(sentence: Sentence, index: int, joined: int = 0) -> Mention | None:
    """The nearest mention before the verb that can be its subject, past adverbs, places and what stands in commas."""
    at = index
    comma = False
    while at > max(sentence.first, index - REACH):
        mention = sentence.ends.get(at)
        gap = sentence.gap(at)
        if "," in gap and mention is not None and (named := _named_before(sentence, mention)) is not None:
            return named
        if not comma and "," in gap and at == index and mention is not None:
            comma = True  # «…, бахмутянка Оксана Ряба, повідомила»
        elif "," in gap and (at == index or gap.strip() == ","):
            return _past_relative(sentence, at) if at == index else _past_participle(sentence, index, at)
        elif gap.strip(' \n\t\u00a0*_»"”()«“„'):
            return None
        if mention is not None:
            before = mention.first - 1
            before -= before > sentence.first and _past_self(sentence, before) > before
            led = before >= sentence.first and sentence.plain(mention.first)
            inside = led and (sentence.form(before) in IN or sentence.form(before) in VIA)
            if (place := _told_at(sentence, index, mention, inside=inside)) is not None:
                return place
            if comma and not (mention.name and sentence.gap(mention.first).strip() == ","):
                return _past_relative(sentence, at)
            inside = inside or is_prep(sentence, before) or _by_its_own(sentence, before)
            if not inside and mention.cases & Gram.NOMN and can_tell(sentence, index, mention):
                return _with_apposition(sentence, mention) if comma else mention
            at = mention.first - (1 if inside else 0)
            comma = False
            continue
        if sentence.form(at - 1) in AND and at - 1 > sentence.first:
            if comma is False and is_adverb(sentence, at - 2):
                at -= 1  # «лично и в категорической форме сообщил»
                continue
            own = any(_other_subject(sentence, i) for i in range(at, index))  # «вийшла мерка і опозиція нагадала …»
            return None if own else _shared(sentence, index, _of_earlier_verb(sentence, at - 1, joined))
        asked = before_request(sentence, at - 1)
        if asked is None and (not skippable(sentence, at - 1) or sentence.form(at - 1) in _NEVER_SUBJECT):
            return None
        at = asked if asked is not None else at - 1
    return None


def _other_subject(sentence: Sentence, index: int) -> bool:
    """A noun that can be nothing but a subject: no object, no place."""
    gram = sentence.words[index].gram
    noun = gram & Gram.NOUN and gram & Gram.NOMN and not gram & (Gram.ADJ | Gram.ADVERB | Gram.PRONOUN)
    return bool(noun) and not gram & (Gram.ACCS | Gram.LOCT) and not is_prep(sentence, index - 1)


def _told_at(sentence: Sentence, verb: int, mention: Mention, *, inside: bool) -> Mention | None:
    """«У міськраді повідомили», «У поліції та міськраді повідомили»: the first in whom it was told; None elsewhere."""
    place = mention if inside else row_before(sentence, mention)
    return place if (inside or place is not mention) and place_of_telling(sentence, verb, place) else None


def _by_its_own(sentence: Sentence, before: int) -> bool:
    """«Міськрада через свій канал повідомила»: does the word say whose page it is, by which something was told?"""
    led = before > sentence.first and sentence.form(before - 1) in VIA and sentence.plain(before)
    return led and bool(sentence.words[before].lemmas & _OWN)


def _past_relative(sentence: Sentence, at: int) -> Mention | None:
    """«Міський голова …, якого ми про це запитали, відповів»: what stands before the relative clause."""
    for index in range(at - 1, max(sentence.first, at - 16), -1):
        word = sentence.words[index]
        if word.lemmas & _WHICH:
            start = index - 1 if sentence.words[index - 1].gram & Gram.PREP else index
            mention = sentence.ends.get(start)
            fits = mention is not None and "," in sentence.gap(start) and mention.cases & Gram.NOMN
            return mention if fits and mention is not None and mention.speaker else None
        if word.gram & (Gram.OTHER_VERB | Gram.ADJ) and "," in sentence.gap(index) and index < at - 1:
            mention = sentence.ends.get(index)  # «Депутат, вийшовши до людей, сказав»
            if mention is not None and mention.speaker and mention.cases & Gram.NOMN:
                return mention
    return _past_aside(sentence, at)


def _past_participle(sentence: Sentence, verb: int, at: int) -> Mention | None:
    """«Секретар ради, присутній у залі, цифр не заперечив»: what an adjective between commas describes."""
    described = _past_relative(sentence, at)
    if described is None or described.last >= at or not agrees(sentence, verb, described):
        return None
    return described if sentence.words[described.last].gram & Gram.ADJ else None


# Words of «як завжди вчасно», «щоправда», «зі свого боку».
_ASIDE = 4


def _past_aside(sentence: Sentence, at: int) -> Mention | None:
    """«Міськрада, щоправда, називає …»: a few words between commas that name nobody."""
    for index in range(at - 1, max(sentence.first, at - _ASIDE - 1), -1):
        if sentence.words[index].gram & Gram.FINITE or (index in sentence.covered and sentence.covered[index].speaker):
            return None
        if "," in sentence.gap(index):
            mention = sentence.ends.get(index)
            if mention is None:
                return None
            before = mention.first - 1
            if before >= sentence.first and sentence.form(before) in IN and sentence.plain(mention.first):
                return mention if place_of_telling(sentence, at, mention) else None  # «В исполкоме, кстати, уверяют»
            return mention if mention.cases & Gram.NOMN and mention.sort & (Sort.BODY | Sort.ROLE) else None
        if not sentence.plain(index):
            return None
    return None


def _shared(sentence: Sentence, verb: int, subject: Mention | None) -> Mention | None:
    """«мерія не відповідає, а ставку порахували»: a subject that does not agree with the second verb is not its own."""
    if subject is None or (subject.first > sentence.first and sentence.form(subject.first - 1) in IN):
        return subject
    return subject if not subject.cases & Gram.NOMN or agrees(sentence, verb, subject) else None


def _of_earlier_verb(sentence: Sentence, at: int, joined: int) -> Mention | None:
    """«секретар ради вийшов і сказав», «вийшов секретар ради і сказав»: the subject of the verb joined before."""
    behind = sentence.ends.get(at)
    start = behind.first if behind is not None and behind.cases & Gram.NOMN and sentence.plain(at) else at
    for index in range(start - 1, max(sentence.first - 1, start - 7), -1):
        word = sentence.words[index]
        if word.gram & Gram.FINITE and not word.gram & Gram.NOUN:
            before = subject_before(sentence, index, joined + 1) if joined < _MOST_JOINED else None
            if before is not None or start == at:
                return before
            return behind if subject_after(sentence, index) is behind else None  # «вийшов мер і запевнив»
        if sentence.gap(index).strip(' «»"()\n'):
            return None
    return None


def _with_second(sentence: Sentence, mention: Mention) -> Mention:
    """«кандидат наук, доцент кафедри Олена Шпак»: the name comes with the second description."""
    second = sentence.starts.get(mention.last)
    if mention.name or mention.proper or second is None or sentence.gap(mention.last).strip() != ",":
        return mention
    if not second.name or not second.cases & Gram.NOMN or not mention.sort & (Sort.ROLE | Sort.PERSON):
        return mention
    return Mention(mention.first, second.last, mention.head, second.cases, mention.sort, mention.owner, second.name)


_SAME = frozenset(("він", "вона", "он", "она"))


def _named_before(sentence: Sentence, mention: Mention) -> Mention | None:
    """«Юрій Шпак, секретар міської ради, сказав»: the name and the office between commas as one."""
    start = mention.first
    if start - 2 > sentence.first and sentence.form(start - 1) in ("же", "ж") and sentence.form(start - 2) in _SAME:
        start -= 2  # «Юрій Шпак, він же заступник мера, каже»
    outer = sentence.ends.get(start)
    if outer is None or not outer.name or sentence.gap(start).strip() != "," or not mention.sort & Sort.ROLE:
        return None
    if mention.name or not (outer.cases & Gram.NOMN and mention.cases & Gram.NOMN):
        return None
    return Mention(outer.first, mention.last, mention.head, mention.cases, mention.sort, mention.owner, outer.name)


def _with_apposition(sentence: Sentence, mention: Mention) -> Mention:
    outer = sentence.ends.get(mention.first)
    if outer is None or not outer.cases & Gram.NOMN or not outer.speaker:
        return mention
    return Mention(outer.first, mention.last, outer.head, outer.cases, outer.sort, outer.owner, mention.name)
