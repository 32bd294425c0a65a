"""The sources of a text, each once: findings gathered by whom they name, sign-offs and addresses added. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from classifiers.citation.channels import CHANNELS
from classifiers.citation.cues import findings
from classifiers.citation.grammar import Gram
from classifiers.citation.hours import CUE as ENTRY
from classifiers.citation.interviews import CUE as INTERVIEW
from classifiers.citation.interviews import interviewed
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.looks import Place, features
from classifiers.citation.loose import WEAK
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.offices import with_office
from classifiers.citation.people import stem
from classifiers.citation.pronouns import antecedent, leads_verb, stands_in
from classifiers.citation.ranking import likelihood
from classifiers.citation.reading import Reading
from classifiers.citation.remarks import CUE as REMARK
from classifiers.citation.sentence import Finding
from classifiers.citation.signoff import signoff

Form = Literal["body", "official", "person", "media", "site"]
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"”“]{3,500}|(?<![\w@.])@?(?:t\.me|facebook\.com|youtube\.com)/[^\s<>«»\"”“)]{2,200}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{2,40}\.){1,3}(?:ua|com|org|net|info|city|ru|example|media|live|news|gov)\b"
    r"(?:/[^\s<>«»\"”“)]{0,200})?",
    re.IGNORECASE,
)
# Every address has one of these, and most texts have neither.
_DOTTED = re.compile(r"\.[^\s<>«»\"”“]")
_HANDLE = re.compile(r"(?<![\w@.])@([A-Za-z]\w{3,63})")
# Words that stand for a source named before, when they stand alone.
_ANAPHORA = turn("anaphora")


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
    mention: Mention
    who: str
    group: int  # namings of the same source share it
    likelihood: float = 0.0  # that a reader would list it


_AGENCIES = turn("agencies")
_FORMER = re.compile("(?:екс|экс)-?|колишн|бывш", re.IGNORECASE)
_REACH = 9  # words between an office and the name that holds it
_INSTITUTES = re.compile(r"\b(?:International|Institute|Group|Foundation|Union|Bank|University|Council|Agency)\b")


def form_of(reading: Reading, mention: Mention) -> Form:
    """What a mention is by its head, and by what hangs on it where the head is a paper."""
    sort, head = mention.sort, reading.words[mention.head]
    if head.lemmas & _AGENCIES and (mention.quoted or _foreign(reading, mention)):
        return "media"
    if sort & (Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION) and not sort & (Sort.BODY | Sort.ROLE | Sort.SITE):
        sort = mention.owner or sort
        if sort & (Sort.BODY | Sort.PEOPLE) and not sort & (Sort.MEDIA | Sort.OUTLET):
            return "media" if mention.quoted and not sort & Sort.BODY else "body"
        if mention.quoted:
            return "media"
    if sort & Sort.OUTLET:
        return "media"
    if sort & Sort.SITE:
        return "media" if sort & Sort.MEDIA and mention.quoted else "site"
    if sort & Sort.ROLE:
        return "person" if _FORMER.match(reading.tokens[mention.first].word) else "official"
    if sort & Sort.MEDIA and not sort & (Sort.PERSON | Sort.BODY):
        return "media"
    if sort & (Sort.BODY | Sort.PEOPLE):
        return "body"
    if mention.name and mention.first == mention.name[0] and _office(reading, mention):
        return "official"
    if sort & Sort.PERSON or mention.name or (head.gram & (Gram.ANIMATE | Gram.PRONOUN) and not mention.proper):
        return "person"
    if mention.proper:
        return "body" if _INSTITUTES.search(reading.span(mention.first, mention.last)) else "media"
    return "body"


def _office(reading: Reading, mention: Mention) -> bool:
    """Does an office stand before the same surname anywhere in the text («голова суду Олег Мороз»)?"""
    if mention.name is None:
        return False
    wanted = stem(reading.tokens[mention.name[1] - 1].word)
    same = (i for i, token in enumerate(reading.tokens) if token.text[:1].isupper() and stem(token.word) == wanted)
    return any(_office_before(reading, index) for index in islice(same, _FIRST))


# An office is said when its holder is first named, not later than this many namings on.
_FIRST = 5


def _office_before(reading: Reading, index: int) -> bool:
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if reading.gaps[at + 1].strip(' «»"'):
            return False
        word = reading.words[at]
        if word.sort & Sort.ROLE:
            return not _FORMER.match(reading.tokens[at].word)
        if word.gram & Gram.FINITE and not word.gram & Gram.NOUN:
            return False
    return False


def _foreign(reading: Reading, mention: Mention) -> bool:
    return any(reading.tokens[i].text[:1].isascii() for i in range(mention.head, mention.last))


# No item names more sources than this; a longer list is somebody's game with words.
MOST = 300


@dataclass(slots=True)
class _Group:
    """The namings of one source."""

    keys: frozenset[str]
    person: bool
    findings: list[Finding]


# Who took the picture tells nothing; a communications department in that place makes the label.
_UNLISTED = CHANNELS - {REMARK} | {"picture"}


# The share of sources (`looks.features`) that a name under a text has by itself.
_BYLINE = 1 / 8


def sources(chunker: Chunker) -> list[tuple[Source, ...]]:
    """Every source in order of appearance, each as its namings, the one a reader would mark first."""
    groups: dict[int, list[Source]] = {}
    for source, seen in candidates(chunker):
        groups.setdefault(source.group, []).append(replace(source, likelihood=_chance(source, seen)))
    return sorted((_rated(group) for group in groups.values()), key=lambda group: group[0].start)


# The chance that whoever opens an entry of a liveblog or is interviewed is a source: the form leaves no doubt.
_BY_FORM, _CLEAR = (ENTRY, INTERVIEW), 0.8


def _chance(source: Source, seen: dict[str, float]) -> float:
    """The chance that a reader would list the naming; 0 for those that are listed only where they make the label."""
    if source.cue in _BY_FORM:
        return _CLEAR
    byline = source.cue == "signed" and seen["sources"] > _BYLINE  # under a text that names whom it heard
    return 0.0 if byline or source.cue in _UNLISTED else likelihood(seen)


# Of namings about equally likely a reader marks the first: within this much of the likeliest.
_NEARLY = 0.25


def _rated(namings: Sequence[Source]) -> tuple[Source, ...]:
    best = max(source.likelihood for source in namings)
    chosen = next(source for source in namings if source.likelihood >= best - _NEARLY)
    rest = sorted((source for source in namings if source is not chosen), key=lambda s: -s.likelihood)
    return (replace(chosen, likelihood=best), *rest)


def candidates(chunker: Chunker) -> Iterator[tuple[Source, dict[str, float]]]:
    """Every naming of every source with what the ranking sees of it."""
    reading = chunker.reading
    found = _outermost(list(islice(findings(chunker), MOST)))
    found.extend(interviewed(chunker))
    end = signoff(chunker)
    if end is not None:
        found.append(end)
    groups = _grouped(chunker, found)
    constructed = sum(any(f.strength > WEAK for f in group.findings) for group in groups)
    for number, group in enumerate(groups):
        ranked = sum(finding.cue not in CHANNELS for finding in group.findings)
        nth = 0
        for finding in group.findings:
            source = _source(reading, finding, number)
            channel = finding.cue in CHANNELS
            place = Place(0 if channel else nth, ranked, constructed, _bare(reading, finding))
            nth += not channel
            seen = features(reading, finding, source.form, place)
            full = with_office(chunker, finding.mention)
            if full is not finding.mention:
                source = replace(source, mention=full, form=form_of(reading, full))
            yield source, seen


def _outermost(found: list[Finding]) -> list[Finding]:
    """Without the namings that lie within another and name the same words: «Згідно з [даними [міської ради]]»."""
    kept = []
    for number, one in enumerate(found):
        around = (at for at, f in enumerate(found) if f.first <= one.first and one.last <= f.last and at != number)
        if not any(_holds(found[at], one, at < number) for at in around):
            kept.append(one)
    return kept


def _holds(outer: Finding, inner: Finding, earlier: bool) -> bool:
    """Does a naming make another within it superfluous: wider and as strong, or as wide and stronger or earlier?"""
    if (CHANNELS - {REMARK}) & {outer.cue, inner.cue} or (inner.cue == REMARK and outer.cue != "label"):
        return False
    apart = outer.mention.first >= inner.mention.last or inner.mention.first >= outer.mention.last
    if apart and outer.cue != "label":
        return False  # «повідомив виданню мер»: another voice
    same = (outer.first, outer.last) == (inner.first, inner.last)
    if same and outer.strength == inner.strength:
        return earlier
    return outer.strength > inner.strength or (not same and outer.strength == inner.strength)


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Web addresses and domains printed in the text: start, end, address."""
    if not ("://" in text or _DOTTED.search(text)):
        return
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?)]}'…")
        yield match.start(), match.start() + len(address), address


