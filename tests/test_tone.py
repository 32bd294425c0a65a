"""How an item shows the institution."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers import citation, place, tone
from classifiers.tone import ToneClassifier
from classifiers.tone.features import _turns, signs
from classifiers.tone.model import CLASSES, probabilities
from classifiers.tone.weigh import LABELS, fit, labelled
from monitor.config import load
from monitor.model import Attribution, Outlet, Verdict
from tests.citation_samples import CITY, COUNCIL, article
from tests.score_citation import CONFIGS, LEVELS, article_of, items

TEXTS = sorted((Path(tone.__file__).parent / "texts").glob("*.jsonl"))
GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold"
NOBODY = Verdict(classifier="citation", version="t", label="none", score=0.9, reason="")
MAYOR = Attribution(who="мер", form="official", kind="council", span="сказав мер")


@pytest.fixture(scope="module")
def classifier() -> ToneClassifier:
    return tone.load(COUNCIL, CITY)


class TestTone:
    @pytest.mark.parametrize(
        "text",
        [
            "Мешканці скаржаться: міська рада знову зірвала ремонт, на листи ніхто не відповів, обіцянок досі не виконали. "
            "Люди обурені бездіяльністю чиновників і вимагають відставки голови.",
            "Жители возмущены: горсовет снова сорвал ремонт, на жалобы никто не ответил. Чиновники опять врут, "
            "люди требуют отставки мэра 😡",
        ],
    )
    def test_negative(self, classifier: ToneClassifier, text: str) -> None:
        verdict, flags = classifier.classify(article(text), NOBODY, ())
        assert (verdict.label, flags) == ("negative", ())
        assert verdict.evidence[0] in text
        assert "скарга чи критика" in verdict.reason

    @pytest.mark.parametrize(
        "text",
        [
            "🎉 Нарешті! Міська рада відкрила новий сквер, малеча щаслива, концерт був чудовий. Дякуємо всім, свято "
            "вдалося, пишаємося! 💛💙",
        ],
    )
    def test_positive(self, classifier: ToneClassifier, text: str) -> None:
        verdict, _ = classifier.classify(article(text), NOBODY, ())
        assert verdict.label == "positive"
        assert verdict.evidence[0] in text

    @pytest.mark.parametrize(
        "text",
        [
            "Міська рада затвердила бюджет на наступний рік. Засідання тривало дві години, за рішення голосували 27 депутатів.",
            "Графік прийому змінено: управління соціального захисту працює з 8:00 до 17:00 у кабінеті 12.",
            "Прощання із загиблим воїном відбудеться о 12:00 на площі. Поховають захисника на міському кладовищі.",
            "Водопостачання відновлять о 18:00. Підвезення води організовано за трьома адресами.",
        ],
    )
    def test_neutral(self, classifier: ToneClassifier, text: str) -> None:
        verdict, flags = classifier.classify(article(text), NOBODY, ())
        assert (verdict.label, verdict.evidence, flags) == ("neutral", (), ())
        assert verdict.reason == "Оцінки установи в матеріалі немає."

    def test_bad_news_without_the_institution_is_not_negative(self, classifier: ToneClassifier) -> None:
        text = "Пасажири обурені: потяг знову запізнився, кондуктор хамив, квитків ніхто не повернув. Жах і ганьба 😡"
        assert classifier.classify(article(text), NOBODY, ())[0].label != "negative"
        assert classifier.classify(article(text), NOBODY, (MAYOR,))[0].label == "negative"

    @pytest.mark.parametrize(
        "text",
        [
            "🎉 Наші чемпіонки вибороли золото! Дякуємо тренерам і батькам, пишаємося 💛💙",
            "Спасибо волонтёрам: сетки сплели за неделю, бойцы очень довольны!",
            "Пасажири обурені: потяг знову запізнився, кондуктор хамив, квитків ніхто не повернув. Жах і ганьба 😡",
        ],
    )
    def test_where_the_institution_has_no_part_nothing_is_toned(self, classifier: ToneClassifier, text: str) -> None:
        verdict, flags = classifier.classify(article(text), NOBODY, ())
        assert (verdict.label, verdict.score, flags) == ("neutral", tone.UNCONCERNED, ())

    def test_items_about_the_whole_district_are_neutral(self, classifier: ToneClassifier) -> None:
        around = Verdict(classifier="place", version="t", label="area", score=0.9, reason="")
        text = "Мешканці району скаржаться: ради не відповіли на листи, обіцянок досі не виконали."
        verdict, flags = classifier.classify(article(text), NOBODY, (MAYOR,), around)
        assert (verdict.label, verdict.score, flags) == ("neutral", tone.AROUND, ())

    @pytest.mark.parametrize(
        ("thanked", "text"),
        [
            (True, "Дякуємо міській раді за лавки біля ставка."),
            (True, "Щиро дякую міськраді, усе зробили швидко."),
            (True, "Спасибо исполкому за автобус на дачи."),
            (True, "Отдельная благодарность мэрии за укрытие."),
            (True, "Батьки вдячні управлінню освіти за логопеда."),
            (True, "Низький уклін нашому голові."),
            (True, "Респект водоканалу, полагодили за годину."),
            (True, "Дві бабусі принесли подяку старості."),
            (False, "Подякував міський голова волонтерам."),
            (False, "«Дякуємо волонтерам», – сказали у міській раді."),
            (False, "Голова громади дякує лікарям."),
            (False, "Мер подякував громаді за терпіння."),
            (False, "Подяка від міської ради волонтерам."),
            (False, "Міська рада дякує підприємцям міста."),
            (False, "Дякуємо депутатам за ями."),
            (False, "Управління благоустрою міськради призначило перевірку."),
        ],
    )
    def test_thanks_to_the_institution(self, classifier: ToneClassifier, thanked: bool, text: str) -> None:
        assert signs(text, frozenset()).thanked is thanked
        if thanked:
            quiet = "Сесія тривала дві години. Розглянули сорок питань, найдовше земельні. "
            verdict, _ = classifier.classify(article(quiet + text + " Наступне засідання в березні."), NOBODY, ())
            assert (verdict.label, verdict.score) == ("positive", tone.THANKED)

    @pytest.mark.parametrize("label", ["none", "mention"])
    def test_items_about_other_places_have_no_tone(self, classifier: ToneClassifier, label: str) -> None:
        text = "Мешканці скаржаться: рада знову зірвала ремонт, на листи ніхто не відповів, обіцянок досі не виконали."
        elsewhere = Verdict(classifier="place", version="t", label=label, score=0.9, reason="")
        verdict, flags = classifier.classify(article(text), NOBODY, (), elsewhere)
        assert (verdict.label, verdict.score, flags) == ("neutral", tone.ELSEWHERE, ())
        here = Verdict(classifier="place", version="t", label="about", score=0.9, reason="")
        assert classifier.classify(article(text), NOBODY, (), here)[0].label == "negative"

    @pytest.mark.parametrize(
        ("wanted", "text"),
        [
            (
                "negative",
                "Міськрада вдруге проігнорувала звернення батьків, начальниця відділу не відповідає на дзвінки.",
            ),
            ("negative", "Асфальт провалився через місяць. У виконкомі розводять руками, гарантії в договорі немає."),
            ("negative", "Депутати знову не зібралися: у залі порожні крісла, люди так нічого й не дочекалися."),
            ("negative", "Горсовет обещал убрать свалку ещё весной. Никто не приехал, жалобы остались без ответа."),
            ("negative", "Автобусів удвічі менше, ніж обіцяли, розкладу немає, влада мовчить."),
            ("positive", "Дякуємо міській раді за нову гірку: малеча в захваті, мами усміхаються."),
            ("positive", "Нарешті запрацював водогін у Вільхівці. Люди раді, староста приймає подяки."),
            ("positive", "Наші гімнастки вибороли три медалі, міський голова привітав дівчат і подарував квіти."),
            ("positive", "Спасибо коммунальщикам: снег убрали за ночь, утром было чисто."),
            ("positive", "Библиотека после ремонта уютная и светлая, читатели довольны, горсовет подарил книги."),
            ("neutral", "Уночі град побив теплиці фермерів. Збитки рахують, постраждалих немає."),
            ("neutral", "Поліція затримала чоловіка, який зняв люки на трьох вулицях."),
            ("neutral", "Электричество отключат с девяти до двух, график на сайте."),
            ("neutral", "Работники завода вышли на забастовку, требуют зарплату за три месяца."),
            ("neutral", "Виконком погодив режим роботи ринку: з шостої до п’ятнадцятої, понеділок вихідний."),
        ],
    )
    def test_turns_of_phrase(self, classifier: ToneClassifier, wanted: str, text: str) -> None:
        assert classifier.classify(article(text), NOBODY, ())[0].label == wanted

    def test_mock_thanks_are_no_praise(self, classifier: ToneClassifier) -> None:
        for text in (
            "Дякуємо депутатам за ями, підвіску міняємо щомісяця.",
            "Спасибо мэрии за тёмные улицы: дети идут из школы с фонариками.",
            "Браво, виконкоме: калюжу огородили стрічкою, засипати забули.",
        ):
            assert classifier.classify(article(text), NOBODY, ())[0].label != "positive"
        assert signs("Дякуємо раді за ями.", frozenset()).features["mock"] > 0
        assert "mock" not in signs("Дякуємо раді за сквер.", frozenset()).features

    def test_torn_items_are_left_to_a_person(self, classifier: ToneClassifier) -> None:
        calm, angry = (
            "Депутати зібралися на сесії о десятій. ",
            "У мерії скандал: депутати вимагають відставки голови. ",
        )
        mixed = [calm * n + angry * m for n in (0, 4, 20) for m in (1, 2)] + [
            "Ремонт школи завершили вчасно, батьки задоволені, проте укриття зачинене.",
            "Отдельное спасибо мэрии за темноту на улице.",
            "Спасибо мэрии за тёмные улицы: дети идут из школы с фонариками.",
            "Свято в парку вдалося, але сміття ніхто не прибрав.",
            "Голова подякував родинам, однак на запитання про борги не відповів.",
        ]
        results = [classifier.classify(article(text), NOBODY, ()) for text in mixed]
        torn = [result for result in results if result[0].label is None]
        assert torn
        for verdict, flags in torn:
            assert verdict.score < max(tone.SURE.values())
            assert [f.code for f in flags] == ["torn"]
            assert flags[0].text == verdict.reason
            assert "неоднозначний" in flags[0].text

    def test_explains_itself(self, classifier: ToneClassifier) -> None:
        verdict, _ = classifier.classify(article("Мешканці скаржаться на міську раду: знову ганьба."), NOBODY, ())
        assert 0 < len(verdict.features) <= 10
        assert all(name for name, _ in verdict.features)


class TestTurns:
    def test_every_turn_can_be_met(self) -> None:
        turns = _turns()
        assert len(turns) > 400
        assert all(1 <= len(turn.split()) <= 3 for turn in turns)
        assert {name for classes in turns.values() for name in classes} == set(
            "snub neglect sneer charge praise gain formal trouble".split()
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Переміщені родини у міській раді.",
            "Виставка молодих художників.",
            "Суд задовольнив позов.",
            "Теплопостачання",
        ],
    )
    def test_beginnings_do_not_catch_other_words(self, text: str) -> None:
        found = set(signs(text, frozenset()).features)
        assert not found & {"praise", "gain", "sneer", "charge", "snub", "neglect"}

    def test_a_long_text_is_no_louder(self) -> None:
        features = signs(
            "Дякуємо раді. " + " ".join(f"слово{n}" for n in "абвгдежзиклмнопрстуфхцчшюя") * 9, frozenset()
        ).features
        assert max(value for name, value in features.items() if name[:2] in ("l=", "p=")) <= 1.0

    def test_texts_written_for_tone(self) -> None:
        rows = [json.loads(line) for path in TEXTS for line in path.read_text("utf-8").splitlines()]
        tones = Counter(row["tone"] for row in rows)
        assert set(tones) == set(CLASSES)
        assert min(tones.values()) >= 100
        assert {row["lang"] for row in rows} == {"uk", "ru"}
        assert len({row["text"] for row in rows}) == len(rows) == len({row["id"] for row in rows})

    def test_tones_given_later_are_of_texts_that_exist(self) -> None:
        given = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
        assert len({row["id"] for row in given}) == len(given) == len(labelled())
        assert {row["tone"] for row in given} == set(CLASSES)

    def test_blame_close_to_the_institution(self) -> None:
        close = signs("Скарга на міську раду.", frozenset()).features
        far = signs(
            "Скарга на погоду, на сусідів, на дорогу, на холод і на довгу зиму, пише рада.", frozenset()
        ).features
        assert close["max bad~"] > 0
        assert "max bad~" not in far


class TestModel:
    def test_shares_sum_to_one(self) -> None:
        assert sum(probabilities({"blame": 3.0, "unknown": 1.0}).values()) == pytest.approx(1.0)

    def test_blame_beside_the_council_is_louder(self) -> None:
        beside = signs("Скарга на міську раду. Погода добра.", frozenset()).features
        apart = signs("Скарга на погоду. Міська рада працює.", frozenset()).features
        assert beside["blame+power"] > apart.get("blame+power", 0.0)

    def test_own_names_count_as_power(self) -> None:
        assert signs("Шпак мовчить.", frozenset({"шпак"})).power == 1
        assert signs("Шпак мовчить.", frozenset()).power == 0

    def test_fit_learns_what_it_is_shown(self) -> None:
        shown = [
            {"title": "", "text": "ганьба, скандал, обурення ради", "tone": "negative"},
            {"title": "", "text": "дякуємо, свято, перемога дітей", "tone": "positive"},
            {"title": "", "text": "засідання комісії о восьмій", "tone": "neutral"},
        ] * 5
        table = fit(shown)  # type: ignore[arg-type]
        assert table["blame"][CLASSES.index("negative")] > table["blame"][CLASSES.index("positive")]
        assert table["joy"][CLASSES.index("positive")] > table["joy"][CLASSES.index("negative")]

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=200))
    def test_never_fails(self, text: str) -> None:
        verdict, _ = tone.load(COUNCIL, CITY).classify(article(text, title=text[:20]), NOBODY, ())
        assert verdict.label in (None, *CLASSES)

    def test_a_million_characters(self, classifier: ToneClassifier) -> None:
        assert classifier.classify(article("скарга на раду! " * 62_500), NOBODY, ())[0].label is not None


@pytest.mark.skipif(not GOLD.exists(), reason="the shared material is not here")
def test_written_items() -> None:
    """No floor is set for tone; this holds what was reached: few items are toned, and readers differ on them."""
    configs = {city: load(path) for city, path in CONFIGS.items()}
    counts: dict[tuple[str, str | None], int] = {}
    for name in ("written_1", "written_2"):
        for item in items(GOLD / f"{name}.items.jsonl"):
            config = configs[item["city"]]
            outlet = Outlet(id="o", name="o", level=LEVELS[item["scope"]])
            shown = article_of(item)
            verdict, attributions, _ = citation.load(config.place, config.institution).classify(shown, outlet)
            relevance, _ = place.load(config.place, config.institution).classify(shown, outlet)
            label = (
                tone.load(config.institution, config.place).classify(shown, verdict, attributions, relevance)[0].label
            )
            key = (item["tone"], label)
            counts[key] = counts.get(key, 0) + 1
    decided = {key: n for key, n in counts.items() if key[1] is not None}
    total = sum(counts.values())
    assert sum(decided.values()) / total >= 0.85
    assert sum(n for (wanted, given), n in decided.items() if wanted == given) / sum(decided.values()) >= 0.9
    scores = []
    for label in CLASSES:
        right = decided.get((label, label), 0)
        either = sum(n for (wanted, _), n in decided.items() if wanted == label)
        either += sum(n for (_, given), n in decided.items() if given == label)
        scores.append(2 * right / either)
    assert sum(scores) / len(scores) >= 0.7
