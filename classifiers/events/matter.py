"""What a gathering is about: the clause of a sentence that tells it, from its first word to its end.

The clause ends where the sentence goes on to tell who held the gathering and when. Every pattern is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 160
_SHORTEST = 3
# Titles and neighbours: a clause told further off is another thing's.
_NEAR = 2
# What people gather against, for and about. A bare «за», «про» or «о» tells it right after the kind alone.
MARKER = (
    r"(?:проти|против|на підтримку|в поддержку|на захист|в защиту|з вимог(?:ою|ами)|с требовани(?:ем|ями)|вимагаючи"
    r"|требуя|щодо|стосовно|по поводу|з приводу|з нагоди|по случаю|через(?= борг| закритт| скороченн| невиплат"
    r"| перенес| ліквід| об'єдн| скасув| зарплат| тариф| рішенн| ціни| звільн| стан | бездіяльн| ремонт| нестач"
    r"| подорож| відключ| вод[уи] | світл"
    r"| забудов| підвищенн| вируб| відсутн| перебо| затримк)|из-за|за(?= збереженн| повернен| відставк| зміну"
    r"| присоединени"
    r"| приєднанн| сохранени| возвращени| отставк| відновленн| восстановлени| звільненн| освобождени| скасуванн"
    r"| отмену)"
    r"|присвячен\w+|посвящ[её]н\w+|требование одно –|вимога одна –|повод —|привід –|молитв\w+ за|моле(?:бен\w*"
    r"|бн\w+) за|говорим про"
    r"|вимага(?:ють|ли|є|ла|в)\b|(?:по)?требу[ею]т|(?:по)?требовал[аи]?)"
)
# «Ми проти», «проти – троє» tell what somebody says and how many voted.
_MARKED = re.compile(
    rf"(?i)(?<![\w-])(?<!\bми )(?<!\bмы )(?<!\bя )(?<!\bдруг ){MARKER} (?!не |ні |нет |[–—-]|\d|вже |уже |ще |ещё "
    rf"|цього|этого|того|них|нього|нього|неї|такого|проголос|виступ|висловил|выступ)"
)
_OF_KIND = re.compile(
    r"(?i)\b(?:мітинг|митинг|пікет|пикет|марш|хода|ходу|ходи|шестви\w|віче|акці[яюїй]\w?|акци[яиюей]\w?|лекці[яюїй]\w?"
    r"|лекци[яиюей]\w?|розмов\w|разговор\w{0,2}|дискусі[яюїй]\w?|дискусси[яиюей]\w?|зустріч\w{0,2}|встреч\w{1,2}"
    r"|форум\w{0,2}"
    r"|пресконференці\w{1,2}|прес-?конференци\w{1,2}|слухан\w{1,3}|слушани\w{1,2}|збор\w{1,3}|собрани\w{1,2}"
    r"|(?:круглий |круглый |круглого |круглом |круглому )ст[іо]л\w{0,2})\w{0,2} "
    r"(?:(?:[а-яіїєґ'-]{3,20} ){1,2}(?=про |на тему ))?"
    r"(?=(?:за|про|о|об|обо|на тему|на честь|в честь|на пам'ять|в память) (?!\d|участ|слов|підсумк|итог|адрес|год"
    r"|тижд|день|дня|дні|недел|місяць|месяц|два|дві|три|кілька|чотири"
    r"|[а-яіїє']{3,14}ій\b))"
)
# The verbs by which a sentence goes on to the gathering itself.
DEED = (
    r"\b(?:відбу(?:ва|ла|ло|ли|де|ду|вс)\w*|пройш\w+|пройд\w+|проход(?:ит|ил|ят)\w*|прош[её]л|прошл[аио]|состо(?:ял"
    r"|ит|ят)\w*"
    r"|провел\w*|провів|провед(?:е|у|ё)\w*|пров[её]л|провод(?:ит|ят|ил)\w*|(?:з|і)ібра(?:в|л)\w*|збере(?:ть|м"
    r"|ш)?\w{0,3}\b(?<!ння)|зберуть\w*"
    r"|збира(?:є|ю|л)\w*|собра(?:л)\w*|собер[еёу]\w*|собира(?:е|ю|л)\w*|(?:вийш|выш|прийш|приш)[лое]\w+|вийд\w+|выйд\w+"
    r"|прийд\w+|придут|виход(?:ит|ят|ил|имо)\w*|выход(?:ит|ят|ил|им)\w*|з?організ(?:ува|ову)\w+|організує"
    r"|организ(?:ова|у)\w+"
    r"|скли(?:ка|че)\w*|созва\w+|созыва\w+|влашт(?:ува|ову|ує)\w*|устро(?:и|ил|ят|ит)\w*|ініцію\w+|инициир\w+"
    r"|анонс(?:ува|у|ирова)\w+|запро(?:ш|сил)\w+|приглаша\w+|пригласил\w*|клич(?:е|уть)|зов[её]т|зовут|стоял\w*|стояв"
    r"|мітинг(?:у|ува)\w{2,}|митинг(?:у|ова)\w{2,}|пікет(?:ува|ую|ує|ува)\w*|пикетир\w+|протесту\w+|протестов\w+"
    r"|зійшл\w+|зійд\w+"
    r"|сойд\w+|сошл\w+|зустріл\w+|зустрі(?:не|ну)\w+|встрет\w+|розпоч\w+|почне\w*|почал\w*|початок|начн\w+"
    r"|начал[аио]\w*|трива[влє]\w*"
    r"|длил\w+|був|була|було|були|буде|будуть|будет|был[аио]?|вивел\w+|вивів|вывел\w*|запланован\w+|заплан\w+"
    r"|призначен\w+"
    r"|назначен\w+|рушил\w*|руша\w+|рушит\w*|вируши\w+|двинул\w+|оголос\w+|объяв\w+|організован\w+|организован\w+"
    r"|підтрима(?:ли|в|ла)|обговорил\w*"
    r"|обсудил\w*|об'єдна[влі]\w*|объединил\w*|з'явил\w+|розповіл\w+|розпові[вд]\w*|рассказ(?:ал|ыва)\w*|заявил\w*"
    r"|заявив"
    r"|повідомил\w*|сообщил\w*|триматим\w+|тримал\w*|держал\w*|скандував\w+|скандирова\w+|взяли участь"
    r"|приняли участие|взял[иа]с[яь]\w?|готу(?:є|ють|вав|вал\w)|готов(?:ит|ят|ил\w?)|обіця\w+|обещ\w+|молил\w*"
    r"|молят\w+|молит[иь]с\w+|говори\w+|домовил\w+|договорил\w+|вишикув\w+|выстроил\w*|згадал\w+|згадув\w+)(?!\w)"
)
_MONTH = (
    r"(?:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|января|февраля|марта"
    r"|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
WHEN = (
    rf"(?<!з )(?<!із )(?<!від )(?<!до )(?<!після )(?<!с )(?<!после )(?<!за )(?:\b\d{{1,2}}(?:-го)? {_MONTH}"
    rf"|\b(?:(?:у|в|во|цієї|цього|наступної|минулої"
    r"|эту|в эту|у цю) )(?:понеділ|понедельник|вівтор|вторник|серед[уи]|сред[уы]|четвер|п'ятниц|пятниц|субб?от(?!ник)"
    r"|неділ|воскресен)\w*"
    r"|\b(?:сьогодні|вчора|учора|завтра|післязавтра|сегодня|вчера|послезавтра)\b|\b(?:о|об|в"
    r"|початок о) \d{1,2}(?:[:.]\d\d|-й)|\b(?:о|об) [а-яіїє\']{4,14}ій\b"
    r"|\b(?:опівдні|в полдень)\b)"
)
# A further clause of the sentence, no part of what the gathering is about.
_FURTHER = (
    r",? (?:[–—-] |\()|[,;] (?:а|але|проте|що|щоб|де|куди|коли|бо|тому|адже|як|та й|но|где|куда|когда|потому|чтобы"
    r"|как|ведь|пише|пишуть"
    r"|каж\w+|повідомля\w+|говор\w+|сообща\w+|пишет|на думку|за словами|по словам|зокрема|про що|о ч[её]м"
    r"|серед яких|від|од|от|біля|возле|перед|під|под|на|у|в)\b"
)
_END = re.compile(rf"(?i){DEED}|{WHEN}|{_FURTHER}")
_RELATIVE = re.compile(r"(?i), (?:у |на |в |до |в |через )?(?:як(?:ий|а|у|е|і|их|им|ою|ого|ому|ої|ій)|котор\w+)\b")
_STOP = re.compile(
    r"[!?;»\n…\u2600-\u27bf\U0001f000-\U0001faff]"
    r"|\.(?!\d)(?<!\bім\.)(?<!\bвул\.)(?<!\bул\.)(?<!\bпросп\.)(?<!\bпл\.)(?<!\bим\.)(?<!\bсв\.)|: "
)
_QUOTED = re.compile(r"«[^«»]{1,80}»")
# The subject has no use of a small word at its end, nor of the words that belong to who held the gathering.
_TAIL = re.compile(
    r"(?i)(?:[\s,–—(«-]+(?:і|й|та|а|у|в|на|під|біля|перед|з|із|зі|до|від|о|об|за|по|для|и|с|со|к|под|возле|от|яку"
    r"|який|яке|які"
    r"|що|котор\w{2,3}|його|її|их|їх|він|вона|воно|вони|она|он|оно|они|мешканці|жителі|люди|активісти|жители"
    r"|активисты|вже|уже"
    r"|тут|там|також|также|сотні|десятки|понад \d+|близько \d+|около \d+))+[\s,–—(«-]*$|[\s,–—(«:-]+$"
)
_HOLDER_TAIL = re.compile(
    r"(?i)[\s,]+(?:(?:місцев\w+|міськ\w+|місцев\w+|городск\w+) )?(?:ГО|ОО|ГС|БФ|БО|профспілка|профспілки"
    r"|профсоюз\w*|партія|партия|спілка|союз|рух|осередок|парафія|община"
    r"|громада|мешканці|жителі|містяни|батьки|активісти|родини|рідні|пацієнти|лікарі|вчителі|водії|підприємці|екологи"
    r"|ветерани|студенти|жители|горожане|родители|активисты|семьи|родные|врачи|учителя|водители|предприниматели"
    r"|экологи|ветераны|студенты"
    r"|люди|сусіди|соседи|переселенці|переселенцы|освітяни|медики)(?: [А-ЯІЇЄҐ][\w'-]+| «[^»]*»?| [\w'-]+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a clause stands in its sentence."""

    start: int
    end: int
    bare: int  # where its first word («проти», «щодо») ends


