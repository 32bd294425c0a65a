"""Headlines and posts that leave out the verb of telling: «…, – мер про басейн», «…, – у міськраді», «Гай: води нема».

Pure. Only the first sentence of an item is so written; below it the same words say where something is, or of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, Finding, Sentence, is_prep
from classifiers.citation.setting import own_words
from classifiers.citation.statements import QUESTIONS, is_verb, may_say

_ABOUT = frozenset("про щодо стосовно о об".split())
_QUOTED, _MARK = re.compile(r"^\s*:\s*(?:[–—-]\s*)?[«\"“„]"), re.compile(r"^\s*:\s")
_BEFORE_WHO = re.compile(r"(?:[,»”\"!?…]\s*[–—-]+|[»”\"!?…]?\s*:|\s[–—-])\s*$")
_BEFORE_WHERE = re.compile(r"[,»”\"!?…]\s*[–—-]+\s*$")
_SET_PHRASES = frozenset("і й та и всяк всякий".split())
# Words of what somebody speaks about, before the colon; of a statement, at least.
_MATTER, _STATEMENT = 9, 2
_ACCUSERS, _AFFAIRS, _THERE = turn("accusers"), turn("own_affairs"), frozenset("там туди туда".split())
_OFFICES = frozenset(own_words("mayor") | own_words("head") | own_words("secretary") | own_words("deputy"))
_ENEMY = own_words("occupier.side")
_WE = frozenset("ми мы нас нам".split())
_HIMSELF = frozenset(
    "він вона його йому нього ним ньому неї її їй нею ній он она его ему него нем ее её ей нее ней".split()
)
_REFLEXIVE = ("ся", "сь")


def of_told_about(sentence: Sentence) -> Iterator[Finding]:
    """«Грошей немає», – мер про басейн; «Мер про басейн: «Грошей немає»»."""
    if sentence.first:
        return
    for mention in sentence.mentions:
        if not mention.cases & Gram.NOMN or not _tells(sentence, mention) or not _about(sentence, mention.last):
            continue
        if mention.first == sentence.first:
            sure = _before_words(sentence, mention)
            if sure:
                yield Finding(mention.first, mention.last, mention, "colon", sure)
        elif _set_off(sentence, mention.first) and _nothing_else(sentence, mention.last):
            yield Finding(mention.first, mention.last, mention, "dash", 0.75)


def _tells(sentence: Sentence, mention: Mention) -> bool:
    paper = mention.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.INFO | Sort.OCCASION)
    return not paper and (bool(mention.sort & (Sort.ROLE | Sort.PERSON)) or may_say(sentence, mention))


def _about(sentence: Sentence, at: int) -> bool:
    """Not «про всяк випадок», «про і контра»."""
    if at + 1 >= sentence.last or sentence.form(at) not in _ABOUT or sentence.form(at + 1) in _SET_PHRASES:
        return False
    return sentence.plain(at) and sentence.plain(at + 1)


def _before_words(sentence: Sentence, mention: Mention) -> float:
    """How sure «Мер про басейн: …» is that the mayor says what follows."""
    clause = False
    for at in range(mention.last + 1, min(sentence.last, mention.last + _MATTER) + 1):
        gap = sentence.gap(at)
        if _QUOTED.match(gap):
            return 0.8
        if _MARK.match(gap):
            return 0.7 if asserts(sentence, at) else 0.4
        clause = clause or "," in gap  # «про те, чому немає води»
        if at == sentence.last or (is_verb(sentence, at) and not clause) or re.search("[;–—?]", gap):
            return 0.0
    return 0.0


def _set_off(sentence: Sentence, first: int) -> bool:
    """«Асфальт буде: мер про ями», «Ями»: мер …», not «Анекдот: мер про ями»."""
    before = sentence.gap(first)
    alone = first - sentence.first < _STATEMENT and sentence.words[sentence.first].gram & Gram.NOUN
    return bool(_BEFORE_WHO.search(before)) and (not alone or re.search('[,»”"!?…]', before) is not None)


def _nothing_else(sentence: Sentence, at: int) -> bool:
    """«… – мер про басейн»: the sentence ends with what was spoken of, and is no question."""
    rest = range(at + 1, sentence.last)
    if any(re.search("[:;–—]", sentence.gap(i)) for i in rest):
        return False
    comma = next((i for i in rest if "," in sentence.gap(i)), sentence.last)
    if any(is_verb(sentence, i) for i in range(at + 1, comma)):
        return False
    return "?" not in sentence.gap(sentence.last).partition("\n")[0]


def of_told_at(sentence: Sentence) -> Iterator[Finding]:
    """«Басейн не добудують, – у міськраді»: in which body it was said."""
    mention = sentence.ends.get(sentence.last)
    if sentence.first or mention is None or not mention.sort & Sort.BODY or not mention.cases & Gram.LOCT:
        return
    led = mention.first - 1
    if led - sentence.first < _STATEMENT or sentence.form(led) not in IN or not sentence.plain(mention.first):
        return
    if not may_say(sentence, mention) or not _BEFORE_WHERE.search(sentence.gap(led)):
        return
    if "?" not in sentence.gap(sentence.last).partition("\n")[0] and _states(sentence, led):
        yield Finding(led, mention.last, mention, "dash", 0.75)


def _states(sentence: Sentence, last: int) -> bool:
    """Has what stands before the dash a verb outside clauses?"""
    if any(sentence.form(at) in _THERE for at in range(sentence.first, last)):
        return False  # «Шукали там, де не чекали, – у міськраді»
    return any(is_verb(sentence, at) for at in _outside(sentence, sentence.first, last))


def asserts(sentence: Sentence, first: int) -> bool:
    """Do the words after a colon state something, and ask nothing («хто вона?») nor tell of a case («суд обрав …»)?"""
    if first >= sentence.last or sentence.form(first) in QUESTIONS or "такий" in sentence.words[first].lemmas:
        return False
    rest = range(first, sentence.last)
    if any(sentence.words[i].lemmas & _ACCUSERS for i in rest):
        return False
    return any(is_verb(sentence, i) or sentence.form(i) in _NONE for i in rest)


_NONE = frozenset("немає нема нет".split())


def stated_by(sentence: Sentence, mention: Mention) -> bool:
    """«Ковтунець: садки відкриють»: a name that opens an item, what it says after the colon.

    One word must be nothing but a surname: «Мороз: завтра до двадцяти» is as often the weather.
    """
    if mention.name is None or sentence.first or mention.first != mention.name[0]:
        return False
    gram = sentence.words[mention.first].gram
    common = gram & Gram.NOUN and gram & Gram.KNOWN and not gram & (Gram.ONLY_NAME | Gram.ADJ)
    if common and mention.last - mention.first == 1:
        return False
    return asserts(sentence, mention.last) and not _told_of(sentence, mention.last)


def _told_of(sentence: Sentence, first: int) -> bool:
    """«Гай: очолив список», «Гай: опоненти чекають звіту», «Гай: йому вручили орден»: told of him?"""
    rest = range(first, sentence.last)
    if any(sentence.form(i) in _WE for i in rest):
        return False
    if any(sentence.words[i].lemmas & (_AFFAIRS | _OFFICES) or sentence.form(i) in _HIMSELF for i in rest):
        return True
    if any(sentence.form(i) in _NONE for i in rest):
        return False
    verb = next((i for i in _outside(sentence, first, sentence.last) if is_verb(sentence, i)), None)
    if verb is None:
        return True
    gram = sentence.words[verb].gram
    if gram & (Gram.SHORT | Gram.FINITE_PLURAL):
        return False
    return not any(_does(sentence, i, verb) for i in rest if sentence.plain(i) or i == first)


def _does(sentence: Sentence, at: int, verb: int) -> bool:
    """Can the word be the verb's subject? Somebody alone («тренер вивів команду») may be the named himself."""
    gram = sentence.words[at].gram
    if not gram & Gram.NOUN or not gram & Gram.NOMN or is_prep(sentence, at - 1):
        return False
    if at > verb and gram & Gram.ACCS and not sentence.form(verb).endswith(_REFLEXIVE):
        return False  # «очолив список»
    alone = gram & Gram.ANIMATE and not gram & Gram.PLURAL and not sentence.words[at].lemmas & _ENEMY
    return not alone or is_future(sentence.words[verb].gram)


def _outside(sentence: Sentence, first: int, last: int) -> Iterator[int]:
    """The words that are in no clause («Зустріч, на яку чекали, – у міськраді» has no verb outside one)."""
    inside = False
    for at in range(first, last):
        if at == first or "," in sentence.gap(at):
            led = min(at + is_prep(sentence, at), last - 1)  # «на яку»
            inside = not sentence.words[led].lemmas.isdisjoint(QUESTIONS) or sentence.form(led) in QUESTIONS
        if not inside:
            yield at
