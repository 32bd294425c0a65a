"""Issues: drafts, preview, approval, sending, what proves them. Every step is the pipeline's own; none is made here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response

from digests.definition import Definition, asked, fill, load_definitions, place_slots
from digests.issues import restore
from digests.model import Digest, Imprint
from digests.render import html
from monitor.errors import OhliadError, RivalProduct, StaleDraft, SupersededDraft, UnknownProduct
from monitor.language import numerals
from monitor.model import Document
from monitor.pipeline import addressees, delivery, proof
from monitor.pipeline.desk import Report
from monitor.pipeline.publish import build_issue
from monitor.registers import cells
from monitor.store import IssueRow
from monitor.text import clean_line
from monitor.web import wording
from monitor.web.ask import Ask, Entry, Section, action, framed, inert, page
from monitor.web.errors import Refusal, missing
from monitor.web.paging import Pager
from monitor.web.work import at_work

ON_A_PAGE = 50
MOST_CLIPS = 1000  # counted lines shown of one issue (promise 21)
OFTEN = {"day": "щодня", "since-last": "щодня", "week": "щотижня"}  # the window of a definition
STATES = {"draft": "чернетка", "approved": "затверджено", "sent": "надіслано"}
LETTER_STATES = {
    "queued": "у черзі",
    "sending": "надсилається",
    "sent": "надіслано",
    "failed": "не надіслано",
    "unknown": "невідомо, чи дійшло",
}
CHANNELS = {"email": "лист", "folder": "тека", "notice": "сповіщення"}


def products(ask: Ask) -> Mapping[str, Definition]:
    """Every product that can be built: packaged and the owner's, as their files stand now."""
    folder = ask.office.config.folder_of_definitions
    files = sorted((folder / "definitions").glob("*.y*ml"))
    return _definitions(folder, tuple((path, (found := path.stat()).st_mtime_ns, found.st_size) for path in files))


@lru_cache(maxsize=8)
def _definitions(folder: Path, _files: tuple[tuple[Path, int, int], ...]) -> Mapping[str, Definition]:
    return load_definitions([folder])  # reading them costs 60 ms, more than the rest of the page


def titles(ask: Ask) -> dict[str, str]:
    """name and kind -> the title of the product, with the place in it; of two that read alike, with how often it comes.

    On the document the title stands as it is written.
    """
    config = ask.office.config
    slots = {
        **place_slots(config.place.name),
        "region": config.place.region,
        "institution": config.institution.names[0].name,
        "period": "…",
        "date": "…",
    }
    known = products(ask)
    written = {name: clean_line(fill(found.title, slots)) for name, found in known.items()}
    often = {name: f"{title} ({OFTEN[known[name].window]})" for name, title in written.items()}
    named: dict[str, str] = {}
    for name, found in known.items():
        title = written[name] if _alone(name, written) else often[name]
        named[found.kind] = named[name] = title if _alone(name, often) else f"{title} – {name}"
    return named


def _alone(name: str, titles: Mapping[str, str]) -> bool:
    return list(titles.values()).count(titles[name]) == 1


def index(ask: Ask) -> Response:
    """All issues, the newest first; a form that makes today's draft anew."""
    kind = str(ask.query.get("kind", ""))
    shelf = ask.office.store.shelf
    kinds = shelf.kinds()
    kind = kind if kind in kinds else ""
    pager = Pager.of(ask.number("page", 1), shelf.count(kind or None), ON_A_PAGE, f"/issues?kind={kind}")
    named = titles(ask)
    return ask.render(
        "issues/index.html",
        issues=shelf.issues(ON_A_PAGE, pager.offset, kind=kind or None),
        kinds=[(one, named.get(one, one)) for one in kinds],
        kind=kind,
        pager=pager,
        products=[(name, named[name]) for name in products(ask)],
        titles=named,
        states=STATES,
        letters=shelf.letter_counts(),
        today=numerals.kyiv(ask.now).date(),
        may_build=ask.person.may("analyst"),
    )


def show(ask: Ask) -> Response:
    """One issue: its figures, what it holds, its documents, its letters."""
    row = _row(ask)
    store = ask.office.store
    digest = _digest(row)
    items, letters = store.issues.items(row.id), store.issues.letters(row.id)
    registrations = store.shelf.registrations(row.id)
    return ask.render(
        "issues/show.html",
        issue=row,
        digest=digest,
        title=digest.title if digest else row.kind,
        state=STATES.get(row.state, row.state),
        period=_period(digest, row),
        items=items[:MOST_CLIPS],
        more=max(0, len(items) - MOST_CLIPS),
        lines={line.article: line for line in digest.lines} if digest else {},
        sections={section.code: section.title for section in digest.sections} if digest else {},
        documents=store.issues.documents(row.id),
        sent=max((letter.changed for letter in letters), default=None) if row.state == "sent" else None,
        next_number=None if row.number else store.issues.next_number(row.kind, int(row.day[:4])),
        stale=store.shelf.decided_since(row.id) if row.number is None else 0,
        gone=wording.superseded(store.superseding.wholly([row.id]).get(row.id)),
        errata=store.issues.corrections(row.id, asked(products(ask), row.kind)),
        letters=letters,
        registered=next(reversed(registrations), None),
        replaced=registrations[:-1],
        unmailed=_unmailed(ask, row),
        stranded=_stranded(ask, row),
        letter_states=LETTER_STATES,
        channels=CHANNELS,
        may_build=ask.person.may("analyst"),
        may_approve=ask.person.may("editor"),
    )


