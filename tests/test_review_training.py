"""What people decided becomes training data: the loop of an invented office, and the gate it has to pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from classifiers import topic
from classifiers import train as learning
from classifiers.gate import candidate
from classifiers.topic import samples
from classifiers.topic.model import CARD
from classifiers.topic.samples import Sample, same_text
from monitor.cli import main
from monitor.model import Article, Moment, Outlet
from monitor.pipeline.learning import labelled, learn
from monitor.review.decision import decide, undo
from monitor.store import Store
from tests.fakes import PLACE, FakeDecider

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# A word the project's texts do not know: what the office calls its yearly fair of craftsmen.
CRAFTS = [
    ("Бугорнякання", f"Бугорнякання відбулося {n} листопада, майстрів приїхало {n + 3}, гостей ще більше.")
    for n in range(14)
]


def article(identifier: str, title: str, text: str) -> Article:
    return Article(
        id=identifier,
        outlet="visti",
        url=f"https://visti.example/{identifier}",
        kind="site",
        title=title,
        paragraphs=(text,),
        language="uk",
        published=Moment(at=AT, rule="feed", confidence=1.0),
        fetched=AT,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "ohliad.sqlite", PLACE.id)
    outlet = Outlet(id="visti", name="Вісті")
    opened.save_outlets([outlet])
    items = [article(f"{n:04x}", title, text) for n, (title, text) in enumerate(CRAFTS)]
    opened.save_articles([(item, item.id, None, False, ()) for item in items])
    decider = FakeDecider()
    opened.save_verdicts([(decider.classify(item, outlet), 1, "") for item in items], decider.version)
    return opened


def say(store: Store, name: str, value: str, by: str = "Липка", seen: int | None = None) -> int | None:
    given = {"by": by, "at": AT, "origin": "веб", "seen": seen}
    return decide(store, [name], "topic", value, **given).outcomes[0].label  # type: ignore[arg-type]


@pytest.fixture
def few_texts(monkeypatch: pytest.MonkeyPatch) -> list[Sample]:
    """A few of the project's texts: training takes a second; what it is worth is test_quality's question."""
    kept = samples.packaged()[::25]
    monkeypatch.setattr(learning, "JUDGES_AT_MOST", 1)
    monkeypatch.setattr(samples, "packaged", lambda: kept)
    monkeypatch.setattr(samples, "lexicon", list)
    return kept


def test_only_what_stands_is_learnt(store: Store) -> None:
    first = say(store, "0000", "culture")
    say(store, "0000", "sport", seen=first)
    say(store, "0001", "war")
    say(store, "0001", "culture", by="Вишня")  # refused: an opinion is not learnt
    taken = say(store, "0002", "war")
    assert taken is not None
    undo(store, taken, by="Липка", at=AT, origin="веб")
    say(store, "0004", "war")
    withdrawn = replace(article("0004", "Вилучено", ""), url="", paragraphs=())
    store.save_articles([(withdrawn, "0004", None, False, ())])
    decide(store, ["0003"], "tone", "positive", by="Липка", at=AT, origin="веб", seen=None)
    assert [(sample.id, sample.topic, sample.writer) for sample in labelled(store)] == [
        ("0000", "sport", learning.PEOPLE),
        ("0001", "war", learning.PEOPLE),
    ]


def test_a_persons_label_outranks_the_projects(tmp_path: Path, few_texts: list[Sample]) -> None:
    mine = replace(few_texts[0], writer=learning.PEOPLE, topic="religion", title=f"  {few_texts[0].title.upper()}")
    made = learning.train(tmp_path, [mine])
    assert (made.samples, made.people) == (len(few_texts) - 1, 1)


def test_what_was_learnt_does_not_judge() -> None:
    held = candidate.judges([])
    assert len(held) > 100
    mine = replace(held[0], writer=learning.PEOPLE, topic="other")
    assert same_text(mine) not in {same_text(item) for item in candidate.judges([mine])}
    assert len(candidate.judges([mine])) == len(held) - 1


def test_the_office_teaches_its_own_model(store: Store, tmp_path: Path, few_texts: list[Sample]) -> None:
    for n in range(12):
        say(store, f"{n:04x}", "culture")
    models = tmp_path / "models"
    # Few texts make a worse model than the packaged one: the gate must see it and keep it out.
    refused = learn(labelled(store), models)
    assert (refused.accepted, [result.state for result in refused.results]) == (False, ["refused"])
    assert not models.exists()
    assert not learn(labelled(store), models, allow=True, reason=" ").accepted, "no reason, no exception"
    learnt = learn(labelled(store), models, allow=True, reason="перевірка")
    assert learnt.accepted
    assert json.loads((models / CARD).read_text(encoding="utf-8"))["allowed_although_worse"] == "перевірка"
    own = topic.load(models)
    assert own.version != topic.load().version
    unseen = article("x", *CRAFTS[13])
    assert own.classify(unseen)[0].label == "culture"
    assert own.best("Бугорнякання", "Завтра знову бугорнякання.") == "culture"
    # The next model is measured against the packaged and the present one, and takes the place of the latter.
    say(store, "000c", "culture")
    again = learn(labelled(store), models, allow=True, reason="ще раз")
    assert [result.name for result in again.results][1] == f"topic against {own.version}"
    assert len(list(models.glob("topic-*.npz"))) == 1
    assert again.results[1].state in ("kept", "better", "worse")


def test_a_damaged_model_does_not_stand_in_the_way(store: Store, tmp_path: Path, few_texts: list[Sample]) -> None:
    say(store, "0000", "culture")
    models = tmp_path / "models"
    models.mkdir()
    (models / CARD).write_text("{", encoding="utf-8")
    learnt = learn(labelled(store), models, allow=True, reason="пошкоджено")
    assert len(learnt.results) == 1
    assert topic.load(models).model.name == learnt.made.name


def test_a_model_that_is_no_worse_passes(
    store: Store, tmp_path: Path, few_texts: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against rivals of its own kind the candidate is let in without a word."""
    learning.train(tmp_path / "rival")
    rival = topic.load(tmp_path / "rival")
    monkeypatch.setattr(topic, "load", _first(rival, topic.load))
    for n in range(12):
        say(store, f"{n:04x}", "culture")
    learnt = learn(labelled(store), tmp_path / "models")
    assert learnt.accepted, learnt.results
    assert "allowed_although_worse" not in json.loads((tmp_path / "models" / CARD).read_text(encoding="utf-8"))


