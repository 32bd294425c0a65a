"""What was said at somebody's briefing, in a statement somebody made, in a greeting of whoever greeted before. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, Finding, Sentence, clause, negated
from classifiers.citation.subjects import better, subject_after, subject_before

_BRIEFINGS, _KNOWN, _LEARNT = turn("briefings"), turn("known"), turn("learnt")
_DURING, _OUT_OF = frozenset(("час", "время", "ході", "ходе")), turn("out_of")
_IS_TOLD = frozenset("йтися ітися идти прозвучати пролунати прозвучать".split())
_IT = frozenset("це цього этом цьому що чем чому том тому".split())
_SAID = 0.8


def of_briefing(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Про це йшлося на брифінгу мера», «… стало відомо під час пресконференції мера», «із виступу мера»."""
    if not sentence.words[index].lemmas & _BRIEFINGS:
        return
    mention = next((m for m in sentence.mentions if m.head == index), None)
    if index > sentence.first and sentence.form(index - 1) in _DURING:
        mention = sentence.chunker.at(index, sentence.last)  # «во [время пресс-конференции мэра]»
    if mention is None:
        return
    whose = _whose(sentence, mention)
    led = mention.first - 1
    if whose is None or led <= sentence.first or not sentence.plain(mention.first):
        return
    at_it = sentence.form(led) in IN and mention.cases & Gram.LOCT
    of_it = (sentence.form(led) in _DURING or sentence.form(led) in _OUT_OF) and mention.cases & Gram.GENT
    if not (at_it or of_it):
        return
    near = [i for i in _around(sentence, mention) if not mention.first <= i < whose.last]
    told = next((i for i in near if _is_told(sentence, i)), None)
    if told is None or any(negated(sentence, i) for i in near):
        return
    if any(sentence.form(i) in _IT and sentence.form(i - 1) in _ABOUT for i in near if i > sentence.first):
        yield Finding(min(told, led), max(told + 1, whose.last), whose, "impersonal", _SAID, told)


_ABOUT = frozenset("про о об".split())
# Words between «Про це» and the briefing, «зокрема» in commas among them.
_REACH = 10


def _around(sentence: Sentence, mention: Mention) -> Iterator[int]:
    """The words of its clause; a sentence that opens with «Про це, зокрема, …» is one."""
    opened = sentence.form(sentence.first) in _ABOUT and mention.first - sentence.first <= _REACH
    near = clause(sentence, mention)
    return iter(range(sentence.first if opened else near.start, near.stop))


def _whose(sentence: Sentence, mention: Mention) -> Mention | None:
    """Of an office or a person by name, what hangs on it or follows in the genitive."""
    if mention.owner & Sort.ROLE or mention.name:
        return mention
    after = sentence.starts.get(mention.last)
    fits = after is not None and (after.name or after.sort & Sort.ROLE) and after.cases & Gram.GENT
    return after if fits and sentence.plain(mention.last) else None


def _is_told(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    verb = word.lemmas & _IS_TOLD and word.gram & Gram.FINITE and not is_future(word.gram)
    return bool(verb) or sentence.form(index) in _KNOWN or bool(word.lemmas & _LEARNT)


_STATEMENT = frozenset(("заява", "заявление"))
_SUCH = frozenset("такий такой цей этот подібний подобный наступний следующий відповідний соответствующий".split())
_MADE, _SPOKE = frozenset("зробити робити сделать делать".split()), frozenset("виступити выступить".split())
# Words between the statement and the verb: «Таку заяву мер Олег Гай зробив».
_BESIDE = 6


def of_statement_made(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Таку заяву мер зробив на сесії», «Із такою заявою виступив мер»: not a paper handed in somewhere."""
    if not sentence.words[index].lemmas & _STATEMENT or index == sentence.first:
        return
    if not sentence.words[index - 1].lemmas & _SUCH:
        return
    gram = sentence.words[index].gram
    with_it = index - 2 >= sentence.first and sentence.form(index - 2) in _WITH
    verbs, case = (_SPOKE, Gram.ABLT) if with_it else (_MADE, Gram.ACCS)
    near = range(max(sentence.first, index - _BESIDE), min(sentence.last, index + _BESIDE))
    verb = next((i for i in near if sentence.words[i].lemmas & verbs and sentence.words[i].gram & Gram.FINITE), None)
    if verb is None or not gram & case or negated(sentence, verb) or is_future(sentence.words[verb].gram):
        return
    low, high = min(index, verb), max(index, verb)
    if not all(sentence.plain(i) for i in range(low + 1, high + 1)):
        return
    subject = better(sentence, verb, subject_before(sentence, verb), subject_after(sentence, verb))
    if subject is None or subject.first <= index < subject.last:
        return
    if subject.cases & Gram.NOMN and subject.speaker:
        yield Finding(min(low, subject.first), max(high + 1, subject.last), subject, "verb-about", _SAID, verb)


_WITH = turn("with")
# What one has done who wrote a paper of that kind.
_DONE = {
    "вітання": frozenset("вітати привітати".split()),
    "привітання": frozenset("вітати привітати".split()),
    "поздравление": frozenset("поздравить поздравлять".split()),
    "приветствие": frozenset("приветствовать поздравить".split()),
    "звернення": frozenset("звернутися звертатися звернутись".split()),
    "обращение": frozenset("обратиться обращаться".split()),
}
# Sentences before that are looked through for who did it.
_BACK = 2


def greeted_by(sentence: Sentence, paper: Mention) -> Mention | None:
    """«Мер привітав лікарів. «Дякую», – йдеться у привітанні»: who did what the paper is of, if it is nobody else's."""
    if paper.owner or paper.name or paper.last - paper.first > 1:
        return None
    done = frozenset().union(*(_DONE.get(lemma, ()) for lemma in sentence.words[paper.head].lemmas))
    if not done:
        return None
    starts = sentence.reading.starts
    own = bisect_right(starts, sentence.first) - 1
    for number in range(own - 1, max(-1, own - 1 - _BACK), -1):
        before = Sentence(sentence.reading, sentence.chunker, starts[number], starts[number + 1])
        if any(before.words[i].lemmas & before.words[paper.head].lemmas for i in range(before.first, before.last)):
            return None  # «Ветерани написали звернення. «Захистіть», – йдеться у зверненні»
        for verb in range(before.first, before.last):
            word = before.words[verb]
            if not (word.lemmas & done and word.gram & Gram.FINITE and word.gram & Gram.NOW):
                continue
            if negated(before, verb):
                return None
            both = (subject_before(before, verb), subject_after(before, verb))
            return next((m for m in both if m is not None and m.cases & Gram.NOMN and _official(m)), None)
    return None


def _official(mention: Mention) -> bool:
    return bool(mention.name or mention.sort & Sort.ROLE)