def preview(ask: Ask) -> Response:
    """The issue as its readers get it, for a frame of ours."""
    row = _row(ask)
    digest = _digest(row)
    if digest is None:
        raise missing("Цей випуск не можна показати: його зміст записано інакше.")
    config = ask.office.config
    signatory, role = config.signatory or (None, None)
    imprint = Imprint(number=row.number, signatory=signatory, role=role, public_url=config.public_url)
    return framed(html.whole(digest, imprint, (config.folder_of_definitions,)).encode())


def document(ask: Ask) -> Response:
    """One document, to be saved."""
    row = _row(ask)
    name = ask.path("name")
    found = next((made for made in ask.office.store.issues.documents(row.id) if made.filename == name), None)
    if found is None:
        raise missing("Такого документа у випуску немає.")
    return inert(found.content, found.media_type, found.filename)


def signed(ask: Ask) -> Response:
    """The signed copy the office keeps beside the issue."""
    found = ask.office.store.shelf.signed(_row(ask).id)
    if found is None:
        raise missing("Підписаної копії немає.")
    return inert(found[1], "application/octet-stream", found[0])


def audit(ask: Ask) -> Response:
    """The ZIP that proves an approved issue."""
    row = _row(ask)
    if row.number is None:
        raise Refusal(422, "Чернетку доводити ще нічим: спершу затвердьте випуск.")
    with at_work(ask) as desk:
        content = proof.audit_archive(desk, row)
    return inert(content, "application/zip", f"{row.name.replace('/', '-')}-audit.zip")


# --- what an editor does ------------------------------------------------------------------------------------------


def build(ask: Ask) -> Response:
    """The draft of a product for a day, made or made anew."""
    name, text = ask.field("product", 100), ask.field("day", 10)
    if name not in products(ask):
        raise Refusal(422, "Такого огляду немає.")
    today = numerals.kyiv(ask.now).date()
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise Refusal(422, "Дату не зрозуміло: напишіть її так: 2026-11-22.") from error
    if day > today:
        raise Refusal(422, "Цей день ще не настав.")
    kind = products(ask)[name].kind
    standing = ask.office.store.issues.find(f"{kind}/{day}")
    if standing is not None and standing.number is not None:
        raise Refusal(
            409,
            "Випуск за цей день уже затверджено; рішення про його матеріал стане поправкою.",
        )
    with at_work(ask) as desk:
        build_issue(desk, name, None if day == today else day, preview=False)
        made = desk.store.issues.find(f"{kind}/{day}")
    return ask.back(f"/issues/{made.id}" if made else "/issues", "built")


def approve(ask: Ask) -> Response:
    """The number and the freezing; letters are queued, nothing is sent yet."""
    row = _row(ask)
    if row.number is not None:
        raise Refusal(409, f"Випуск уже затверджено: №\u00a0{row.number}, {wording.approver(row.approved_by)}.")
    if ask.field("looked", 10) != "yes":
        raise Refusal(422, "Позначте, що випуск переглянуто: затверджений випуск змінити не можна.")
    if ask.field("built", 40) != row.built.isoformat():
        raise Refusal(409, "Поки ви дивилися, чернетку складено заново. Перегляньте її ще раз.")
    with at_work(ask) as desk:
        report = Report()
        try:
            done = delivery.approve(desk, str(row.id), ask.person.name, report)
        except SupersededDraft as error:
            why = wording.superseded(desk.store.superseding.wholly([row.id]).get(row.id))
            raise Refusal(
                409,
                f"Затверджувати цю чернетку нічого: {why}. Вона лишається як була, номера їй не надано.",
            ) from error
        except StaleDraft as error:
            raise Refusal(
                409,
                "Після складання чернетки ухвалено рішення або її матеріали увійшли до іншого випуску, тож її складено "
                "заново. Перегляньте її ще раз.",
            ) from error
        except RivalProduct as error:
            raise Refusal(409, f"Затвердити цю чернетку не можна. {wording.rival(error)}") from error
        except UnknownProduct as error:
            raise Refusal(409, f"Затвердити цю чернетку не можна. {wording.unknown(error)}") from error
        queued = bool(desk.store.issues.letters(done.id))
    unwritten = any(failed.step == "files" for failed in report.failed)
    code = "approved-unwritten" if unwritten else "approved"
    if not queued:
        code += "-stranded" if _stranded(ask, row) and not unwritten else "-unmailed"
    return ask.back(f"/issues/{done.id}", code, done.number)


