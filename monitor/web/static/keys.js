// Keyboard shortcuts on top of pages that work without them: every key presses a button or follows a link that is there.
"use strict";

(() => {
  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  const one = (selector, within) => (within || document).querySelector(selector);
  const dialog = one("dialog.keys");

  const current = () => {
    const found = rows();
    const here = document.activeElement && document.activeElement.closest("[data-row]");
    return here || (found.length === 1 ? found[0] : null);
  };

  const move = (step) => {
    const found = rows();
    if (found.length < 2) {
      const link = one(step > 0 ? "[data-next]" : "[data-previous]");
      if (link) link.click();
      return;
    }
    const at = found.indexOf(current());
    const next = found[at < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(Math.max(at + step, 0), found.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const press = (selector) => {
    const row = current();
    const target = row && one(selector, row);
    if (target) target.click();
    return Boolean(target);
  };

  const follow = (selector) => {
    const link = one(selector);
    if (link) link.click();
  };

  const help = () => {
    if (dialog && !dialog.open) dialog.showModal();
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    1: () => press('[data-key="1"]'),
    2: () => press('[data-key="2"]'),
    3: () => press('[data-key="3"]'),
    4: () => press('[data-key="4"]'),
    y: () => press('[data-key="y"]'),
    n: () => press('[data-key="n"]'),
    z: () => press("[data-undo]"),
    u: () => follow("[data-up]"),
    "/": () => {
      const search = one("[data-search]");
      if (search) search.focus();
    },
    "?": help,
  };
  // The same places on the Ukrainian keyboard.
  const twins = { о: "j", л: "k", н: "y", т: "n", я: "z", г: "u" };

  const meant = (event) => {
    const key = event.key.toLowerCase();
    if (event.code === "Slash" && key !== "/") return event.shiftKey ? "?" : "/";
    return twins[key] || key;
  };

  const isTyping = (element) =>
    element.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (dialog && dialog.open)) return;
    if (isTyping(event.target)) return;
    if (event.key === "Enter" && event.target.matches("[data-row]")) {
      if (press("[data-open]")) event.preventDefault();
      return;
    }
    const act = keys[meant(event)];
    if (!act || (event.repeat && !"jk".includes(meant(event)))) return;
    event.preventDefault();
    act();
  });

  const button = one("[data-keys]");
  if (button && dialog) {
    button.hidden = false;
    button.addEventListener("click", help);
  }

  // After a decision the page comes back at the same row: let the keys go on from there.
  const back = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (back && back.matches("[data-row]")) back.focus();
})();
