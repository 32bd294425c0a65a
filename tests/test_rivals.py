"""A definition whose kind another product has: it stops itself alone, and its drafts and numbers wait for a remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.issues import restore
from monitor import pipeline
from monitor.cli import main
from monitor.config import Product, Smtp
from monitor.errors import ConfigError, StaleDraft
from monitor.pipeline.delivery import approve, deliver_due, send
from monitor.pipeline.desk import Desk, Report
from monitor.store.engine import writing
from tests.fakes import FakeDoor, config, desk, feed, later, page, settings_of_one_feed
from tests.mailserver import CuttingServer
from tests.web_house import open_house

FEED = "https://news.example/feed"
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
OWN = "title: Довідка\nwindow: day\nformats: [text]\n"
OF_ANOTHER = "'situation-daily' is the kind of situation-daily already"


def office(tmp_path: Path, *products: Product) -> Desk:
    text = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."
    door = FakeDoor({FEED: feed(("a", "Бібліотека", "Так.")), "https://news.example/a": page("Бібліотека", text, text)})
    return desk(tmp_path, door, replace(config(tmp_path, FEED), products=products), now=NOW)


def own(tmp_path: Path, name: str, kind: str = "") -> Path:
    path = tmp_path / "definitions" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(OWN + (f"kind: {kind}\n" if kind else ""), encoding="utf-8")
    return path


def drafted(at: Desk, tmp_path: Path) -> Path:
    """A draft as a release that knew no rivals left it: of kind situation-daily, by a product with a name of its own."""
    path = own(tmp_path, "situation-daily")
    pipeline.build(at, "situation-daily", None, preview=False)
    with writing(at.store.issues.engine) as tx:
        sql = 'UPDATE issues SET body = replace(body, \'"name":"situation-daily"\', \'"name":"dovidka"\')'
        assert tx.exec_driver_sql(sql).rowcount
    assert named(at) == "dovidka"
    return path.rename(path.with_name("dovidka.yaml"))


def named(at: Desk) -> str:
    (row,) = at.store.issues.listed("situation-daily")
    return restore(row.body.encode()).name


def test_the_other_products_are_built_approved_and_sent(tmp_path: Path) -> None:
    own(tmp_path, "dovidka", "situation-daily")
    daily = Product(name="daily", at="08:00", days="mon-fri", to=("a@x.org",), formats=("email",), approve="auto")
    dovidka = replace(daily, name="dovidka")
    with CuttingServer() as server:
        smtp = Smtp(host="127.0.0.1", port=server.port, sender="o@x.org", name=None, security="none", user=None)
        at = office(tmp_path, daily, dovidka)
        report = pipeline.run(replace(at, config=replace(at.config, smtp=smtp)))
        assert [(item.subject, item.step) for item in report.failed] == [("dovidka", "build")]
        assert [to for to, _ in server.accepted] == ["a@x.org"]
    with pytest.raises(ConfigError, match=OF_ANOTHER):
        pipeline.build(at, "dovidka", None, preview=False)
    pipeline.build(at, "situation-daily", None, preview=False)


def test_its_draft_waits_and_is_told_of_both_remedies(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    path = drafted(at, tmp_path)
    path.write_text(OWN + "kind: situation-daily\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=OF_ANOTHER):
        approve(at, "situation-daily", "М. Липка")
    assert named(at) == "dovidka"


def test_asked_for_by_its_name_it_says_why_it_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = settings_of_one_feed(tmp_path)
    own(settings.parent, "dovidka", "situation-daily")
    common = ["--config", str(settings), "--state", str(tmp_path / "var")]
    assert main(["approve", "dovidka", *common]) == 2
    told = capsys.readouterr().err
    assert OF_ANOTHER in told
    assert "there is no issue" not in told


def test_the_page_says_in_ukrainian_that_the_product_of_a_draft_is_gone(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    own(house.desk.config.folder_of_definitions, "dovidka", "dovidka")
    pipeline.build(house.desk, "dovidka", None, preview=False)
    row = house.store.issues.find("dovidka", draft=True)
    assert row is not None
    (house.desk.config.folder_of_definitions / "definitions" / "dovidka.yaml").unlink()
    told = house.post(f"/issues/{row.id}/approve", 409, looked="yes", built=row.built.isoformat())
    assert "Огляду «dovidka» більше немає: файлу dovidka.yaml серед описів оглядів" in told
    assert "there is no product" not in told
    house.store.close()


def test_the_page_says_so_in_ukrainian(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    number = house.draft()
    built = house.store.issues.get(number).built.isoformat()
    own(house.desk.config.folder_of_definitions, "daily", "thematic")
    told = house.post(f"/issues/{number}/approve", 409, looked="yes", built=built)
    assert "Огляд «daily» має вид «thematic», а цей вид уже належить огляду «thematic»" in told
    assert "назвати його файл thematic.yaml" in told
    assert "is the kind of" not in told
    assert house.store.issues.get(number).number is None
    house.store.close()


def test_with_a_kind_of_its_own_its_old_draft_stays_of_the_old_kind(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    drafted(at, tmp_path)  # its kind is its name now
    row = approve(at, "situation-daily", "М. Липка")
    assert (row.name, named(at)) == ("situation-daily/2026/1", "dovidka")


def test_a_renamed_file_goes_on_with_drafts_and_numbers(tmp_path: Path) -> None:
    at = office(tmp_path)
    pipeline.run(at)
    path = drafted(at, tmp_path)
    path.rename(path.with_name("situation-daily.yaml"))
    with pytest.raises(StaleDraft, match="its product has another name now"):
        approve(at, "situation-daily", "М. Липка")
    assert named(at) == "situation-daily", "so that its letters go to those of that name"
    assert approve(at, "situation-daily", "М. Липка").number == 1


def test_a_draft_of_no_product_stops_no_letter_of_another(tmp_path: Path) -> None:
    daily = Product(name="daily", at="08:00", days="mon-fri", to=(), formats=("text",), approve="auto")
    ended = replace(daily, name="dovidka")
    path = own(tmp_path, "dovidka")
    at = office(tmp_path, ended, daily)
    pipeline.collect(at)
    for name in ("dovidka", "daily"):
        pipeline.build(at, name, None, preview=False)
    path.unlink()
    report = Report()
    deliver_due(later(at, NOW + timedelta(minutes=5)), report)
    assert [failed.subject for failed in report.failed] == ["dovidka"]
    assert "there is no product 'dovidka'" in report.failed[0].error
    assert [row.number for row in at.store.issues.listed("daily")] == [1]
    send(at, Report(), only_in_slot=False)
