"""A conclusion in words: one Ukrainian sentence of reason, the spans that show it, and flags for a person. Pure."""

from __future__ import annotations

from classifiers.place.decide import Conclusion
from classifiers.place.features import Evidence
from classifiers.place.mentions import AREA, OTHER, SURE, WEAK, Mention
from classifiers.place.names import Names
from classifiers.place.reading import MOST_LETTERS
from classifiers.place.rivals import ATTRIBUTE, TOWN
from monitor.model import Article, Flag

MOST_SPANS = 5
# Below this a decision is kept but a person is asked to look; see the curve in README.
SURE_FROM = 0.65

_REASONS = {
    "bullet": "Окремий абзац огляду починається з назви місця.",
    "struck": "Місце названо ціллю удару, обстрілу чи дронів, інших міст не названо.",
    "town-alone": "Інших місць не названо, а подія відбулася тут або йдеться про установу, громаду чи мешканців.",
    "often": "Місце названо щонайменше тричі, інші міста – не частіше.",
    "home-named": "Місцеве видання називає своє місце й не пише про інше місто.",
    "home": "Місцеве видання не називає іншого міста, тож ідеться про своє.",
    "home-passing": "Місцеве видання згадує інші міста лише побіжно, тож ідеться про своє.",
    "link": "Матеріал посилається на офіційний сайт або сторінку установи.",
    "district": "Ідеться про район, а не про саме місто.",
    "near": "Ідеться про іншу громаду того ж району.",
    "surroundings": "Ідеться передусім про район або його інші громади.",
    "region": "Ідеться про область, до якої належить місце.",
    "whole-region": "Обласне видання пише про всю область.",
    "route": "Назва стоїть лише в назві напрямку, єпархії тощо.",
    "namesake": "Назва належить іншому: вулиці, людині, товару або однойменному селу.",
    "other-bearer": "Ідеться про однойменний населений пункт іншої області.",
    "near-elsewhere": "Подія сталася в іншому місті, сусідню громаду лише згадано.",
    "region-elsewhere": "Подія сталася в іншому місті області.",
    "home-elsewhere": "Місцеве видання пише про інше місто.",
    "home-distant": "Місцеве видання передає загальнонаціональну або побутову тему.",
    "one-of-region": "Ідеться про область чи кілька її громад, місце лише одне з них.",
    "highway": "Ідеться про дорогу, що веде до місця.",
    "scene": "Перше ж речення, що називає місце події, називає саме його.",
    "edge": "Подія сталася на виїзді з місця або на його околиці.",
    "exile": "Ідеться про заклад, підприємство чи громаду з місця, що працюють деінде.",
    "front": "Ідеться про напрямок фронту, названий за містом.",
    "held": "У перших реченнях сказано, що подія відбулася тут.",
    "fallen": "Загинув уродженець місця, іншого міста, де його поховають, не названо.",
    "preyed": "Сказано, що роблять із містом або його людьми загарбники.",
    "acts": "Діє або говорить установа місця, інші міста лише перелічено.",
    "nothing": "Ні місця, ні його району в тексті не названо.",
}


def _others(evidence: Evidence) -> list[str]:
    found = (r.name for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE))
    return list(dict.fromkeys(name[:1].upper() + name[1:] for name in found))


def reason_of(found: Conclusion, evidence: Evidence, names: Names) -> str:
    """One Ukrainian sentence an office worker can check against the text."""
    if found.rule in _REASONS:
        return _REASONS[found.rule]
    name = names.place.name
    count = len(evidence.sure)
    if found.rule == "doubtful":
        return f"Слово «{name}» тут, мабуть, не назва місця: прізвище або звичайне слово."
    if found.rule == "weak":
        return f"Назву «{name}» ужито лише в назві підприємства чи закладу або непевно."
    others = _others(evidence)
    if found.label == "about" and evidence.sure and all(m.role == "organisation" for m in evidence.sure):
        named = evidence.sure[0].text
        return f"Названо організацію з реєстру місця: {named}{'»' if named.count('«') > named.count('»') else ''}."
    if found.label == "about" and evidence.sure and all(m.role == "official" for m in evidence.sure):
        return f"Самої назви «{name}» немає, але названо посадову особу його установи: {evidence.sure[0].text}."
    beside = f"; інші населені пункти: {', '.join(others[:3])}" if others else "; інших міст не названо"
    if found.label == "about":
        where = "у заголовку" if any(m.section == 0 for m in evidence.sure) else "у тексті"
        where = "на початку тексту" if where == "у тексті" and evidence.leads(evidence.sure) else where
        return f"«{name}» названо {where} (разом згадок: {count}){beside}."
    return f"«{name}» згадано побіжно (разом згадок: {count}){beside}."


_ORDER = {role: rank for rank, role in enumerate((*SURE, *WEAK, *AREA, *OTHER))}


def _relevant(found: Conclusion, evidence: Evidence) -> list[Mention]:
    if found.label in ("about", "mention") and evidence.named:
        return evidence.role(*SURE, *WEAK)
    if found.label == "area":
        return evidence.role(*AREA) or evidence.sure
    if found.rule in ("doubtful", "other-bearer"):
        return evidence.role(*SURE, *WEAK)
    return evidence.role(*OTHER) if found.rule in ("namesake", "route") else []


def _rank(mention: Mention) -> tuple[bool, bool, int, int, int]:
    weakened = bool(mention.flags - {"inside", "subject", "whose"})
    return weakened, mention.section > 0, _ORDER[mention.role], mention.section, mention.start


def evidence_of(found: Conclusion, evidence: Evidence, article: Article) -> tuple[str, ...]:
    """Exact spans of the title or text that show the conclusion, the strongest first; a link where that decided."""
    if found.rule == "link" and evidence.link:
        return (evidence.link,)
    relevant = _relevant(found, evidence)
    ordered = sorted(relevant, key=_rank)
    spans = dict.fromkeys(m.text for m in ordered)
    if found.rule in ("home-elsewhere", "near-elsewhere", "region-elsewhere"):
        sections = {s.index: s for s in evidence.reading.sections}
        others = (r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE) and r.section in evidence.lead)
        spans = dict.fromkeys(sections[r.section].tokens[r.first].text for r in others)
    return tuple(span for span in spans if span in article.title or span in article.text)[:MOST_SPANS]


def flags_of(found: Conclusion, evidence: Evidence) -> tuple[Flag, ...]:
    """Why a person should look: nothing where the classifier is sure and read the whole text."""
    percent = round(100 * found.probability)
    reasons = []
    if found.probability < SURE_FROM:
        reasons.append(("place-unsure", f"Не певно, чи матеріал про місто: впевненість лише {percent} %."))
    if evidence.reading.cut:
        reasons.append(("place-cut", f"Текст задовгий: прочитано лише перші {MOST_LETTERS} знаків."))
    return tuple(Flag(classifier="place", code=code, text=text) for code, text in reasons)
