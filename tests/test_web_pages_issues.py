"""Issues and letters as pages: build, look, approve, send, register, prove; and the decision about a lost letter."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from digests.issues import restore
from monitor.config import Product, Smtp
from monitor.model import Label
from monitor.store.rows import Letter
from tests.web_house import NOW, House, collecting, open_house


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    found = open_house(tmp_path)
    yield found
    found.store.close()


def approved(house: House) -> int:
    number = house.draft()
    house.post(f"/issues/{number}/approve", looked="yes", built=house.store.issues.get(number).built.isoformat())
    return number


def configure(house: House, folder: str | None) -> None:
    """The delivery folder of the configuration, as a restart would read it."""
    object.__setattr__(house.desk, "config", replace(house.desk.config, folder=folder))


def letter(house: House, issue: int, state: str) -> Letter:
    """A letter whose dialogue was cut off."""
    house.store.issues.queue(issue, [("email", "editor@example.org", "<1@example.org>")], NOW)
    found = next(made for made in house.store.issues.letters(issue) if made.channel == "email")
    house.store.issues.claim(found.id, NOW)
    house.store.issues.settle(found.id, state, at=NOW, error="connection lost")
    return found


def test_a_draft_is_made_from_the_page(house: House) -> None:
    assert "Випусків ще немає" in house.get("/issues")
    where = house.post("/issues/build", product="daily", day="")
    html = house.get(where)
    assert "чернетка" in html
    assert "Чернетку складено" in html
    assert "Затвердити під №&nbsp;1" in html
    assert "Набережну у Вербосіллі відкриють" in html


@pytest.mark.parametrize(
    ("product", "day", "status", "sentence"),
    [
        ("nothing", "", 422, "Такого огляду немає"),
        ("daily", "учора", 422, "Дату не зрозуміло"),
        ("daily", "2026-12-24", 422, "ще не настав"),
    ],
)
def test_a_draft_that_cannot_be_made_is_refused(
    house: House, product: str, day: str, status: int, sentence: str
) -> None:
    assert sentence in house.post("/issues/build", status, product=product, day=day)
    assert house.store.issues.listed() == []


def test_the_preview_is_a_page_of_nobody(house: House) -> None:
    number = house.draft()
    answer = house.client.get(f"/issues/{number}/preview")
    assert "Набережну у Вербосіллі" in answer.text
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "<script>alert" not in answer.text


def test_approval_needs_an_editor_who_looked_at_this_very_draft(house: House) -> None:
    number = house.draft()
    built = house.store.issues.get(number).built.isoformat()
    house.at("analyst").post(f"/issues/{number}/approve", 403, looked="yes", built=built)
    assert "переглянуто" in house.post(f"/issues/{number}/approve", 422, built=built)
    assert "складено заново" in house.post(f"/issues/{number}/approve", 409, looked="yes", built="2026-11-20T06:00")
    assert house.store.issues.get(number).number is None
    html = house.get(house.post(f"/issues/{number}/approve", looked="yes", built=built))
    row = house.store.issues.get(number)
    assert (row.number, row.approved_by) == (1, "аналітик")
    assert "Затверджено під №\u00a01" in html
    assert str(row.sha256) in html
    assert "уже затверджено" in house.post(f"/issues/{number}/approve", 409, looked="yes", built=built)
    assert "уже затверджено" in house.post("/issues/build", 409, product="daily", day="2026-11-20")


def test_an_approval_whose_files_cannot_be_written_says_so(house: House) -> None:
    number = house.draft()
    (house.desk.state / "feeds").write_bytes(b"no folder")
    built = house.store.issues.get(number).built.isoformat()
    html = house.get(house.post(f"/issues/{number}/approve", looked="yes", built=built))
    assert "Затверджено під №\u00a01" in html
    assert "записати не вдалося" in html


def test_while_a_collection_runs_nothing_is_lost_and_it_is_said(house: House) -> None:
    number = house.draft()
    built = house.store.issues.get(number).built.isoformat()
    with collecting(house):
        assert "збирання новин" in house.post(f"/issues/{number}/approve", 503, looked="yes", built=built)
        assert "збирання новин" in house.post("/issues/build", 503, product="daily")
        assert house.get(f"/issues/{number}")
    assert house.store.issues.get(number).number is None


def test_a_decision_after_the_draft_is_told_and_stands_in_the_next_one(house: House) -> None:
    number = house.draft()
    article = house.article("У Вербосіллі зупинили")
    assert "Після складання" not in house.get(f"/issues/{number}")
    later = replace(house, desk=house.desk)
    later.store.add_label(Label(article=article, field="use", value="no", by="а", at=NOW.replace(minute=45)), "тест")
    assert "Після складання чернетки ухвалено ще 1" in house.get(f"/issues/{number}").replace("\u00a0", " ")
    assert article in [item.article for item in house.store.issues.items(number)]
    house.post("/issues/build", product="daily", day="2026-11-20")
    assert article not in [item.article for item in house.store.issues.items(number)]


def test_documents_are_saved_never_shown(house: House) -> None:
    number = approved(house)
    documents = house.store.issues.documents(number)
    assert documents
    for document in documents:
        answer = house.client.get(f"/issues/{number}/documents/{document.filename}")
        assert answer.content == document.content
        assert answer.headers["content-disposition"].startswith("attachment;")
    house.get(f"/issues/{number}/documents/../../etc/passwd", 404)
    house.get(f"/issues/{number}/documents/none.html", 404)
    house.get("/issues/777", 404)
    house.get("/issues/99999999999999999999", 404)


def test_the_archive_of_an_issue_proves_it(house: House) -> None:
    draft = house.draft()
    house.get(f"/issues/{draft}/audit.zip", 422)
    number = approved(house)
    answer = house.client.get(f"/issues/{number}/audit.zip")
    assert "daily-2026-1-audit.zip" in answer.headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_an_issue_was_sent_when_its_letters_went_and_approved_when_it_was(house: House) -> None:
    number = approved(house)

    def told() -> str:
        html = house.get(f"/issues/{number}")
        return BeautifulSoup(html, "html.parser").find("h1").find_next_sibling("p").get_text()  # type: ignore[union-attr]

    assert told().endswith("затверджено: аналітик, 20.11.2026 18:30")
    (letter,) = house.store.issues.letters(number)
    house.store.issues.claim(letter.id, NOW)
    house.store.issues.settle(letter.id, "sent", at=NOW + timedelta(days=10, minutes=5))
    house.store.issues.mark_sent(number)
    assert told().endswith("надіслано 30.11.2026 18:35; затверджено: аналітик, 20.11.2026 18:30")


def test_sending_puts_the_issue_into_the_folder_once(house: House) -> None:
    draft = house.draft()
    assert "спершу затвердьте" in house.post(f"/issues/{draft}/send", 422)
    number = approved(house)
    assert [made.state for made in house.store.issues.letters(number)] == ["queued"]
    house.at("analyst").post(f"/issues/{number}/send", 403)
    assert "done=sent&n=1" in house.post(f"/issues/{number}/send")
    assert "send-nothing" in house.post(f"/issues/{number}/send")
    assert house.store.issues.get(number).state == "sent"
    assert list((house.desk.state.parent / "out").iterdir())
    assert "надіслано" in house.get("/outbox")


def test_an_issue_for_nobody_is_not_sent_in_silence(house: House) -> None:
    folder = house.desk.config.folder
    configure(house, None)
    number = approved(house)
    assert "одержувачів для нього не було налаштовано" in house.get(f"/issues/{number}")
    assert "нікому надсилати" in house.get(house.post(f"/issues/{number}/send").partition("#")[0])
    configure(house, folder)
    assert "done=sent&n=1" in house.post(f"/issues/{number}/send"), "whoever was added since gets it"
    assert "send-nothing" in house.post(f"/issues/{number}/send"), "once"


def test_a_failed_letter_is_sent_again_only_where_asked(house: House) -> None:
    number = approved(house)
    (found,) = house.store.issues.letters(number)
    house.store.issues.claim(found.id, NOW)
    house.store.issues.settle(found.id, "failed", at=NOW, error="the disk is full")
    assert "the disk is full" in house.get(f"/issues/{number}")
    assert "send-nothing" in house.post(f"/issues/{number}/send")
    assert "done=sent" in house.post(f"/issues/{number}/send", retry="yes")


def test_only_an_editor_says_what_became_of_a_lost_letter(house: House) -> None:
    number = approved(house)
    lost = letter(house, number, "unknown")
    assert "невідомо, чи дійшло" in house.get("/outbox")
    assert "1 лист" in house.get("/issues").replace("\u00a0", " ")
    house.at("analyst").post("/outbox", 403, letter=str(lost.id), answer="arrived")
    house.post(f"/issues/{number}/send")
    assert house.store.issues.get(number).state == "approved"
    assert "letter-answered" in house.post("/outbox", letter=str(lost.id), answer="arrived")
    assert {made.state for made in house.store.issues.letters(number)} == {"sent"}
    assert house.store.issues.get(number).state == "sent"
    assert "уже вирішили" in house.post("/outbox", 409, letter=str(lost.id), answer="again")


def test_a_lost_letter_can_be_queued_again_once(house: House) -> None:
    number = approved(house)
    lost = letter(house, number, "unknown")
    house.post("/outbox", letter=str(lost.id), answer="again")
    house.post("/outbox", 409, letter=str(lost.id), answer="again")
    states = {made.recipient: (made.state, made.error) for made in house.store.issues.letters(number)}
    assert states["editor@example.org"] == ("queued", "аналітик: надіслати ще раз")
    for given in ({"letter": "x", "answer": "arrived"}, {"letter": str(lost.id), "answer": "perhaps"}, {}):
        house.post("/outbox", 400, **given)


def test_letters_are_listed_by_state_those_that_wait_first(house: House) -> None:
    number = approved(house)
    letter(house, number, "failed")
    html = house.get("/outbox")
    assert html.index("editor@example.org") < html.index(str(house.desk.config.folder))
    assert "editor@example.org" not in house.get("/outbox?state=queued")
    assert "Листів немає" in house.get("/outbox?state=unknown")


def test_the_offices_own_number_stands_beside_the_frozen_issue(house: House) -> None:
    draft = house.draft()
    assert "лише затверджений" in house.post(f"/issues/{draft}/register", 422, number="1", day="2026-11-20")
    number = approved(house)
    before = house.store.issues.get(number)
    for given in (
        {"number": "", "day": "2026-11-20"},
        {"number": "12", "day": "потім"},
        {"number": "12", "day": "2026-11-19"},
    ):
        house.post(f"/issues/{number}/register", 422, **given)
    answer = house.client.post(
        f"/issues/{number}/register",
        data={"csrf": house.token(), "number": "01-12/345", "day": "2026-11-20"},
        files={"copy": ("Підписано <b>.pdf", b"%PDF-1.7 signed")},
    )
    assert answer.status_code == 303
    html = house.get(f"/issues/{number}")
    assert "01-12/345" in html
    assert "20.11.2026" in html
    assert "Підписано &lt;b&gt;.pdf" in html
    house.post(f"/issues/{number}/register", number="01-12/346", day="2026-11-20")  # the copy stays
    copy = house.client.get(f"/issues/{number}/signed")
    assert copy.content == b"%PDF-1.7 signed"
    html = house.get(f"/issues/{number}")
    assert html.index("01-12/346") < html.index("Попередні реєстрації") < html.index("01-12/345")
    assert copy.headers["content-disposition"].startswith("attachment")
    assert house.store.issues.get(number).sha256 == before.sha256
    house.get(f"/issues/{draft + 50}/signed", 404)


def test_an_erratum_stands_under_its_issue(house: House) -> None:
    number = approved(house)
    article = house.article("Набережну у Вербосіллі")
    house.send(f"/api/items/{article}/decisions", {"field": "citation", "value": "none", "why": "<i>не пряме</i>"})
    html = house.get(f"/issues/{number}")
    assert "Поправки після затвердження" in html
    assert "&lt;i&gt;не пряме&lt;/i&gt;" in html
    heading = BeautifulSoup(html, "html.parser").find("h2", string="Поправки після затвердження")
    assert heading is not None
    told = " ".join(heading.find_next("li").get_text().split())  # type: ignore[union-attr]
    assert told.startswith("Набережну у Вербосіллі")
    assert ": джерело – «" in told
    assert "» → «немає» " in told
    assert re.search(r", \d\d\.\d\d\.2026 \d\d:\d\d: <i>не пряме</i>$", told)
    house.send(f"/api/items/{article}/decisions", {"field": "use", "value": "no"})
    assert ": до огляду – «так» → «ні»" in house.get(f"/issues/{number}")


def test_issues_are_listed_by_kind_and_page(house: House) -> None:
    house.draft("daily")
    house.draft("situation-weekly")
    assert house.get("/issues").count('scope="row"') == 2
    assert house.get("/issues?kind=daily").count('scope="row"') == 1
    assert house.get("/issues?kind=nothing&page=9").count('scope="row"') == 2


def test_two_products_of_one_title_are_told_apart_on_the_pages_only(house: House) -> None:
    for product in ("situation-daily", "situation-weekly"):
        house.post("/issues/build", product=product, day="")
    title = "Довідка про суспільно-політичну ситуацію в місті Вербосіллі"
    for path in ("/", "/issues"):
        html = house.get(path)
        assert f"{title} (щодня)" in html, path
        assert f"{title} (щотижня)" in html, path
    assert "Щоденний огляд публікацій про місто Вербосілля (щодня)" not in house.get("/issues")
    for row in house.store.issues.listed():
        assert restore(row.body.encode()).title == title


def test_addresses_of_a_product_without_a_letter_are_told_of(house: House) -> None:
    product = Product(
        name="daily", at="08:30", days="mon-sun", to=("all@example.org",), formats=("html", "csv"), approve="hand"
    )
    smtp = Smtp(host="127.0.0.1", port=25, sender="ohliad@example.org", name=None, security="none", user=None)
    config = replace(house.desk.config, folder=None, smtp=smtp, products=(product,))
    for one in (house.desk, house.office):
        object.__setattr__(one, "config", config)
    number = house.draft()
    built = house.store.issues.get(number).built.isoformat()
    told = house.get(house.post(f"/issues/{number}/approve", looked="yes", built=built))
    assert "Листів немає: надсилати його нікому." in told
    assert "all@example.org), але серед форматів огляду немає листа (email)" in told
    assert "одержувачів для нього не було налаштовано" not in told
    told = house.get(house.post(f"/issues/{number}/send").partition("#")[0])
    assert "Цей випуск нікому надсилати: адреси в налаштуваннях є" in told


def test_addresses_without_a_mail_server_are_named(house: House) -> None:
    product = Product(
        name="daily", at="08:30", days="mon-fri", to=("a@example.org",), formats=("email",), approve="hand"
    )
    config = replace(house.desk.config, folder=None, smtp=None, products=(product,))
    for one in (house.desk, house.office):
        object.__setattr__(one, "config", config)
    number = house.draft()
    built = house.store.issues.get(number).built.isoformat()
    told = house.get(house.post(f"/issues/{number}/approve", looked="yes", built=built))
    assert "Листів немає: не налаштовано поштового сервера (delivery.smtp)." in told
    assert "тож листа не буде: a@example.org" in told
    told = house.get(house.post(f"/issues/{number}/send").partition("#")[0])
    assert "адреси в налаштуваннях є, але не налаштовано поштового сервера" in told
