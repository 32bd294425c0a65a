"""How a naming stands in its sentence: in a run of names, in a postal address, as the seat of a court. Pure.

Such a naming says where somebody sits or what else there is, not where the story happens. Works by the shape of the
text, so that villages no list knows count too; refuses to weigh, which `features` does.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.reading import Section
from monitor.language import grammemes

_NAME = r"[А-ЯІЇЄҐ][\w’'ʼ-]{2,30}(?: [А-ЯІЇЄҐ][\w’'ʼ-]{2,30})?"
_KIND = r"(?:(?:м|с|смт|г|пгт|сел|міста|місто|села|село|селища|города|город|поселок) ?\.? ?)?"
_IN = r"(?:(?:у|в|до|з|із|на) )?"
_ITEM = rf"{_KIND}{_NAME}(?: ?\([^()]{{0,60}}\))?"
_JOINT = rf"(?: ?[,;/] ?| [–—-] |[–—-]| )(?:(?:і|й|та|и|а також|а также) )?{_IN}"
_RUN = re.compile(rf"{_ITEM}(?:{_JOINT}{_ITEM}){{2,60}}")
_COMMAS = re.compile(r"[,;/]| (?:і|й|та|и) |[–—]")
# A run names at least this many.
_FEWEST = 3
# A line with fewer letters than this beside the name only lists it.
_BARE = 14
_ADDRESS = re.compile(
    r"^(?:,| \()? ?(?:[А-ЯІЇЄҐ]\w+ (?:обл|область|області)\.?, ?)?"
    r"(?:вул|ул|пл|просп|пр-т|пр|пров|пер|бульв|б-р|шосе|площа|вулиця|проспект|улица|р/р|тел)\b"
)
_SEAT = re.compile(
    r"(?:суд\w{0,3}|райсуд\w{0,3}|прокуратур\w{1,2}|госпсуд\w{0,3}|нотаріус\w{0,3})(?: в| у)?"
    r" (?:м\. ?|місті |міста |г\. ?)?$",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"(?:зареєстрован\w{1,3}|зарегистрирован\w{0,3}|прописан\w{1,3}|родом|уродж\w{3,8}|мешкан\w{2,4}|жител\w{1,3})"
    r"(?: \w{1,20}){0,2} (?:у|в|з|із|за адресою)? ?(?:м\. ?|місті |с\. ?|г\. ?)?$",
    re.IGNORECASE,
)
_LOOK = 60
_WAY = (
    r"(?:дорог|автодорог|трас|автошлях|шлях|шосе|шоссе|маршрут|рейс|потяг|поїзд|поезд|електричк|электричк|електропоїзд"
    r"|дизел|автобус|перегін|перегон|сполученн|сообщени)\w*"
)
_ROUTE = re.compile(
    rf"\b(?i:(?P<way>{_WAY}))\b[^.!?\n]{{0,40}}?(?:\b{_NAME}(?:(?: ?[–—] ?| - ){_NAME}){{1,6}}"
    rf"|\b(?i:від|з|із|от|из|с) {_NAME} (?i:до|на|в|к|у) {_NAME})"
)
_HIGHWAY = ("дорог", "автодорог", "трас", "автошлях", "шосе", "шоссе")
# A line that ends like this is a sentence, however short.
_ENDED = (".", "!", "?", "…")


def runs(section: Section) -> list[tuple[int, int, int]]:
    """(start, end, how many) of the runs of three capitalised names and more, joined by commas, «і», dashes."""
    found: list[tuple[int, int, int]] = []
    for match in _RUN.finditer(section.text):
        joints = len(_COMMAS.findall(re.sub(r"\([^()]*\)", "", match.group())))
        if joints + 1 >= _FEWEST:
            found.append((match.start(), match.end(), joints + 1))
    return found


def routes(section: Section) -> list[tuple[int, int, bool]]:
    """(start, end, is it a road) of «траса Київ – Чоп», «поїзд з Києва до Чопа»: what runs between two names."""
    found = _ROUTE.finditer(section.text)
    return [(m.start(), m.end(), m.group("way").lower().startswith(_HIGHWAY)) for m in found]


def is_bare(section: Section, start: int, end: int) -> bool:
    """Is the line little more than the name («Броди 0991235995», «м. Буча, вул. Лісова, 4»)?"""
    if section.index == 0 or section.text.endswith(_ENDED):
        return False
    rest = section.text[:start] + section.text[end:]
    return sum(letter.islower() for letter in rest[:_LOOK]) < _BARE and len(rest) < _LOOK


# «ще 2019-го в Ніжині», «вісім років тому в Умані», «тримав пекарню в Умані, потім переїхав»: what was there then.
_PAST = re.compile(
    r"(?:\b(?:ще|еще|ещё|аж|далекого) (?:(?:у|в|з) )?(?:19|20)\d\d[^.!?;:,]{0,25}"
    r"|\b(?:років|рік|роки|лет|года?) (?:тому|назад),? "
    r"|\bдо 20(?:14|22)(?:-го|-го року| року| рік| года)? [^.!?;,:]{0,40}"
    r"|\b(?:до|перед) (?:переїзд|війн|вторгненн|евакуаці|повномасштабн|переезд|войн|вторжени|эвакуаци)\w*"
    r"[^.!?]{0,40})$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"[^.!?]{0,30}\b(?:потім|згодом|пізніше|потом|затем|позже) (?:\w+ ){0,2}"
    r"(?:переї|переїх|перебра|осел|осів|емігр|вступ|перевел|переех|перееха|поступ|эмигр)",
    re.IGNORECASE,
)
# «Дитинство письменника минуло в Умані», «дитинство провів в Умані», «провела юность в Умани».
# Of it nobody tells in the plural («конкурс … провели»); a name («Форум Юність», a team Юність) is no childhood.
_YOUTH = "(?P<youth>дитинство|детство|юність|юность|молодість|молодость|дитячі роки|детские годы)"
_PASSED = "(?:минуло|минула|минули|пройшло|пройшла|пройшли|прошло|прошла|прошли)"
_SPENT = "(?P<spent>провів|провела|провел|провёл|прожи(?:в|ла|л))"
_GREW = (
    re.compile(rf"\b{_YOUTH} (?:[^.!?;:,«»]{{0,30}} )?(?:{_PASSED}|{_SPENT})(?: \w+){{0,2}} $", re.IGNORECASE),
    re.compile(rf"\b{_SPENT} (?:\w+ ){{0,2}}{_YOUTH}(?: \w+){{0,2}} $", re.IGNORECASE),
)
_EVENT = re.compile(
    r"\b(?:конкурс|форум|свят|фестивал|турн[іи]р|праздник|про[єе]кт|програм|акці|акци|таб[оі]р|лагер|ол[іи]мп[іи]ад|матч"
    r"|виставк|выставк|концерт|клуб|гурт|фільм|фильм|прем.єр|премьер|шко|ансамбл|команд)\w*[^.!?;:]{0,30}$",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:^|[.!?…:«»])[\s–—-]*$")
# «Вела семінари в Умані, нині — у Львові», «працювала в Умані, зараз викладає у Львові»: a person's work, then and now.
# A crew too works here and then there; it neither lives nor teaches.
_NOW_ELSEWHERE = re.compile(
    r"[^.!?\n]{0,30}, (?:а |але |но )?(?:нині|тепер|зараз|ныне|теперь|сейчас) ?(?:[–—-]|працює|работает"
    r"|(?P<lives>живе|живёт|живет|мешкає|викладає|навчається|служить|преподаёт|преподает|учится|служит)) ?(?:у|в|во)"
    r" [А-ЯІЇЄҐ]"
)
_TAUGHT = re.compile(
    r"\b(?:вів|вела|в[её]л|виклада(?:в|ла)|преподава(?:л|ла)|навча(?:вся|лася|лась)|вчи(?:вся|лася|лась)|учил(?:ся|ась)"
    r"|жи(?:в|ла|л)|мешка(?:в|ла)|тренува(?:в|ла)|тренирова(?:л|ла)|ліку(?:вав|вала)|лечил[а]?)\b[^.!?;\n]*$",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:працюва(?:в|ла)|работа(?:л|ла)|служи(?:в|ла|л)|керува(?:в|ла)|руководил[а]?)\b[^.!?;\n]*$", re.IGNORECASE
)


def is_past(section: Section, first: int) -> bool:
    """Does a year long gone or a childhood lead to the name, or a move away follow? A title tells news."""
    if section.index == 0:
        return False
    start = section.tokens[max(0, first - 1)].start if first else 0
    text = section.text[max(0, start - _LOOK) : start]
    behind = section.text[section.tokens[first].end :][: 2 * _LOOK]
    if _PAST.search(text) or _MOVED.match(behind) or _grew(text):
        return True
    now = _NOW_ELSEWHERE.match(behind)
    return now is not None and bool(_TAUGHT.search(text) or (now["lives"] and _WORKED.search(text)))


def grew_up(section: Section, first: int) -> bool:
    """«Дитинство минуло в Тихогорі»: does somebody's childhood lead to the name?"""
    start = section.tokens[max(0, first - 1)].start if first else 0
    return _grew(section.text[max(0, start - _LOOK) : start])


