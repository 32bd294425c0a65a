"""Where a gathering is held: the place that a sentence of it names.

A place that stands in what the gathering is about, in what somebody wants to build or in who came is none. No place
rather than a false one. Every pattern is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.events import matter
from classifiers.events.verbs import HOLDING
from monitor.text import shorten

LONGEST = 120
# A longer sentence is a list; its first part tells the place.
_LONGEST_LINE = 600
# A place told further from the gathering is seldom its own.
_NEAR = 4
# The title tells a place shorter than the text does.
_TITLE_LAST = 2.5
_PREPOSITION = (
    r"(?:неподалік (?:від )?|поблизу |поруч (?:з |із |зі )?|недалеко от |рядом с |навпроти |напротив |вздовж "
    r"|уздовж |вдоль "
    r"|перед |під |біля |коло |возле |около |под |у |в |на |від |от |до |к |при |во )"
)
_KIND = (
    r"(?:мітинг|митинг|пікет|пикет|хресн\w+ х|крестн\w+ х|акці|акци|марш|протест|збор|зібран|собран|слухан|слушан"
    r"|зустріч|встреч"
    r"|обговор|обсужд|конференц(?!-?зал)|проти|против|за\b|щодо|через|про\b|из-за|толок|форум|лекці|лекци|дискус"
    r"|віче\b|хо[дд][ауио]\b|шестви"
    r"|захід|заход|мероприят|молитв|молебн|панах|паних|служб)"
)
# A word between the preposition and the noun: an adjective, a numeral or a name, no verb and no kind of gathering.
_ADJECTIVE = (
    rf"(?!{_KIND})(?:[\w'’-]{{2,24}}(?:ий|ій|ого|ому|ої|им|ім|ою|их|ими|ый|ой|ом|ем|ей|ую|ною|ную|ну|ку|ву|цю|шу|чу"
    rf"|ый|ых|ыми"
    r"|ная|не|ні|ные|кий|ку|ні|ське|ські)|«[^»]{1,40}»|\d{1,3}-\w{1,3})"
)
_SQUARE = r"(?:площ\w+|пл\.|майдан\w{0,2}\b|набережн\w+|але[їєяюею]\w{0,2}|бульвар\w*|проспект\w*|просп\.)"
_STREET = (
    rf"(?:{_SQUARE}|вулиц\w+|вул\.|улиц\w+|ул\.|провулк\w+|переулк\w+|перехрест\w+|перекр[её]стк\w+|узвоз\w*"
    rf"|шосе|шоссе)"
)
_POWER = (
    r"(?:міськрад\w+|мерії|мерією|мерію|мэри\w+|горсовет\w*|облрад\w+|райрад\w+|облсовет\w*|виконком\w*|исполком\w*"
    r"|адміністрац\w+|администрац\w+"
    r"|прокуратур\w+|суд(?:у|ом|а|е)\b|міністерств\w+|министерств\w+|кабмін\w*|кабмин\w*|ОДА\b|ОВА\b|МВА\b|РДА\b"
    r"|ВЦА\b|управлінн\w+|управлени\w+|департамент\w*"
    r"|відділ(?:у|ом|ку|ком|енн\w+)\b|отдел(?:а|ом)\b|військкомат\w*|военкомат\w*|поліці[їєю]\w?|полици[ией]\w?"
    r"|посольств\w+|консульств\w+|стін\w{0,3}\b|стен\w{0,3}\b|вікн\w+|окн\w+|будівл\w+|здани\w+"
    r"|офіс\w*|офис\w*|прохідн\w+|проходн\w+|ворі?т\w*|брам\w+|вход\w{0,2}\b|сход(?:ах|ів)\b|ґанк\w+|ступен\w+"
    r"|крыльц\w+|приймальн\w+|при[её]мной"
    r"|(?:міськ|обласн|районн|сільськ|селищн)\w+ рад\w+|(?:городск|областн|районн)\w+ совет\w+|виборч\w+ комісі\w+"
    r"|рад[ои][юи]?\b)"
)
_INDOOR = (
    r"(?:(?:конференц|прес|актов|кіно|спорт)?-?зал[іиуеа]?\b|залі|конференцзал\w*|приміщенн\w+|помещени\w+"
    r"|будинк[уи]|домі|доме|дома|бібліоте\w+|библиоте\w+|палац[іуи]|дворце"
    r"|готел[іюя]|отел[ея]\b|укрінформ\w{0,2}\b|укринформ\w{0,2}\b|гостиниц\w+|хаб[іуеа]\b|кафе\b|кав'ярн\w+"
    r"|ресторан[іе]|клуб[іуе]\b|прес-?клуб\w*|прес{1,2}-?центр\w*|медіацентр\w*|медиацентр\w*"
    r"|коворкінг\w*|коворкинг\w*|простор[іу]|пространстве|театр[іуеа]?\b|драмтеатр\w*|кінотеатр\w*|кинотеатр\w*"
    r"|музе[їею]\w?|філармоні\w+|филармони\w+|гуртожитк\w+|укритт[іяю]|укрытии|центр[іе]\b|ДК\b|БК\b)"
)
_OPEN = (
    r"(?:сквер(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|парк(?:у|ом|а|е|ах)?\b|пам'ятник\w*|памятник\w*"
    r"|пам'ятн\w+ зна\w+|стел[иуіаы]\w?\b|меморіал(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|мемориал(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|обеліск(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|обелиск(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|монумент(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|фонтан(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|стадіон(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|стадион(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|двор[іуеа]\b"
    r"|подвір'\w+|ринк(?:у|ом|ах|ові)\b|рынк(?:а|е|у|ом|ах)\b|базар(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|вокзал(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|автовокзал(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|автостанці\w+|автостанци\w+|зупинк\w+|остановк\w+"
    r"|мост[іуоае]\w?\b|міст\b|пляж\w*|арк[иі]\b|веж[іи]\b|лу[ці]{2}\b|озер[аіуе]\w?\b|берез[іі]|берег\w*|дамб\w+"
    r"|трас[іауи]\w?|трасс\w+|кладовищ\w+|кладбищ\w+|хрест[уаі]\b|джерел\w+|источник\w*|криниц\w+"
    r"|церкв\w+|храм(?:у|ом|і|е|а|ах|ові)?\b|собор(?:у|ом|і|е|а|ові)?\b"
    r"|монастир(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|монастыр(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|костел(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b"
    r"|костьол(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|катедр\w+|каплиц\w+|часовн\w+|санктуарі\w+|лавр[иіауы]"
    r"|школ[иіоыуе]\w?\b|ліце[юяїє]\w?|лице[яюе]\w?|гімназі\w+|гимнази\w+|дитсадк\w+|садочк\w+|лікарн\w+|больниц\w+"
    r"|поліклінік\w+|поликлиник\w+|пологов\w+"
    r"|університет(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|университет\w*|коледж\w*|колледж\w*"
    r"|завод(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|фабрик\w+|шахт[иіыуе]\b|депо\b|шахтоуправл\w+"
    r"|крамниц\w+|магазин(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|супермаркет\w*|ТЦ\b"
    r"|кургану?\w{0,2}\b|ліхтар(?:у|ом|ем|ові|еві|і|ї|а|я|е|ю|ах|ам)?\b|корпус\w*|штаб\w*|автозаправ\w+|гараж\w+"
    r"|розмай\w+|майданчик\w*)"
)
_NOUN = rf"(?:{_POWER}|{_INDOOR}|{_STREET}|{_OPEN})"
_NAME = (
    r"(?: (?:імені |ім\. ?|им\. ?|имени |святого |святої |святых |святих |святой )?(?:(?!(?:[А-ЯҐЄІЇЁ]{2,4}|Спілка"
    r"|Союз|Громада|Громадська|Партія|Партия|Рух|Профспілка|Профсоюз|Об'єднання)\b)[А-ЯҐЄІЇЁ][\w'’-]{1,30}"
    r"|«[^»]{1,60}»)"
    r"(?: (?:(?![А-ЯҐЄІЇЁ]{2,4}\b)[А-ЯҐЄІЇЁ][\w'’-]{1,30}|«[^»]{1,60}»)){0,2})"
)
_GENITIVE = (
    r"(?: (?:(?:[\w'’-]{3,24}(?:ої|ого|их|ой|ых|ної|кого) ){0,3}(?:МВА|ОВА|РВА|ВЦА|ОДА|РДА|кабинета министров"
    r"|кабінету міністрів|верховної ради|верховной рады|(?:будинку|палацу|дому|дома|дворца) (?:культури|культуры"
    r"|дітей|молоді)|культури|культуры|політики|политики|ради|совета|міста|города|бібліотеки|библиотеки|комітету"
    r"|комитета"
    r"|адміністрації|администрации|суду|суда|прокуратури|прокуратуры|управління|управления|міськради|горсовета"
    r"|виконкому|исполкома"
    r"|мерії|мэрии|лікарні|больницы|школи|школы|ліцею|лицея|гімназії|заводу|завода|шахти|шахты|підприємства"
    r"|предприятия|палати|министров|міністрів"
    r"|поліції|полиции|клубу|клуба|просвіти|молоді|молодёжи|творчості|мистецтв|офіцерів|будівлі|слави|пам'яті"
    r"|стадіону|стадиона"
    r"|храму|храма|собору|собора|церкви|парку|парка|скверу|сквера|вокзалу|вокзала|ринку|рынка|університету|театру"
    r"|театра|музею|готелю|комісії"
    r"|освіти|образования|юстиції|архітектури|архитектуры|здоров'я|здравоохранения|праці|соцзахисту|комиссии"
    r"|департаменту|міністерства|министерства|фабрики|депо|дитсадка|садочка|гуртожитку|хабу|хаба|коледжу)))"
)
_NUMBER = (
    r"(?: ?№ ?\d{1,4}(?:-[А-Яа-яІіЇї])?|, \d{1,3}(?:-?[А-Яа-яІі])?(?=[,.;)\s]|$)(?! (?:січ|лют|бер|кві|тра"
    r"|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|осіб|люд|чел|год)))"
)
_WORD = rf"(?:(?i:{_ADJECTIVE}) ){{0,3}}?"
_END = rf"(?:{_NUMBER}|{_NAME}|(?i:{_GENITIVE})){{0,4}}"
# «Біля міськради Оксана Коваленко …»: an office is followed by no name but a quoted one.
_OFFICE_END = rf"(?:{_NUMBER}| «[^»]{{1,60}}»|(?i:{_GENITIVE})){{0,4}}"
_CROSSING = (
    r"(?i:перехрест\w+|перекр[её]стк\w+) (?i:вулиць|улиц) [А-ЯҐЄІЇЁ][\w'’-]+(?: (?:та|і|й|и) [А-ЯҐЄІЇЁ][\w'’-]+)?"
)
_ONE = rf"(?:{_CROSSING}|{_WORD}(?:(?i:\b{_POWER}){_OFFICE_END}|(?i:\b(?:{_INDOOR}|{_STREET}|{_OPEN})){_END}))"
_THEN = rf"(?:,? (?i:на|біля|возле|перед|по|у|в) {_ONE})?"
# «На Соборній», «на Гоголя»: a street without the word.
_SHORT = (
    r"(?:на [А-ЯҐЄІЇЁ][а-яґєіїё'’-]{2,20}(?:ій|ой)(?=[.,;:!?)—–\n]|$| (?:біля|перед|під|у|в|о|об|возле|под)\b)"
    r"|на (?:Гоголя|РТИ|РТІ|Хрещатику|Крещатике))"
)
_PLACE = re.compile(
    rf"(?<![\w-])(?:(?:{_SHORT},? )?(?P<how>(?i:{_PREPOSITION}))(?P<what>{_ONE})(?:{_THEN}|,? {_SHORT})|{_SHORT})"
)
# «Від собору до набережної»: the whole way.
_WAY = re.compile(
    rf"(?<![\w-])(?i:від|од|от|з|із|из|с) (?P<what>{_ONE})(?: [\w'’-]{{1,20}}){{0,3}}? (?i:до|к|ко) {_ONE}"
)
# «Місце: сквер на вулиці Садовій».
_LABEL = re.compile(
    r"(?i)(?:^|[.!?;,] |📍 ?)(?:де|где|місце(?: збору| проведення| зустрічі)?|место(?: сбора| проведения| встречи)?"
    r"|адреса"
    r"|адрес)\s?[:–—]\s?([^.!?;:\n]{4,100})"
)
_LABEL_END = re.compile(
    r"(?i),? (?:о|об|в|початок|начало)? ?\d{1,2}[:.]\d\d.*|, (?:коли|когда|час|время|дата|початок|начало)\b.*"
)
_GOING = re.compile(
    r"(?i)\b(?:хо(?:да|ду|ди|дою|ді|ду)\b|хід\b|ход(?:у|ом|а)?\b|шестви|марш|процес|колон|про(?:йш|йд|ш[её]?л)|руш"
    r"|вируш|двин|йшли|йтиме"
    r"|шли\b|автопроб|велопроб|прийш|пришл|приш[её]л|вийш|вышл|принес|зібра|собра|прощ|паломн|стартує)"
)
_COMING = re.compile(
    r"(?i)\b(?:вийш|вышл|вийд|выйд|прийш|пришл|прийд|придут|принес|зібра|собра|рушил|вируш|колон|ход[аиу]\b|хід\b"
    r"|марш|йшли|дійшл|дошл|старт|збір|сбор|[йі]демо|[йі]де\b|[йі]дуть|ид[её]м|идут|прямує|пряму[єю]|проїха|проеха"
    r"|пройш|прошл|прош[её]л|пройд)\w*"
)
_SIGN = re.compile(
    rf"(?i){matter.DEED}|\b(?:{HOLDING})|\b(?:захід|заходу|заході|акці[яїюєй]|акци[яиюей]|учасник\w*|участник\w*"
    rf"|мероприяти\w+|зустріч\w*|встреч\w+"
    r"|мітинг\w*|митинг\w*|пікет\w*|пикет\w*|хода|ходу|шестви\w|марш\w*|збір|сбор|плакат\w*|транспарант\w*|місце"
    r"|место|збори|зборах|собрани\w+"
    r"|слухан\w+|слушани\w+|прес-?конференці\w+|пресс-конференци\w+)\b|\b\d{1,2}[:.]\d\d\b"
)
# What is built, felled or shut stands somewhere else than people gather.
_BUILDING = (
    r"(?:забуд|застро|будівництв|строительств|будув|будує|будуют|збуд|побуд|построит|возвест|звест|зведенн|вируб"
    r"|выруб|спил|зріз|срез|зруб"
    r"|автомий|автомой|паркінг|паркинг|парков|стоянк|кіоск|киоск|ларьк|ларк|МАФ|смітт|мусор|звалищ|свалк|вишк|вышк"
    r"|антен|заправ|АЗС|гараж"
    r"|знест|снест|знесенн|снос|встанов|установ|розміст|розміщ|размест|размещ|облашт|обустр|прокла|ремонт"
    r"|перейменув|переимен|демонтаж)"
)
_BUILT = re.compile(rf"(?i)\b{_BUILDING}")
_STANDING = re.compile(
    rf"(?i)\b(?:{_BUILDING}|торг|закри|закры|рух|движен|сквер|парк|школ|ліце|лице|лікарн|больниц|відділен|отделен"
    rf"|дерев|дорог|перенес"
    r"|бар[уіа]?\b|клуб|склад|маршрут|зупинк|остановк|пам'ятник|памятник|світлофор|светофор|перехо?д|велодоріж"
    r"|велодорож|ям[иы]\b|берег|пляж|озер|садк|садик|ринк|рынк"
    r"|відкрит|открыт|приміщ|помещ|будин|земл|ділян|участк|вулиц|улиц|двор|майданчик|площадк|забруд|загрязн|світл"
    r"|тролейб|автобус)"
)
_PLAN = re.compile(
    rf"(?i)\b(?:{_BUILDING}\w*|(?:мешканц|жител|власник|жильц)\w* (?:[\w'-]{{2,20}} ){{0,2}}?(?:будин|\w*поверхів"
    rf"|багатоповерх|дом|кварт|осел|масив)\w+)"
)
# What is spoken of: «спір про сквер на вулиці», not «о десятій».
_ABOUT = re.compile(r"(?i)\b(?:про|обо?|о) (?!\d)(?![а-яіїє']{3,14}ій\b)(?!це |это |півд|полов|пів )")
_CLAUSE_END = re.compile(rf"(?i)[.!?;:,\n–—]|{matter.DEED}|{matter.WHEN}")
_SAYING = re.compile(
    r"(?i)\b(?:сказал|сказав|повідом|сообщ|заяв|розпов|рассказ|поясн|объясн|уточн|обіця|обеща|пише|пишет|відпові"
    r"|ответи|коменту)\w*\W*(?:\w+ ){0,2}$"
)
_SAID = re.compile(
    r"(?i)^,? ?(?:\w+ )?(?:сказал|повідом|сообщ|поясн|объясн|обіця|обеща|відповіл|ответил|коменту|запевн|зауваж)\w*"
)
_AGAINST = re.compile(r"(?i)^(?:проти|против|через|из-за|за|вимаг|треб|потреб|на захист|в защиту)")
_TO, _IN, _UNDER = frozenset({"до", "від", "от", "к"}), frozenset({"у", "в", "во"}), frozenset({"під", "под"})
_IS_POWER, _IS_INDOOR, _IS_OPEN = (
    re.compile(rf"(?i)\b{pattern}") for pattern in (_POWER, _INDOOR, rf"(?:{_STREET}|{_OPEN})")
)
_IS_SQUARE, _IS_STREET, _IS_HALL = (
    re.compile(rf"(?i)\b{one}") for one in (_SQUARE, _STREET, r"(?:\w*зал|будинк|палац|дворц)\w*")
)
_IS_HOUSE = re.compile(r"(?i)\b(?:будівл|здани|приміщ|помещ|при[йе]м|прийомн)\w*")
_OF_POWER = re.compile(
    r"(?i)\b(?:\w*рад[иі]|совета|горсовета|\w*адміністрації|администрации|суду|суда|прокуратури|прокуратуры|поліції"
    r"|полиции|виконкому|исполкома)\b"
)
# «У прокуратуры» is beside it, «у прокуратурі» inside.
_RUSSIAN_BESIDE = re.compile(
    r"(?i)\b(?:горсовета|исполкома|администрации|прокуратуры|полиции|мэрии|офиса|суда|здания|стен|окон|министерства"
    r"|управления"
    r"|департамента|военкомата|входа|ворот|проходной|совета)\b"
)
_IS_CENTRE = re.compile(r"(?i)^центр[іе]\b")
_BARE_STREET = re.compile(r"(?i)^(?:на|до|від|по) (?:вулиц\w+|улиц\w+|проспект\w*|дорог\w+|вул\.|ул\.)$")
_NO_PLACE = re.compile(
    r"(?i)^(?:у |в |на )(?:пам'яті|просторі?$|центр[іе]$|ради?$|раді)|церкв\w+ України|Церкви Украины"
)


@dataclass(frozen=True, slots=True)
class _Mask:
    """A part of a sentence whose places are of another thing than the gathering."""

    start: int
    end: int
    bare: int
    plan: bool = False


def of(lines: Sequence[str], at: int) -> str | None:
    """The place of the gathering told in sentence `at`, as its text writes it, or None."""
    if (label := _labelled(lines)) is not None:
        return label
    first, last = max(0, at - _NEAR), at + _NEAR + 1
    numbers = sorted({0, *range(first, min(last, len(lines)))}, key=lambda n: (abs(n - at) + (n == 0) * _TITLE_LAST, n))
    for number in numbers:
        line = lines[number][:_LONGEST_LINE]
        if number != at and not _SIGN.search(line):
            continue
        found = next(_told(line), None)
        if found:
            return shorten(found.strip(" ,–—"), LONGEST)
    return None


def _labelled(lines: Sequence[str]) -> str | None:
    for line in lines:
        if found := _LABEL.search(line):
            told = _LABEL_END.sub("", found[1]).strip(" ,–—")
            if re.search(rf"(?i)\b{_NOUN}", told):
                return told
    return None


def _told(line: str) -> Iterator[str]:
    """The places of the gathering in a sentence: the way it goes first, then what stands in no other thing."""
    masks = list(_masks(line))
    if _GOING.search(line):
        yield from (way[0] for way in _WAY.finditer(line) if not _covered(way, line, masks))
    places = [one for one in _PLACE.finditer(line) if _fits(one, line) and not _covered(one, line, masks)]
    yield from (one[0] for one in places if _how(one) not in _TO)
    yield from (one[0] for one in places if _how(one) in _TO)


def starts(line: str) -> list[int]:
    """Where the places of a gathering start in a sentence."""
    line = line[:_LONGEST_LINE]
    masks = list(_masks(line))
    found = [*_PLACE.finditer(line), *(_WAY.finditer(line) if _GOING.search(line) else ())]
    return [one.start() for one in found if not _covered(one, line, masks) and (_how(one) == "" or _fits(one, line))]


def _how(place: re.Match[str]) -> str:
    """The preposition of a place, none of a way and of a street without the word."""
    return (place.groupdict().get("how") or "").strip().lower()


def _masks(line: str) -> Iterator[_Mask]:
    for span in matter.spans(line):
        yield _Mask(span.start, span.end, span.bare)
    for plan in _PLAN.finditer(line):
        end = _CLAUSE_END.search(line, plan.end())
        yield _Mask(plan.start(), end.start() if end else len(line), plan.end(), plan=True)
    for about in _ABOUT.finditer(line):
        end = _CLAUSE_END.search(line, about.end())
        yield _Mask(about.start(), end.start() if end else len(line), about.end())


def _covered(place: re.Match[str], line: str, masks: Sequence[_Mask]) -> bool:
    """Does a place stand in what the gathering is about, or in what is built?"""
    return any(mask.start <= place.start() < mask.end and not _own(place, line, mask) for mask in masks)


def _own(place: re.Match[str], line: str, mask: _Mask) -> bool:
    """«Проти закриття школи під міськрадою», «щодо генплану в Будинку культури»: a place no subject has."""
    how, what = _how(place), place["what"] or ""
    between = line[mask.bare : place.start()]
    if not between.strip():
        return False
    built = mask.plan or _BUILT.search(between) is not None
    if _IS_POWER.search(what) and (
        how in _UNDER
        or (not built and how not in _IN and (not _IS_HOUSE.search(what) or _OF_POWER.search(what) is not None))
    ):
        return True
    if built:
        return _IS_HALL.search(what) is not None and how in _IN and not mask.plan
    if _IS_INDOOR.search(what) and how in _IN and not _IS_CENTRE.search(what):
        return _IS_HALL.search(what) is not None or not _AGAINST.search(line[mask.start :])
    way = how in _TO or "how" not in place.groupdict()
    return (way or (how == "на" and _IS_SQUARE.search(what) is not None)) and not _STANDING.search(between)


def _fits(place: re.Match[str], line: str) -> bool:
    """Can people gather there: «у залі», not «у міськраді повідомили»; «вийшли до міськради», not «звернулися до»?"""
    how, what = _how(place), place["what"] or ""
    if _NO_PLACE.search(place[0]) or _BARE_STREET.search(place[0]):
        return False
    if not how:
        return True
    if how in _TO:
        return _COMING.search(line) is not None
    if (
        how in _IN
        and _IS_POWER.search(what)
        and not (how == "у" and _RUSSIAN_BESIDE.search(what))
        and not (_IS_INDOOR.search(what) or _IS_HOUSE.search(what))
    ):
        return False
    if how in _IN and not _IS_INDOOR.search(what) and _IS_STREET.search(what):
        return False
    if how in _UNDER and not (
        _IS_POWER.search(what) or re.search(r"(?i)пам'ят|памят|шко|лікар|больн|церк|храм|стел|ліхтар|прохід", what)
    ):
        return False
    return not (_SAYING.search(line, 0, place.start()) or (how in _IN and _SAID.search(line[place.end() :])))
