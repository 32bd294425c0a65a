"""The codes the nouns speak in, in the order they are shown, with the sentences that stand for a missing text."""

from __future__ import annotations

from typing import Literal

Level = Literal["local", "region", "nation"]
SourceKind = Literal["feed", "sitemap", "listing", "telegram", "youtube", "petition"]
ItemKind = Literal["site", "telegram", "newspaper", "tv", "radio", "youtube"]
# Why an item is in quarantine, where it is for want of text or for its words; other reasons are doubts of its date.
HEADLINE_ONLY = "На сторінці є лише заголовок, без тексту."
PAGE_UNREAD = "Сторінку не вдалося прочитати, тож відомі лише заголовок і анонс із джерела."
NO_TEXT = "На сторінці не знайдено тексту матеріалу."
LIST_PAGE = "Це перелік матеріалів (головна, рубрика, тег або архів), а не один матеріал."
OTHER_WORDS = "У тексті сторінки немає жодного слова із заголовка, який дало джерело"  # the headline follows
# Why of a text only the beginning is known, though it was read.
FOR_SUBSCRIBERS = "Сайт показав лише початок тексту: решта – для передплатників."
CUT_SHORT = "Сайт показав лише початок тексту: решта – за кнопкою «Читати далі»."
PDF_UNREAD = "Текст PDF не прочитано"  # the reason follows, behind a colon
PDF_PARTLY = "Текст PDF прочитано не весь"
TYPED: tuple[ItemKind, ...] = ("newspaper", "tv", "radio")  # nobody collects these: a person entered them
Language = Literal["uk", "ru", "mixed", "other"]
Relevance = Literal["about", "area", "mention", "none"]
Citation = Literal["department", "site", "council", "none"]
Tone = Literal["positive", "neutral", "negative"]
Relation = Literal["original", "reprint", "update", "related"]

RELEVANCE: tuple[Relevance, ...] = ("about", "area", "mention", "none")
CITATION: tuple[Citation, ...] = ("department", "site", "council", "none")
DIRECT: tuple[Citation, ...] = ("department", "site")  # what the annual report calls a direct citation
TONE: tuple[Tone, ...] = ("positive", "neutral", "negative")
# The codebook's order; a brief's sections follow it.
TOPICS: dict[str, str] = {
    "authority": "Влада та місцеве самоврядування",
    "politics": "Політика, партії та акції",
    "war": "Війна, оборона та безпека",
    "economy": "Економіка та бюджет",
    "utilities": "ЖКГ, енергетика та благоустрій",
    "transport": "Дороги та транспорт",
    "health": "Охорона здоров’я",
    "education": "Освіта, наука та молодь",
    "social": "Соціальний захист",
    "culture": "Культура, туризм та історія",
    "sport": "Спорт",
    "crime": "Правопорядок, суди та корупція",
    "emergency": "Надзвичайні події",
    "environment": "Довкілля",
    "civic": "Громадська участь та організації",
    "religion": "Релігійне життя",
    "other": "Інше",
}

WITHDRAWN = "Матеріал вилучено на вимогу"  # the headline that stands where an item was deleted
