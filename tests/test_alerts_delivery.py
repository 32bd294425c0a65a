"""Alerts on the road: a step of the run, one letter a cause over restarts, quiet nights, and the command."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from digests.deliver.smtp import SmtpDelivery
from monitor import pipeline
from monitor.__main__ import main
from monitor.alerts import Rule, parse
from monitor.alerts.quiet import parse as parse_quiet
from monitor.config import Config, Smtp, load
from monitor.errors import ConfigError
from monitor.health import Health
from monitor.model import Outlet, Source
from monitor.pipeline.alerts import send, watch
from monitor.pipeline.desk import Desk, Report
from tests.fakes import NOW, FakeDoor, config, desk, feed, later, page
from tests.mailserver import CuttingServer

WORDS = "Через паводок у Вербосіллі перекрили міст, і мешканці громади добираються в обхід через сусідні села."
FLOOD = Rule(id="flood", when=parse("паводок"), to=("duty@example.org",))


def web() -> FakeDoor:
    return FakeDoor(
        {
            "https://news.example/feed": feed(("a", "Міст у Вербосіллі закрито", "Коротко")),
            "https://news.example/a": page(
                "Міст у Вербосіллі закрито", WORDS, "Ще про те, чому закрили міст у громаді."
            ),
        }
    )


def setup(tmp_path: Path, port: int, *rules: Rule, quiet: str | None = None) -> Config:
    smtp = Smtp(host="127.0.0.1", port=port, sender="o@example.org", name=None, security="none", user=None)
    made = config(tmp_path, "https://news.example/feed")
    return replace(made, alerts=rules, smtp=smtp, quiet=parse_quiet(quiet) if quiet else None)


@pytest.fixture
def server() -> Iterator[CuttingServer]:
    with CuttingServer() as running:
        yield running


def states(at: Desk) -> list[str]:
    return [letter.state for letter in at.store.alerts.letters()]


def test_an_alert_arrives_once_whatever_is_run_again(tmp_path: Path, server: CuttingServer) -> None:
    at = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD))
    report = pipeline.run(at)
    assert report.steps["alerts"] == {"found": 1, "sent": 1}
    pipeline.run(later(at, NOW + timedelta(hours=1)))
    at.store.close()
    again = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD), NOW + timedelta(hours=2))
    pipeline.run(again)
    ((to, content),) = server.accepted
    assert to == "duty@example.org"
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert mail["Subject"] == "Вербосілля: Міст у Вербосіллі закрито"
    body = mail.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert "У тексті є «паводок»." in body
    assert "https://news.example/a" in body
    assert "Вісті, 20.11.2026" in body


def test_without_rules_nothing_is_asked(tmp_path: Path) -> None:
    at = desk(tmp_path, web())
    at.store.close()

    class Untouchable:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"the store was asked for {name}")

    watch(replace(at, store=Untouchable()), Report())  # type: ignore[arg-type]


def test_what_is_old_is_not_told_by_a_new_rule(tmp_path: Path, server: CuttingServer) -> None:
    at = desk(tmp_path, web(), setup(tmp_path, server.port))
    pipeline.run(at)
    tomorrow = replace(later(at, NOW + timedelta(days=2)), config=setup(tmp_path, server.port, FLOOD))
    pipeline.run(tomorrow)
    assert server.accepted == []


def test_several_rules_are_one_mail(tmp_path: Path, server: CuttingServer) -> None:
    other = Rule(id="topic", topics=("culture",), to=("duty@example.org", "second@example.org"))
    at = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD, other))
    pipeline.run(at)
    assert sorted(to for to, _ in server.accepted) == ["duty@example.org", "second@example.org"]
    first = email.message_from_bytes(server.accepted[0][1], policy=email.policy.default)
    assert first["Subject"].startswith("Вербосілля: 2 сповіщення")
    assert states(at) == ["sent"] * 3


def test_quiet_hours_hold_letters_and_urgent_ones_pass(tmp_path: Path, server: CuttingServer) -> None:
    urgent = Rule(id="urgent", topics=("culture",), to=("night@example.org",), urgent=True)
    second = Rule(id="second", tones=("neutral",), to=("duty@example.org",))
    at = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD, second, urgent, quiet="22:00-11:00"))
    pipeline.run(at)  # 08:30 in Kyiv
    assert [to for to, _ in server.accepted] == ["night@example.org"]
    pipeline.run(later(at, NOW + timedelta(hours=2)))
    assert len(server.accepted) == 1
    pipeline.run(later(at, NOW + timedelta(hours=2, minutes=30)))
    assert [to for to, _ in server.accepted] == ["night@example.org", "duty@example.org"]
    morning = email.message_from_bytes(server.accepted[1][1], policy=email.policy.default)
    assert morning["Subject"].startswith("Вербосілля: 2 сповіщення"), "collected in one mail"


def test_a_second_try_does_not_fall_into_the_night(tmp_path: Path) -> None:
    with CuttingServer(refuse={"duty@example.org": "451 later"}) as busy:
        at = desk(tmp_path, web(), setup(tmp_path, busy.port, FLOOD, quiet="08:35-10:00"))
        report = pipeline.run(at)  # 08:30 in Kyiv
        assert report.steps["alerts"] == {"found": 1, "queued": 1}, "it is tried again, so it has not failed"
        busy.refuse.clear()
        pipeline.run(later(at, NOW + timedelta(minutes=30)))
        assert busy.accepted == []
        pipeline.run(later(at, NOW + timedelta(minutes=90)))
        assert states(at) == ["sent"]


class Killed(BaseException):
    """The process dies here."""


def test_a_process_killed_while_sending_leaves_an_unknown_letter(
    tmp_path: Path, server: CuttingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD))

    def die(_self: SmtpDelivery, parcels: object) -> Iterator[object]:
        next(iter(parcels))  # type: ignore[call-overload]  # the letter is claimed now
        raise Killed

    monkeypatch.setattr(SmtpDelivery, "deliver", die)
    with pytest.raises(Killed):
        pipeline.run(at)
    monkeypatch.undo()
    assert states(at) == ["sending"]
    pipeline.run(later(at, NOW + timedelta(minutes=15)))
    assert states(at) == ["unknown"]
    pipeline.run(later(at, NOW + timedelta(hours=3)))
    assert server.accepted == [], "nobody knows whether it arrived: it is not sent blindly"


def test_a_letter_cut_by_a_kill_is_told_of_though_its_rule_is_gone(tmp_path: Path, server: CuttingServer) -> None:
    at = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD))
    server.refuse["duty@example.org"] = "451 later"
    pipeline.run(at)
    at.store.alerts.claim([letter.id for letter in at.store.alerts.letters("queued")], "<1@example.org>", NOW)
    assert states(at) == ["sending"]
    without_rules = replace(later(at, NOW + timedelta(minutes=15)), config=setup(tmp_path, server.port))
    pipeline.run(without_rules)
    assert states(at) == ["unknown"]


def test_a_process_killed_before_it_stored_the_cause_tells_it_next_time(
    tmp_path: Path, server: CuttingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk(tmp_path, web(), setup(tmp_path, server.port, FLOOD))

    def die(*_arguments: object, **_more: object) -> int:
        raise Killed

    monkeypatch.setattr(type(at.store.alerts), "keep", die)
    with pytest.raises(Killed):
        pipeline.run(at)
    monkeypatch.undo()
    pipeline.run(later(at, NOW + timedelta(minutes=15)))
    assert len(server.accepted) == 1


@pytest.mark.parametrize(
    ("side", "byte"), [("cut_in", n) for n in range(1, 2400, 300)] + [("cut_out", n) for n in range(1, 130, 12)]
)
def test_a_connection_cut_anywhere_never_doubles_and_never_loses(tmp_path: Path, side: str, byte: int) -> None:
    """Before the final dot it is tried again; where the reply to the dot is lost the letter is unknown and stays so."""
    with CuttingServer(**{side: byte}) as cutting:
        at = desk(tmp_path, web(), setup(tmp_path, cutting.port, FLOOD))
        pipeline.run(at)
        (first,) = states(at)
        pipeline.run(later(at, NOW + timedelta(minutes=30)))
        assert (first, *states(at)) in (("queued", "sent"), ("sent", "sent"), ("unknown", "unknown"))
        assert len(cutting.accepted) == 1 or (first == "unknown" and len(cutting.accepted) < 2)


def test_a_retried_mail_keeps_its_identity_while_new_causes_come(tmp_path: Path) -> None:
    with CuttingServer(refuse={"duty@example.org": "451 later"}) as busy:
        at = desk(tmp_path, web(), setup(tmp_path, busy.port, FLOOD))
        pipeline.run(at)
        ((first,),) = [{letter.message_id for letter in at.store.alerts.letters()}]
        assert states(at) == ["queued"]
        busy.refuse.clear()
        more = replace(at, config=setup(tmp_path, busy.port, FLOOD, replace(FLOOD, id="second")))
        pipeline.run(later(more, NOW + timedelta(minutes=30)))
        found = [email.message_from_bytes(content)["Message-ID"] for _, content in busy.accepted]
        assert first in found
        assert len(set(found)) == 2


def test_five_failures_and_it_is_given_up(tmp_path: Path) -> None:
    with CuttingServer(refuse={"duty@example.org": "550 no such user"}) as refusing:
        at = desk(tmp_path, web(), setup(tmp_path, refusing.port, FLOOD))
        pipeline.run(at)
        assert states(at) == ["failed"], "a hard refusal is final"
    at = desk(tmp_path / "two", web(), setup(tmp_path, 9, FLOOD))
    now = NOW
    for _ in range(12):
        report = Report()
        watch(later(at, now), report)
        pipeline.collect(later(at, now))
        send(later(at, now), report)
        now += timedelta(hours=4)
    assert states(at) == ["failed"]


def test_a_notice_without_its_address_fails_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OHLIAD_NOTIFY", "json://127.0.0.1:9/")
    rule = Rule(id="flood", when=parse("паводок"), notify=True)
    at = desk(tmp_path, web(), setup(tmp_path, 9, rule, quiet="22:00-11:00"))
    pipeline.run(at)
    assert states(at) == ["queued"]
    monkeypatch.delenv("OHLIAD_NOTIFY")
    report = pipeline.run(later(at, NOW + timedelta(hours=3)))
    assert states(at) == ["failed"]
    assert any("no longer configured" in item.error for item in report.failed)


def test_a_dead_source_is_told_and_its_recovery(tmp_path: Path, server: CuttingServer) -> None:
    rule = Rule(id="dead", sources=("dead",), to=("duty@example.org",))
    at = desk(tmp_path, web(), setup(tmp_path, server.port, rule))
    broken = Health(state="broken", since=NOW - timedelta(days=1), reason="Джерело не відповідає.", before="ok")
    at.store.health.save([("visti-1", broken)], NOW)
    watch(at, Report())
    at.store.health.save([("visti-1", replace(broken, state="ok", since=NOW, before="broken"))], NOW)
    watch(later(at, NOW + timedelta(hours=1)), Report())
    watch(later(at, NOW + timedelta(hours=2)), Report())
    subjects = [email.message_from_bytes(c, policy=email.policy.default)["Subject"] for _, c in server.accepted]
    assert len(subjects) == 2
    assert "знову працює" in subjects[1]


def two_outlets(tmp_path: Path, *rules: Rule) -> tuple[Config, FakeDoor]:
    """The same text in two outlets, and before that in our own channel."""
    text = [f"Через паводок у Вербосіллі перекрили міст номер {n}, і мешканці добираються в обхід." for n in range(8)]
    hosts = ("news", "other", "rada")
    made = setup(tmp_path, 9, *rules)
    names = {"news": "Вісті", "other": "Інші вісті", "rada": "Рада"}
    outlets = tuple(Outlet(id=host, name=names[host], official=host == "rada") for host in hosts)
    sources = tuple(Source(id=host, outlet=host, kind="feed", url=f"https://{host}.example/feed") for host in hosts)
    pages: dict[str, str] = {}
    for host in hosts:
        pages[f"https://{host}.example/feed"] = feed(
            ("a", "Міст у Вербосіллі закрито", "Коротко"), host=f"https://{host}.example"
        )
        pages[f"https://{host}.example/a"] = page("Міст у Вербосіллі закрито", *text)
    return replace(made, outlets=outlets, sources=sources), FakeDoor(pages)  # type: ignore[arg-type]


def test_a_story_of_two_outlets_and_a_release_taken_over(tmp_path: Path) -> None:
    rules = (Rule(id="wide", story_outlets=2), Rule(id="three", story_outlets=3), Rule(id="picked", release=True))
    made, door = two_outlets(tmp_path, *rules)
    at = desk(tmp_path, door, made)
    pipeline.run(at)
    found = {row.finding.rule: row.finding for row in at.store.alerts.recent()}
    assert set(found) == {"wide", "picked"}, "our own channel is no outlet"
    assert found["wide"].reason == "Про подію вже пишуть 2 видання: поріг правила – 2."
    assert found["picked"].reason.startswith("Наше повідомлення «Міст у Вербосіллі закрито» підхопило видання «")
    pipeline.run(later(at, NOW + timedelta(hours=3)))
    assert at.store.alerts.count() == 2


# --- sources.yaml and the command -----------------------------------------------------------------------------------

YAML = """
place: {name: Вербосілля, region: Чернігівська область, id: verbosillia}
institution: {name: Вербосільська міська рада}
outlets: [{id: visti, name: Вісті, sources: [{id: visti-1, kind: feed, url: 'https://news.example/feed'}]}]
delivery: {smtp: {host: localhost, from: o@example.org}}
quiet: "22:00-07:00"
alerts:
  - {id: flood, when: 'паводок OR (підтоплення NEAR/5 вулиця)', to: duty@example.org, urgent: true}
  - {id: spike, spike: 3.0, topic: emergency}
  - {id: wide, story_outlets: 5}
  - {id: picked, release: true}
  - {id: dead, source: dead}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rules_are_read(tmp_path: Path) -> None:
    found = load(written(tmp_path, YAML))
    assert [rule.id for rule in found.alerts] == ["flood", "spike", "wide", "picked", "dead"]
    assert found.alerts[0].to == ("duty@example.org",)
    assert found.alerts[1].topics == ("emergency",)
    assert found.quiet == parse_quiet("22:00-07:00")