def spans(line: str) -> Iterator[Span]:
    """The clauses of a sentence that tell what a gathering is about, in order, none inside another."""
    after = 0
    starts = sorted(
        [(m.start(), m.end()) for m in _MARKED.finditer(line)]
        + [(m.end(), m.end() + line[m.end() :].find(" ") + 1) for m in _OF_KIND.finditer(line)]
    )
    for start, bare in starts:
        if start < after:
            continue
        end = _end(line, start, bare)
        if end - bare >= _SHORTEST:
            after = end
            yield Span(start, end, bare)


def _end(line: str, start: int, bare: int) -> int:
    """Where a clause that starts at `start` ends."""
    rest = line[: start + LONGEST + 1]
    masked = rest[:bare] + _QUOTED.sub(lambda m: "«" + "_" * (len(m[0]) - 2) + "_", rest[bare:])
    stops = [found.start() for pattern in (_STOP, _END) if (found := pattern.search(masked, bare))]
    end = min(stops, default=len(rest))
    broke = _END.search(masked, bare)
    verb = broke is not None and broke.start() == end and masked[end : end + 1] not in ",;"
    if (relative := _RELATIVE.search(masked, bare)) and relative.start() < end and verb:
        return relative.start()  # the verb is the relative clause's: «забудови, яку влаштували»
    if verb and (comma := masked.rfind(", ", bare, end)) > 0:
        return comma  # another clause goes on: «молитві за мир, готують отці»
    if end > start + LONGEST:
        end = rest.rfind(" ", bare, start + LONGEST)
    told = rest[:end].rstrip()
    if verb and (holder := _HOLDER_TAIL.search(told, bare)):
        told = told[: holder.start()]
    if tail := _TAIL.search(told, bare):
        told = told[: tail.start()]
    return len(told)


def of(lines: Sequence[str], at: int, held_at: Callable[[str], Sequence[int]]) -> str | None:
    """What the gathering of sentence `at` is about; `held_at` tells where places of the gathering start in one."""
    order = sorted(range(len(lines)), key=lambda number: (abs(number - at), number))
    for number in order:
        if abs(number - at) > _NEAR and number:
            continue
        for span in spans(lines[number]):
            end = min((one for one in held_at(lines[number]) if span.bare < one < span.end), default=span.end)
            told = _TAIL.sub("", lines[number][span.start : end]).strip(" ,–—")
            if len(told) >= span.bare - span.start + _SHORTEST:
                return told
    return None