def _first(
    rival: topic.TopicClassifier, load: Callable[[Path | None], topic.TopicClassifier]
) -> Callable[..., topic.TopicClassifier]:
    def packaged_or(models: Path | None = None) -> topic.TopicClassifier:
        return rival if models is None else load(models)

    return packaged_or


@pytest.mark.parametrize("content", ["", '{"title": "Ярмарок", "text": "Пройшов."}\n'])
def test_a_file_without_labels_teaches_nothing(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "train", None)  # would build the project's own model: minutes, and over the packaged
    (tmp_path / "labels.jsonl").write_text(content, encoding="utf-8")
    assert main(["--state", str(tmp_path / "var"), "train", "--labels", str(tmp_path / "labels.jsonl")]) == 2
    assert "labels.jsonl" in capsys.readouterr().err


def test_train_by_command(
    store: Store, tmp_path: Path, few_texts: list[Sample], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources.yaml").write_text(
        "place: {id: verbosillia, name: Вербосілля, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path), "--json"]
    for n in range(12):
        say(store, f"{n:04x}", "culture")
    assert main([*common, "train"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["accepted"], told["gate"][0]["state"]) == (12, False, "refused")
    assert main([*common, "train", "--allow-regression"]) == 2
    assert main([*common, "train", "--allow-regression", "--reason", "спроба"]) == 0
    assert (tmp_path / "models" / CARD).is_file()
    capsys.readouterr()
    assert main([*common, "train", "--packaged", "--into", str(tmp_path / "own")]) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 0
