"""The language of `when`: what it finds, what it refuses and where it points; nothing else is ever raised."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.matching import Matcher
from monitor.alerts.query import And, Near, Node, Not, Or, Term, parse, terms
from monitor.errors import ConfigError

TEXT = (
    "Після зливи у Вербосіллі підтопило двори: рівень води на річці зріс. Рятувальники повідомили про паводок. "
    "Мешканців вулиці Садової попередили про евакуацію; прорвало трубу водогону. Міський голова виїхав на місце."
)


def evidence(query: str, text: str = TEXT) -> str | None:
    parsed = parse(query)
    return Matcher([parsed]).read(text).evidence(parsed)


FOUND = {
    "a word in another form": ("паводками", "паводок"),
    "a phrase in other forms": ('"труба водогону"', "трубу водогону"),
    "Ukrainian quotation marks": ("«вулиця Садова»", "вулиці Садової"),
    "either": ("пожежа OR паводок", "паводок"),
    "both": ("паводок AND евакуація", "паводок"),
    "side by side is both": ("паводок евакуація", "паводок"),
    "not": ("паводок AND NOT пожежа", "паводок"),
    "not without and": ("паводок NOT пожежа", "паводок"),
    "twice not": ("паводок NOT NOT евакуація", "паводок"),
    "Ukrainian operators": ("(пожежа АБО паводок) І НЕ навчання", "паводок"),
    "a Latin letter that looks like І": ("паводок I евакуація", "паводок"),
    "near, forwards": ("рівень NEAR/3 річка", "рівень води на річці"),
    "near, backwards": ("річка NEAR/3 рівень", "рівень води на річці"),
    "near in Ukrainian": ("рівень БІЛЯ/3 річка", "рівень води на річці"),
    "near without a number": ("мешканець NEAR евакуація", "Мешканців вулиці Садової попередили про евакуацію"),
    "near a choice": ("рівень NEAR/2 (лід OR вода)", "рівень води"),
    "near a phrase": ('"рівень води" NEAR/2 річка', "рівень води на річці"),
    "a chain": ("рівень NEAR/1 вода NEAR/2 річка", "рівень води на річці"),
    "and before or": ("паводок OR пожежа AND навчання", "паводок"),
    "an abbreviation is a word": ("ДСНС OR паводок", "паводок"),
    "small operators are words": ("«прорвало трубу»", "прорвало трубу"),
}


@pytest.mark.parametrize(("query", "words"), FOUND.values(), ids=FOUND)
def test_found(query: str, words: str) -> None:
    assert evidence(query) == words


MISSED = {
    "another word": "пожежа",
    "one of both": "паводок AND пожежа",
    "what must not stand": "паводок NOT евакуація",
    "too far": "рівень NEAR/2 зрости",
    "a word is not near itself": "паводок NEAR/5 паводок",
    "words of a phrase apart": '"двори паводок"',
    "brackets": "паводок AND (пожежа OR навчання)",
    "and binds closer than or": "пожежа OR паводок AND навчання",
}


@pytest.mark.parametrize("query", MISSED.values(), ids=MISSED)
def test_missed(query: str) -> None:
    assert evidence(query) is None


REFUSED = {
    "nothing": ("", "column 1", "expected a word"),
    "an open bracket": ("паводок AND (пожежа", "column 13", "not closed"),
    "a bracket too many": ("паводок)", "column 8", "closes nothing"),
    "an open quotation": ('паводок "пожежа', "column 9", "not closed"),
    "a closing quotation": ("паводок »", "column 9", "opens nothing"),
    "a misspelt operator": ("паводок ADN пожежа", "column 9", "'AND'"),
    "a small operator": ("паводок or пожежа", "column 9", "'OR'"),
    "a small Ukrainian operator": ("паводок або пожежа", "column 9", "'АБО'"),
    "a small near": ("паводок near/5 пожежа", "column 9", "'NEAR'"),
    "a near without a number": ("паводок NEAR/x пожежа", "column 9", "NEAR/5"),
    "a near with nothing": ("паводок БІЛЯ/ пожежа", "column 9", "NEAR/5"),
    "a misspelt near": ("паводок NAER/5 пожежа", "column 9", "'NEAR/5'"),
    "a misspelt Ukrainian near": ("паводок БИЛЯ/5 пожежа", "column 9", "'БІЛЯ/5'"),
    "an operator at the end": ("паводок OR", "column 11", "the query ends"),
    "an operator at the start": ("AND паводок", "column 1", "expected a word"),
    "two operators": ("паводок OR AND пожежа", "column 12", "expected a word"),
    "near without a distance": ("паводок NEAR/ пожежа", "column 9", "words apart"),
    "near too far": ("паводок NEAR/500 пожежа", "column 9", "1 to 50"),
    "near zero": ("паводок NEAR/0 пожежа", "column 9", "1 to 50"),
    "near two conditions": ("паводок NEAR/5 (пожежа AND вода)", "column 9", "stands between"),
    "near what must not stand": ("паводок NEAR/5 (NOT пожежа)", "column 9", "stands between"),
    "only not": ("NOT паводок", "column 1", "what is to be found"),
    "not in a choice": ("пожежа OR NOT паводок", "column 1", "what is to be found"),
    "a star": ("павод*", "column 1", "all their forms"),
    "signs only": ("паводок ---", "column 9", "no word"),
    "too deep": ("(" * 40 + "паводок" + ")" * 40, "column 31", "30 deep"),
    "too long": ("паводок " * 300, "column 2000", "at most 2000"),
    "too many": ("вода " * 101, "column 1", "at most 100"),
}


@pytest.mark.parametrize(("query", "column", "words"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_names_its_column(query: str, column: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(query)
    assert str(caught.value).startswith(column + ":")
    assert words in str(caught.value)


PIECES = st.sampled_from(
    ["паводок", "вода", "AND", "OR", "NOT", "NEAR", "NEAR/3", "NEAR/", "І", "АБО", "НЕ", "БІЛЯ/2", "(", ")", '"', "«", "»",
     "„", "”", "/", "*", "NAER/1", "'", "\u0301", "\x00", "1", "ANDD", "ñ", "\ud800"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60) | st.lists(PIECES, max_size=20).map("".join))
def test_nothing_but_a_configuration_error(text: str) -> None:
    try:
        query = parse(text)
    except ConfigError as error:
        found = str(error)
    else:
        found = "column 0"
        Matcher([query]).read(TEXT).evidence(query)
        assert list(terms(query.node))
    assert found.startswith("column ")


LEAVES = st.sampled_from(["паводок", "евакуація", "пожежа", "труба"]).map(Term)
NODES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Near, LEAVES, LEAVES, st.integers(1, 50)),
    ),
    max_leaves=12,
)


def written(node: Node) -> str:
    if isinstance(node, Term):
        return node.text
    if isinstance(node, Not):
        return f"NOT ({written(node.of)})"
    if isinstance(node, Near):
        return f"({written(node.left)} NEAR/{node.distance} {written(node.right)})"
    return "(" + (" AND " if isinstance(node, And) else " OR ").join(map(written, node.parts)) + ")"


def truth(node: Node, present: frozenset[str], near: int) -> bool:
    """The query over a text of «паводок» and «евакуація», `near` words apart."""
    if isinstance(node, Term):
        return node.text in present
    if isinstance(node, Not):
        return not truth(node.of, present, near)
    if isinstance(node, Near):
        return {node.left, node.right} == {Term("паводок"), Term("евакуація")} and near <= node.distance
    found = [truth(part, present, near) for part in node.parts]
    return all(found) if isinstance(node, And) else any(found)


@given(NODES, st.integers(1, 20))
def test_the_logic_is_that_of_the_words(node: Node, apart: int) -> None:
    query = f"(паводок OR труба) AND {written(node)}"
    text = "паводок " + "і " * (apart - 1) + "евакуація"
    expected = truth(node, frozenset({"паводок", "евакуація"}), apart)
    assert (evidence(query, text) is not None) is expected


def measured(text: str) -> float:
    query = parse(
        '(а NEAR/50 б NEAR/50 а NEAR/50 б NEAR/50 а) OR (паводок NEAR/5 вулиця) OR "а б а б а б" AND NOT пожежа'
    )
    matcher = Matcher([query])
    matcher.read("а б паводок").evidence(query)
    start = time.process_time()
    matcher.read(text).evidence(query)
    return time.process_time() - start


@pytest.mark.torture  # a ratio of two short times: the machine's other work may shift it
@pytest.mark.parametrize("piece", ["а б ", "паводок вулиця ", "а ", "слово «і» "], ids=["ab", "words", "one", "none"])
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    small, large = "".join([piece] * (50_000 // len(piece))), "".join([piece] * (500_000 // len(piece)))
    assert measured(large) < 10 * 3 * max(measured(small), 0.02)


def test_deep_brackets_do_not_multiply() -> None:
    query = "а"
    for _ in range(14):
        query = f"(({query} OR б) NEAR/3 а)"
    parsed = parse(query)
    start = time.process_time()
    Matcher([parsed]).read("а б " * 500).evidence(parsed)
    assert time.process_time() - start < 5
