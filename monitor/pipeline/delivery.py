"""Approval freezes an issue and numbers it; the outbox carries it out, each letter exactly once where SMTP lets it.

Order that survives a crash: number, frozen documents and letters are committed before anything is sent; a letter is
claimed before its dialogue begins; what was under way when a process died becomes `unknown`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digests import wording
from digests.coverage import sentence
from digests.definition import load_products
from digests.deliver import notice
from digests.deliver.message import Envelope, compose, message_id
from digests.deliver.smtp import Parcel, Receipt, SmtpDelivery
from digests.issues import StoredPage, freeze, restore
from digests.model import Digest, Imprint
from digests.narrow import narrow
from digests.render import email
from monitor import files, plan
from monitor.config import Product, Smtp
from monitor.dates import kyiv_day
from monitor.errors import ConfigError, DeliveryError, OhliadError, StaleDraft, StoreError, SupersededDraft
from monitor.pipeline import outbox
from monitor.pipeline.addressees import recipients
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.products import product_of
from monitor.pipeline.proof import write_feeds
from monitor.pipeline.publish import definitions, render, renewed
from monitor.pipeline.shelved import stand_as_files, standing, write_files
from monitor.store import IssueRow
from monitor.store.rows import Letter

RETRIES = 5  # within 24 hours (promise 37)
FIRST_PAUSE = timedelta(minutes=10)
AUTO = "auto"  # who approves what approves itself


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mailing:
    """What all letters of one issue share; `wanted`: the topics each address asked for."""

    row: IssueRow
    digest: Digest
    wanted: Mapping[str, tuple[str, ...]]


def approve(desk: Desk, name: str, by: str, report: Report | None = None) -> IssueRow:
    """Give a draft, named as `find` knows it or by its product, its number, render it with it, freeze it and queue
    its letters.

    Files and feeds that cannot be written are failures in `report`: the issue is approved, its letters go all the same.
    Addresses that get no letter because there is no mail server are a note in it.
    Raises StoreError where there is no such draft or it is approved already; SupersededDraft where issues left
    nothing of it; StaleDraft where it had to be built anew: nobody signs what nobody has seen; UnknownProduct where
    no product is of its name or kind; RivalProduct where the kind of its product is another's.
    """
    row = desk.store.issues.find(name, draft=True)
    if row is None:
        known, refused = load_products([desk.config.folder_of_definitions])
        if name in refused:
            raise refused[name]
        row = desk.store.issues.find(known[name].kind, draft=True) if name in known else None
    if row is None:
        raise StoreError(f"there is no issue {name!r}; `ohliad issues` lists them")
    if row.number is not None:
        raise StoreError(f"{row.name} is approved already")
    if renewed(desk, row, report):
        if by != AUTO:
            raise StaleDraft(
                f"people decided since {row.kind}/{row.day} was built, or another issue took what it held or was "
                "signed for the period before, or its product has another name now: it was built anew; look at it and "
                "approve it again"
            )
        row = desk.store.issues.get(row.id)
    digest = restore(row.body.encode())
    number = desk.store.issues.next_number(row.kind, int(row.day[:4]))
    documents = render(desk, product_of(desk, row), digest, imprint_of(desk, number))
    addresses = tuple(recipients(desk.config, digest.name))
    frozen = freeze(
        digest,
        number=number,
        previous=desk.store.issues.previous_hash(row.kind),
        by=by,
        at=desk.now,
        documents=documents,
        pages=stored_pages(desk, [line.article for line in digest.lines]),
        recipients=addresses,
    )
    done = desk.store.issues.approve(
        row.id,
        number,
        by=by,
        at=desk.now,
        documents=documents,
        sha256=frozen.hash,
        manifest=frozen.manifest.decode(),
        letters=letters_of(desk, replace(row, number=number), addresses),
    )
    told = report or Report()
    with told.going_on(done.name, "files"):
        write_files(desk, done)
    with told.going_on(done.name, "files"):
        write_feeds(desk)
    if addresses and desk.config.smtp is None:
        told.notes.append(f"{done.name}: no letter goes to {', '.join(addresses)}: delivery.smtp is missing")
    return done


def stored_pages(desk: Desk, articles: Sequence[str]) -> list[StoredPage]:
    """Where the page behind each unit lies in the archive."""
    return [
        StoredPage(article=article, url=url, sha256=sha256, record=f"{warc}@{offset}")
        for article, (url, warc, offset, sha256) in desk.store.evidence(articles).items()
    ]


def imprint_of(desk: Desk, number: int | None) -> Imprint:
    signatory, role = desk.config.signatory or (None, None)
    return Imprint(number=number, signatory=signatory, role=role, public_url=desk.config.public_url)


def letters_of(desk: Desk, row: IssueRow, addresses: Sequence[str]) -> list[tuple[str, str, str]]:
    """(channel, recipient, message id) for every recipient, by mail these, of an issue that has its number."""
    place, smtp = desk.config.place.id, desk.config.smtp
    letters = []
    if smtp is not None:
        domain = smtp.sender.rpartition("@")[2]
        letters += [("email", to, message_id(place, row.name, to, domain)) for to in addresses]
    if desk.config.folder is not None:
        letters.append(("folder", desk.config.folder, message_id(place, row.name, "folder", "folder")))
    letters += [("notice", name, message_id(place, row.name, name, "notice")) for name in notices()]
    return letters


def enlist(desk: Desk, row: IssueRow) -> int:
    """Queue letters to those who were configured after the approval; returns how many. Nobody gets an issue twice."""
    known = {(letter.channel, letter.recipient.casefold()) for letter in desk.store.issues.letters(row.id)}
    addresses = tuple(recipients(desk.config, restore(row.body.encode()).name))
    new = [one for one in letters_of(desk, row, addresses) if (one[0], one[1].casefold()) not in known]
    return desk.store.issues.queue(row.id, new, desk.now)


def notices() -> dict[str, str]:
    """name -> Apprise address, from OHLIAD_NOTIFY (addresses hold tokens, so the database knows only the names)."""
    addresses = os.environ.get("OHLIAD_NOTIFY", "").split()
    return {f"OHLIAD_NOTIFY {number}": address for number, address in enumerate(addresses, start=1)}


def _product(desk: Desk, name: str) -> Product | None:
    return next((product for product in desk.config.products if product.name == name), None)


def deliver_due(desk: Desk, report: Report) -> None:
    """Approve what approves itself in its slot, then send every letter whose issue is in its slot.

    A weekly issue is left to the service, which knows its slot: a clock that ran ahead for one run, or a rehearsal,
    would sign the week before it is over.
    """
    desk.store.alerts.interrupted(desk.now)  # here as well as at the rules: the last rule may have been removed since
    for product in desk.config.products:
        slot = plan.slot(product.at, product.days, desk.config.holidays, desk.now)
        if product.approve == "auto" and not plan.is_weekly(product.at) and slot is not None and slot <= desk.now:
            _approve_today(desk, report, product)
    send(desk, report, only_in_slot=True)


def _approve_today(desk: Desk, report: Report, product: Product) -> None:
    today = kyiv_day(desk.now).isoformat()
    known = definitions(desk)
    kind = known[product.name].kind if product.name in known else product.name
    for row in desk.store.issues.heads(kind):
        if row.day == today and row.number is None:
            try:
                done = approve(desk, str(row.id), AUTO, report)
            except (ConfigError, SupersededDraft) as error:
                report.fail(product.name, "deliver", str(error))
                continue
            report.count("deliver", "approved")
            for issue in report.issues:
                if issue["kind"] == kind:
                    issue |= {"number": done.number, "files": standing(desk, done)}


def send(desk: Desk, report: Report, *, only_in_slot: bool, issue: int | None = None) -> None:
    """Send what is queued and due; every outcome is written before the next letter is touched.

    The caller holds the state folder alone: a letter that is still being sent was cut short with its process.
    """
    for letter in desk.store.issues.interrupted(desk.now):
        _settled(report, letter, "unknown", letter.error)
    letters = desk.store.issues.letters(issue, due=desk.now)
    rows = {letter.issue: desk.store.issues.get(letter.issue) for letter in letters}
    named = {issue: desk.store.issues.get(issue)} if issue is not None else {}
    for row in (rows | named).values():
        with report.going_on(row.name, "files"):
            stand_as_files(desk, row)
    open_now = {row.id for row in rows.values() if not only_in_slot or _in_slot(desk, row)}
    ready = [letter for letter in letters if letter.issue in open_now]
    for letter in ready:
        if letter.channel == "folder" and desk.store.issues.claim(letter.id, desk.now):
            _put_into_folder(desk, report, letter, rows[letter.issue])
        elif letter.channel == "notice" and desk.store.issues.claim(letter.id, desk.now):
            _notify(desk, report, letter, rows[letter.issue])
    _mail(desk, report, [letter for letter in ready if letter.channel == "email"], rows)
    for row in rows.values():
        states = {letter.state for letter in desk.store.issues.letters(row.id)}
        if states == {"sent"}:
            desk.store.issues.mark_sent(row.id)


def _in_slot(desk: Desk, row: IssueRow) -> bool:
    product = _product(desk, restore(row.body.encode()).name)
    if product is None:
        return True
    slot = plan.slot_of_day(product.at, datetime.fromisoformat(row.day).date())
    return slot <= desk.now


def _put_into_folder(desk: Desk, report: Report, letter: Letter, row: IssueRow) -> None:
    from pathlib import Path

    try:
        for document in desk.store.issues.documents(row.id):
            files.write(Path(letter.recipient) / document.filename, document.content)
    except OhliadError as error:
        _settle(desk, report, letter, Receipt(key=letter.id, outcome="soft", detail=str(error)))
    else:
        _settle(desk, report, letter, Receipt(key=letter.id, outcome="sent"))


def _notify(desk: Desk, report: Report, letter: Letter, row: IssueRow) -> None:
    address = notices().get(letter.recipient)
    digest = restore(row.body.encode())
    try:
        if address is None:
            raise DeliveryError(letter.recipient, f"{letter.recipient} is no longer configured", kind="hard")
        text = f"{wording.figures(digest).rstrip('.')}. {sentence(digest.coverage)}"
        notice.deliver(address, f"{digest.title}, № {row.number}", text, name=letter.recipient)
    except DeliveryError as error:
        outcome = "hard" if error.kind == "hard" else "soft"
        _settle(desk, report, letter, Receipt(key=letter.id, outcome=outcome, detail=str(error)))  # type: ignore[arg-type]
    else:
        _settle(desk, report, letter, Receipt(key=letter.id, outcome="sent"))


def mail_server(smtp: Smtp) -> SmtpDelivery:
    """The configured server, with the password that only the environment knows."""
    return SmtpDelivery(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,  # type: ignore[arg-type]  # the schema knows only these three words
        user=smtp.user,
        password=os.environ.get("OHLIAD_SMTP_PASSWORD"),
    )


def _mail(desk: Desk, report: Report, letters: list[Letter], rows: dict[int, IssueRow]) -> None:
    smtp = desk.config.smtp
    if smtp is None:
        return
    server = mail_server(smtp)
    by_key = {letter.id: letter for letter in letters}
    mailings = {issue: _mailing(desk, rows[issue]) for issue in dict.fromkeys(letter.issue for letter in letters)}

    def parcels() -> object:
        for letter in letters:
            if desk.store.issues.claim(letter.id, desk.now):
                yield _parcel(desk, letter, mailings[letter.issue])

    for receipt in server.deliver(parcels()):  # type: ignore[arg-type]
        _settle(desk, report, by_key[receipt.key], receipt)


def _mailing(desk: Desk, row: IssueRow) -> _Mailing:
    digest = restore(row.body.encode())
    return _Mailing(row=row, digest=digest, wanted=recipients(desk.config, digest.name))


def _parcel(desk: Desk, letter: Letter, mailing: _Mailing) -> Parcel:
    smtp, row = desk.config.smtp, mailing.row
    assert smtp is not None, "letters by mail are queued only where a server is configured"
    digest = narrow(mailing.digest, mailing.wanted.get(letter.recipient, ()))
    mail = email.compose(digest, imprint_of(desk, row.number), (desk.config.folder_of_definitions,))
    list_id = f"{row.kind}.{desk.config.place.id}.{smtp.sender.rpartition('@')[2]}"
    envelope = Envelope(sender=smtp.sender, name=smtp.name, list_id=list_id)
    at = row.approved or desk.now
    content = compose(mail, envelope, to=letter.recipient, identifier=letter.message_id, at=at)
    return Parcel(key=letter.id, sender=smtp.sender, to=letter.recipient, content=content)


def _settle(desk: Desk, report: Report, letter: Letter, receipt: Receipt) -> None:
    state, next_try = receipt.outcome, None
    if receipt.outcome == "soft":
        attempts = letter.attempts + 1
        state = "failed" if attempts >= RETRIES else "queued"  # type: ignore[assignment]
        next_try = desk.now + FIRST_PAUSE * (1 << letter.attempts)
    elif receipt.outcome == "hard":
        state = "failed"  # type: ignore[assignment]
    desk.store.issues.settle(letter.id, state, at=desk.now, error=receipt.detail, next_try=next_try)
    _settled(report, letter, state, receipt.detail or receipt.outcome, next_try)


def _settled(report: Report, letter: Letter, state: str, why: str, next_try: datetime | None = None) -> None:
    """Tell of one letter, counted once; what only a person can do about it stands beside it."""
    if state == "sent":
        report.count("deliver", state)
        return
    todo = f"; {outbox.TODO.format(letter=letter.id)}" if state == "unknown" else ""
    report.fail(letter.recipient, "deliver", f"{why}{todo}", next_try, counted_as=state)
