"""The analyst's page in a real browser: a working day by mouse and keys, without JavaScript, and accessible everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as when
from selenium.webdriver.support.ui import Select, WebDriverWait

from monitor.web import access
from monitor.web.ask import Entry
from monitor.web.pages import SECTIONS
from tests import web_axe
from tests.web_browser import browser, complaints, is_here, pictures_loaded, resize, scheme, scripts, served
from tests.web_house import NOW, PASSWORD, House, open_house

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not is_here(), reason="needs Chromium and its driver")]
WAIT = 30
PERIOD = "since=2026-11-01&until=2026-11-20"


@dataclass(frozen=True)
class Desk:
    """A browser in front of the page."""

    house: House
    driver: Any
    base: str

    def go(self, path: str) -> None:
        self.driver.get(self.base + path)

    def click(self, text: str) -> None:
        """Press the button or follow the link of that text, and wait until another page stands there."""
        self.follow(By.XPATH, f"//main//*[self::button or self::a][normalize-space()='{text}']")

    def follow(self, by: str, what: str) -> None:
        """Click what leads to another page, and wait for that."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        self.driver.find_element(by, what).click()
        WebDriverWait(self.driver, WAIT).until(when.staleness_of(old))

    def fill(self, name: str, text: str) -> None:
        self.driver.find_element(By.NAME, name).send_keys(text)

    def keys(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def press(self, key: str) -> None:
        """A key that leads to another page."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        self.keys(key)
        WebDriverWait(self.driver, WAIT).until(when.staleness_of(old))

    def text(self) -> str:
        return str(self.driver.find_element(By.TAG_NAME, "main").text)

    def heading(self) -> str:
        return str(self.driver.find_element(By.TAG_NAME, "h1").text)

    def log_in(self, name: str) -> None:
        self.go("/login")
        self.fill("name", name)
        self.fill("password", PASSWORD)
        self.click("Увійти")

    def preview(self) -> str:
        """What the readers of the issue on the screen will see."""
        self.driver.switch_to.frame(self.driver.find_element(By.CSS_SELECTOR, "iframe.preview"))
        found = str(self.driver.find_element(By.TAG_NAME, "body").text)
        self.driver.switch_to.default_content()
        return found


@pytest.fixture(scope="module", name="driver")
def _driver() -> Iterator[Any]:
    with browser() as driver:
        yield driver


@pytest.fixture(name="desk")
def _desk(driver: Any, tmp_path: Path) -> Iterator[Desk]:
    house = open_house(tmp_path, ticking=True)
    house.store.people.add("olena", "editor", access.hashed(PASSWORD), NOW)
    with served(house.office, login=True) as base:
        resize(driver, 1200)
        scheme(driver, "light")
        driver.delete_all_cookies()
        yield Desk(house=house, driver=driver, base=base)
    house.store.close()


def test_a_working_day(desk: Desk) -> None:
    """Log in, filter, decide by keyboard, merge two stories, build, approve; the brief shows what was decided."""
    desk.go("/stories")
    assert desk.heading() == "Вхід", "nobody looks in without a name"
    desk.log_in("olena")

    desk.go("/issues")
    desk.click("Скласти")
    assert "Мешканці скаржаться на холодні батареї" in desk.preview()
    assert "набережну" in desk.preview()

    desk.go(f"/items?{PERIOD}")
    Select(desk.driver.find_element(By.NAME, "outlet")).select_by_visible_text("Кур’єр")
    desk.fill("q", "обігрівачі")
    desk.click("Показати")
    assert len(desk.driver.find_elements(By.CSS_SELECTOR, "[data-row]")) == 1
    desk.keys("j")
    desk.press("n")  # «не брати»
    assert "Записано рішень: 1" in desk.text()
    article = desk.house.article("Мешканці скаржаться")
    assert [label.value for label in desk.house.store.labels([article])[article]] == ["no"]

    desk.go("/stories?" + PERIOD)
    for title in ("Чи буде ярмарок", "Виставка вишиванок"):
        desk.driver.find_element(By.XPATH, f"//tr[contains(., '{title}')]//input[@type='checkbox']").click()
    desk.driver.find_element(By.CSS_SELECTOR, "#merge input[name=why]").send_keys("одне свято")
    desk.click("Об’єднати")
    assert "Події об’єднано" in desk.text()
    assert "Виставка вишиванок" in desk.text()

    desk.go("/issues")
    desk.follow(By.CSS_SELECTOR, "main table a")
    assert "Після складання чернетки ухвалено ще 1 рішення" in desk.text()
    desk.click("Скласти чернетку заново")
    assert "Мешканці скаржаться на холодні батареї" not in desk.preview()
    assert "набережну" in desk.preview()
    desk.driver.find_element(By.NAME, "looked").click()
    desk.click("Затвердити")
    assert "Затверджено під № 1" in desk.text().replace("\u00a0", " ")
    assert "№ 1" in desk.preview()
    row = desk.house.store.issues.listed("daily")[0]
    assert (row.number, row.approved_by) == (1, "olena")
    assert article not in [item.article for item in desk.house.store.issues.items(row.id)]
    desk.click("Надіслати")
    assert "Надіслано: 1" in desk.text()
    assert complaints(desk.driver) == []


def test_an_approval_without_a_look_is_held_by_the_browser(desk: Desk) -> None:
    desk.log_in("olena")
    number = desk.house.draft()
    desk.go(f"/issues/{number}")
    desk.driver.find_element(By.XPATH, "//button[normalize-space()='Затвердити']").click()
    assert desk.house.store.issues.get(number).number is None


def test_everything_works_without_javascript(desk: Desk) -> None:
    scripts(desk.driver, on=False)
    try:
        desk.log_in("olena")
        desk.go(f"/items?{PERIOD}&q=ярмарок")
        desk.follow(By.CSS_SELECTOR, "[data-row] button[value='relevance=none']")
        assert "Записано рішень: 1" in desk.text()
        desk.go("/add")
        desk.fill("outlet", "Вербосільська зоря")
        desk.fill("title", "Замітка з газети про Вербосілля")
        desk.click("Додати вирізку")
        assert "Матеріал додано" in desk.text()
        desk.go(f"/stories?{PERIOD}&least=2")
        desk.follow(By.CSS_SELECTOR, "tbody th a")
        desk.driver.find_elements(By.CSS_SELECTOR, "input[name=article]")[-1].click()
        desk.click("Виділити з події")
        assert "Виділено окремо: 1" in desk.text()
        desk.click("Скасувати")
        assert "Рішення скасовано" in desk.text()
    finally:
        scripts(desk.driver, on=True)


# --- accessibility ------------------------------------------------------------------------------------------------


def paths(house: House) -> dict[str, str]:
    """Every page there is, by name."""
    issue = house.draft()
    number = house.store.issues.get(issue)
    menu: list[Entry] = [entry for section in SECTIONS for entry in section.menu]
    found = {entry.path: f"{entry.path}?{PERIOD}" if entry.path in DATED else entry.path for entry in menu}
    return {
        **found,
        "item": f"/items/{house.article('Набережну у Вербосіллі')}",
        "story": f"/stories/{house.story('У Вербосіллі відкривають')}",
        "source": "/sources/visti-feed",
        "issue": f"/issues/{number.id}",
        "preview": f"/issues/{number.id}/preview",
        "outbox": "/outbox",
        "missing": "/nothing-here",
    }


DATED = ("/items", "/stories", "/pickup", "/charts", "/sources")
NO_MENU = ("preview",)  # the document of the readers: no menu to skip


def test_every_page_is_accessible(desk: Desk) -> None:
    desk.log_in("olena")
    bad: list[str] = []
    for name, path in paths(desk.house).items():
        desk.go(path)
        pictures_loaded(desk.driver)
        if name in NO_MENU:
            found = web_axe.contrast(desk.driver)
        else:
            found = web_axe.problems(desk.driver) + web_axe.keyboard(desk.driver) + web_axe.skips(desk.driver)
        scheme(desk.driver, "dark")
        found += [f"dark: {line}" for line in web_axe.contrast(desk.driver)]
        scheme(desk.driver, "light")
        bad += [f"{name}: {line}" for line in found]
    assert bad == []
    blocked = [line for line in complaints(desk.driver) if "404 (Not Found)" not in line]
    assert blocked == [], "nothing is blocked by the policy of the page"


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways(desk: Desk, width: int) -> None:
    desk.log_in("olena")
    bad: list[str] = []
    for name, path in paths(desk.house).items():
        resize(desk.driver, width, 800, phone=width < 600)
        desk.go(path)
        pictures_loaded(desk.driver)
        bad += [
            f"{name}: {line}"
            for line in (*web_axe.overflow(desk.driver), *web_axe.problems(desk.driver))
            if name not in NO_MENU
        ]
    resize(desk.driver, 1200)
    assert bad == []


FAULTS = {
    "no language": "<title>x</title><main><h1>x</h1></main>",
    "not one h1": "<main>words</main>",
    "a control without a label": "<main><h1>x</h1><input></main>",
    "an image without alt": "<main><h1>x</h1><img src='data:,'></main>",
    "a th without scope": "<main><h1>x</h1><table><caption>c</caption><thead><tr><th>a</th></tr></thead></table></main>",
    "a table without a caption": "<main><h1>x</h1><table><thead><tr><th scope=col>a</th></tr></thead></table></main>",
    "id twice": "<main><h1 id=a>x</h1><p id=a>y</p></main>",
    "a level of headings is left out": "<main><h1>x</h1><h3>y</h3></main>",
    "no name": "<main><h1>x</h1><button></button></main>",
    "a frame without a title": "<main><h1>x</h1><iframe></iframe></main>",
    "contrast": "<main><h1>x</h1><p style='color:#aaa;background:#fff'>y</p></main>",
    "an own tab order": "<main><h1>x</h1><p tabindex=3>y</p></main>",
    "cannot be enlarged": "<meta name=viewport content='maximum-scale=1'><main><h1>x</h1></main>",
    "no legend": "<main><h1>x</h1><fieldset>y</fieldset></main>",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_checks_find_what_is_wrong(driver: Any, tmp_path: Path, fault: str) -> None:
    """A check that cannot fail is none."""
    path = tmp_path / "page.html"
    path.write_text("<!doctype html>" + FAULTS[fault], encoding="utf-8")
    driver.get(path.as_uri())
    assert any(line.startswith(fault) for line in web_axe.problems(driver))


def test_a_trap_and_a_wide_page_are_found(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    trap = "<button id=b onkeydown='if (event.key === \"Tab\") event.preventDefault()'>x</button><div style='width:3000px'>y</div>"
    path.write_text(f"<!doctype html><h1>x</h1>{trap}<a href='#'>z</a>", encoding="utf-8")
    driver.get(path.as_uri())
    assert any(line.startswith("a trap") for line in web_axe.keyboard(driver))
    assert web_axe.overflow(driver)