WRONG = {
    "a mistake in the query": ("паводок OR (", "паводок ADN (", ":8: alerts.0.when: column 9: unknown operator 'ADN'; did you mean 'AND'?"),
    "an unknown topic": ("topic: emergency", "topic: emergencies", ":9: alerts.1.topic.0: 'emergencies' is not one of"),
    "an unknown key": ("urgent: true", "urgnt: true", ":8: alerts.0.urgnt: unknown key; did you mean 'urgent'?"),
    "two kinds": ("release: true", "release: true, spike: 2", ":11: alerts.3.release: a rule watches one thing"),
    "a rule twice": ("id: wide", "id: flood", ":10: alerts.2.id: the rule 'flood' stands twice"),
    "words about sources": ("source: dead", "source: dead, when: паводок", ":12: alerts.4.when: a rule about sources"),
    "words of a spike": ("spike: 3.0,", "spike: 3.0, when: паводок,", ":9: alerts.1.when: a spike is counted"),
    "nothing to watch": (", release: true", "", ":11: alerts.3.id: this rule would catch every publication"),
    "no mail server": ("delivery: {smtp: {host: localhost, from: o@example.org}}", "", ":8: alerts.0.to: mail needs a server"),
    "quiet for ever": ("22:00-07:00", "22:00-22:00", ":6: quiet: quiet hours that end where they begin"),
    "a spike of nothing": ("spike: 3.0", "spike: 0.5", ":9: alerts.1.spike:"),
}  # fmt: skip


