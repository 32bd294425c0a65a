"""Accessibility of a page in a real browser, by our own rules: structure, names, contrast, keyboard, narrow screens.

WCAG 2.2 AA as far as a machine can tell it. What it cannot tell (do the words help?) a person looks at in the pictures.
"""

from __future__ import annotations

from typing import Any

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

# Everything is looked at in one call; each problem is one sentence.
STRUCTURE = r"""
const found = [];
const say = (what, node) => found.push(what + (node ? ": " + node.outerHTML.slice(0, 140).replace(/\s+/g, " ") : ""));
const shown = node => node.checkVisibility({checkOpacity: true, visibilityProperty: true});
const words = node => (node.getAttribute("aria-label") || "").trim()
  || (node.getAttribute("aria-labelledby") || "").split(/\s+/).map(id => document.getElementById(id)?.textContent || "").join(" ").trim();
const name = node => words(node) || node.textContent.trim()
  || [...node.querySelectorAll("img[alt]")].map(image => image.alt).join(" ").trim();

if (!document.documentElement.lang) say("no language");
if (!document.title.trim()) say("no title");
if (document.querySelectorAll("h1").length !== 1) say("not one h1");
if (document.querySelectorAll("main").length !== 1) say("not one main");
const zoom = document.querySelector("meta[name=viewport]");
if (!zoom || /user-scalable\s*=\s*no|maximum-scale/.test(zoom.content)) say("cannot be enlarged", zoom);
let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
  if (!shown(heading)) continue;
  const now = Number(heading.tagName[1]);
  if (level && now > level + 1) say("a level of headings is left out", heading);
  if (!name(heading)) say("empty heading", heading);
  level = now;
}
const ids = new Map();
for (const node of document.querySelectorAll("[id]")) {
  if (ids.has(node.id)) say("id twice", node);
  ids.set(node.id, node);
}
for (const key of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "list"])
  for (const node of document.querySelectorAll("[" + key + "]"))
    for (const id of node.getAttribute(key).split(/\s+/)) if (!ids.has(id)) say(key + " leads nowhere", node);
for (const node of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
  if (!words(node) && ![...(node.labels || [])].some(label => label.textContent.trim())) say("a control without a label", node);
for (const node of document.querySelectorAll("button, a[href], summary")) if (shown(node) && !name(node)) say("no name", node);
for (const node of document.querySelectorAll("a:not([href])")) say("a link that leads nowhere", node);
for (const node of document.querySelectorAll("img")) {
  if (!node.hasAttribute("alt")) say("an image without alt", node);
  if (node.complete && node.naturalWidth === 0) say("an image that does not load", node);
}
for (const node of document.querySelectorAll("iframe")) if (!node.title.trim()) say("a frame without a title", node);
for (const node of document.querySelectorAll("fieldset")) if (!node.querySelector(":scope > legend")) say("no legend", node);
for (const node of document.querySelectorAll("nav")) if (!words(node)) say("a navigation without a name", node);
for (const table of document.querySelectorAll("table")) {
  if (!table.caption || !table.caption.textContent.trim()) say("a table without a caption", table);
  if (!table.querySelector("thead th")) say("a table without column heads", table);
  const wide = [...table.rows].map(row => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0));
  if (new Set(wide).size > 1) say("rows of different length", table);
}
for (const node of document.querySelectorAll("th")) if (!node.scope) say("a th without scope", node);
for (const node of document.querySelectorAll("[tabindex]")) if (node.tabIndex > 0) say("an own tab order", node);
for (const list of document.querySelectorAll("ul, ol"))
  for (const item of list.children) if (!["LI", "SCRIPT", "TEMPLATE"].includes(item.tagName)) say("not an item of a list", item);
for (const node of document.querySelectorAll("[aria-hidden=true]"))
  if (node.querySelector("a, button, input, select, textarea")) say("hidden, but can be reached", node);
for (const node of document.querySelectorAll("[style], [onclick], [onload]")) say("inline style or script", node);
for (const node of document.querySelectorAll("button, input:not([type=hidden]), select, textarea")) {
  const box = node.getBoundingClientRect();
  if (shown(node) && box.width && (box.height < 18 || box.width < 18)) say("too small to hit", node);
}
return found;
"""