def handles(text: str) -> Iterator[tuple[int, int, str]]:
    """Names of channels and pages printed as «@name»: start, end, name."""
    for match in _HANDLE.finditer(text) if "@" in text else ():
        yield match.start(), match.end(), match[1]


def _source(reading: Reading, finding: Finding, group: int) -> Source:
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
        form=form_of(reading, mention),
        cue=finding.cue,
        strength=finding.strength,
        mention=mention,
        who=_whole_name(reading, mention),
        group=group,
    )


def _whole_name(reading: Reading, mention: Mention) -> str:
    """Its words with one space between, and the mark that closes a name: «фонд «Опора»»."""
    end = reading.tokens[mention.last - 1].end
    who = " ".join(reading.span(mention.first, mention.last).split())
    return who + reading.text[end] if who.count("«") > who.count("»") and reading.text[end : end + 1] == "»" else who


def _grouped(chunker: Chunker, found: Sequence[Finding]) -> list[_Group]:
    """Namings by whom they name; pronouns and bare words go with the last fitting source."""
    reading = chunker.reading
    groups: list[_Group] = []
    for finding in found:
        pronoun = finding.cue == "pronoun" or stands_in(reading, finding)
        named = antecedent(chunker, finding, _spoken(groups)) if pronoun else None
        if named is None and leads_verb(finding):
            finding = replace(finding, cue="loose-left", strength=WEAK)  # noqa: PLW2901
            named = antecedent(chunker, finding, _spoken(groups))
        if named is not None:
            finding, pronoun = replace(finding, mention=named), False  # noqa: PLW2901
        person = pronoun or form_of(reading, finding.mention) in ("official", "person")
        key = frozenset() if pronoun else _key(reading, finding.mention)
        if pronoun:
            same = next((g for g in reversed(groups) if g.person), None)
        else:
            same = next((g for g in groups if _same(key, g.keys)), None)
            if same is None and finding.cue != ENTRY and _bare(reading, finding):
                same = next((g for g in reversed(groups) if g.person == person), None)
        if same is None:
            groups.append(_Group(key, person, [finding]))
        else:
            same.findings.append(finding)
            same.keys |= key
    return groups


