"""Verbs of opinion whose bare object is what is thought: «не виключає підвищення», «нарікає на брак коштів». Pure."""

from __future__ import annotations

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import PARTS, Sentence, is_prep, negated

_DEEMS, _ALLOWS, _CHANCES, _FLAWS = turn("deems"), turn("allows"), turn("chances"), turn("flaws")
_ANY = _DEEMS | _ALLOWS | turn("excludes")
_HOPES, _LEANS, _COMPLAINS, _BOASTS = turn("hopes"), turn("leans"), turn("complains"), turn("boasts")
_PEOPLE = Sort.ROLE | Sort.PERSON
_ENDS = ("ння", "ття", "ість", "ние", "тие", "ость")
# Words between the verb and what is thought of: «прогнозує ще одне різке зростання».
_MATTER = 5
# Words after it among which «з переліку» makes the verb one of doing.
_FROM = 4
_OUT_OF = frozenset("з із зі из с со".split())
# Before whom or against what: «поскаржився до суду», «похвалився перед друзями», «заперечив проти позову».
_TOWARDS = frozenset("до к ко перед передо проти против".split())
_IN = frozenset("у в во".split())
# Words that make a clause another's, or a question: «якщо мер допускає …», «чи сподівається мер …».
_CLAUSES = turn("which") | frozenset(
    "якщо коли хоч хоча щоб щоби поки доки бо чи ли навряд вряд невже разве неужели если когда хотя чтобы пока"
    " чому почему кожен кожний каждый будь-який любой всякий".split()
)
_PAST = ("в", "вся", "всь", "ла", "лася", "лась", "ли", "лися", "лись", "л", "лся")
# Words of a clause before the verb, and of what follows it, that are looked at.
_NEAR = 12


def held(sentence: Sentence, verb: int, subject: Mention | None) -> bool:
    """«Мер сподівається на субвенцію», «У мерії не виключають боргів»: is an opinion told by its matter alone?

    Not «не допускає журналістів на сесію», «виключає будинок із переліку», «допускає порушення»: these are deeds.
    """
    lemmas = sentence.words[verb].lemmas
    if lemmas.isdisjoint(_ANY) or subject is None or _of_others(sentence, verb, subject):
        return False
    if is_future(sentence.words[verb].gram) or (lemmas & _HOPES and sentence.form(verb).endswith(_PAST)):
        return False  # «Мер сподівався на кворум»: what came of it is told
    matter = _matter(sentence, max(verb + 1, subject.last))
    if matter is None:
        return False
    led = _led_by(sentence, max(verb + 1, subject.last), matter)
    if lemmas & _DEEMS:
        return _fits(sentence, verb, matter, led) and not (lemmas & _COMPLAINS and _lodged(sentence, matter))
    denied = negated(sentence, verb)
    if led or (denied and lemmas & _ALLOWS):
        return False  # «не допускає порушень»
    if not denied and subject.cases & Gram.NOMN and not (subject.name or subject.sort & _PEOPLE):
        return False  # a body that excludes or admits something does so
    flaw = lemmas & _ALLOWS and sentence.words[matter].lemmas & _FLAWS
    return not flaw and _possible(sentence, matter) and not _taken_out(sentence, matter + 1)


def _of_others(sentence: Sentence, verb: int, subject: Mention) -> bool:
    """«Чи сподівається мер …?», «якщо мер …», «Експерт зауважив: мер …», «мер …, каже він»: of others?"""
    if "?" in sentence.gap(sentence.last).partition("\n")[0]:
        return True
    first = min(verb, subject.first)
    opened = first
    while opened > max(sentence.first, first - _NEAR) and not PARTS.search(sentence.gap(opened)):
        opened -= 1
    if opened > sentence.first and ":" in sentence.gap(opened):
        return True
    if any(sentence.form(i) in _CLAUSES or sentence.words[i].lemmas & _CLAUSES for i in range(opened, verb)):
        return True
    return any(
        "," in sentence.gap(i)
        and sentence.words[i].sort & (Sort.SAY | Sort.OPINE)
        and sentence.words[i].gram & Gram.FINITE
        for i in range(verb + 1, min(sentence.last, verb + 1 + _NEAR))
    )


def _led_by(sentence: Sentence, first: int, matter: int) -> str:
    """The preposition before what is thought of."""
    return next((sentence.form(at) for at in range(matter - 1, first - 1, -1) if is_prep(sentence, at)), "")


def _fits(sentence: Sentence, verb: int, matter: int, led: str) -> bool:
    """Is it joined as that verb joins what is thought: «нарікає на …», not «натякнув рукою»?"""
    lemmas, gram = sentence.words[verb].lemmas, sentence.words[matter].gram
    if led in _TOWARDS:
        return False
    if led:
        return led not in _IN or bool(gram & Gram.LOCT)  # «поскаржився в поліцію»
    if lemmas & _LEANS:
        return False
    return bool(gram & (Gram.ABLT if lemmas & _BOASTS else Gram.ACCS | Gram.GENT))


def _lodged(sentence: Sentence, matter: int) -> bool:
    """«поскаржився на журналістів до комісії», «в суд»: a complaint that was handed in."""
    for at in range(matter + 1, min(sentence.last, matter + 1 + _MATTER)):
        if not sentence.plain(at):
            return False
        if sentence.form(at - 1) in _IN and not sentence.words[at].gram & (Gram.LOCT | Gram.ADJ):
            return True
        if sentence.form(at) in _TOWARDS:
            return True
    return False


def _possible(sentence: Sentence, matter: int) -> bool:
    """«підвищення», «можливість», «борг»: what may come to be, and nothing one puts in or takes out."""
    lemmas = sentence.words[matter].lemmas
    likely = lemmas & _CHANCES or any(lemma.endswith(_ENDS) for lemma in lemmas)
    return bool(likely)


def _matter(sentence: Sentence, first: int) -> int | None:
    """The noun of what is thought, adjectives and a preposition before it."""
    for at in range(first, min(sentence.last, first + _MATTER)):
        if not sentence.plain(at):
            return None
        gram = sentence.words[at].gram
        if gram & Gram.NOUN and not gram & (Gram.PREP | Gram.CONJ | Gram.PRONOUN):
            return at
        if gram & (Gram.FINITE | Gram.OTHER_VERB) and not gram & (Gram.ADJ | Gram.ADVERB | Gram.PREP | Gram.PRONOUN):
            return None
    return None


def _taken_out(sentence: Sentence, first: int) -> bool:
    """«виключає приміщення із переліку»: out of what?"""
    for at in range(first, min(sentence.last, first + _FROM)):
        if not sentence.plain(at):
            return False
        if sentence.form(at) in _OUT_OF:
            return True
    return False
