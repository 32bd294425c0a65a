"""What collectors note for the operator, in Ukrainian for the page. A note nobody translated stays as it is."""

from __future__ import annotations

import re

from monitor.language.numerals import MATERIAL, Noun, count

_PAGE = Noun("сторінці", "сторінках", "сторінках", "сторінки")
_PETITION = Noun("петиція", "петиції", "петицій", "петиції")
_NOUNS = {"p": _PAGE, "t": _PETITION, "i": MATERIAL}
# (what is noted, what it says): {p1} is the first group counted with the noun «p», {1} the first group as it is.
_SENTENCES = (
    (
        r"Nothing known was met on (\d+) pages; what (\S+) lists was not read\.",
        "Знайомого не трапилося на {p1}; того, що показує {2}, не прочитано.",
    ),
    (
        r"The selectors were guessed \(item: (.*), link: (.*)\); check and write them down\.",
        "Селектори вгадано (item: {1}, link: {2}): перевірте їх і запишіть до налаштувань.",
    ),
    (r"(\d+) items of the list have no link and were left out\.", "Не взято, бо без посилання: {i1} переліку."),
    (r"(\S+) could not be read: (.*)", "Не вдалося прочитати {1}: {2}"),
    (
        r"every entry is new: some may have come and gone between two visits",
        "усе в ньому нове: між двома відвідинами щось могло з’явитися і зникнути",
    ),
    (r"(\d+) petitions show no number under «(.*)»\.", "Без числа підписів у «{2}»: {t1}."),
    (
        r"(\d+) pages were read; what (\S+) lists was not\.",
        "Прочитано сторінок: {1}; того, що показує {2}, не прочитано.",
    ),
    (
        r"(\d+) further sitemaps of the index, older ones, are left for the next visit\.",
        "На наступні відвідини лишено давніші карти сайту: {1}.",
    ),
    (r"(\d+) older addresses are left for the next visit\.", "На наступні відвідини лишено давніші адреси: {1}."),
    (
        r"(\d+) addresses of the home page, tags, sections and archives were passed over\.",
        "Обминуто адреси головної, тегів, рубрик і архівів: {1}.",
    ),
    (r"(\d+) sitemaps of categories, tags and the like were passed over\.", "Обминуто карти рубрик, тегів тощо: {1}."),
    (
        r"(\S+) was not read: sitemaps are nested more than (\d+) deep\.",
        "{1} не прочитано: карти сайту вкладено глибше, ніж на {2}.",
    ),
    (r"(\S+) is cut off; what could be unpacked was read\.", "{1} обірвано; прочитано те, що вдалося розпакувати."),
    (r"(\S+) is malformed \((.*)\); what could be read was read\.", "{1} пошкоджено ({2}); прочитано те, що вдалося."),
    (r"(\S+) is the channel's page; its feed is (\S+)\.", "{1} – сторінка каналу; його стрічка – {2}."),
    (
        r"All (\d+) videos of the feed are new; earlier ones cannot be seen\.",
        "Усі відео у стрічці нові ({1}); попередніх не видно.",
    ),
    (r"An earlier part of the feed could not be read: (.*)", "Попередню частину стрічки не вдалося прочитати: {1}"),
    (r"(\d+) entries came from earlier parts of the feed\.", "З попередніх частин стрічки взято {i1}."),
    (
        r"The document does not say that it is a JSON Feed of version 1\.",
        "У документі не сказано, що це JSON Feed версії 1.",
    ),
    (r"(\d+) items of the feed are no objects and were left out\.", "Не взято, бо записані неправильно: {i1} стрічки."),
    (
        r"The feed is malformed \((.*)\); what could be read was read\.",
        "Стрічку пошкоджено ({1}); прочитано те, що вдалося.",
    ),
    (
        r"Posts before number (\d+) were not read: nothing known was met until there\.",
        "Дописів до № {1} не прочитано: знайомого до них не трапилося.",
    ),
    (r"The pages before post (\d+) lead in a circle\.", "Сторінки перед дописом № {1} ведуть по колу."),
    (
        r"Post numbers without a post \(deleted, or not shown on the web\): (.*)\.",
        "Номери без дописів (видалено або не показано в браузері): {1}.",
    ),
    (r"The channel's preview is closed\.", "Канал не показує дописів у браузері."),
    (r"The channel shows no posts on the web\.", "Канал не показує дописів у браузері."),
    (r"This is a group, and groups have no public preview\.", "Це група, а групи не показують дописів у браузері."),
    (r"The feed is at (\S+), and it is unchanged\.", "Стрічка – {1}; вона не змінилася."),
    (r"(\S+) is a web page; the feed was found at (\S+)\.", "{1} – вебсторінка; стрічку знайдено за адресою {2}."),
    (r"The preview does not show the content of (.*)\.", "У браузері не видно вмісту: {1}."),
)
_RULES = tuple((re.compile(pattern), said) for pattern, said in _SENTENCES)
_INNER = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"\S+ is not there \(status (\d+)\)\.?", "такої сторінки немає (код {0})."),
        (r"\S+ does not let us in \(status (\d+)\)\.?", "не пускає (код {0})."),
        (r"\S+ answered with status (\d+)\.?", "відповідає помилкою (код {0})."),
    )
)
_SLOT = re.compile(r"\{([a-z]?)(\d)\}")


def ukrainian(note: str) -> str:
    """The note in Ukrainian, an error inside it too where its wording is known."""
    for pattern, said in _RULES:
        if found := pattern.fullmatch(note):
            return _filled(said, found)
    return note


def _filled(said: str, found: re.Match[str]) -> str:
    return _SLOT.sub(lambda slot: _part(found[int(slot[2])], slot[1]), said)


def _part(text: str, noun: str) -> str:
    if noun:
        return count(int(text), _NOUNS[noun])
    for pattern, said in _INNER:
        if found := pattern.fullmatch(text):
            return said.format(found[1])
    return text
