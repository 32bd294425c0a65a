"""Sources named by where it is said: «йдеться на сайті …», «згідно з …», «із реєстру відомо». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import AND
from classifiers.citation.readers import beneath, own_page
from classifiers.citation.sentence import IN, NOT, REACH, Finding, Sentence, is_prep
from classifiers.citation.speeches import greeted_by

ACCORDING = turn("according")
KNOWN = turn("known")
FROM = turn("from")
ACTS = turn("acts")
_RELEASES = turn("releases")
WITH = turn("with")
_THAT = turn("that")
_APPEAR = turn("appear")
PUT = turn("put") | turn("publish")


def of_place(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«йдеться на сайті ради», «у листі міністерства зазначено»."""
    word = sentence.words[index]
    agent = sentence.starts.get(index + 1)
    if word.gram & Gram.SHORT and agent and agent.cases & Gram.ABLT and agent.sort & (Sort.BODY | Sort.ROLE):
        yield Finding(index, agent.last, agent, "agent", 0.8, index)  # «надано відділом …»
        return
    if (agent := _agent_before(sentence, index)) is not None:
        yield Finding(agent.first, index + 1, agent, "agent", 0.8, index)
        return
    paper_first = _opening_paper(sentence, index)
    if paper_first is not None:
        yield Finding(sentence.first, paper_first.last, paper_first, "impersonal", 0.9, index)
        return
    said = bool(word.sort & Sort.SAY) or (word.gram & Gram.FINITE and not word.lemmas & _APPEAR)
    for mention, first, last in _places(sentence, index):
        if own_page(sentence, mention) or (mention.sort & Sort.SITE and _absent(sentence, mention)):
            continue
        kind = mention.sort & (Sort.SITE | Sort.MEDIA | Sort.OUTLET) or (mention.proper and said)
        kind = kind or (said and mention.sort & Sort.BODY)
        owner = mention.owner & SPEAKER
        paper = mention.sort & (Sort.DOCUMENT | Sort.NOUN) and (owner or mention.name or mention.quoted)
        if kind or paper:
            yield Finding(min(first, index), max(last, index + 1), mention, "impersonal", 0.9, index)
            return
        whose = sentence.starts.get(mention.last) if mention.sort & Sort.DOCUMENT else None
        if whose is not None and whose.name and whose.cases & Gram.GENT and sentence.plain(whose.first):
            yield Finding(min(first, index), max(whose.last, index + 1), whose, "impersonal", 0.9, index)
            return  # «йдеться у дописі Остапа Гая»
        signer = _signer(sentence, mention) if mention.sort & Sort.DOCUMENT else None
        if signer is not None:
            yield Finding(min(first, index), max(signer.last, index + 1), signer, "impersonal", 0.9, index)
            return
        greeter = greeted_by(sentence, mention) if mention.sort & Sort.DOCUMENT else None
        if greeter is not None:
            yield Finding(min(first, index), max(last, index + 1), greeter, "impersonal", 0.8, index)
            return
        if said and sentence.words[mention.head].lemmas & _RELEASES:
            yield Finding(min(first, index), max(last, index + 1), mention, "paper", 0.4, index)
            return


def _agent_before(sentence: Sentence, index: int) -> Mention | None:
    """«Міською радою повідомлено, що …»: by whom it was told, right before the verb; not «із міською радою»."""
    word, agent = sentence.words[index], sentence.ends.get(index)
    if agent is None or not (word.gram & Gram.SHORT and word.sort & Sort.SAY) or not sentence.plain(index):
        return None
    before = agent.first - 1
    alone = before < sentence.first or not sentence.plain(agent.first) or not is_prep(sentence, before)
    told = agent.sort & (Sort.BODY | Sort.ROLE) and agent.cases & Gram.ABLT
    return agent if alone and told else None


def _opening_paper(sentence: Sentence, index: int) -> Mention | None:
    """«У відповіді голови, яку ми дочекалися, йдеться, що …»: the paper opens the sentence, a clause stands between."""
    if sentence.form(sentence.first) not in IN or index + 1 >= sentence.last:
        return None
    mention = sentence.starts.get(sentence.first + 1)
    if mention is None or not mention.sort & (Sort.DOCUMENT | Sort.NOUN) or not mention.cases & Gram.LOCT:
        return None
    if (signer := _signer(sentence, mention)) is not None:
        told = "," in sentence.gap(index) or "," in sentence.gap(signer.last)
        return signer if told and signer.last <= index else None
    clause = "," in sentence.gap(mention.last) and "," in sentence.gap(index) and mention.last < index
    told = "," in sentence.gap(index + 1) and sentence.form(index + 1) in _THAT
    return mention if clause and told and (mention.owner & SPEAKER or mention.name) else None


