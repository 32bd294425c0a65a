"""Makes pages the way different systems and hands make them, by chance but repeatably, with the text known exactly.

An invented text is put into one of many bodies, with one of many leads, signatures and asides, and the page around
it gets menus, side columns, other news, comments and footers in as many shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

TITLES = (
    "У Вербогаї засадили сквер молодими кленами",
    "Громада купила автобус для сільських школярів",
    "На Луговій вулиці відновили вуличне освітлення",
    "Вербогайські борчині привезли сім медалей",
)
SENTENCES = (
    "Роботи почалися ще навесні, коли мешканці зібрали підписи під петицією, і тривали до перших осінніх заморозків.",
    "За словами керівника дільниці Остапа Ковалюка, на все пішло двісті сорок тисяч гривень із місцевого бюджету.",
    "«Ми довго чекали цієї миті, тепер тут гулятимуть діти й літні люди», – розповіла вчителька Марта Гайова.",
    "Долучилися й мешканці сусідніх сіл: Калинового, Чистоводівки та Старого Броду, звідки приїхало сорок волонтерів.",
    "Восени планують поставити ще дванадцять лавок, а навесні комісія перевірить, чи всі саджанці прийнялися.",
    "Нагадаємо, рік тому виконавчий комітет затвердив програму благоустрою, яку розраховано на три роки.",
    "Раніше ми писали, що через негоду в громаді повалило понад тридцять дерев, зокрема біля школи й вокзалу.",
    "Депутат Сергій Лан запропонував скласти перелік вулиць, де роботи потрібні найбільше, і винести його на розгляд.",
    "Підрядник зобов’язався прибрати будівельне сміття до п’ятниці, інакше йому доведеться сплатити неустойку.",
    "Як пояснили в управлінні освіти, розклад руху погодили з батьками, тож діти не чекатимуть на морозі.",
    "Комісія оглянула об’єкт у середу та не знайшла зауважень, акт приймання підписали всі її члени.",
    "Останній раз подібний захід у місті відбувався понад десять років тому, ще до об’єднання громад.",
)
ITEMS = (
    "шість саджанців червоного дуба;",
    "двадцять кущів калини;",
    "три нові ліхтарі;",
    "велопарковка на вісім місць.",
)
OTHERS = (
    "Прокуратура повернула громаді ставок біля лісу",
    "У Калиновому селяни зібрали рекордний врожай гарбузів",
    "Хор ветеранів запрошує на святковий концерт у суботу",
    "Рятувальники загасили пожежу в покинутому складі",
    "Школярі з Чистоводівки перемогли на олімпіаді з фізики",
    "На ринку подорожчали яблука й картопля за тиждень",
    "У поліції розповіли про нову схему телефонних шахраїв",
)
TEASER = "Подробиці цієї події повідомили очевидці, а офіційних коментарів наразі немає, редакція чекає на відповідь."
SIGNS = (
    "Вербогайська міська рада",
    "Пресслужба Вербогайської міської ради",
    "Відділ інформації та комунікацій з громадськістю Вербогайської міської ради",
    "Управління освіти",
)


@dataclass(frozen=True)
class MadePage:
    html: str
    title: str
    paragraphs: tuple[str, ...]
    choices: tuple[str, ...]  # what was chosen, to tell failures apart


class Maker:
    """One page from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.title = self.random.choice(TITLES)
        self.text: list[str] = []
        self.chosen: list[str] = []

    def pick(self, label: str, *options: str) -> str:
        found = self.random.randrange(len(options))
        self.chosen.append(f"{label}{found}")
        return options[found]

    def other(self) -> str:
        return self.random.choice(OTHERS)

    def link(self) -> str:
        return f'<a href="/n/{self.random.randrange(9999)}">{self.other()}</a>'

    def make(self) -> MadePage:
        body = self.body()
        before = self.before()
        after = self.after()
        side, side_last = self.side(), self.random.random() < 0.7
        nav = self.pick(
            "nav",
            "<nav><a href=/>Головна</a><a href=/news>Новини</a><a href=/contacts>Контакти</a></nav>",
            "<div class=menu><ul><li><a href=/>Головна</a></li><li><a href=/news>Новини</a></li></ul></div>",
            "<table><tr><td><a href=/>Головна</a> | <a href=/news>Новини</a> | <a href=/foto>Фото</a></td></tr></table>",
            "<h1><a href=/>Вербогайський край</a></h1><p>Газета громади. Виходить з 1998 року</p>",
            "<div class=cookie>Ми використовуємо файли cookie, щоб сайт працював краще. <a href=#>Гаразд</a></div>",
            "<div class=crumbs><a href=/>Головна</a> → <a href=/news>Новини громади</a> → Новина</div>",
        )
        foot = self.pick(
            "foot",
            "<footer>© 2026 Вербогайський край. Усі права захищено.</footer>",
            "<div class=footer><p>Передрук матеріалів дозволено лише з посиланням на «Вербогайський край».</p></div>",
            "<div><small>© Вербогайський край, 2008–2026</small></div>",
            "<div class=bottom><p>Редакція може не поділяти думку авторів публікацій. За зміст реклами відповідає "
            "рекламодавець.</p><p>Контакти: вул. Садова, 1, тел. 5-44-10</p></div>",
            "<div><p>Підтримайте незалежну журналістику громади: картка 0000 0000 0000 0000</p></div>",
        )
        frame = self.pick(
            "frame",
            "<div class=container><main><article>{0}</article></main>{1}</div>",
            "<div id=wrapper><div id=content>{0}</div>{1}</div>",
            "<table width=100%><tr><td valign=top>{0}</td><td width=200>{1}</td></tr></table>",
            "<div><div><div>{0}</div></div><div>{1}</div></div>",
        )
        content = (
            frame.format(before + body + after, side) if side_last else side + frame.format(before + body + after, "")
        )
        head = f"<meta charset=utf-8><title>{self.title}{self.pick('tail', '', ' | Вербогайський край', ' - Край')}</title>"
        html = f"<!doctype html><html lang=uk><head>{head}</head><body>{nav}{content}{foot}</body></html>"
        return MadePage(html, self.title, tuple(self.text), tuple(self.chosen))

    def before(self) -> str:
        heading = self.pick("h", "<h1>{}</h1>", "<h1 class=title>{}</h1>", "<header><h1><span>{}</span></h1></header>")
        stamp = self.pick(
            "stamp",
            "",
            "<div class=date>19 листопада 2026, 09:15</div>",
            "<p>19.11.2026 09:15 | Переглядів: 318</p>",
            "<div><time>19.11.2026</time> <a href=/author/1>Орина Лозова</a></div>",
            "<div class=meta><span>Новини</span> <span>19 лист. 2026</span> <span>54</span></div>",
            "<p><i>19.11.2026, Орина Лозова, спеціально для «Краю»</i></p>",
            "<ul class=info><li>Четвер, 19 листопада 2026</li><li>Прочитань: 318</li><li>0 коментарів</li></ul>",
            "<div class=rubric><a href=/c/1>Громада</a></div><div class=t>09:15</div><div class=d>19.11.2026</div>",
        )
        return heading.format(self.title) + stamp

    def body(self) -> str:
        count = self.random.randint(2, 6)
        sentences = self.random.sample(SENTENCES, count)
        style = self.pick(
            "p",
            "<p>{}</p>",
            "<div>{}</div>",
            "{}<br><br>",
            "<p><span>{}</span></p>",
            "<p>{}<br></p>",
            "<p><font face=Arial size=2>{}</font></p>",
            "<p class=MsoNormal>{}</p><p>&nbsp;</p>",
        )
        parts = [self.paragraph(sentence, style) for sentence in sentences]
        if self.random.random() < 0.3:
            parts[0] = parts[0].replace(sentences[0], f"<strong>{sentences[0]}</strong>")
        at = self.random.randrange(1, count + 1)
        special = self.special()
        where = self.text.index(sentences[at - 1]) + 1
        self.text[where:where] = special[1]
        parts.insert(at, special[0])
        if self.random.random() < 0.5:
            parts.insert(self.random.randrange(1, len(parts)), self.aside())
        parts.append(self.sign(style))
        shell = self.pick(
            "shell",
            '<div class="entry-content">{}</div>',
            '<div class="news-text">{}</div>',
            "<div itemprop=articleBody>{}</div>",
            "<section>{}</section>",
            "<div>{}</div>",
            "<div class=a12><div class=b7>{}</div></div>",
            "{}",
            "<div class='text clearfix' id=fulltext>{}</div>",
            "<div class='elementor-widget-container'>{}</div>",
            "<table><tr><td class=news_txt>{}</td></tr></table>",
            "<div class=post__text data-io-article-url=/x>{}</div>",
            "<div class='field field-name-body'><div class=field-items>{}</div></div>",
            "<div class='tgme_body js-mediator-article'>{}</div>",
        )
        return shell.format("".join(parts))

    def paragraph(self, sentence: str, style: str) -> str:
        self.text.append(sentence)
        words = sentence.split(" ")
        if self.random.random() < 0.2:
            words[2] = f'<a href="https://verbohai.example/{self.random.randrange(99)}">{words[2]}</a>'
        if self.random.random() < 0.2:
            words[4] = f"<b>{words[4]}</b>"
        return style.format(" ".join(words))

    def special(self) -> tuple[str, list[str]]:
        kind = self.pick("special", "none", "ul", "ol", "quote", "head", "figure")
        if kind in ("ul", "ol"):
            return f"<{kind}>" + "".join(f"<li>{item}</li>" for item in ITEMS) + f"</{kind}>", list(ITEMS)
        if kind == "quote":
            quote = "Такого зеленого куточка нам дуже бракувало, дякуємо всім, хто взяв до рук лопату!"
            return f"<blockquote><p>{quote}</p></blockquote>", [quote]
        if kind == "head":
            return "<h3>Що далі</h3>", ["Що далі"]
        if kind == "figure":
            return "<figure><img src=/p.jpg><figcaption>Сквер після толоки</figcaption></figure>", []
        return "", []

    def aside(self) -> str:
        return self.pick(
            "aside",
            f"<p>Читайте також: {self.link()}</p>",
            f"<p><b>Читайте також:</b> {self.link()}</p>",
            f"<div class=read-also><span>Читайте також</span>{self.link()}</div>",
            f"<p><strong>ЧИТАЙТЕ ТАКОЖ:</strong></p><ul><li>{self.link()}</li><li>{self.link()}</li></ul>",
            f"<blockquote><p>Читайте ще: {self.link()}</p></blockquote>",
            f"<div class=x1><a href=/n/5><img src=/t.jpg></a><h4>{self.link()}</h4><p>{TEASER}</p></div>",
            f"<p>{self.link()}</p>",
            "<p>Підписуйтесь на наш <a href=https://t.me/krai>Telegram-канал</a>!</p>",
            "<p>Більше новин читайте в нашому Telegram: https://t.me/krai</p>",
            f"<p>До теми: {self.link()}</p>",
            f"<p>Раніше: {self.link()}.</p>",
            f"<p><em>Читайте на цю тему:</em> {self.link()}; {self.link()}</p>",
            f"<div class=inline-news><a href=/n/7>{self.other()}</a></div>",
            f"<table><tr><td>ТАКОЖ ЧИТАЙТЕ<br>{self.link()}<br>{self.link()}</td></tr></table>",
            "<div class=adv>Реклама</div>",
            "<p>🔔 Долучайтесь до нашої спільноти у <a href=https://viber.example>Viber</a></p>",
            f"<p>Смотрите также: {self.link()}</p>",
            "<p><iframe src=https://www.youtube.com/embed/abc></iframe></p>",
        )

    def sign(self, style: str) -> str:
        name = self.random.choice(SIGNS)
        kind = self.pick(
            "sign",
            "none",
            "plain",
            "bold",
            "right",
            "linked",
            "source",
            "source-link",
            "box",
            "two",
            "facebook",
            "by",
            "info",
            "italic-br",
            "dated",
            "photo",
            "site",
        )
        linked = f'<a href="https://rada.verbohai.example/">{name}</a>'
        shapes = {
            "plain": (style.format(name), [name]),
            "bold": (f"<p><strong>{name}</strong></p>", [name]),
            "right": (f'<p style="text-align:right"><em>{name}</em></p>', [name]),
            "linked": (style.format(linked), [name]),
            "source": (style.format(f"Джерело: {name}"), [f"Джерело: {name}"]),
            "source-link": (f"<p>Джерело: {linked}</p>", [f"Джерело: {name}"]),
            "box": (f"<div class=signature>{name}</div>", [name]),
            "two": (f"<p>{name},<br>Орина Лозова</p>", [f"{name},", "Орина Лозова"]),
            "by": (f"<p>За матеріалами: {linked}</p>", [f"За матеріалами: {name}"]),
            "info": (style.format(f"За інформацією: {name}."), [f"За інформацією: {name}."]),
            "italic-br": (f"<p><i>{name}<br>тел. 5-44-10</i></p>", [name, "тел. 5-44-10"]),
            "dated": (f"<p>{name}, 19 листопада 2026 року</p>", [f"{name}, 19 листопада 2026 року"]),
            "photo": (f"<p>Фото: {name}</p>", [f"Фото: {name}"]),
            "site": (
                "<p>Джерело: <a href=https://rada.verbohai.example/n/5>rada.verbohai.example</a></p>",
                ["Джерело: rada.verbohai.example"],
            ),
            "facebook": (
                '<p>Про це <a href="https://facebook.com/v/1">повідомили у Facebook міської ради</a>.</p>',
                ["Про це повідомили у Facebook міської ради."],
            ),
        }
        html, lines = shapes.get(kind, ("", []))
        self.text.extend(lines)
        return html

    def after(self) -> str:
        listed = "".join(f"<li>{self.link()}</li>" for _ in range(self.random.randint(2, 5)))
        cards = "".join(f"<div class=c><h3>{self.link()}</h3><p>{TEASER}</p></div>" for _ in range(3))
        dated = "".join(f"<p>{h}:10 {self.link()}</p>" for h in range(12, 9, -1))
        pool = (
            "<div class=share>Поділитися: <a href=#f>Facebook</a> <a href=#t>Telegram</a></div>",
            "<p>Теги: <a href=/t/1>сквер</a>, <a href=/t/2>дерева</a></p>",
            f"<div class=related><h3>Схожі новини</h3><ul>{listed}</ul></div>",
            f"<h3>Читайте також</h3><ul>{listed}</ul>",
            f"<h3>Останні новини</h3>{dated}",
            f"<div><b>Більше по темі</b>{cards}</div>",
            f"<div class=z>{cards}</div>",
            "<div class=comments><h3>Коментарі</h3><p>Дуже гарно вийшло, молодці, так тримати й далі!</p></div>",
            "<h3>Залишити коментар</h3><form><textarea></textarea></form>",
            "<p>Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter.</p>",
            "<p>Переглядів: 318</p>",
            f"<div class=nav><a href=/n/1>← {self.other()}</a> <a href=/n/2>{self.other()} →</a></div>",
            "<p>Слідкуйте за нашими новинами у <a href=https://facebook.com/krai>Facebook</a></p>",
            "<div class=author-box><b>Орина Лозова</b><p>Журналістка, пише про громаду з 2015 року, любить ліс.</p></div>",
            f"<h4>Новини партнерів</h4><div>{self.link()}</div><div>{self.link()}</div><div>{self.link()}</div>",
            f"<div><h3>Популярне за тиждень</h3><p>1. {self.link()}</p><p>2. {self.link()}</p></div>",
            "<form><p>Отримуйте добірку новин на пошту щоп’ятниці</p><input name=m><button>Підписатися</button></form>",
            "<div id=disqus_thread></div><p>Коментарі (2)</p><div class=cm><b>Петро</b> 19.11.2026 10:11<br>Файно!</div>",
            "<div class=hashtags>#Вербогай #сквер</div>",
            "<div class=likes>Сподобалась стаття? <a href=#1>Так</a> <a href=#2>Ні</a></div>",
            f"<div><p><b>Також за темою</b></p><p>{self.link()}</p><p>{self.link()}</p></div>",
            f"<table><tr><td><b>Схожі матеріали</b></td></tr><tr><td>{self.link()}</td></tr><tr><td>{self.link()}</td></tr></table>",
            f"<section><h2>Головне за добу</h2><div>10:20</div><div>{self.link()}</div><div>09:40</div><div>{self.link()}</div></section>",
            f"<p>Ще новини:</p><p>{self.link()}</p><p>{self.link()}</p>",
            f"<div><div>{self.link()}<div>{TEASER}</div><div>18.11.2026</div></div><div>{self.link()}<div>{TEASER}</div></div></div>",
        )
        chosen = sorted(self.random.sample(range(len(pool)), self.random.randint(0, 4)))
        self.chosen += [f"after{index}" for index in chosen]
        return "".join(pool[index] for index in chosen)

    def side(self) -> str:
        listed = "".join(f"<li>{self.link()}</li>" for _ in range(5))
        return self.pick(
            "side",
            "",
            f"<aside><h3>Останні новини</h3><ul>{listed}</ul></aside>",
            f"<div class=sidebar><h4>Популярне</h4><ul>{listed}</ul></div>",
            f"<div><b>Новини регіону</b><br>{'<br>'.join(self.link() for _ in range(5))}</div>",
            f"<div class=r><div><h4>{self.link()}</h4><p>{TEASER}</p></div><div><h4>{self.link()}</h4></div></div>",
            "<div class=w><b>Погода</b><p>Сьогодні у Вербогаї вдень 3–5 градусів тепла, вночі до 2 морозу, вітер західний.</p>"
            "</div>",
            "<div><h4>Опитування</h4><p>Чи задоволені ви прибиранням вулиць у громаді цього року?</p><p>Так 40%</p></div>",
            f"<div class=latest><p>{TEASER}</p><p>{TEASER}</p></div>",
            f"<div><p>{self.other()}. {TEASER}</p><p>{self.other()}. {TEASER}</p></div>",
        )


