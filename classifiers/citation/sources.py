"""The sources of a text, each once: findings gathered by whom they name, sign-offs and addresses added. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from classifiers.citation.cues import Finding, findings
from classifiers.citation.lexicon import Sort
from classifiers.citation.mentions import Mention
from classifiers.citation.people import stem
from classifiers.citation.reading import Gram, Reading
from classifiers.citation.signoff import signoff

Form = Literal["body", "official", "person", "media", "site"]
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"”“]{3,500}|(?<![\w@.])@?(?:t\.me|facebook\.com|youtube\.com)/[^\s<>«»\"”“)]{2,200}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{2,40}\.){1,3}(?:ua|com|org|net|info|city|ru|example|media|live|news|gov)\b"
    r"(?:/[^\s<>«»\"”“)]{0,200})?",
    re.IGNORECASE,
)
# Words that stand for a source named before, when they stand alone.
_ANAPHORA = frozenset(
    "відомство ведомство ресурс видання издание чиновник чиновниця чиновница посадовець посадовиця фахівець служба центр "
    "компанія компания агентство агенція организация організація підприємство предприятие установа учреждение заклад "
    "заведение фонд завод управління управление міністерство министерство депутат нардеп політик політик директор "
    "директорка керівник керівниця руководитель начальник очільник глава голова мер мэр міністр министр президент тренер "
    "тренерка наставник режисер лікар лікарка врач эксперт експерт експертка науковець автор авторка журналіст "
    "журналист пресслужба прес-служба пресс-служба орган комісія комиссия суд слідство следствие прокуратура поліція "
    "полиция правоохоронець правоохранитель рятувальник спасатель жінка женщина чоловік мужчина хлопець дівчина девушка "
    "парень господар господиня власник власниця волонтер волонтерка активіст активістка спикер речник речниця "
    "градоначальник канцлер спортсмен футболіст гравець игрок співачка певица актриса актор військовий военный "
    "співрозмовник собеседник людина человек пенсіонерка пенсионерка митець художник художниця".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `start` and `end` are characters of the reading's text; first..last-1 its words."""

    start: int
    end: int
    first: int
    last: int
    form: Form
    cue: str
    strength: float
    mention: Mention | None
    who: str


def form_of(mention: Mention) -> Form:
    """What a mention is by its head, and by what hangs on it where the head is a paper."""
    sort = mention.sort
    if sort & (Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION) and not sort & (Sort.BODY | Sort.ROLE | Sort.SITE):
        sort = mention.owner or sort
        if sort & (Sort.BODY | Sort.PEOPLE) and not sort & (Sort.MEDIA | Sort.OUTLET):
            return "body"
    if sort & Sort.OUTLET:
        return "media"
    if sort & Sort.SITE:
        return "media" if sort & Sort.MEDIA and not sort & Sort.BODY and mention.last - mention.first > 1 else "site"
    if sort & Sort.ROLE:
        return "official"
    if sort & Sort.MEDIA and not sort & (Sort.PERSON | Sort.BODY):
        return "media"
    if sort & (Sort.BODY | Sort.PEOPLE):
        return "body"
    if sort & Sort.PERSON or mention.name:
        return "person"
    return "media" if mention.proper else "body"


def sources(reading: Reading, own: Sequence[tuple[int, int, str]] = ()) -> list[Source]:
    """Every source, in order of appearance, each once: the first clear naming stands for it.

    `own`: words (first, last, kind) of names that are known beforehand and stay whole.
    """
    known = {first: last for first, last, _ in own}
    found = [_source(reading, finding) for finding in _named(reading, list(findings(reading, known)))]
    end = signoff(reading, known)
    if end is not None:
        found.append(_source(reading, end))
    return sorted(_once(reading, found), key=lambda s: s.start)


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Web addresses and domains printed in the text: start, end, address."""
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?)]}'…")
        yield match.start(), match.start() + len(address), address


def _source(reading: Reading, finding: Finding) -> Source:
    start = reading.tokens[finding.first].start
    end = reading.tokens[finding.last - 1].end
    if reading.text[end : end + 1] in "»”" and "«" in reading.text[start:end]:
        end += 1
    mention = finding.mention
    return Source(
        start=start,
        end=end,
        first=finding.first,
        last=finding.last,
        form=form_of(mention),
        cue=finding.cue,
        strength=finding.strength,
        mention=mention,
        who=" ".join(reading.span(mention.first, mention.last).split()),
    )


def _named(reading: Reading, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings whose source is named; a pronoun counts only where nobody was named before it."""
    people = 0
    for finding in found:
        if finding.cue == "pronoun":
            if not people:
                yield finding
            people += 1
            continue
        if finding.mention.name or finding.mention.sort & (Sort.ROLE | Sort.PERSON):
            people += 1
        yield finding


def _once(reading: Reading, found: Sequence[Source]) -> list[Source]:
    kept: list[Source] = []
    keys: list[frozenset[str]] = []
    for source in found:
        key = _key(reading, source)
        same = next((i for i, other in enumerate(keys) if _same(key, other)), None)
        if same is None and not _anaphor(reading, source, kept):
            kept.append(source)
            keys.append(key)
        elif same is not None:
            keys[same] |= key
            if source.strength > kept[same].strength + 0.25:
                kept[same] = source
    return kept


def _key(reading: Reading, source: Source) -> frozenset[str]:
    """What identifies a source: a surname, or the stems of a body's words."""
    mention = source.mention
    if mention is None:
        return frozenset({source.who})
    if mention.name:
        return frozenset({"@" + stem(reading.tokens[mention.name[1] - 1].word)})
    words = range(mention.first, mention.last)
    return frozenset(
        reading.tokens[i].word[:6] for i in words if reading.words[i].gram & (Gram.NOUN | Gram.ADJ) or i == mention.head
    )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    names = {k for k in one | other if k.startswith("@")}
    if names:
        return bool(one & other & names)
    return bool(one & other) and (one <= other or other <= one)


def _anaphor(reading: Reading, source: Source, kept: Sequence[Source]) -> bool:
    """«у відомстві», «чиновник»: a bare word for somebody named before."""
    mention = source.mention
    if mention is None or mention.name or mention.proper or mention.last - mention.first > 1:
        return False
    if not reading.words[mention.head].lemmas & _ANAPHORA:
        return False
    persons = ("official", "person")
    return any((s.form in persons) == (source.form in persons) for s in kept)
