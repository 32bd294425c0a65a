"""Tokens, lemmas, phrases and the cases of names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language import (
    Phrases,
    adjectives,
    exact,
    find,
    forms,
    grammemes,
    inflect,
    is_city,
    is_settlement,
    lemma_text,
    lemmas,
    locate,
    normal,
    outermost,
    people_forms,
    phrase,
    russian_name,
    russian_names,
    settlements,
    surroundings,
    tokens,
    word_forms,
)
from monitor.language.build_gazetteer import Row, lines
from monitor.language.derive import manner_forms, russian_adjectives
from monitor.language.endings import adjective_forms, decline
from monitor.language.gazetteer import (
    all_settlements,
    community,
    district_seats,
    districts,
    homonyms,
    notable,
    other_names,
    region,
    regions,
    seats,
)
from monitor.language.names import agreed, is_common
from monitor.language.romanise import romanised

LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ'’-АБІЇ aeiopc.,!«» \n12\u0301\u00ad"


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("м.Ніжин, 2026 р.", ["м", "Ніжин", "2026", "р"]),
            ("об’їзд і м'яч", ["об’їзд", "і", "м'яч"]),
            ("прес-служба Івано-Франківська", ["прес-служба", "Івано-Франківська"]),
            ("потяг Київ-Ніжин", ["потяг", "Київ", "Ніжин"]),
            ("потяг Бахмач-Київ", ["потяг", "Бахмач", "Київ"]),
            ("мер Ковальчук-Лісовий", ["мер", "Ковальчук-Лісовий"]),
            ("слово Гнатюк-Лесовой", ["слово", "Гнатюк-Лесовой"]),
            ("#тихогір_новини", ["тихогір", "новини"]),
            ("‘лапки’ – «ялинки»", ["лапки", "ялинки"]),
            ("", []),
        ],
    )
    def test_words(self, text: str, words: list[str]) -> None:
        assert [token.text for token in tokens(text)] == words

    @pytest.mark.parametrize(
        ("printed", "form"),
        [
            ("Hiжин", "ніжин"),  # Latin H and i
            ("Ні́жин", "ніжин"),  # stress mark
            ("синии\u0306", "синий"),  # й as two code points
            ("М’ЯТА", "м'ята"),
            ("Fiat", "fiat"),
            ("рок-hall", "рок-hall"),  # h and a are foldable, l is not: no look-alike word
        ],
    )
    def test_normal(self, printed: str, form: str) -> None:
        assert normal(printed) == form

    @given(st.text(alphabet=LETTERS, max_size=80))
    def test_offsets_point_into_the_text(self, text: str) -> None:
        read = tokens(text)
        assert all(text[t.start : t.end] == t.text for t in read)
        assert all(a.end <= b.start for a, b in pairwise(read))

    @given(st.text(max_size=60))
    def test_no_letter_or_digit_is_lost(self, text: str) -> None:
        covered = {i for t in tokens(text) for i in range(t.start, t.end)}
        assert all(i in covered for i, c in enumerate(text) if c.isalnum())


class TestLemmas:
    @pytest.mark.parametrize(
        ("word", "language", "expected"),
        [
            ("Лисичанську", None, {"лисичанський", "лисичанськ"}),
            ("м’яса", None, {"м'ясо"}),
            ("Нежина", "ru", {"нежин"}),
            ("горсовета", None, {"горсовет"}),
            ("раді", "uk", {"рада"}),
            ("ещё", "ru", {"еще"}),
            ("2026", None, {"2026"}),
            ("BBC", None, {"bbc"}),
        ],
    )
    def test_contains(self, word: str, language: str | None, expected: set[str]) -> None:
        assert expected <= lemmas(word, language)

    def test_long_run_is_left_alone(self) -> None:
        assert lemmas("ж" * 1000) == {"ж" * 1000}

    def test_index_text_meets_query(self) -> None:
        index = set(lemma_text("У Ніжинській міській раді говорили про воду").split())
        assert set(lemma_text("міська рада").split()) & index >= {"міський", "рада"}


class TestPhrases:
    def test_inflected_and_overlapping(self) -> None:
        text = "Рішення виконавчого комітету Тихогірської міської ради"
        wanted = Phrases([phrase("Тихогірська міська рада"), phrase("міська рада"), phrase("виконавчий комітет", "вк")])
        spans = find(wanted, tokens(text))
        assert [text[s.start : s.end] for s in spans] == [
            "виконавчого комітету",
            "Тихогірської міської ради",
            "міської ради",
        ]
        assert [s.name for s in outermost(spans)] == ["вк", "Тихогірська міська рада"]

    def test_exact_form_only(self) -> None:
        wanted = Phrases([exact("Сум")])
        assert [s.start for s in find(wanted, tokens("сума Сум суму"))] == [5]

    def test_nothing_wanted(self) -> None:
        assert find(Phrases([]), tokens("будь-що")) == []
        assert find(Phrases([phrase("")]), tokens("будь-що")) == []

    @given(st.lists(st.sampled_from("рада міська голова комітет виконавчий місто".split()), max_size=12))
    def test_finds_every_occurrence(self, words: list[str]) -> None:
        wanted = Phrases([phrase("міська рада"), phrase("рада"), phrase("виконавчий комітет")])
        read = tokens(" ".join(words))
        expected = sum(a == "міська" and b == "рада" for a, b in pairwise(words))
        expected += words.count("рада")
        expected += sum(a == "виконавчий" and b == "комітет" for a, b in pairwise(words))
        assert len(find(wanted, read)) == expected


CASES = ("gent", "datv", "accs", "ablt", "loct")
DECLINED = {
    "Ніжин": "Ніжина Ніжину Ніжин Ніжином Ніжині",
    "Лисичанськ": "Лисичанська Лисичанську Лисичанськ Лисичанськом Лисичанську",
    "Київ": "Києва Києву Київ Києвом Києві",
    "Тихогір": "Тихогора Тихогору Тихогір Тихогором Тихогорі",
    "Вербосілля": "Вербосілля Вербосіллю Вербосілля Вербосіллям Вербосіллі",
    "Суми": "Сум Сумам Суми Сумами Сумах",
    "Рівне": "Рівного Рівному Рівне Рівним Рівному",
    "Зимогір’я": "Зимогір’я Зимогір’ю Зимогір’я Зимогір’ям Зимогір’ї",
}


class TestNames:
    @pytest.mark.parametrize(
        ("name", "case", "expected"),
        [(n, c, f) for n, row in DECLINED.items() for c, f in zip(CASES, row.split(), strict=True)]
        + [
            ("Ніжинська міська рада", "gent", "Ніжинської міської ради"),
            ("Ніжинська міська рада", "loct", "Ніжинській міській раді"),
            ("виконавчий комітет Тихогірської міської ради", "ablt", "виконавчим комітетом Тихогірської міської ради"),
            ("відділ комунікацій з громадськістю", "gent", "відділу комунікацій з громадськістю"),
            ("Біла Церква", "loct", "Білій Церкві"),
            ("Кривий Ріг", "loct", "Кривому Розі"),
            ("Кривий Ріг", "datv", "Кривому Рогу"),
            ("Острог", "loct", "Острозі"),
            ("Кременчук", "loct", "Кременчуці"),
            ("Хмільник", "loct", "Хмільнику"),
            ("Городок", "loct", "Городку"),
            ("Часів Яр", "loct", "Часовому Яру"),
            ("Старий Крим", "loct", "Старому Криму"),
            ("Стрий", "loct", "Стрию"),
            ("Хуст", "loct", "Хусті"),
            ("Бахчисарай", "loct", "Бахчисараї"),
            ("Кам’янець-Подільський", "loct", "Кам’янці-Подільському"),
            ("Могилів-Подільський", "loct", "Могилеві-Подільському"),
            ("Хутір-Михайлівський", "loct", "Хуторі-Михайлівському"),
            ("Городня", "accs", "Городню"),
            ("Городня", "loct", "Городні"),
            ("Надвірна", "loct", "Надвірній"),
            ("Монастириська", "accs", "Монастириська"),
            ("Новий Розділ", "gent", "Нового Роздолу"),
            ("Горішні Плавні", "accs", "Горішні Плавні"),
            ("місто Ніжин", "loct", "місті Ніжині"),
            ("село Кунашівка", "gent", "села Кунашівки"),
            ("Кам’янець-Подільський", "gent", "Кам’янця-Подільського"),
            ("ТИХОГІР", "loct", "ТИХОГОРІ"),
            ("BBC", "gent", "BBC"),
        ],
    )
    def test_inflect(self, name: str, case: str, expected: str) -> None:
        assert inflect(name, case) == expected

    @pytest.mark.parametrize(
        ("name", "accusative", "locative"),
        [
            ("Кролевець", "Кролевець", "Кролевці"),
            ("Ічня", "Ічню", "Ічні"),
            ("Кривий Ріг", "Кривий Ріг", "Кривому Розі"),
            ("Біла Церква", "Білу Церкву", "Білій Церкві"),
            ("Рава-Руська", "Раву-Руську", "Раві-Руській"),
            ("Суми", "Суми", "Сумах"),
            ("Рені", "Рені", "Рені"),
            ("Яни Капу", "Яни Капу", "Яни Капу"),  # «Янах Капу» is no name
            ("Знам’янка Друга", "Знам’янка Друга", "Знам’янка Друга"),
        ],
    )
    def test_a_name_agrees_with_its_noun_or_stays_whole(self, name: str, accusative: str, locative: str) -> None:
        assert (agreed(name, "accs"), agreed(name, "loct")) == (accusative, locative)

    def test_forms_of_names_no_rule_declines_are_known(self) -> None:
        assert {"городні", "городню"} <= forms("Городня")
        assert "новому роздолі" in forms("Новий Розділ")

    def test_unknown_case(self) -> None:
        with pytest.raises(ValueError, match="no such case"):
            inflect("Ніжин", "local")

    @pytest.mark.parametrize(
        ("name", "language", "expected"),
        [
            ("Тихогір", "uk", {"тихогора", "тихогорі", "тихогором"}),
            ("Лисичанск", "ru", {"лисичанске", "лисичанском"}),
            ("Суми", "uk", {"сум", "сумах"}),
            ("Вербоселье", "ru", {"вербоселье", "вербоселья"}),
        ],
    )
    def test_word_forms(self, name: str, language: str, expected: set[str]) -> None:
        assert expected <= word_forms(name, language)

    def test_no_forms_of_a_like_sounding_common_word(self) -> None:
        assert "суму" not in word_forms("Суми", "uk")

    def test_forms_of_several_words_agree(self) -> None:
        assert {"білої церкви", "білою церквою"} <= forms("Біла Церква")
        assert "білого церкви" not in forms("Біла Церква")

    @pytest.mark.parametrize(
        ("name", "common"),
        [("Щастя", True), ("Володимир", True), ("Рівне", True), ("Черкаси", False), ("Київ", False), ("Ніжин", False)],
    )
    def test_is_common(self, name: str, *, common: bool) -> None:
        assert is_common(name) is common

    def test_unknown_names_decline_by_ending(self) -> None:
        assert decline("тихогір", "uk")["gent"][0] == "тихогора"
        assert decline("вербоселье", "ru")["loct"] == ("вербоселье",)
        assert decline("", "uk") == {}
        assert decline("осло", "uk")["loct"] == ("ослі",)

    @given(st.text(alphabet="абвгдежзіїйклмнопрстуфхцчшьюя'-", min_size=1, max_size=20))
    def test_any_name_can_be_declined(self, name: str) -> None:
        assert normal(name) in word_forms(name, "uk") or len(normal(name)) < 2
        for case in CASES:
            inflect(name.capitalize(), case)


class TestDerivation:
    @pytest.mark.parametrize(
        ("name", "adjective"),
        [
            ("Ніжин", "ніжинський"),
            ("Лисичанськ", "лисичанський"),
            ("Шостка", "шосткинський"),
            ("Біла Церква", "білоцерківський"),
            ("Кривий Ріг", "криворізький"),
            ("Запоріжжя", "запорізький"),
            ("Прилуки", "прилуцький"),
            ("Чернівці", "чернівецький"),
            ("Тихогір", "тихогірський"),
            ("Вербосілля", "вербосільський"),
            ("Хмельницький", "хмельницький"),
        ],
    )
    def test_adjective(self, name: str, adjective: str) -> None:
        assert adjective in adjectives(name)

    @pytest.mark.parametrize(
        ("name", "adjective"),
        [
            ("Нежин", "нежинский"),
            ("Белая Церковь", "белоцерковский"),
            ("Одесса", "одесский"),
            ("Ровно", "ровенский"),
            ("Тихогор", "тихогорский"),
            ("Кременчуг", "кременчугский"),
            ("Рига", "рижский"),
        ],
    )
    def test_russian_adjective(self, name: str, adjective: str) -> None:
        assert adjective in russian_adjectives(name)

    @pytest.mark.parametrize(
        ("name", "russian", "adjective"),
        [
            ("Рубіжне", "Рубежное", "рубежанский"),
            ("Попасна", "Попасная", "попаснянский"),
            ("Буча", "Буча", "бучанский"),
            ("Лозова", "Лозовая", "лозовский"),
            ("Щастя", "Счастье", "счастинский"),
            ("Коломия", "Коломыя", "коломыйский"),
            ("Керч", "Керчь", "керченский"),
            ("Благовіщенське", "Благовещенское", "благовещенский"),
            ("Тихогірне", "Тихогорное", "тихогорненский"),
            ("Острог", "Острог", "острожский"),
            ("Трускавець", "Трускавец", "трускавецкий"),
        ],
    )
    def test_russian_adjective_after_the_ukrainian(self, name: str, russian: str, adjective: str) -> None:
        assert adjective in russian_adjectives(russian, name)

    @pytest.mark.parametrize(
        ("name", "russian"), [("Берегове", "Берегово"), ("Трускавець", "Трускавец"), ("Одеса", "Одесса")]
    )
    def test_only_adjectives_of_places_follow(self, name: str, russian: str) -> None:
        found = russian_adjectives(russian, name)
        assert all(adjective.endswith(("ский", "цкий")) and "ь" not in adjective[-4:] for adjective in found)

    def test_another_name_is_not_followed(self) -> None:
        assert russian_adjectives("Южное", "Південне") == russian_adjectives("Южное")

    @pytest.mark.parametrize(
        ("adjective", "language", "people"),
        [
            ("ніжинський", "uk", {"ніжинець", "ніжинців", "ніжинці", "ніжинка"}),
            ("лисичанський", "uk", {"лисичани", "лисичанин", "лисичанам"}),
            ("тернопільський", "uk", {"тернополянин", "тернополяни"}),
            ("черкаський", "uk", {"черкащани"}),
            ("харківський", "uk", {"харків'яни"}),
            ("одеський", "uk", {"одесити"}),
            ("нежинский", "ru", {"нежинцы", "нежинцев"}),
            ("лисичанский", "ru", {"лисичане", "лисичан"}),
            ("бердичевский", "ru", {"бердичевлянин", "бердичевляне"}),
        ],
    )
    def test_people(self, adjective: str, language: str, people: set[str]) -> None:
        assert people <= people_forms(adjective, language)

    def test_no_woman_that_is_a_village(self) -> None:
        assert "чернігівка" not in people_forms("чернігівський", "uk")

    def test_surroundings_and_manner(self) -> None:
        assert surroundings("ніжинський", "uk") == "ніжинщина"
        assert surroundings("вінницький", "uk") == "вінниччина"
        assert "по-козятинськи" in manner_forms("козятинський", "uk")

    def test_adjective_endings(self) -> None:
        assert {"ніжинського", "ніжинській"} <= adjective_forms("ніжинський", "uk")

    @pytest.mark.parametrize(
        ("name", "russian"),
        [
            ("Ніжин", "Нежин"),
            ("Лисичанськ", "Лисичанск"),
            ("Дніпропетровськ", "Днепропетровск"),
            ("Красний Луч", "Красный Луч"),
            ("Кременчук", "Кременчуг"),
            ("Тихогір", None),  # и, е or о: whoever configures the place is asked
        ],
    )
    def test_russian_name(self, name: str, russian: str | None) -> None:
        assert russian_name(name) == russian

    def test_russian_candidates_of_an_invented_name(self) -> None:
        assert "Тихогор" in russian_names("Тихогір")
        assert "Великая Дымерка" in russian_names("Велика Димерка")
        assert not any("ой " in name for name in russian_names("Чумацький Шлях"))

    @pytest.mark.parametrize(
        ("name", "latin"), [("Ніжин", "nizhyn"), ("Нежин", "nezhin"), ("Лисичанськ", "lysychansk")]
    )
    def test_romanised(self, name: str, latin: str) -> None:
        assert latin in romanised(name)

    def test_grammemes(self) -> None:
        assert "NOUN" in grammemes("рада", "uk")
        assert "Name" in grammemes("Іван", "uk")
        assert grammemes("BBC") == frozenset()


class TestGazetteer:
    def test_a_city(self) -> None:
        found = locate("Ніжин", "Чернігівська область")
        assert found is not None
        assert (found.kind, found.community, found.district) == ("M", "Ніжинська", "Ніжинський")
        assert {s.name for s in community(found)} == {"Ніжин", "Кунашівка", "Наумівське", "Паливода", "Переяслівка"}
        assert "Носівка" in {s.name for s in district_seats(found)}

    def test_homonyms_by_region(self) -> None:
        assert homonyms("Миколаївка") > 50
        found = locate("Миколаївка", "Донецька область")
        assert found is not None
        assert found.region == "Донецька"
        assert locate("Ніжин", "Львівська область") is None

    def test_former_names(self) -> None:
        assert other_names("Кіровоград") == ("Кропивницький",)
        found = locate("Сєвєродонецьк", "Луганська область")
        assert found is not None
        assert found.name == "Сіверськодонецьк"
        assert is_city("Кіровоград")

    def test_special_city_and_strangers(self) -> None:
        assert settlements("Київ")[0].kind == "K"
        assert is_settlement("кунашівка")
        assert not is_settlement("Тихогір")
        assert settlements("Тихогір") == ()

    def test_regions(self) -> None:
        assert len(regions()) == 24
        found = region("Чернігівська область")
        assert found is not None
        assert "Чернігівщина" in found.nouns
        assert region("Тихогірська") is None

    def test_whole(self) -> None:
        assert len(all_settlements()) > 29_000
        assert len(seats()) > 1_700
        assert len(districts()) == 136
        assert all(place.adjectives for place in notable() if place.kind in "KM")

    def test_table_nests_settlements(self) -> None:
        rows = [
            Row("UA1", "Лісова", "O"),
            Row("UA11", "Борова", "P"),
            Row("UA111", "Тихогірська", "H"),
            Row("UA1111", "Тихогір", "M"),
            Row("UA1112", "Вербосілля", "X"),
            Row("UA9", "Стольне", "K"),
            Row("UA91", "Печера", "B"),
        ]
        assert list(lines(reversed(rows))) == [
            "R\tЛісова",
            "D\tБорова",
            "H\tТихогірська",
            "M\tТихогір",
            "T\tВербосілля",
            "R\tСтольне",
            "D\t\nH\tСтольне\nK\tСтольне",
        ]