def _spoken(groups: Sequence[_Group]) -> list[Finding]:
    """The namings of persons who told something."""
    return [finding for group in groups if group.person for finding in group.findings if finding.strength > WEAK]


# A person named by one word, a surname or a first name, or by first name and patronymic.
_ALONE = "."


_ADDRESSED = frozenset(("http", "https", "www", "m", "ru", "uk", "ua"))


def _key(reading: Reading, mention: Mention) -> frozenset[str]:
    """What identifies a source: a surname (@) and a first name (%), or a body's words with the head marked (#)."""
    if mention.name:
        first, last = (stem(reading.tokens[i].word) for i in (mention.name[0], mention.name[1] - 1))
        alone = mention.name[1] - mention.name[0] == 1 or reading.words[mention.name[1] - 1].gram & Gram.PATR
        return frozenset({f"@{last}", f"%{first}", *({_ALONE} if alone else ())})
    words = range(mention.first, mention.last)
    if mention.proper and mention.sort & Sort.SITE and len(words) > 1:
        named = (reading.tokens[i].word for i in words if reading.tokens[i].word not in _ADDRESSED)
        return frozenset(islice((f"#{word}" for word in named), 1))  # «https://hvylia.example/1»: by its first own word
    return frozenset(
        ("#" if i == mention.head else "") + reading.tokens[i].word[:6]
        for i in words
        if reading.words[i].gram & (Gram.NOUN | Gram.ADJ) or i == mention.head
    )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if any(k.startswith("@") for k in one | other):
        shared = {k[0] for k in one & other if k != _ALONE}
        return "@" in shared or ("%" in shared and _ALONE in one | other)
    heads = {k for k in one & other if k.startswith("#")}
    return bool(heads) and (one <= other or other <= one)


def _bare(reading: Reading, finding: Finding) -> bool:
    """«у відомстві», «чиновник»: a bare word that can stand for somebody named before."""
    mention = finding.mention
    if mention.name or mention.proper or mention.last - mention.first > 1:
        return False
    word = reading.words[mention.head]
    one = mention.sort & (Sort.ROLE | Sort.PERSON) and word.gram & Gram.SINGULAR and not word.gram & Gram.PLURAL
    return bool(word.lemmas & _ANAPHORA or one)