def make(seed: int) -> MadePage:
    """The page of this seed; the same seed always gives the same page."""
    return Maker(seed).make()


# --- pages that list articles -------------------------------------------------------------------------------------

_LIST_ROWS = (
    "<div class=item><h2>{link}</h2><div class=date>{day}.11.2026</div><p>{teaser}</p></div>",
    "<article><h3>{link}</h3><p>{teaser}</p><a href=/n/1>Читати далі</a></article>",
    "<p>{day}.11.2026 {link}</p>",
    "<li><span>{hour}:15</span> {link}</li>",
    "{link}<br>",
    "<tr><td>{day}.11.2026</td><td>{link}</td></tr>",
    "<div><a href=/n/2><img src=/t.jpg></a></div><h4>{link}</h4><p>{teaser}</p>",
    "<div class=news-row><div>{link}</div><div>{teaser}</div><div>Переглядів: 18</div></div>",
    "<h2>{link}</h2><p>{teaser} <a href=/n/3>Детальніше</a></p><hr>",
    "<dl><dt>{link}</dt><dd>{teaser}</dd></dl>",
)
_LIST_TITLES = ("Новини", "Позначка: сквер", "Вода", "Вербогайський край", "Новини за 19 листопада 2026", "Архів")
_LIST_INTROS = ("", "<p>Усі матеріали за темою</p>", "<p>Знайдено 128 записів</p>", "<div>1 2 3 … 17 Наступна</div>")


def make_list(seed: int) -> tuple[str, str]:
    """A page that lists articles, and what was chosen for it."""
    maker = Maker(seed)
    row, title = maker.random.choice(_LIST_ROWS), maker.random.choice(_LIST_TITLES)
    teasers = list(SENTENCES)
    maker.random.shuffle(teasers)
    rows = "".join(
        row.format(link=maker.link(), day=20 - number, hour=20 - number, teaser=teasers[number])
        for number in range(maker.random.randint(5, 11))
    )
    shell = (
        "<table>{}</table>" if row.startswith("<tr") else "<ul>{}</ul>" if row.startswith("<li") else "<div>{}</div>"
    )
    intro = maker.random.choice(_LIST_INTROS)
    head = f"<meta charset=utf-8><title>{title} | Вербогайський край</title>"
    content = f"<h1>{title}</h1>{intro}{shell.format(rows)}"
    nav = "<nav><a href=/>Головна</a><a href=/news>Новини</a></nav>"
    html = f"<html><head>{head}</head><body>{nav}<main>{content}</main>{maker.side()}</body></html>"
    return html, f"{_LIST_ROWS.index(row)} {title} {intro[:12]}"
