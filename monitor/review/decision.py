"""The one way a decision is made, whoever brings it: the command line, a table, the web page.

A decision is checked against what the person had seen in the transaction that writes it. Refuses to overwrite what
they had not seen; says so in one Ukrainian sentence, and keeps their opinion in the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from monitor.dates import KYIV
from monitor.judgement import FIELDS
from monitor.ledger import REFUSED, Entry, Seen, agreeing, in_force, newer
from monitor.model import TOPICS, Label, Member
from monitor.review import continuing
from monitor.review.words import FIELD_NAMES, spoken_value
from monitor.text import clean_line

if TYPE_CHECKING:
    from monitor.store import Store
    from monitor.store.opinions import Turn

State = Literal["applied", "same", "conflict", "rejected"]
# What an approved issue printed and would now be said otherwise; it gets an erratum, never a change.
PRINTED = ("relevance", "topic", "citation", "tone", "event", "use")
LONGEST_NAME, LONGEST_WHY = 120, 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a person wants said of one article.

    `seen`: see monitor.ledger.Seen; `confirm`: although something newer stands; `origin`: other than that of the act;
    `own`: what this person last decided themselves, before this act, counts as seen; `whole`: the value of a mark
    («continued») is all that is to be marked, for the person was shown the rest.
    """

    article: str
    field: str
    value: str
    why: str = ""
    seen: Seen = None
    confirm: bool = False
    origin: str = ""
    own: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one proposal. `label` is its row in the history, `against` the newer row of a conflict."""

    article: str
    field: str
    state: State
    text: str
    label: int | None = None
    against: Entry | None = None
    unknown: bool = False  # there is no such item


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of one act of deciding; `state` is the worst of its outcomes."""

    outcomes: tuple[Outcome, ...]

    @property
    def state(self) -> State:
        worst: tuple[State, ...] = ("rejected", "conflict", "applied")
        return next((state for state in worst if self.of(state)), "same")

    @property
    def text(self) -> str:
        """One sentence for each different outcome, the troubles first."""
        order: tuple[State, ...] = ("rejected", "conflict", "applied", "same")
        return " ".join(dict.fromkeys(outcome.text for state in order for outcome in self.of(state)))

    def of(self, state: State) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.state == state)


def decide(
    store: Store,
    articles: Sequence[str],
    field: str,
    value: str,
    *,
    by: str,
    at: datetime,
    why: str = "",
    origin: str,
    seen: Seen,
    confirm: bool = False,
) -> Decided:
    """Say `value` of these articles, in one transaction; what is in conflict is told, the others are applied."""
    proposals = [
        Proposal(article=article, field=field, value=value, why=why, seen=seen, confirm=confirm)
        for article in dict.fromkeys(articles)
    ]
    return decide_all(store, proposals, by=by, at=at, origin=origin)


def decide_all(store: Store, proposals: Sequence[Proposal], *, by: str, at: datetime, origin: str) -> Decided:
    """Several proposals of one person, in one transaction."""
    by, at = named(by), at.replace(microsecond=0)
    with store.opinions.turn() as turn:
        outcomes = [_decide(turn, proposal, by, at, proposal.origin or origin) for proposal in proposals]
    return Decided(outcomes=tuple(outcomes))


def named(by: str) -> str:
    return clean_line(by)[:LONGEST_NAME].strip()


def _decide(turn: Turn, asked: Proposal, by: str, at: datetime, origin: str) -> Outcome:
    value = legal_value(asked.field, asked.value)
    if value is None:
        return _outcome(asked, "rejected", f"«{clean_line(asked.value)[:60]}» – такого значення немає.")
    if not by:
        return _outcome(asked, "rejected", "Не сказано, хто вирішив.")
    if not turn.known(asked.article):
        told = f"Матеріалу з кодом «{clean_line(asked.article)[:40]}» немає."
        return replace(_outcome(asked, "rejected", told), unknown=True)
    label = Label(
        article=asked.article, field=asked.field, value=value, by=by, at=at, why=clean_line(asked.why)[:LONGEST_WHY]
    )
    if asked.field == "continued":
        value, trouble = _continued(turn, label, whole=asked.whole)
        if trouble:
            return _outcome(asked, "rejected", trouble)
        label = replace(label, value=value)
    return _weigh(turn, asked, label, origin)