CONTRAST = r"""
const found = [];
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const brush = canvas.getContext("2d", {willReadFrequently: true});
const rgba = text => {
  brush.clearRect(0, 0, 1, 1); brush.fillStyle = text; brush.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
const light = ([r, g, b]) => {
  const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const ground = node => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) {
    const colour = rgba(getComputedStyle(at).backgroundColor);
    layers.push(colour);
    if (colour[3] === 1) break;
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme);
  return layers.reverse().reduce((under, top) => over(top, under), dark ? [18, 18, 18, 1] : [255, 255, 255, 1]);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || seen.has(node)) continue;
  seen.add(node);
  const style = getComputedStyle(node), box = node.getBoundingClientRect();
  if (!node.checkVisibility({checkOpacity: true, visibilityProperty: true}) || box.width < 2 || box.right < 0) continue;
  if (["SCRIPT", "STYLE", "NOSCRIPT", "OPTION", "DATALIST"].includes(node.tagName)) continue;
  const under = ground(node), ink = over(rgba(style.color), under);
  const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5))
    found.push(`contrast ${ratio.toFixed(2)}: ${style.color} on ${under.slice(0, 3).map(Math.round)} in ${node.outerHTML.slice(0, 100)}`);
}
return found;
"""

WIDTH = """
const root = document.documentElement, found = [];
if (root.scrollWidth > root.clientWidth) {
  found.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
  for (const node of document.querySelectorAll("body *")) {
    const box = node.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 && box.width && !node.closest(".wide, nav, .hidden")) {
      found.push("sticks out: " + node.outerHTML.slice(0, 100)); break;
    }
  }
}
return found;
"""

FOCUS = """
const node = document.activeElement;
if (!node || node === document.body) return null;
const style = getComputedStyle(node), box = node.getBoundingClientRect();
window.__seen = window.__seen || new Map();
if (!window.__seen.has(node)) window.__seen.set(node, window.__seen.size);
return {
  number: window.__seen.get(node), html: node.outerHTML.slice(0, 120), frame: node.tagName === "IFRAME",
  ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  onscreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
};
"""

REACHABLE = """
return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, iframe")]
  .filter(node => !node.disabled && node.checkVisibility({visibilityProperty: true})).length;
"""
MOST_STOPS = 500
MOST_PARTS = 6  # stops inside one control: a date has day, month, year and its calendar
MOST_LINKS = 200  # inside one frame


def problems(driver: Any) -> list[str]:
    """What is wrong with the page as it stands: structure, names, tables, contrast."""
    return [*driver.execute_script(STRUCTURE), *driver.execute_script(CONTRAST)]


def contrast(driver: Any) -> list[str]:
    """Only the contrast, for another colour scheme."""
    return list(driver.execute_script(CONTRAST))


def overflow(driver: Any) -> list[str]:
    """Does the page scroll sideways at the present width?"""
    return list(driver.execute_script(WIDTH))


def keyboard(driver: Any) -> list[str]:
    """Go through the page by Tab: the skip link first, every stop visible, nothing a trap, everything reached."""
    found: list[str] = []
    driver.execute_script("window.__seen = new Map(); document.activeElement.blur(); window.scrollTo(0, 0)")
    stops: list[dict[str, Any]] = []
    wanted = int(driver.execute_script(REACHABLE))
    for _ in range(MOST_STOPS):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        stop = driver.execute_script(FOCUS)
        if stop is None or (stops and stop["number"] == 0 != stops[-1]["number"]):
            break
        parts = MOST_LINKS if stop["frame"] else MOST_PARTS
        if [other["number"] for other in stops[-parts:]] == [stop["number"]] * parts:
            found.append(f"a trap: {stop['html']}")
            break
        stops.append(stop)
    if not stops or 'class="skip"' not in stops[0]["html"]:
        found.append("the first stop is not the link past the menu")
    # The calendar inside a date field shows its own ring, which a page cannot ask for.
    seen = {stop["number"] for stop in stops if stop["ring"] or stop["frame"]}
    found += [f"focus cannot be seen: {stop['html']}" for stop in stops if stop["number"] not in seen]
    found += [f"focus is off the screen: {stop['html']}" for stop in stops if not stop["onscreen"]]
    reached = len({stop["number"] for stop in stops})
    # Radio buttons of one group are one stop.
    if reached < min(wanted, MOST_STOPS) - int(driver.execute_script(_GROUPED)):
        found.append(f"only {reached} of {wanted} controls are reached by Tab")
    return found


_GROUPED = """
const groups = new Map();
for (const node of document.querySelectorAll("input[type=radio]")) groups.set(node.name, (groups.get(node.name) || 0) + 1);
return [...groups.values()].reduce((sum, number) => sum + number - 1, 0);
"""


def skips(driver: Any) -> list[str]:
    """Does the skip link put the focus into the content?"""
    driver.refresh()
    ActionChains(driver).send_keys(Keys.TAB).send_keys(Keys.ENTER).perform()
    return (
        [] if driver.execute_script("return document.activeElement.id") == "main" else ["the skip link skips nothing"]
    )