_WHICH, _SIGNS = turn("which"), turn("signs")


def _signer(sentence: Sentence, paper: Mention) -> Mention | None:
    """«у відповіді, яку підписала секретар ради», «в ответе, подписанном мэром»: who wrote or signed the paper."""
    at = paper.last
    if at + 1 >= sentence.last or sentence.gap(at).strip() != ",":
        return None
    led = sentence.words[at].lemmas & _WHICH
    verb = at + 1 if led else at
    word = sentence.words[verb]
    if not word.lemmas & _SIGNS or not word.gram & (Gram.FINITE if led else Gram.ADJ):
        return None
    signer = (
        sentence.chunker.at(verb + 1, sentence.last) if verb + 1 < sentence.last and sentence.plain(verb + 1) else None
    )
    if signer is None or not signer.cases & (Gram.NOMN if led else Gram.ABLT):
        return None
    joined = signer.last < sentence.last and sentence.form(signer.last) in AND
    if joined or is_future(word.gram):
        return None  # «яку підписали мер та двісті мешканців»: one of many
    return signer if signer.speaker else None


def _places(sentence: Sentence, index: int) -> Iterator[tuple[Mention, int, int]]:
    """Mentions after «у» or «на» around the word, the nearest first, with the words they take."""
    for mention in sorted(sentence.mentions, key=lambda m: abs(m.first - index)):
        before = mention.first - 1
        if abs(mention.first - index) > REACH or before < sentence.first or sentence.form(before) not in IN:
            continue
        low, high = min(index, mention.first), max(index, mention.first)
        if any(sentence.gap(k).strip(' «»"()\n') for k in range(low + 1, high)):
            continue
        if mention.cases & (Gram.LOCT | Gram.ACCS):
            yield mention, min(index, before), mention.last