@pytest.mark.parametrize(("was", "becomes", "problem"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_shown_with_its_place(tmp_path: Path, was: str, becomes: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, YAML.replace(was, becomes)))
    assert problem in caught.value.problems[0]


def test_the_topics_of_rules_are_those_of_the_codebook() -> None:
    from typing import get_args

    from monitor.config.schema import Topic
    from monitor.model import TOPICS

    assert get_args(Topic) == tuple(TOPICS)


def test_the_command_lists_and_tries_rules(
    tmp_path: Path, server: CuttingServer, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, YAML)
    at = desk(tmp_path, web(), replace(load(path), smtp=setup(tmp_path, server.port).smtp, quiet=None))
    pipeline.run(at)
    at.store.close()
    common = ["--config", str(path), "--state", str(tmp_path / "var"), "--now", NOW.isoformat()]
    assert main([*common, "--json", "alerts"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [rule["id"] for rule in shown["rules"]] == ["flood", "spike", "wide", "picked", "dead"]
    assert [(a["rule"], a["letters"]) for a in shown["alerts"]] == [
        ("flood", [{"to": "duty@example.org", "state": "sent"}])
    ]
    assert main([*common, "alerts"]) == 0
    assert "паводок" in capsys.readouterr().out
    assert main([*common, "--json", "alerts", "test", "flood", "--since", "2026-11-01"]) == 0
    assert [line["title"] for line in json.loads(capsys.readouterr().out)] == ["Міст у Вербосіллі закрито"]
    for rule in ("spike", "wide", "picked", "dead"):
        assert main([*common, "alerts", "test", rule]) == 0
        assert f"{rule}: 0 since" in capsys.readouterr().out
    assert main([*common, "alerts", "test", "nosuch"]) == 2
    assert main([*common, "alerts", "test", "flood", "--since", "soon"]) == 2
    assert len(server.accepted) == 1, "trying sends nothing"


def test_a_spike_of_stored_items_is_found(tmp_path: Path) -> None:
    """The store's counts reach the rule: a burst after weeks of silence."""
    at = desk(tmp_path, web(), setup(tmp_path, 9, Rule(id="spike", spike=2.0)))
    pipeline.run(at)
    counts = at.store.alerts.counted(NOW - timedelta(days=60), NOW)
    assert [(line.relevance, line.topic, line.level) for line in counts] == [("about", "culture", "local")]
    assert counts[0].at == datetime.fromisoformat("2026-11-20T05:00:00+00:00")
    assert at.store.alerts.recent() == [], "one item is no spike"


def test_items_without_a_date_are_no_spike_of_our_visit(tmp_path: Path) -> None:
    undated = (
        feed(("a", "Міст у Вербосіллі закрито", "Коротко")).replace("<pubDate>", "<x>").replace("</pubDate>", "</x>")
    )
    door = web()
    door.pages["https://news.example/feed"] = undated
    at = desk(tmp_path, door, setup(tmp_path, 9))
    pipeline.run(at)
    assert len(at.store.clips()) == 1
    assert at.store.alerts.counted(NOW - timedelta(days=60), NOW + timedelta(days=1)) == []