def _continued(turn: Turn, label: Label, *, whole: bool) -> tuple[str, str]:
    """The issues a mark stands for, or why there are none. What is still marked stays so, unless this is the whole."""
    if turn.withdrawn(label.article) and label.value != continuing.NO:
        return "", "Матеріал вилучено на вимогу: показати в ньому вже нічого."
    use, mark = (in_force(turn.entries(label.article, field)) for field in ("use", "continued"))
    stood = turn.last_issues(label.article)
    value, trouble = continuing.resolved(
        label.value,
        stood,
        counted_as=turn.counted_as(label),
        left_out=use is not None and use.label.value == "no",
    )
    if trouble or whole or mark is None or value == continuing.NO:
        return value, trouble
    return " ".join(sorted({*value.split(), *continuing.pending(mark.label.value, stood).split()})), ""


def _weighty(turn: Turn, article: str, field: str) -> list[Entry]:
    """The history that a new decision is weighed against: without marks that issues have taken since, or their end."""
    entries = turn.entries(article, field)
    if field != "continued":
        return entries
    stood = turn.last_issues(article)
    spent = [
        entry
        for entry in entries
        if entry.kind == "decision"
        and entry.label.value != continuing.NO
        and not continuing.pending(entry.label.value, stood)
    ]
    without = {entry.id for entry in spent} | {entry.undone for entry in spent}
    return [entry for entry in entries if entry.id not in without]


def _weigh(turn: Turn, asked: Proposal, label: Label, origin: str) -> Outcome:
    entries = _weighty(turn, label.article, label.field)
    stands, unseen = in_force(entries), newer(entries, asked.seen)
    said = f"{FIELD_NAMES[label.field]} – «{spoken_value(label.field, label.value)}»"
    if stands is not None and stands.label.value == label.value:
        known = any(entry.label.by == label.by for entry in agreeing(entries, label.value))
        if known or unseen is None:
            return _outcome(asked, "same", f"Уже вирішено: {said}.", stands.id)
        made = turn.add(label, origin)  # a second opinion, given without knowing of the first
        return _outcome(asked, "same", f"{stands.label.by} уже вирішив(ла) так само: {said}.", made)
    if unseen is not None and asked.own and _corrects(entries, unseen, label, turn.began):
        unseen = None
    if unseen is not None and not asked.confirm:
        told = _twice(unseen, label) if asked.own and unseen.id > turn.began else _conflict(unseen, label)
        return _outcome(asked, "conflict", told, _keep(turn, entries, label, origin), unseen)
    made = turn.add(label, origin)
    if label.field in PRINTED:
        turn.note_erratum(label, stands.label.value if stands else None, label.value)
    return _outcome(asked, "applied", f"Вирішено: {said}.", made)


def _corrects(entries: Sequence[Entry], unseen: Entry, label: Label, before: int) -> bool:
    """Whether a person corrects their own word: theirs stands, of an earlier act, and it did not replace this one.

    An old table brought again says what its owner has since changed: that is no correction.
    """
    if not unseen.stands or unseen.label.by != label.by or unseen.id > before:
        return False
    return all((entry.label.by, entry.label.value) != (label.by, label.value) for entry in entries if entry.stands)


def _keep(turn: Turn, entries: Sequence[Entry], label: Label, origin: str) -> int:
    """The refused opinion as a row that never stands; the same one brought again is not kept twice."""
    for entry in reversed(entries):
        if entry.kind != "refused":
            break
        if (entry.label.by, entry.label.value) == (label.by, label.value):
            return entry.id
    return turn.add(label, origin, undone=REFUSED)


def _twice(unseen: Entry, label: Label) -> str:
    ours, first = (f"«{spoken_value(label.field, one.value)}»" for one in (label, unseen.label))
    return f"В одній таблиці двічі по-різному: тут – {ours}, а вище – {first}; залишено перше."