def of_accord(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«відповідно до реєстру …», «згідно з листом …», «согласно сайту …»."""
    at = index + 1
    if at < sentence.last and sentence.form(at) in ("з", "із", "зі", "до", "с", "со"):
        at += 1
    mention = sentence.chunker.at(at, sentence.last) if at < sentence.last else None
    if mention is None:
        return
    if mention.last + 1 < sentence.last and sentence.form(mention.last) in IN:
        place = sentence.starts.get(mention.last + 1)
        mention = place if place is not None and place.sort & (Sort.SITE | Sort.MEDIA) else mention
    told = mention.sort & (Sort.SITE | Sort.MEDIA | Sort.OUTLET | Sort.BODY)
    head = sentence.words[mention.head].lemmas
    owner = mention.sort & (Sort.DOCUMENT | Sort.NOUN) and (mention.owner & SPEAKER or mention.name)
    if head & _LAWS or sentence.form(mention.head) in _LAWS:
        return
    if (told or owner or head & _RELEASES) and not head & ACTS:
        yield Finding(index, mention.last, mention, "according", 0.8)
    elif (mention.sort & Sort.DOCUMENT and mention.last > mention.head + 1) or (
        head & ACTS and mention.owner & SPEAKER
    ):
        yield Finding(index, mention.last, mention, "according", 0.6)


# What binds everybody tells nothing: «згідно із законом «Про …»».
_LAWS = frozenset(
    "закон зу кодекс конституція конституция стаття статья пункт договір договор контракт статут устав".split()
)
_TRUST = turn("trust")
_IF = frozenset(("якщо", "коли", "если"))


def of_trust(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«якщо вірити сайту ради», «если верить мэру»."""
    mention = sentence.starts.get(index + 1)
    led = index > sentence.first and sentence.form(index - 1) in _IF and sentence.words[index].lemmas & _TRUST
    if led and mention is not None and mention.speaker and mention.cases & Gram.DATV:
        yield Finding(index - 1, mention.last, mention, "according", 0.8)


def of_passive(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«дані, надані виконкомом», «інформацію надано управлінням освіти», «оприлюднений мерією список»."""
    if index + 1 >= sentence.last or not sentence.plain(index + 1):
        return
    mention = sentence.chunker.at(index + 1, sentence.last)
    if mention is None or not mention.cases & Gram.ABLT:
        return
    if not mention.sort & (Sort.BODY | Sort.ROLE | Sort.PEOPLE | Sort.MEDIA):
        return
    around = (*range(max(sentence.first, index - 5), index), *range(mention.last, min(sentence.last, mention.last + 2)))
    if any(sentence.words[i].sort & Sort.INFO and sentence.words[i].gram & Gram.NOUN for i in around):
        yield Finding(index, mention.last, mention, "agent", 0.7, index)


def of_record(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«із рішення суду відомо», «з реєстру видно»: a paper or register before, after «з»."""
    for mention in sentence.mentions:
        before = mention.first - 1
        if not before >= sentence.first or sentence.form(before) not in ("з", "із", "зі", "из", "с", "со", "від", "от"):
            continue
        if abs(mention.first - index) > REACH or not mention.cases & Gram.GENT:
            continue
        if _of_readers(sentence, mention):
            return
        paper = mention.sort & (Sort.DOCUMENT | Sort.NOUN) or sentence.words[mention.head].lemmas & ACTS
        page = _page_behind(sentence, mention) or _paper_behind(sentence, mention)
        if page is not None:
            yield Finding(min(before, index), max(page.last, index + 1), page, "known", 0.8)
            return
        if paper or mention.sort & (Sort.SITE | Sort.MEDIA) or sentence.form(before) in FROM:
            yield Finding(min(before, index), max(mention.last, index + 1), mention, "known", 0.8)
            return


_PETITION = frozenset(("петиція", "петиция"))


def _of_readers(sentence: Sentence, paper: Mention) -> bool:
    """«видно зі скарг на сайті ради»: what readers wrote there."""
    on_page = paper.last + 1 < sentence.last and sentence.form(paper.last) in IN and sentence.plain(paper.last + 1)
    page = sentence.starts.get(paper.last + 1) if on_page else None
    if page is None or not page.sort & Sort.SITE:
        return False
    petition = bool(sentence.words[paper.head].lemmas & _PETITION)
    return petition or beneath(sentence.reading, page.first)


def _page_behind(sentence: Sentence, paper: Mention) -> Mention | None:
    """«видно з регламенту на сайті ради»: the page on which the paper stands."""
    at = paper.last
    if at + 1 >= sentence.last or sentence.form(at) not in IN or not sentence.plain(at) or not sentence.plain(at + 1):
        return None
    page = sentence.starts.get(at + 1)
    fits = page is not None and page.sort & Sort.SITE and page.cases & Gram.LOCT and not own_page(sentence, page)
    return page if fits else None


def _paper_behind(sentence: Sentence, figures: Mention) -> Mention | None:
    """«видно з цифр у відповіді ради»: the paper in which the figures stand, if it is somebody's and no act."""
    at = figures.last
    if at + 1 >= sentence.last or sentence.form(at) not in IN or not sentence.plain(at) or not sentence.plain(at + 1):
        return None
    paper = sentence.starts.get(at + 1)
    told = sentence.words[figures.head].lemmas & _FIGURES or figures.sort & Sort.INFO
    if paper is None or not told or not paper.sort & Sort.DOCUMENT or not paper.cases & Gram.LOCT:
        return None
    return paper if paper.owner & SPEAKER and not sentence.words[paper.head].lemmas & ACTS else None


_FIGURES = frozenset("цифра число рядок строка таблиця таблица слово фраза".split())
_ABSENT = turn("absent")
# Words of the clause around a site.
_CLAUSE = 8


def _absent(sentence: Sentence, mention: Mention) -> bool:
    """«На сайті ради звіту досі немає», «не знайшли на сайті ради»: what does not stand there."""
    before = range(mention.first - 2, max(sentence.first, mention.first - _CLAUSE) - 1, -1)
    after = range(mention.last, min(sentence.last, mention.last + _CLAUSE))
    return _missing(sentence, before, 1) or _missing(sentence, after, 0)


def _clause_put(sentence: Sentence, mention: Mention) -> int | None:
    """«Заяви прийматимуть …, порядок опублікували на сайті»: where the clause begins that tells what was put there."""
    for index in range(mention.first - 1, max(sentence.first, mention.first - _CLAUSE), -1):
        if "," in sentence.gap(index):
            words = sentence.words[index : mention.first]
            told = any(w.lemmas & PUT and w.gram & Gram.FINITE and not w.gram & Gram.FUTURE for w in words)
            return index if told else None
    return None


_REGISTERS = frozenset(("зареєструвати", "зареєстрований", "зарегистрировать"))
_SUBMITS, _SUBMITTED = frozenset(("подати", "подать")), frozenset("заява заявка заявление запит скарга".split())


def _stands(sentence: Sentence, mention: Mention) -> bool:
    """«Петицію зареєстрували на сайті», «телефони подано на сторінці»: what a reader has to do with stands there."""
    first, last = mention.first - 1, mention.last
    while first > max(sentence.first, mention.first - REACH) and not re.search("[,;:()–—]", sentence.gap(first)):
        first -= 1
    while last < min(sentence.last, mention.last + _CLAUSE) and not re.search("[,;:()–—]", sentence.gap(last)):
        last += 1
    words = [i for i in range(first, last) if not mention.first <= i < mention.last]
    before = range(max(sentence.first, mention.first - REACH), first)  # «Петиція, зареєстрована на сайті, …»
    lemmas = frozenset().union(*(sentence.words[i].lemmas for i in (*before, *words)))
    return any(_was_put(sentence, index, lemmas) for index in words)


def _was_put(sentence: Sentence, index: int, around: frozenset[str]) -> bool:
    """Does the word say that something was put up, given the words of its clause?"""
    word = sentence.words[index]
    past = bool(word.gram & Gram.FINITE) and bool(word.gram & Gram.NOW) and not word.gram & Gram.FUTURE
    passive = bool(word.gram & Gram.SHORT) or (word.gram & Gram.ADJ and bool(word.lemmas & _REGISTERS))
    if not (past or passive) or (index > sentence.first and sentence.form(index - 1) in NOT):
        return False
    petition = bool(around & _PETITION) and bool(word.lemmas & (_REGISTERS | _APPEAR))
    submitted = passive and bool(word.lemmas & _SUBMITS) and not around & _SUBMITTED
    return bool(word.lemmas & PUT or petition or submitted)


_WILL_BE = frozenset("буде будуть будет будут з'явиться з'являться появится появятся".split())


def _to_come(sentence: Sentence, mention: Mention) -> bool:
    """«Запис буде доступний на сайті»: what does not stand there yet."""
    for index in range(mention.first - 2, max(sentence.first, mention.first - 5) - 1, -1):
        if not sentence.plain(index + 1):
            return False
        if sentence.form(index) in _WILL_BE:
            return True
    return mention.last < sentence.last and sentence.plain(mention.last) and sentence.form(mention.last) in _WILL_BE


def _missing(sentence: Sentence, words: range, ahead: int) -> bool:
    for index in words:
        if re.search("[,;:()–—]", sentence.gap(index + ahead)):
            return False
        found = index + 1 < sentence.last and sentence.words[index + 1].lemmas & _APPEAR_THERE
        if sentence.form(index) in _ABSENT or (sentence.form(index) in NOT and found):
            return True
    return False


_APPEAR_THERE = _APPEAR | turn("put") | turn("found")
_SERVICE = turn("service")
_TAKEN = turn("taken")


def of_site(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«на сайті міськради вже висить відповідь»: the site as a place where something stands."""
    mention = next((m for m in sentence.mentions if m.head == index), None)
    if mention is None or mention.first == sentence.first or mention.head != index:
        return
    if sentence.form(mention.first - 1) == "за" and mention.cases & Gram.ABLT:
        yield Finding(mention.first - 1, mention.last, mention, "according", 0.8)  # «наводимо за офіційним сайтом»
        return
    if sentence.form(mention.first - 1) in WITH and mention.cases & Gram.GENT:
        taken = any(sentence.words[i].lemmas & _TAKEN for i in range(max(sentence.first, index - 8), mention.first))
        if taken:
            yield Finding(mention.first - 1, mention.last, mention, "site", 0.7)
        return
    if not mention.cases & Gram.LOCT or sentence.form(mention.first)[:1].isdigit():
        return
    if sentence.form(mention.first - 1) not in IN or own_page(sentence, mention):
        return
    words = range(_clause_put(sentence, mention) or max(sentence.first, index - 12), min(sentence.last, index + 12))
    if _absent(sentence, mention):
        return
    service = any(sentence.words[i].lemmas & _SERVICE for i in words) and not _stands(sentence, mention)
    service = service or _to_come(sentence, mention)
    yield Finding(mention.first - 1, mention.last, mention, "site", 0.35 if service else 0.6)
