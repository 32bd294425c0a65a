"""Labels in the words of an office, and back: Ukrainian or English, in any case, with or without the code. Pure."""

from __future__ import annotations

from difflib import get_close_matches

from monitor.language.words import normal
from monitor.model import TOPICS
from monitor.review import continuing

RELEVANCE = {"about": "про місто", "area": "про район чи область", "mention": "згадка", "none": "не про місто"}
CITATION = {"department": "відділ", "site": "офіційний сайт", "council": "рада", "none": "немає"}
TONE = {"positive": "позитивна", "neutral": "нейтральна", "negative": "критична"}
USE = {"yes": "так", "no": "ні"}
WORDS: dict[str, dict[str, str]] = {
    "relevance": RELEVANCE,
    "topic": dict(TOPICS),
    "citation": CITATION,
    "tone": TONE,
    "use": USE,
}
# The fields in the middle of a sentence.
FIELD_NAMES = {
    "relevance": "стосунок",
    "topic": "тема",
    "secondary": "додаткові теми",
    "citation": "джерело",
    "tone": "тональність",
    "event": "подія",
    "use": "до огляду",
    "continued": "продовження з випуску",
}
_SHORTEST = 3  # letters by which a value may be recognised
_LONGEST_VALUE = 60
_ALSO = {
    "citation": {"сайт": "site", "відсутнє": "none", "міськрада": "council"},
    "tone": {"негативна": "negative", "негатив": "negative", "позитив": "positive", "нейтрально": "neutral"},
    "use": {"+": "yes", "-": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"},
    "relevance": {"про район": "area", "район": "area", "область": "area", "про нас": "about"},
}


def spoken(field: str, label: str | None) -> str:
    """The label as the office says it; empty for none."""
    return WORDS[field].get(label or "", "")


def spoken_value(field: str, value: str) -> str:
    """Any stored value as the office says it: of the fields without a list of words too."""
    if field == "secondary":
        return ", ".join(TOPICS.get(code, code) for code in value.split()) or "немає"
    if field == "continued":
        return ", ".join(USE.get(word, word) for word in value.split())
    words = USE if field == "event" else WORDS.get(field, {})
    return words.get(value, value)


def understood(field: str, text: str) -> str | None:
    """The label a cell means, or None where it means none of them."""
    if field == "continued":  # any kind of issue: whether the clip stood in one, the decision says
        return continuing.understood(text) or None
    folded = _folded(text)
    for code, word in WORDS[field].items():
        if folded in (code, _folded(word)):
            return code
    return _ALSO.get(field, {}).get(folded)


def nearest(field: str, text: str) -> str:
    """The one value that a cell most likely means, as the office says it: it begins so, or is spelled nearly so."""
    known = {_folded(word): word for word in WORDS.get(field, {}).values()}
    folded = _folded(text)[:_LONGEST_VALUE]
    begun = [word for key, word in known.items() if len(folded) >= _SHORTEST and key.startswith(folded)]
    if len(begun) == 1:
        return begun[0]
    return next((known[key] for key in get_close_matches(folded, known, n=1)), "")


def _folded(text: str) -> str:
    """For comparison: case, spaces and apostrophes aside, Latin letters that stand in Cyrillic words made Cyrillic."""
    return " ".join(normal(word) for word in text.replace("ʼ", "'").split()).strip(" .")


def legal(field: str) -> str:
    """All values of a field; some have commas inside."""
    return "; ".join(f"«{word}»" for word in WORDS[field].values())