def _conflict(unseen: Entry, label: Label) -> str:
    when = f"{unseen.label.at.astimezone(KYIV):%d.%m.%Y %H:%M}"
    ours = f"«{spoken_value(label.field, label.value)}»"
    if not unseen.stands:
        return f"Тим часом {unseen.label.by} змінив(ла) це рішення ({when}, {unseen.origin}); {ours} не записано."
    theirs = f"«{spoken_value(unseen.label.field, unseen.label.value)}»"
    return f"{unseen.label.by} уже вирішив(ла) {theirs} ({when}, {unseen.origin}), а тут – {ours}; лишається {theirs}."


def _outcome(
    asked: Proposal, state: State, text: str, label: int | None = None, against: Entry | None = None
) -> Outcome:
    return Outcome(article=asked.article, field=asked.field, state=state, text=text, label=label, against=against)


def legal_value(field: str, value: str) -> str | None:
    """The value as it is stored, or None where field or value are not the codebook's."""
    if field not in FIELDS:
        return None
    if field == "secondary":
        words = list(dict.fromkeys(value.replace(",", " ").split()))
        return " ".join(words) if all(word in TOPICS for word in words) else None
    if field == "continued":
        return continuing.understood(value) or None
    return value if value in FIELDS[field] else None


def undo(store: Store, label: int, *, by: str, at: datetime, why: str = "", origin: str) -> Outcome:
    """Take one decision back; what it had replaced is in force again. The row stays, beside who took it back."""
    at = at.replace(microsecond=0)
    with store.opinions.turn() as turn:
        entry = turn.entry(label)
        if entry is None:
            return Outcome(article="", field="", state="rejected", text=f"Рішення № {label} немає.")
        old = entry.label
        asked = Proposal(article=old.article, field=old.field, value=old.value)
        if not named(by):
            return _outcome(asked, "rejected", "Не сказано, хто скасовує.")
        if entry.kind != "decision":
            return _outcome(asked, "rejected", f"№ {label} – не рішення, що діє: скасовувати нічого.")
        if not entry.stands:
            return _outcome(asked, "same", f"Рішення № {label} уже скасовано.", entry.undone)
        entries = turn.entries(old.article, old.field)
        before, after = in_force(entries), in_force([other for other in entries if other.id != label])
        value = after.label.value if after else ""
        back = Label(
            article=old.article,
            field=old.field,
            value=value,
            by=named(by),
            at=at,
            why=clean_line(why)[:LONGEST_WHY],
        )
        made = turn.take_back(label, back, origin)
        if old.field in PRINTED and before == entry and value != old.value:
            turn.note_erratum(back, old.value, value if after else None)
        if after is not None and old.field == "continued" and value != continuing.NO:
            value = continuing.pending(value, turn.last_issues(old.article))
    return _outcome(asked, "applied", _undone(label, replace(back, value=value), after), made)


def _undone(label: int, back: Label, after: Entry | None) -> str:
    if back.field == "continued" and not back.value:
        return f"Рішення № {label} скасовано: матеріал більше не позначено як продовження."
    name = FIELD_NAMES[back.field]
    if after is None:
        return f"Рішення № {label} скасовано: {name} знову визначає програма."
    return f"Рішення № {label} скасовано: {name} – «{spoken_value(back.field, back.value)}» ({after.label.by})."


def shared(field: str, articles: Sequence[str]) -> Sequence[str]:
    """Which of an article, named first, and its reprints get what is decided of it: each stood in issues of its own."""
    return articles[:1] if field == "continued" else articles


def reprints(store: Store, article: str) -> tuple[str, ...]:
    """The article and what repeats it or what it repeats, in its story; our own releases and guesses left out."""
    for story in store.stories([article]):
        members = {member.article: member for member in story.members}
        source = _repeated(members, article)
        same = [name for name in members if _repeated(members, name) == source]
        ours = {clip.article.id for clip in store.clips(articles=same, relevance=None) if clip.outlet.official}
        return tuple(dict.fromkeys([article, *(name for name in same if name not in ours)]))
    return (article,)


def _repeated(members: Mapping[str, Member], article: str) -> str:
    """The text at the beginning of a chain of reprints; what a person should first confirm is no link of it."""
    walked: set[str] = set()
    while article not in walked:
        walked.add(article)
        member = members[article]
        if member.relation == "reprint" and member.of is not None and member.of in members and not member.probable:
            article = member.of
    return article
