"""After grouping: hold the rules against what is new, keep each cause once, and send the letters that are due.

Order that survives a crash: causes and letters are committed before anything is sent; a letter is claimed before its
dialogue begins; what was under way when a process died becomes `unknown` and is never sent again by itself.
Without rules this step costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from digests.deliver import notice
from digests.deliver.message import Envelope, compose, message_id
from digests.deliver.smtp import Parcel, Receipt
from digests.render.email import Mail
from monitor.alerts import Facts, Finding, Rule, SourceNow, evaluate, held_until
from monitor.alerts.spikes import BACK, WEEKS
from monitor.alerts.wording import letter as worded
from monitor.config import Config
from monitor.errors import DeliveryError
from monitor.model import Clip
from monitor.pipeline.delivery import FIRST_PAUSE, RETRIES, mail_server, notices
from monitor.pipeline.desk import Desk, Report
from monitor.store import Store
from monitor.store.alerts import AlertLetter

FRESH = timedelta(hours=24)  # since it was fetched: a rule that is new must not tell of last week
RECENT = timedelta(days=7)  # since it came out: after an outage the news of those days still counts
CHUNK = 500  # articles in one query


def watch(desk: Desk, report: Report) -> None:
    """Everything about alerts in one run."""
    rules = desk.config.alerts
    if not rules:
        return
    desk.store.alerts.interrupted(desk.now)
    found = evaluate(rules, facts(desk.store, desk.config, desk.now, rules), desk.store.alerts.told())
    by_id = {rule.id: rule for rule in rules}
    kept = [(finding, by_id[finding.rule].urgent, _letters(by_id[finding.rule])) for finding in found]
    new = desk.store.alerts.keep(kept, desk.now, held_until(desk.config.quiet, desk.now))
    if new:
        report.count("alerts", "found", new)
    send(desk, report)


def facts(store: Store, config: Config, now: datetime, rules: Sequence[Rule], since: datetime | None = None) -> Facts:
    """What the rules need to know; with `since` all that was published from then on, as `alerts test` asks."""
    clips: tuple[Clip, ...] = ()
    stories: dict[str, tuple[Clip, ...]] = {}
    asking = [rule for rule in rules if not rule.sources and rule.spike is None]
    if asking:
        places = tuple({place for rule in asking for place in rule.places})
        ids = store.alerts.fresh(now - FRESH, now - RECENT) if since is None else None
        clips = tuple(_clips(store, now, ids, since, places))
        stories = _stories(store, now, clips)
    spikes = any(rule.spike is not None for rule in rules)
    start = since or now - timedelta(hours=BACK)
    return Facts(
        now=now,
        clips=clips,
        stories=stories,
        counted=tuple(store.alerts.counted(start - timedelta(weeks=WEEKS + 1), now)) if spikes else (),
        spikes_since=since,
        sources=tuple(_sources(store, config)) if any(rule.sources for rule in rules) else (),
    )


def _clips(
    store: Store, now: datetime, ids: Sequence[str] | None, since: datetime | None, places: Sequence[str] | None
) -> Iterable[Clip]:
    if ids is None:
        return store.clips(since=since, until=now, relevance=places)
    return [
        clip
        for start in range(0, len(ids), CHUNK)
        for clip in store.clips(articles=ids[start : start + CHUNK], relevance=places)
    ]


def _stories(store: Store, now: datetime, clips: Sequence[Clip]) -> dict[str, tuple[Clip, ...]]:
    """All clips of every story these belong to."""
    ids = [clip.article.id for clip in clips if clip.story]
    found: dict[str, tuple[Clip, ...]] = {}
    for start in range(0, len(ids), CHUNK):
        stories = store.stories(ids[start : start + CHUNK])
        wanted = [member.article for story in stories for member in story.members]
        members = {clip.article.id: clip for clip in _clips(store, now, wanted, None, None)}
        for story in stories:
            found[story.id] = tuple(members[m.article] for m in story.members if m.article in members)
    return found


def _sources(store: Store, config: Config) -> Iterable[SourceNow]:
    healths, outlets = store.health.all(), config.outlets_by_id
    for source in config.sources:
        if source.id in healths:
            name = f"{outlets[source.outlet].name} ({source.id})"
            yield SourceNow(id=source.id, name=name, health=healths[source.id])


def _letters(rule: Rule) -> list[tuple[str, str]]:
    return [("email", address) for address in rule.to] + [("notice", name) for name in notices() if rule.notify]


# --- the way out ----------------------------------------------------------------------------------------------------


def due(store: Store, config: Config, now: datetime) -> list[AlertLetter]:
    """The letters that can leave now: not at night, where a second try may fall, and not without a server."""
    quiet = held_until(config.quiet, now) is not None
    return [
        letter
        for letter in store.alerts.due(now)
        if (letter.urgent or not quiet) and (letter.channel != "email" or config.smtp is not None)
    ]


def send(desk: Desk, report: Report) -> None:
    """Send what is queued and due: one message a recipient, whatever the number of causes."""
    by_message: dict[tuple[str, str, str], list[AlertLetter]] = {}
    for letter in due(desk.store, desk.config, desk.now):
        # A mail that was tried before goes out as it was, under its own Message-ID.
        by_message.setdefault((letter.channel, letter.recipient, letter.message_id), []).append(letter)
    for (channel, _, _), letters in by_message.items():
        if channel == "notice":
            _notify(desk, report, letters)
    _mail(desk, report, [letters for (channel, _, _), letters in by_message.items() if channel == "email"])


def _claimed(desk: Desk, letters: Sequence[AlertLetter], domain: str) -> tuple[list[AlertLetter], str]:
    identifier = letters[0].message_id or message_id(
        desk.config.place.id, "alert-" + "-".join(str(letter.id) for letter in letters), letters[0].recipient, domain
    )
    mine = desk.store.alerts.claim([letter.id for letter in letters], identifier, desk.now)
    return [letter for letter in letters if letter.id in mine], identifier


def _notify(desk: Desk, report: Report, letters: Sequence[AlertLetter]) -> None:
    mine, _ = _claimed(desk, letters, "notice")
    if not mine:
        return
    name = mine[0].recipient
    words = worded(desk.config.place.name, [letter.finding for letter in mine])
    try:
        address = notices().get(name)
        if address is None:
            raise DeliveryError(name, f"{name} is no longer configured", kind="hard")
        notice.deliver(address, words.subject, words.text, name=name)
    except DeliveryError as error:
        outcome = "hard" if error.kind == "hard" else "soft"
        _settle(desk, report, mine, Receipt(key=0, outcome=outcome, detail=str(error)))  # type: ignore[arg-type]
    else:
        _settle(desk, report, mine, Receipt(key=0, outcome="sent"))


def _mail(desk: Desk, report: Report, groups: Sequence[Sequence[AlertLetter]]) -> None:
    smtp = desk.config.smtp
    if smtp is None or not groups:
        return
    server = mail_server(smtp)
    claimed: dict[int, list[AlertLetter]] = {}

    def parcels() -> Iterable[Parcel]:
        for letters in groups:
            mine, identifier = _claimed(desk, letters, smtp.sender.rpartition("@")[2])
            if mine:
                claimed[mine[0].id] = mine
                yield _parcel(desk, mine, identifier)

    for receipt in server.deliver(parcels()):
        _settle(desk, report, claimed[receipt.key], receipt)


def _parcel(desk: Desk, letters: Sequence[AlertLetter], identifier: str) -> Parcel:
    smtp = desk.config.smtp
    assert smtp is not None, "letters by mail are sent only where a server is configured"
    words = worded(desk.config.place.name, [letter.finding for letter in letters])
    mail = Mail(subject=words.subject, preheader="", html=words.html, text=words.text)
    list_id = f"alerts.{desk.config.place.id}.{smtp.sender.rpartition('@')[2]}"
    envelope = Envelope(sender=smtp.sender, name=smtp.name, list_id=list_id)
    content = compose(mail, envelope, to=letters[0].recipient, identifier=identifier, at=desk.now)
    return Parcel(key=letters[0].id, sender=smtp.sender, to=letters[0].recipient, content=content)


def _settle(desk: Desk, report: Report, letters: Sequence[AlertLetter], receipt: Receipt) -> None:
    state: str = receipt.outcome
    next_try = None
    if receipt.outcome == "soft":
        attempts = letters[0].attempts + 1
        state = "failed" if attempts >= RETRIES else "queued"
        next_try = desk.now + FIRST_PAUSE * (1 << letters[0].attempts)
    elif receipt.outcome == "hard":
        state = "failed"
    ids = [letter.id for letter in letters]
    desk.store.alerts.settle(ids, state, at=desk.now, error=receipt.detail, next_try=next_try)
    if receipt.outcome == "sent":
        report.count("alerts", state, len(letters))
    else:
        error = receipt.detail or receipt.outcome
        report.fail(letters[0].recipient, "alerts", error, next_try, counted_as=state, number=len(letters))


def found_since(store: Store, config: Config, now: datetime, rule: Rule, since: datetime) -> tuple[Finding, ...]:
    """What a rule would have told of what is stored; nothing is kept, nothing is sent."""
    return evaluate([rule], facts(store, config, now, [rule], since))
