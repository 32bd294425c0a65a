"""What stands between a verb of telling and its subject and belongs to neither: asides, clauses, requests. Pure."""

from __future__ import annotations

from classifiers.citation.grammar import Gram
from classifiers.citation.sentence import IN, Sentence

_ASIDES = frozenset("частности речі чергу чергою очередь прочим іншим слову слова словом общем цілому".split())
LONGEST_ASIDE = 4


def past_little(sentence: Sentence, at: int) -> int | None:
    """Past «, зокрема,», «, в частности,», «, у свою чергу,» after a verb."""
    little = Gram.ADVERB | Gram.PREP | Gram.CONJ | Gram.PRONOUN
    for index in range(at, min(sentence.last, at + LONGEST_ASIDE)):
        if index > at and sentence.gap(index).strip() == ",":
            return index
        if not sentence.words[index].gram & little and sentence.form(index) not in _ASIDES:
            return None
        if index > at and not sentence.plain(index):
            return None
    return None


def skip_clause(sentence: Sentence, at: int) -> int:
    """Past a participial phrase between commas («заявив, вийшовши до людей, …»)."""
    for index in range(at + 1, min(sentence.last, at + 8)):
        if sentence.gap(index).strip() == ",":
            return index
    return sentence.last


def is_adverb(sentence: Sentence, index: int) -> bool:
    gram = sentence.words[index].gram
    return bool(gram & Gram.ADVERB) and not gram & (Gram.NOUN | Gram.FINITE)


def before_request(sentence: Sentence, at: int) -> int | None:
    """«Секретар на прохання прокоментувати висновки сказав»: where the words before the infinitive's noun end."""
    request = sentence.ends.get(at) if sentence.words[at].gram & Gram.OTHER_VERB else None
    if request is None or request.first - 1 <= sentence.first or not sentence.words[request.head].lemmas & _REQUESTS:
        return None
    return request.first - 1 if sentence.form(request.first - 1) in IN else None


_REQUESTS = frozenset("прохання просьба пропозиція предложение вимога требование спроба попытка питання вопрос".split())
