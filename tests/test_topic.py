"""Topic: the verdict and its evidence, a model file that is missing or altered, learning from people, speed of load."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers import topic
from classifiers.topic import decision, features, learn, samples, ties
from classifiers.topic.features import lemma, read, skeleton, word_features
from classifiers.topic.model import CARD, LABELS, open_model, save
from classifiers.topic.samples import Sample
from classifiers.train import from_file, from_labels
from monitor.errors import OhliadError
from monitor.language.words import scan
from monitor.model import TOPICS, Article, Label

NOW = datetime(2026, 3, 15, tzinfo=UTC)


def article(title: str, text: str, name: str = "a") -> Article:
    return Article(id=name, outlet="o", url="", kind="site", title=title, paragraphs=tuple(text.split("\n")))


@pytest.fixture(scope="module")
def classifier() -> topic.TopicClassifier:
    return topic.load()


CLEAR = [
    ("sport", "Футболісти виграли кубок", "У фіналі турніру команда забила два голи, воротар відбив пенальті."),
    ("sport", "Футболисты выиграли кубок", "В финале турнира команда забила два гола, вратарь отразил пенальти."),
    ("emergency", "Пожежа на складі", "Рятувальники дві години гасили вогонь, постраждалих немає."),
    ("emergency", "Пожар на складе", "Спасатели два часа тушили огонь, пострадавших нет."),
    ("health", "Лікарня отримала томограф", "Тепер пацієнтів із інсультом обстежать на місці, кажуть лікарі."),
    ("religion", "Освячення храму", "Літургію очолив митрополит, віряни прийшли з іконами."),
    ("crime", "Суд виніс вирок", "Обвинувачений у крадіжці отримав три роки позбавлення волі."),
    ("education", "Учні здобули перемогу на олімпіаді", "Школярі ліцею змагалися з математики."),
    ("utilities", "Без води до вечора", "Водоканал ліквідовує порив труби, підвіз води організовано."),
    ("other", "Гороскоп на завтра", "Овнам пощастить у коханні, Тельцям варто відпочити."),
]


@pytest.mark.parametrize(("label", "title", "text"), CLEAR)
def test_clear_items_get_their_topic(classifier: topic.TopicClassifier, label: str, title: str, text: str) -> None:
    verdict, _, flags = classifier.classify(article(title, text))
    assert verdict.label == label
    assert not flags


@pytest.mark.parametrize(("label", "title", "text"), CLEAR)
def test_verdict_is_explained(classifier: topic.TopicClassifier, label: str, title: str, text: str) -> None:
    verdict, secondary, _ = classifier.classify(article(title, text))
    assert verdict.classifier == "topic"
    assert verdict.version == classifier.version
    assert 0.0 < verdict.score <= 1.0
    assert TOPICS[label] in verdict.reason
    assert verdict.reason.endswith(".")
    assert verdict.evidence
    assert all(span in f"{title}\n{text}" for span in verdict.evidence)
    assert 1 <= len(verdict.features) <= 10
    assert [weight for _, weight in verdict.features] == sorted((w for _, w in verdict.features), reverse=True)
    assert label not in secondary


SETTLED = [
    ("war", "", "💥 У Тихогорі гучно, просимо всіх в укриття! Чули два вибухи з боку елеватора."),
    ("war", "Сирени перевірять у середу", "Систему оповіщення громади ввімкнуть на хвилину о десятій ранку."),
    ("war", "Хода родин зниклих безвісти", "Рідні військовополонених пройшли мовчки центром міста з портретами."),
    ("war", "Шествие родных пленных", "Семьи пропавших без вести бойцов прошли по городу с портретами."),
    ("war", "Маршрутка стала на узбіччі", "Дрон наздогнав її біля переїзду, водія поранено уламками."),
    ("war", "Во дворе выбило окна", "FPV по машине коммунальщиков, без пострадавших."),
    ("war", "Школа без даху", "Під час обстрілу пошкоджено два класи."),
    ("politics", "Пікет під стінами ліцею", "Батьки прийшли з плакатами."),
    ("civic", "Петиція про зупинку", "Під зверненням уже двісті підписів."),
]


@pytest.mark.parametrize(("label", "title", "text"), SETTLED)
def test_the_codebooks_tie_breaks_raise_their_topic(label: str, title: str, text: str) -> None:
    assert label in {rule.topic for rule in ties.found(title, text)}


@pytest.mark.parametrize("text", ["Учні зібрали дрон і зняли річку з висоти.", "Дрон допоміг агрономам оглянути поле."])
def test_a_drone_that_harms_nobody_is_no_strike(text: str) -> None:
    assert ties.found("Новини", text) == []


def test_a_tie_break_looks_at_the_beginning_alone() -> None:
    assert not ties.found("Свято врожаю", "Гарбузи зважили на площі. " * 30 + "Наприкінці був мітинг.")


def test_no_tie_break_and_no_call_is_missed_for_want_of_a_stem() -> None:
    """The stems that spare most texts the search are necessary ones: of thousands of texts none tells otherwise."""
    said = [(sample.title, sample.text) for sample in samples.packaged()] + [
        (title, text) for _, title, text in SETTLED
    ]
    held: set[str] = set()
    for title, text in said:
        lead = f"{title}\n{text[: ties.LEAD]}"
        matched = [rule.name for rule in ties.RULES if rule.pattern.search(lead)]
        assert [rule.name for rule in ties.found(title, text)] == matched, lead
        assert read("-", text)[1] == scan(features._CALLS.sub(" ", text[: features.LONGEST_TEXT])), text
        held.update(matched)
    assert held == {rule.name for rule in ties.RULES}


@pytest.mark.parametrize("text", ["", " ", "!!!", "123", "👍", "qwerty", "а" * 5000])
def test_an_item_that_says_nothing_is_flagged_not_guessed(classifier: topic.TopicClassifier, text: str) -> None:
    verdict, _, flags = classifier.classify(article("", text))
    assert verdict.label is None
    assert [flag.code for flag in flags] == ["topic-unsure"]
    assert flags[0].text.endswith(".")


def test_an_unsure_item_names_both_candidates() -> None:
    model = open_model(topic.PACKAGED)
    flat = decision.TopicClassifier(replace(model, scale=0.01))
    verdict, _, flags = flat.classify(article("Футбол у школі", "Діти грають."))
    assert verdict.label is None
    assert sum(name in flags[0].text for name in TOPICS.values()) == 2


def test_probabilities_are_a_distribution(classifier: topic.TopicClassifier) -> None:
    found = classifier.probabilities("Новина", "Сесія міської ради розглянула бюджет.")
    assert found.shape == (len(LABELS),)
    assert found.sum() == pytest.approx(1.0, abs=1e-5)


@given(st.text(max_size=300), st.text(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_any_text_is_decided_the_same_way_twice(title: str, text: str) -> None:
    classifier = topic.load()
    first = classifier.classify(article(title, text))
    assert first == classifier.classify(article(title, text))


def test_a_megabyte_is_read_like_its_first_pages(classifier: topic.TopicClassifier) -> None:
    page = "Рятувальники гасили пожежу на складі. "
    huge = classifier.best("Пожежа", page * 30_000)
    assert huge == classifier.best("Пожежа", page * 200) == "emergency"


def test_ukrainian_and_russian_share_features() -> None:
    assert skeleton("лікарня") == "ликарня"
    assert lemma("пожежі") == lemma("пожежа")
    assert set(word_features("театр")) & set(word_features("театры"))


def test_without_a_title_the_first_sentence_is_the_headline() -> None:
    head, body = read("", "Відкрили новий басейн для дітей. Далі йшлося про інше.")
    assert [token.word for token in head][:2] == ["відкрили", "новий"]
    assert len(body) > len(head)
    assert [token.word for token in read("Басейн", "Далі.")[0]] == ["басейн"]


def test_calls_to_subscribe_and_addresses_are_left_out() -> None:
    _, body = read("", "Горить дах.\nПідписатися на нас https://t.me/x @novyny_bot")
    assert [token.word for token in body] == ["горить", "дах"]


# --- the model file: never a silent fallback (promise 41) ---------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    shutil.copytree(topic.PACKAGED, folder)
    return folder


def test_the_offices_own_model_is_used(copied: Path) -> None:
    assert topic.load(copied).version == topic.load().version


def test_every_missing_file_is_told(copied: Path) -> None:
    for file in sorted(copied.iterdir()):
        kept = file.read_bytes()
        file.unlink()
        with pytest.raises(OhliadError, match="ohliad train"):
            topic.load(copied)
        file.write_bytes(kept)
    topic.load(copied)


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(OhliadError):
        topic.load(tmp_path)


@pytest.mark.parametrize("where", [0, 100, -1])
def test_a_flipped_byte_is_refused(copied: Path, where: int) -> None:
    file = next(copied.glob("*.npz"))
    content = bytearray(file.read_bytes())
    content[where] ^= 1
    file.write_bytes(bytes(content))
    with pytest.raises(OhliadError, match="damaged or altered"):
        topic.load(copied)


@pytest.mark.parametrize(
    "card", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 99, "file": "x", "labels": []}', "null", "7"]
)
def test_a_damaged_card_is_refused(copied: Path, card: str) -> None:
    (copied / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(OhliadError):
        topic.load(copied)


def test_a_model_of_other_labels_is_refused(copied: Path) -> None:
    card = json.loads((copied / CARD).read_text(encoding="utf-8"))
    card["labels"] = card["labels"][::-1]
    (copied / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(OhliadError, match="another version"):
        topic.load(copied)


def test_saving_a_model_leaves_one(tmp_path: Path) -> None:
    model = open_model(topic.PACKAGED)
    save(model, tmp_path, {})
    save(replace(model, name="ffffffffffff"), tmp_path, {})
    assert [file.name for file in tmp_path.glob("*.npz")] == ["topic-ffffffffffff.npz"]
    again = open_model(tmp_path)
    assert again.features == model.features
    assert np.array_equal(again.weights, model.weights)


def test_default_model_is_small_and_needs_no_scikit() -> None:
    size = sum(file.stat().st_size for file in topic.PACKAGED.iterdir())
    assert size <= 10_000_000
    code = (
        "import sys; from classifiers import topic; topic.load().best('Матч', 'Команда забила гол');"
        "print(any(name.startswith('sklearn') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- learning -----------------------------------------------------------------------------------------------------


def test_training_texts_are_many_and_of_every_topic() -> None:
    texts = samples.packaged()
    held = samples.held()
    assert len(texts) + len(held) >= 3000
    assert {sample.topic for sample in texts} == set(LABELS)
    assert {sample.language for sample in texts} == {"uk", "ru"}
    assert not {(s.title, s.text) for s in texts} & {(s.title, s.text) for s in held}


def test_packaged_model_is_the_one_the_texts_make() -> None:
    """Whoever changes texts or lexicon must run `ohliad train`."""
    made = samples.fingerprint([*samples.packaged(), *samples.lexicon()])
    assert topic.load().version == f"topic-{made}-{ties.VERSION}"


def test_a_towns_own_news_is_told_from_papers_and_agencies(classifier: topic.TopicClassifier) -> None:
    def manner(text: str) -> float:
        rows, values, _ = classifier.reader.of("", text)
        return classifier.model.manner(rows, values)

    lively = manner(
        "🚰 Вода скінчилась о сьомій. Обіцяли до обіду, та обід у кожного свій. Хто бачив бочку – пишіть 👇"
    )
    sober = manner(
        "Верховна Рада ухвалила у першому читанні законопроєкт про внесення змін до Податкового кодексу України. "
        "Документ передбачає зниження ставки для експортерів, повідомили у комітеті з питань фінансів."
    )
    assert sober < 0.4 < 0.6 < lively


def test_experts_are_mixed_by_manner() -> None:
    press = [
        Sample(f"a{i}", "v1", "uk", "", f"Парламент ухвалив закон {i}. {word}", topic) for i, (word, topic) in PAIRS
    ]
    city = [Sample(f"b{i}", "y1", "uk", "", f"Ой людоньки 🙈 {i}. {word}", topic) for i, (word, topic) in PAIRS]
    both = learn.train([*press, *city])
    alone = learn.train(press)
    assert np.abs(both.city).max() > 0
    assert not alone.city.any()
    reader = decision.TopicClassifier(both).reader
    for text, least, most in (("Парламент ухвалив закон", 0.0, 0.5), ("Ой людоньки 🙈", 0.5, 1.0)):
        rows, values, _ = reader.of("", text)
        assert least <= both.manner(rows, values) <= most


PAIRS = list(enumerate([("Команда забила гол", "sport"), ("Лікарі оглянули хворих", "health")] * 6))


def test_lexicon_is_read_the_same_way_every_time() -> None:
    assert samples.lexicon() == samples.lexicon()
    assert {sample.topic for sample in samples.lexicon()} == set(LABELS)


@pytest.mark.parametrize("line", ["", "sport без табуляції", "спорт\tматч"])
def test_a_wrong_line_of_the_lexicon_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "lexicon.tsv"
    file.write_text(f"# notes\nsport\tматч; гол\n{line}\n", encoding="utf-8")
    if not line:
        assert len(samples.lexicon(file)) == 1
        return
    with pytest.raises(OhliadError, match="line 3"):
        samples.lexicon(file)


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"text": "a", "topic": "weather"}', "5"])
def test_a_wrong_label_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text('{"text": "Матч", "topic": "sport"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(OhliadError, match="line 2"):
        from_file(file)


def test_people_teach_the_next_model() -> None:
    """A word only people labelled moves the next model to their label."""
    texts = [s for s in samples.packaged() if s.writer in ("t1", "t2")]
    people = [
        Sample(f"p{n}", "people", "uk", "Бугорнякання", f"Бугорнякання почалося о {n} годині.", "culture")
        for n in range(12)
    ]
    before = decision.TopicClassifier(learn.train(texts, 5.0))
    after = decision.TopicClassifier(learn.train([*texts, *people], 5.0))
    place = LABELS.index("culture")
    unseen = ("Бугорнякання", "Завтра бугорнякання.")
    assert after.best(*unseen) == "culture"
    assert after.probabilities(*unseen)[place] > before.probabilities(*unseen)[place]
    assert after.version != before.version


def test_human_labels_become_samples_the_last_one_wins() -> None:
    item = article("Матч", "Команда виграла.", "x")
    rows = [
        (item, Label(article="x", field="topic", value="culture", by="a", at=NOW.replace(hour=9))),
        (item, Label(article="x", field="topic", value="sport", by="b", at=NOW.replace(hour=11))),
        (item, Label(article="x", field="tone", value="positive", by="b", at=NOW.replace(hour=12))),
        (article("", "?", "y"), Label(article="y", field="topic", value="no such", by="b", at=NOW)),
    ]
    assert [(sample.id, sample.topic) for sample in from_labels(rows)] == [("x", "sport")]


def test_calibration_undoes_a_known_stretch() -> None:
    generator = np.random.default_rng(7)
    logits = generator.normal(size=(4000, 5)) * 2
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([generator.choice(5, p=row) for row in chances])
    held = learn.Held((logits / 3.0).astype(np.float32), labels, np.arange(4000))
    assert learn.calibrated(held) == pytest.approx(3.0, rel=0.1)


def test_a_writer_is_judged_by_a_model_that_never_read_him() -> None:
    """Each writer has a word of his own that betrays the topic; judged by writer it helps nobody."""
    texts = [
        Sample(f"{w}{n}", w, "uk", "", f"слово{w} {n} {label}{w}", label)
        for w in ("a", "b")
        for n in range(6)
        for label in ("sport", "culture")
    ]
    held = learn.held_out(texts, ["a", "b"])
    assert len(held.labels) == len(texts)
    assert sorted(held.numbers.tolist()) == list(range(len(texts)))