def send(ask: Ask) -> Response:
    """What is queued for this issue goes out now, whatever its hour, also to whom was configured after its approval.

    Failed letters go too where asked.
    """
    row = _row(ask)
    if row.number is None:
        raise Refusal(422, "Це чернетка: спершу затвердьте випуск.")
    report = Report()
    with at_work(ask) as desk:
        if ask.field("retry", 10) == "yes":
            desk.store.issues.requeue(desk.now, row.id)
        delivery.enlist(desk, row)
        delivery.send(desk, report, only_in_slot=False, issue=row.id)
        nobody = not desk.store.issues.letters(row.id)
    if nobody:
        why = "send-stranded" if _stranded(ask, row) else "send-unmailed" if _unmailed(ask, row) else "send-nobody"
        return ask.back(f"/issues/{row.id}#letters", why)
    sent = report.steps["deliver"]["sent"] if "deliver" in report.steps else 0
    code = "send-failed" if report.failed else "sent" if sent else "send-nothing"
    return ask.back(f"/issues/{row.id}#letters", code, len(report.failed) or sent)


def _unmailed(ask: Ask, row: IssueRow) -> tuple[str, ...]:
    """The addresses named for a product whose formats hold no letter."""
    digest = _digest(row)
    name = digest.name if digest else row.kind
    return next((one.unmailed for one in ask.office.config.products if one.name == name), ())


def _stranded(ask: Ask, row: IssueRow) -> tuple[str, ...]:
    """The addresses that get no letter because no mail server is configured."""
    digest = _digest(row)
    return addressees.stranded_of(ask.office.config, digest.name if digest else row.kind)


def register(ask: Ask) -> Response:
    """The office's own outgoing number, date and signed copy; the frozen issue stays as it is."""
    row = _row(ask)
    number, text = ask.field("number", 100), ask.field("day", 10)
    if row.number is None:
        raise Refusal(422, "Реєструють лише затверджений випуск.")
    if not number:
        raise Refusal(422, "Напишіть вихідний номер.")
    try:
        day = cells.day(text).isoformat()
    except cells.CellError as error:
        raise Refusal(422, "Дату не зрозуміло: напишіть її так: 22.11.2026.") from error
    if day < row.day:
        issued = numerals.short_date(date.fromisoformat(row.day))
        raise Refusal(422, f"Випуск датовано {issued}: раніше за цей день його не могли зареєструвати.")
    given = ask.file("copy")
    copy = Document(filename=given[0][:200], media_type="", content=given[1]) if given else None
    ask.office.store.issues.register(row.id, number, day, by=ask.person.name, at=ask.now, signed=copy)
    return ask.back(f"/issues/{row.id}", "registered")


def _row(ask: Ask) -> IssueRow:
    try:
        return ask.office.store.issues.get(int(ask.path("id")))
    except (OhliadError, OverflowError) as error:
        raise missing("Такого випуску немає.") from error


def _digest(row: IssueRow) -> Digest | None:
    try:
        return restore(row.body.encode())
    except OhliadError:
        return None


def _period(digest: Digest | None, row: IssueRow) -> str:
    if digest is not None:
        return numerals.date_range(digest.window.first_day, digest.window.last_day)
    return numerals.long_date(date.fromisoformat(row.day))


section = Section(
    routes=(
        page("/issues", index),
        action("/issues/build", build),
        page("/issues/{id:int}", show),
        page("/issues/{id:int}/preview", preview),
        page("/issues/{id:int}/documents/{name}", document),
        page("/issues/{id:int}/signed", signed),
        page("/issues/{id:int}/audit.zip", audit),
        action("/issues/{id:int}/approve", approve, role="editor"),
        action("/issues/{id:int}/send", send, role="editor"),
        action("/issues/{id:int}/register", register, role="editor"),
    ),
    menu=(Entry(rank=50, path="/issues", text="Випуски"),),
    messages={
        "built": "Чернетку складено. Перегляньте її перед затвердженням.",
        "approved": "Затверджено під №\u00a0{n}. Листи стоять у черзі.",
        "approved-unwritten": "Затверджено під №\u00a0{n}, листи стоять у черзі. Файли випуску чи стрічки записати "
        "не вдалося: перевірте місце на диску.",
        "approved-unmailed": "Затверджено під №\u00a0{n}. Листів немає: надсилати його нікому.",
        "approved-stranded": "Затверджено під №\u00a0{n}. Листів немає: не налаштовано поштового сервера "
        "(delivery.smtp).",
        "approved-unwritten-unmailed": "Затверджено під №\u00a0{n}, листів немає. Файли випуску чи стрічки записати "
        "не вдалося: перевірте місце на диску.",
        "sent": "Надіслано: {n}.",
        "send-failed": "Не все вдалося надіслати: {n}. Причини – нижче, біля кожного листа.",
        "send-unmailed": "Цей випуск нікому надсилати: адреси в налаштуваннях є, але серед форматів огляду немає листа "
        "(email).",
        "send-stranded": "Надіслати неможливо: адреси в налаштуваннях є, але не налаштовано поштового сервера "
        "(delivery.smtp).",
        "send-nobody": "Цей випуск нікому надсилати: для нього не налаштовано ні адрес, ні теки, ні сповіщень.",
        "send-nothing": "У черзі немає листів, які можна надіслати зараз.",
        "registered": "Вихідний номер записано.",
    },
)