def _grew(text: str) -> bool:
    found = next((match for told in _GREW if (match := told.search(text))), None)
    if found is None or _EVENT.search(text[: found.start("youth")]):
        return False
    if found["youth"][0].islower():
        return True
    # «Юність провела матч»: who opens a sentence so may be a team; «Дитинство провела» is nobody's deed.
    opens = bool(_BEGINS.search(text[: found.start("youth")]))
    return opens and not (found["spent"] and found["youth"].lower().startswith(("юн", "мол")))


# Words between «профспілка» and the land whose it is: «профспілка перевізників і водіїв Тихогірщини».
_UNION_REACH = 4
_GENITIVE_LAND = ("ини", "ины")


# Members of a union, who are people: «спілка водіїв», no «об'єднання громад», «товариство охорони природи».
_MEMBERS = re.compile(
    r"(?:(?:ик|ист|іст|ер|єр|ир|ар|яр|ор|ц|ач|яч|ан|ян|ант|ент|тел|ді|лог|батьк|інвалід|инвалид|друз)(?:ів|їв|ов|ев|ей)"
    r"|жінок|женщин|матер(?:ів|ей)|дітей|детей|людей|вдів|вдов|учених|ученых|ведучих)$"
)


def is_of_union(section: Section, first: int) -> bool:
    """«Спілка фермерів Тихогірщини»: does the land end the name of a union of people, which sits in a town?"""
    if not section.tokens[first].word.endswith(_GENITIVE_LAND):
        return False
    people = False
    for at in range(first - 1, max(-1, first - 1 - _UNION_REACH), -1):
        if section.between(at, at + 1) != " " or "VERB" in grammemes(section.tokens[at].word):
            return False
        if section.keys[at] & cues("union"):
            return people
        people = people or bool(_MEMBERS.search(section.tokens[at].word))
    return False


def is_address(section: Section, end: int) -> bool:
    """«м. Фастів, вул. Перемоги»: does a street follow right behind?"""
    return bool(_ADDRESS.match(section.text[end : end + _LOOK]))


def is_seat(section: Section, start: int) -> bool:
    """«суд м. Києва», «зареєстрована в Ірпені»: does the name only say where somebody sits or comes from?"""
    before = section.text[max(0, start - _LOOK) : start]
    return bool(_SEAT.search(before) or _REGISTERED.search(before))
