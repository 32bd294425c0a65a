"""Sentences that say nothing of the event: subscribe lines, signatures, disclaimers, and reminders of earlier news.

Furniture never matches anything; a reminder («Нагадаємо, …») tells of another event and must not tie two stories.
Pure; knows phrases, not outlets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.language.words import Token

_FURNITURE = re.compile(
    r"підпи(?:суйтес[ья]|шіться|ш[іи]ться|саться)|подпи(?:сывайтесь|шитесь|саться)|стежте за|следите за"
    r"|(?:приєднуйтес[ья]|присоединяйтесь)|(?:читайте|дивіться|смотрите) (?:також|нас|ще|больше|нас|еще|также)"
    r"|(?:більше|больше) (?:новин|новостей)|(?:наш|наша|наші|нашого|нашому|нашем|нашего|нашу|нашій)"
    r" (?:канал|стрічк|сторінк|телеграм|telegram|группу?|групу?|паблік|паблик|бот)|(?:прислати|надіслати|прислать) новин"
    r"|(?:пишіть|кидайте|надсилайте|пишите|присылайте|шліть)[^.!?]{0,40}(?:бот|коментар|комент|дірект|личк|приват)"
    r"|(?:поставте|ставте|ставьте|тисніть) (?:лайк|вподоб|плюс)|(?:поширте|репост)\b|(?:ваш|зробіть|надішліть|кидайте) донат|(?:реклама|реклам[аи]):?$"
    r"|(?:усі|всі|все) права (?:захищен|защищен)|(?:передрук|перепечат|копіюван|копирован|використання матеріалів"
    r"|использовани[ея] материалов)|(?:точка зору|думка) (?:редакції|автора)|редакція (?:не несе|може)"
    r"|редакция (?:не несет|может)|відповідальність за зміст|на правах реклами|на правах рекламы"
    r"|матеріал (?:підготовлено|створено) (?:за|у)"
    r"|ctrl\s?\+\s?enter|(?:помітили|знайшли|заметили|нашли) (?:помилку|ошибку)|google news|(?:гугл|гугл-) ?новин"
    r"|(?:натисн|нажм)\w+ (?:на )?(?:дзвін|кнопк|посилан|ссылк|сюди|сюда|тут|здесь)",
)
_LABEL = re.compile(
    r"^\W*(?:фото|відео|видео|джерело|источник|автор|текст|світлини|ілюстраці\w+|скриншот|скріншот|теги|мітки|контакти)"
    r"\s*(?::|–|—|-|з |із |від |$)",
)
# A reminder speaks at the head of its sentence, or says outright that it quotes what was written before.
_REMINDER = re.compile(
    r"^\W*(?:нагада(?:ємо|ю|йте|єм)\b|напомн(?:им|ю)\b|до слова,|(?:як )?раніше (?:ми |вже )?(?:писал|повідомлял|йшлося|у|в)"
    r"|(?:как )?ранее (?:мы |уже )?(?:писал|сообщал|в )|останні новини|последние новости|новини за темою|новости по теме"
    r"|(?:читайте|дивіться|смотрите) (?:також|також:|также)|довідка|справка|довідково|справочно)"
    r"|(?:як|о чем|как|про що) (?:ми |мы |вже |уже )*(?:раніше |ранее )?(?:писали|повідомляли|сообщали|розповідали|рассказывали)"
    r"|раніше ми (?:писали|повідомляли|розповідали)|ранее мы (?:писали|сообщали|рассказывали)"
    r"|, нагадаємо,|, напомним,",
)
# A list of other news glued to the text: its heading, or headlines each with its hour.
_LIST = re.compile(
    r"^\W*(?:останні новини|последние новости|новини за темою|новости по теме|(?:читайте|дивіться|смотрите) (?:також|также)"
    r"|інші новини|другие новости|головні новини|главные новости|популярн\w+ (?:новини|новости)|(?:новини|новости)\s[^.!?]{3,40}:)",
)
_HOUR = re.compile(r"(?<=\w )(?:[01]?\d|2[0-3]):[0-5]\d\b(?! ?[-–—])")
HEADLINES = 3  # hours in one line that make it a list
# Words a body's name is made of. A sentence of little else is a signature, whoever signs.
_FORMAL = re.compile(
    r"(?:відділ|отдел|управлін|управлен|департамент|сектор|служб|центр|пресс|прес-|пресслужб|інформац|информац|аналітич|аналитич"
    r"|робот|работ|комунікац|коммуникац|громадськ|громадськіст|общественн|зв'язк|зв'язок|связ|змі|сми|внутрішн|внутренн|політик"
    r"|питан|вопрос|міськ|городск|рад|совет|виконавч|исполнит|виконком|комітет|комитет|військов|военн|цивільн|гражданск"
    r"|адміністрац|администрац|район|обласн|областн|державн|государств|апарат|секретар|спеціаліст|специалист|головн|главн"
    r"|начальник|провідн|засоб|масов|цифров|розвитк|развит|молод|культур|діяльн)\w*$"
    r"|(?:т|о|в|м|і|та|й|з|із|и|с|по|у|для)$"
)
FORMAL_SHARE = 0.6  # the place's name and the signer's are the rest
LONGEST_SIGNATURE = 20  # words; a department's full name with its council takes 14


def is_list_of_news(line: str) -> bool:
    """Is the line a site's list of other news rather than part of the text?"""
    return _LIST.search(line.lower()) is not None or len(_HOUR.findall(line)) >= HEADLINES


def is_signature(tokens: Sequence[Token]) -> bool:
    """A body's name and hardly more, as texts are signed, whole or one line of it."""
    if not tokens or len(tokens) > LONGEST_SIGNATURE:
        return False
    formal = sum(_FORMAL.match(token.word) is not None for token in tokens)
    return formal >= FORMAL_SHARE * len(tokens)


def is_furniture(sentence: str) -> bool:
    """Does the sentence only invite, sign, credit or disclaim?"""
    small = sentence.lower()  # patterns that ignore case are four times slower on Cyrillic
    return bool(_LABEL.search(small) or _FURNITURE.search(small))


def is_reminder(sentence: str) -> bool:
    """Does the sentence tell of an earlier event?"""
    return _REMINDER.search(sentence.lower()) is not None
