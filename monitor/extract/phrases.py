"""Which lines of a page are not the article: headings of other people's news, calls to subscribe, buttons, stamps.

Whole-line patterns in Ukrainian and Russian. Sign-offs, «Джерело: …» and «Нагадаємо, …» are text and match nothing.
"""

from __future__ import annotations

import re

# Everything after such a heading belongs to the site, not to the article.
_CLOSING = re.compile(
    r"(?:(?:останні|свіжі|найсвіжіші|гарячі|головні|важливі|актуальні|інші|всі|усі|популярні|топ|схожі|подібні|нові)\s)?"
    r"(?:новини|матеріали|статті|публікації|записи|пости)"
    r"(?:\s(?:регіону|області|міста|дня|тижня|партнерів|партнера|компаній|рубрики|розділу|за\sтемою|по\sтемі|на\sтему|"
    r"сайту|україни|світу|автора|читачів|за\sдень|за\sтиждень|за\sдобу))?"
    r"|(?:последние|свежие|горячие|главные|важные|другие|все|популярные|топ|похожие|самые\sпопулярные)\s"
    r"(?:новости|материалы|статьи|публикации|записи)(?:\s(?:региона|области|города|дня|недели|партнеров|партнёров|по\sтеме|"
    r"за\sсутки|за\sнеделю))?"
    r"|(?:новости|материалы|статьи)\s(?:региона|области|города|дня|недели|партнеров|партнёров|компаний|по\sтеме)"
    r"|стрічка(?:\sновин)?|лента(?:\sновостей)?|популярне|популярное|найпопулярніше|самое\sпопулярное|найчитаніше|"
    r"самое\sчитаемое|(?:топ|головне|главное)(?:[\s-](?:новини|новости|новин|новостей|дня|тижня|недели|за\sдобу|за\sсутки"
    r"|за\sдень|за\sтиждень))?"
    r"|(?:(?:вас|вам)\s)?(?:(?:може|можуть|може\sтакож|також\sможе|может|могут|также\sможет)\s)"
    r"(?:(?:вас|вам)\s)?(?:зацікавити|сподобатись|сподобатися|бути\sцікав\w+|заинтересовать|понравиться)"
    r"|коментарі|комментарии|відгуки|обговорення|обсуждение|комментировать|коментувати"
    r"|(?:залишити|додати|написати|оставить|добавить)\s(?:коментар|відповідь|відгук|комментарий|ответ)"
    r"|(?:немає|нет)\s(?:коментарів|комментариев)"
    r"|календар\sновин|архів(?:\sновин)?|архив(?:\sновостей)?|хмара\sтегів|мітки|рубрики|категорії|оголошення|вакансії"
    r"|related\s(?:posts|articles|news)|latest\snews|leave\sa\s(?:reply|comment)|comments"
)
# Such a heading or line introduces a few links; the article may go on after them.
_ASIDE = re.compile(
    r"(?:(?:читайте|дивіться|смотрите|читати|читать|дізнайтеся|слухайте)\s(?:також|ще|теж|також\sна\s\S+|также|ещё|еще|"
    r"більше|больше)"
    r"|більше\s(?:по|за|на)\s(?:темі|темою|тему)|больше\sпо\sтеме|(?:також|ще|теж)\s(?:по|за|на)\s(?:темі|темою|тему)"
    r"|(?:по|за)\s(?:темі|темою|теме)|на\s(?:цю\s)?тему|ще\s(?:по|за)\s(?:темі|темою)|матеріали\s(?:по|за)\s(?:темі|темою)"
    r"|схоже|подібне|пов'язані\s(?:новини|матеріали|статті|записи)|рекомендуємо(?:\s(?:прочитати|також))?|рекомендуем"
    r"(?:\sпочитать)?|радимо\s(?:прочитати|почитати)|цікаве|інше|також\sцікаво|це\sцікаво|это\sинтересно|раніше|ранее|"
    r"по\sтеме|похожее|вибір\sредакції|выбор\sредакции|не\sпропустіть|не\sпропустите|більше\sновин|ще\sновини|"
    r"читайте\sтакож\sна\s(?:нашому\s)?сайті|see\salso|read\s(?:also|more))"
)
_ASIDE_LEAD = re.compile(
    r"(?:читайте|читайте\sматеріал|читайте\sматериал|читайте\sтакож|читайте\sще|читайте\sтакже|также\sчитайте|також\sчитайте|дивіться\sтакож|смотрите\sтакже|"
    r"по\sтемі|за\sтемою|по\sтеме|на\sтему|до\sтеми|більше\sпо\sтемі|рекомендуємо\sпрочитати|радимо\sпрочитати|"
    r"дивитися\sтакож|дивись\sтакож|читай\sтакож|читай\sтакже|слухайте\sтакож)\s?[:–—|-]"
)
# Calls are one or two sentences; longer lines are texts about channels.
LONGEST_CALL = 260
_OURS = re.compile(r"\b(?:наш\w*|нас)\b")
_CALL = re.compile(
    r"\b(?:підпи(?:суйте\w*|шіться|шись|суйся|шіться)|подпи(?:сывайте\w*|шитесь|шись)|приєднуй(?:те\w*|ся)|"
    r"присоединяйте\w*|долучайте\w*|слідкуйте|стежте|следите|шукайте|читайте|дивіться|смотрите|слухайте|ставте|"
    r"надсилайте|присылайте|пишіть|пишите|тисніть|жміть|підтримайте)\b"
    r"|^\W{0,4}(?:ми|мы|наш|наша|наші|наши)\s(?:в|у|є\sв|телеграм\S*|telegram\S*|viber|вайбер|канал\S*|сторінк\S*)"
    r"|^\W{0,4}(?:підписатись|підписатися|подписаться)\b"
)
_NETWORK = re.compile(
    r"telegram|телеграм|тг-канал|viber|вайбер|вайбер|facebook|фейсбук|instagram|інстаграм|инстаграм|youtube|ютуб|whatsapp|"
    r"tiktok|тікток|google\s?news|твіттер|twitter|threads|rss|розсилк|рассылк|нашу\sсторінку|наш\sканал|нашого\sканалу|"
    r"нашими\sновинами|нашими\sновостями|наші\sканали|наши\sканалы|соцмереж|соцсет|сповіщення|месенджер"
)
_BUTTON = re.compile(
    r"(?:поділитис[яь]|поділіться|поширити|поделиться|поделитесь|share|tweet|твітнути|надіслати|отправить|друкувати|"
    r"роздрукувати|друк|печать|распечатать|версія\sдля\sдруку|версия\sдля\sпечати|назад|вперед|вперёд|наверх|вгору|"
    r"докладніше|детальніше|подробнее|читати\sдалі|читать\sдалее|читати\sповністю|далі|далее|більше|ещё|подобається|"
    r"нравится|like|facebook|telegram|viber|twitter|whatsapp|messenger|linkedin|pinterest|copy\slink|копіювати\sпосилання|"
    r"скопировать\sссылку|реклама|advertisement|на\sправах\sреклами|завантаження|загрузка|пошук|поиск|увійти|вход|"
    r"реєстрація|регистрация|головна|главная|на\sголовну|на\sглавную|попередня|наступна|предыдущая|следующая|prev|next|"
    r"попередній\s(?:запис|пост|допис)|наступний\s(?:запис|пост|допис)|предыдущая\s(?:запись|статья)|"
    r"следующая\s(?:запись|статья)|повідомити\sпро\sпомилку|сообщить\sоб\sошибке|оцініть\s\S+|рейтинг|оцінка|теги|метки)"
    r"(?:\s(?:у|в|на|до|to|on|with|in|посиланням|новиною|статтею|новостью|статьей|цією|цим|facebook|фейсбук\w*|telegram|"
    r"телеграм\w*|viber|twitter|whatsapp|соцмережах|соціальних|мережах|соцсетях|друзями|з|с)){0,4}"
)
_COUNTERS = re.compile(
    r"(?:перегляд\w*|просмотр\w*|прочитан\w*|прочитань|прочитали|переглянуто|просмотрено|коментар\w*|комментар\w*|views?|"
    r"час\sчитання|время\sчтения|читати\s\d+\sхв|оцінок|голосів|рейтинг|shares?|поширен\w*)(?:[\s:()–-]{0,3}[\d\s.,kк]{1,12}"
    r"(?:хв\.?|мин\.?|min|хвилин\w*|разів|раз)?)?"
    r"|\d[\d\s]{0,9}\s(?:перегляд\w*|просмотр\w*|коментар\w*|комментар\w*|views?|поширен\w*|вподоба\w*|оцін\w*)"
)
_TAGS = re.compile(
    r"(?:теги?|етикети|мітки|метки|ключові\sслова|ключевые\sслова|категорі[яїі]|рубрик[аи]|tags?)\s?:.{0,300}"
)
_MISTAKE = re.compile(
    r".{0,60}(?:ctrl\s?\+\s?enter|виділіть\s(?:її|текст|фрагмент|помилку)|выделите\s(?:её|ее|текст|фрагмент|ошибку)).{0,120}"
)
_MANNERS = re.compile(
    r"(?:шановні|уважаемые|дорогі)\s(?:читачі|читатели|друзі)\b.{0,120}(?:коментув|комментир).{0,120}"
)
_IMPRINT = re.compile(
    r"(?:редакція|редакция)\s.{0,60}(?:не\sподіля|не\sразделя|не\sнесе|не\sнесет|не\sнесёт|не\sзавжди|може\sне).{0,250}"
    r"|(?:думк[аи]|точка\sзору|мнение)\s(?:редакції|автор\w+|редакции).{0,20}(?:не\sзбіга|може|не\sсовпад).{0,200}"
    r"|(?:підтримайте|поддержите)\s(?:нас|незалежн\w+|независим\w+|редакці\w+|наш\w*|видання|проєкт|роботу).{0,250}"
    r"|(?:контакти|контакты)\s?:.{0,250}"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright|усі\sправа|всі\sправа|все\sправа|при\s(?:повному\s|частковому\s|будь-якому\s)?використанні\s"
    r"матеріал|при\s(?:полном\s|частичном\s)?использовании\sматериал|використання\s(?:будь-яких\s)?матеріалів\sдозволя|"
    r"передрук\s(?:матеріалів|заборон)|перепечатка).{0,300}"
)
_SOURCE = re.compile(
    r"(?:джерел[оа]|источник\w*|першоджерело|первоисточник|за\s(?:матеріалами|інформацією|даними|повідомленням)|"
    r"по\s(?:материалам|информации|данным|сообщению)|фото|відео|видео|via)\b"
)
LONGEST_SIGNATURE = 160
_BODY = re.compile(
    r"\b(?:\w{0,14}рад[аи]|виконавч\w+\sкомітет\w*|виконком\w*|адміністраці\w+|прес-?служб\w+|пресс-?служб\w+|відділ|"
    r"управління|департамент|сектор|служба|поліці[яї]|прокуратура|гу\sднс|дснс|тцк|комунальне|комунальний|кп|кнп|центр|"
    r"совет|горсовет|исполком|администраци\w+|отдел|управление|департамента?|полиция|мва|ова|рва|вца|міськрада)\b"
)
_EDGE = " \t\u00a0:.…!?→»›>|•·—–-*▶►👉🔥📌📲⚡❗✅"


