"""What an alert says, in Ukrainian: the sentence of its reason and the letter around it. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from monitor.alerts.nouns import Finding, Rule
from monitor.dates import to_local
from monitor.language import numerals
from monitor.model import TOPICS, Clip
from monitor.text import clean_line, shorten

TONES = {"positive": "тон схвальний", "neutral": "тон нейтральний", "negative": "тон критичний"}
CITATIONS = {
    "direct": "пряме посилання на раду",
    "department": "посилання на відділ комунікацій",
    "site": "посилання на офіційний сайт",
    "council": "посилання на раду",
    "none": "без посилання на раду",
}
LEVELS = {"local": "місцеве видання", "region": "обласне видання", "nation": "загальнонаціональне видання"}


def item(rule: Rule, clip: Clip, evidence: str | None) -> str:
    """Why a publication was caught: what of the rule it meets."""
    parts = []
    if evidence is not None:
        parts.append(f"у тексті є «{shorten(clean_line(evidence), 80)}»")
    if rule.topics and clip.topic is not None:
        topic = clip.topic if clip.topic in rule.topics else next(t for t in clip.secondary if t in rule.topics)
        parts.append(f"тема «{TOPICS.get(topic, topic)}»")
    if rule.tones and clip.tone is not None:
        parts.append(TONES[clip.tone])
    if rule.citations:
        parts.append(CITATIONS["direct" if clip.direct and "direct" in rule.citations else clip.citation or "none"])
    if rule.levels:
        parts.append(LEVELS[clip.outlet.level])
    return f"{_capital(', '.join(parts) or 'нова публікація')}."


def outlets(count: int, wanted: int) -> str:
    return f"Про подію вже пишуть {_published(count)}: поріг правила – {numerals.number(wanted)}."


def release(clip: Clip, title: str) -> str:
    share = f" ({round(clip.share * 100)} % тексту)" if clip.share else ""
    credit = (
        {True: " з посиланням", False: " без посилання"}.get(clip.credited, "") if clip.credited is not None else ""
    )
    name = f" «{shorten(clean_line(title), 100)}»" if title else ""
    return f"Наше повідомлення{name} підхопило видання «{clean_line(clip.outlet.name)}»{share}{credit}."


def spike(hour: datetime, count: int, usual: float) -> str:
    local, end = to_local(hour), to_local(hour + timedelta(hours=1))
    times = numerals.number(round(usual, 1))
    return (
        f"Сплеск: {numerals.count(count, numerals.MATERIAL)} за годину {local:%H:%M}–{end:%H:%M} {local:%d.%m.%Y}, "
        f"а звичайно о цій порі того ж дня тижня – {times}."
    )


def source(name: str, reason: str) -> str:
    return f"{clean_line(name)}: {_small(reason)}"


def fixed(name: str, at: datetime) -> str:
    return f"{clean_line(name)}: джерело знову працює з {to_local(at):%d.%m.%Y %H:%M}."


def _published(count: int) -> str:
    """«5 видань»: the verb before it is plural for every number that a rule may name (two and more)."""
    return numerals.count(count, numerals.OUTLET)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


# --- the letter -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message about one or several causes."""

    subject: str
    text: str
    html: str


ALERT = numerals.Noun("сповіщення", "сповіщення", "сповіщень", "сповіщення")


def letter(place: str, findings: Sequence[Finding]) -> Letter:
    """The mail: for each cause its reason, headline with link, outlet and time. Everything scraped is escaped."""
    first = findings[0]
    about = clean_line(first.title or first.reason)
    subject = f"{clean_line(place)}: {shorten(about, 110)}"
    if len(findings) > 1:
        subject = f"{clean_line(place)}: {numerals.count(len(findings), ALERT)}; {shorten(about, 90)}"
    lines, blocks = [], []
    for finding in findings:
        where = _where(finding)
        shown = [clean_line(part) for part in (finding.reason, finding.title, where, finding.url) if part]
        lines.append("\n".join((*shown, f"Правило: {finding.rule}")))
        blocks.append(_block(finding, where))
    text = "\n\n".join(lines) + "\n"
    html = (
        '<!doctype html><html lang="uk"><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head>"
        f'<body style="font-family:Arial,sans-serif;font-size:16px">{"".join(blocks)}</body></html>'
    )
    return Letter(subject=subject, text=text, html=html)


def _where(finding: Finding) -> str:
    if finding.published is None:
        return clean_line(finding.outlet)
    local = to_local(finding.published)
    time = f"{local:%d.%m.%Y %H:%M}" if finding.exact else f"{local:%d.%m.%Y}"
    return clean_line(f"{finding.outlet}, {time}") if finding.outlet else time


def _block(finding: Finding, where: str) -> str:
    title = escape(clean_line(finding.title or finding.url))
    if finding.url.startswith(("http://", "https://")):
        title = f'<a href="{escape(clean_line(finding.url))}">{title}</a>'
    return (
        f"<p><b>{escape(clean_line(finding.reason))}</b>"
        + (f"<br>{title}" if title else "")
        + (f"<br>{escape(where)}" if where else "")
        + f'<br><span style="color:#555">Правило: {escape(finding.rule)}</span></p>'
    )
