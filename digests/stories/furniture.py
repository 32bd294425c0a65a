"""Sentences that say nothing of the event: subscribe lines, signatures, disclaimers, and reminders of earlier news.

Furniture never matches anything; a reminder («Нагадаємо, …») tells of another event and must not tie two stories.
Pure; knows phrases, not outlets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.language.words import Token

# All patterns meet text in lower case: to ignore case is four times slower on Cyrillic.
_FURNITURE = re.compile(
    "|".join(
        (
            r"підпи(?:суйтес[ья]|шіться|саться)|подпи(?:сывайтесь|шитесь|саться)|приєднуйтес[ья]|присоединяйтесь",
            r"(?:стежте|слідкуйте|следите) за|(?:читайте|дивіться|смотрите) (?:також|также|нас|ще|еще|больше)",
            r"(?:більше|больше) (?:новин|новостей)|(?:прислати|надіслати|прислать) новин",
            r"\bнаш(?:а|і|ого|ому|ем|его|у|ій)? (?:канал|стрічк|сторінк|телеграм|telegram|груп|бот)",
            r"(?:пишіть|кидайте|надсилайте|шліть|пишите|присылайте)[^.!?]{0,40}(?:бот|комент|дірект|личк|приват)",
            r"(?:поставте|ставте|ставьте|тисніть) (?:лайк|вподоб|плюс)|поширте|репост\b",
            r"(?:ваш|зробіть|надішліть|кидайте) донат|(?:гугл|google)[- ]?(?:новин|news)",
            r"(?:натисн|нажм)\w+ (?:на )?(?:дзвін|кнопк|посилан|ссылк|сюди|сюда|тут|здесь)|ctrl\s?\+\s?enter",
            r"(?:помітили|знайшли|заметили|нашли) (?:помилку|ошибку)",
            r"(?:усі|всі|все) права захищен|все права защищен|передрук|перепечат|(?:копіюван|копирован)\w* матеріал",
            r"використання матеріалів|использовани[ея] материалов|на правах реклам[иы]",
            r"(?:точка зору|думка) (?:редакції|автора)|редакція (?:не несе|може)|редакция (?:не несет|может)",
            r"відповідальність за зміст|матеріал (?:підготовлено|створено) (?:за|у|в) ",
        )
    )
)
_LABEL = re.compile(
    r"^\W*(?:фото|відео|видео|джерело|источник|автор|текст|світлини|ілюстраці\w+|скриншот|скріншот|теги|мітки|контакти)"
    r"\s*(?::|–|—|-|з |із |від |$)"
)
# A reminder speaks at the head of its sentence, or says outright that it quotes what was written before.
_TOLD = r"(?:писал\w|повідомлял\w|сообщал\w|розповідал\w|рассказывал\w)"
_REMINDER = re.compile(
    "|".join(
        (
            r"^\W*(?:нагада(?:ємо|ю|йте|єм)\b|напомн(?:им|ю)\b|до слова,|довідк|справк|довідково|справочно)",
            rf"^\W*(?:як )?раніше (?:ми |вже )*(?:{_TOLD}|йшлося|у |в )",
            rf"^\W*(?:как )?ранее (?:мы |уже )*(?:{_TOLD}|в )",
            rf"(?:як|про що|как|о чем) (?:ми |мы |вже |уже )*(?:раніше |ранее )?{_TOLD}",
            rf"(?:раніше ми|ранее мы) {_TOLD}",
            r", (?:нагадаємо|напомним),",
        )
    )
)
# A list of other news glued to the text: its heading, or headlines each with its hour.
_LIST = re.compile(
    r"^\W*(?:(?:останні|інші|головні|популярні) новини|(?:последние|другие|главные|популярные) новости"
    r"|новини за темою|новости по теме|(?:читайте|дивіться|смотрите) (?:також|также)"
    r"|(?:новини|новости)\s[^.!?]{3,40}:)"
)
_HOUR = re.compile(r"(?<=[а-яґєіїё]{4} )(?:[01]?\d|2[0-3]):[0-5]\d(?=\s+[«\"A-ZА-ЯҐЄІЇЁ]|\s*$)")
HEADLINES = 3  # hours between headlines in one line that make it a list
# Words a body's name is made of, by how they begin. A sentence of little else is a signature, whoever signs.
_BODIES = """
відділ отдел управлін управлен департамент сектор служб центр прес прес- інформац информац аналітич аналитич робот работ
комунікац коммуникац громадськ общественн зв'язк зв'язок связ змі сми внутрішн внутренн політик питан вопрос міськ
городск рад совет виконавч исполнит виконком комітет комитет військов военн цивільн гражданск адміністрац администрац
район обласн областн державн государств апарат секретар спеціаліст специалист головн главн начальник провідн засоб масов
цифров розвитк развит молод культур діяльн
"""
_FORMAL = re.compile(rf"(?:{'|'.join(_BODIES.split())})\w*$|(?:т|о|в|м|і|та|й|з|із|и|с|по|у|для)$")
FORMAL_SHARE = 0.6  # the place's name and the signer's are the rest
LONGEST_SIGNATURE = 20  # words; a department's full name with its council takes 14


def is_furniture(sentence: str) -> bool:
    """Does the sentence only invite, credit or disclaim?"""
    small = sentence.lower()
    return bool(_LABEL.search(small) or _FURNITURE.search(small))


def is_reminder(sentence: str) -> bool:
    """Does the sentence tell of an earlier event?"""
    return _REMINDER.search(sentence.lower()) is not None


def is_list_of_news(line: str) -> bool:
    """Is the line a site's list of other news rather than part of the text?"""
    return _LIST.search(line.lower()) is not None or len(_HOUR.findall(line)) >= HEADLINES


def is_signature(tokens: Sequence[Token]) -> bool:
    """A body's name and hardly more, as texts are signed, whole or one line of it."""
    if not tokens or len(tokens) > LONGEST_SIGNATURE:
        return False
    formal = sum(_FORMAL.match(token.word) is not None for token in tokens)
    return formal >= FORMAL_SHARE * len(tokens)