def bare(line: str) -> str:
    """The line in lower case without decoration at its ends, with straight apostrophes: what the patterns see."""
    return line.lower().replace("’", "'").replace("ʼ", "'").strip(_EDGE)


def closes(line: str) -> bool:
    """Whether the line is a heading after which the site's other news, or its comments, begin."""
    return len(line) <= 60 and _CLOSING.fullmatch(_uncounted(bare(line))) is not None


def introduces_links(line: str) -> bool:
    """Whether the line is a heading («Читайте також:») over a few links to other articles."""
    return len(line) <= 60 and _ASIDE.fullmatch(bare(line)) is not None


def points_away(line: str) -> bool:
    """Whether the line is one pointer to another article: «Читайте також: назва»."""
    return len(line) <= 300 and _ASIDE_LEAD.match(line.lower().replace("’", "'").lstrip(_EDGE)) is not None


def invites(line: str) -> bool:
    """Whether the line calls the reader to the outlet's channel or page.

    A quoted call of somebody else, or one that names a public body without «наш», is news and stays.
    """
    low = line.lower().replace("’", "'")
    if len(line) > LONGEST_CALL or _CALL.search(low) is None or _NETWORK.search(low) is None:
        return False
    return _OURS.search(low) is not None or ("«" not in low and _BODY.search(low) is None)


def is_furniture(line: str) -> bool:
    """Whether the line is a button, counter, tag row, error-report hint or rights notice."""
    low = bare(line)
    if not low:
        return True
    if len(low) <= 60 and (_BUTTON.fullmatch(low) or _COUNTERS.fullmatch(low)):
        return True
    return any(pattern.fullmatch(low) for pattern in (_TAGS, _MISTAKE, _MANNERS, _IMPRINT, _RIGHTS))


def names_source(line: str) -> bool:
    """Whether the line says where the text or picture comes from: «Джерело: …»; such lines are always kept."""
    return _SOURCE.match(bare(line)) is not None


def signs(line: str) -> bool:
    """Whether a short line reads as a signature or a source: a body's name, a press service, «Джерело: …»."""
    if names_source(line):
        return len(line) <= LONGEST_SIGNATURE
    return len(line) <= LONGEST_SIGNATURE and not line.endswith(("?", "!")) and _BODY.search(bare(line)) is not None


def _uncounted(low: str) -> str:
    return re.sub(r"\s?[(\[]?\d{1,5}[)\]]?$", "", low).strip(_EDGE)
