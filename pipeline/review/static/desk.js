// Keys, zoom and turning; every page works without it.
"use strict";
const typing = (element) => element && (element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea"));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (typing(at)) {
    if (event.key === "Escape") { at.blur(); event.preventDefault(); }
    if (event.key === "Enter" && at.name) {
      const own = document.querySelector(`[data-key-in="${at.name}"]`);
      if (own) { event.preventDefault(); own.click(); }
    }
    return;
  }
  if (event.key === "Enter" && at && at.matches("a, button, summary")) return;
  if ((event.key === "n" || event.key === "p") && toHit(event.key === "n" ? 1 : -1)) { event.preventDefault(); return; }
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)];
  const next = found.find((one) => one.type !== "checkbox" || !one.checked) || found[0];
  if (!next || next.disabled) return;
  event.preventDefault();
  if (typing(next)) next.focus();
  else next.click();
});

const sheet = document.getElementById("sheet");
const show = (frame, mark) => {
  const inside = mark.getBoundingClientRect(), around = frame.getBoundingClientRect();
  frame.scrollTop += inside.top - around.top - (around.height - inside.height) / 2;
  frame.scrollLeft += inside.left - around.left - (around.width - inside.width) / 2;
};
// the next marked word of this page that stands outside what is seen; false when there is none, and the next page is due
function toHit(step) {
  if (!sheet) return false;
  const frame = sheet.parentElement, seen = frame.getBoundingClientRect();
  const marks = [...sheet.querySelectorAll(".hitbox")].map((mark) => [mark, mark.getBoundingClientRect()]);
  const due = step > 0 ? marks.find(([, at]) => at.bottom > Math.min(seen.bottom, innerHeight)) : marks.findLast(([, at]) => at.top < seen.top);
  if (!due) return false;
  const before = frame.scrollTop;
  show(frame, due[0]);
  return frame.scrollTop !== before;
}
if (sheet) {
  let zoom = 1, turn = 0;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom], [data-turn]");
    if (!button) return;
    if (button.dataset.zoom) zoom = Math.min(6, Math.max(0.3, zoom * Number(button.dataset.zoom)));
    if (button.dataset.turn) turn = (turn + Number(button.dataset.turn)) % 360;
    sheet.style.width = `${100 * zoom}%`;
    sheet.style.transform = turn ? `rotate(${turn}deg)` : "";
    sheet.dataset.turned = String(turn);
  });
  const first = sheet.querySelector(".hitbox");
  if (first) show(sheet.parentElement, first);
}

// a form is sent once, however often the key is hit
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// what stands on the screen goes when nobody is there; the session ends by itself over there
const idle = Number(document.body.dataset.idle || 0);
if (idle) {
  let timer;
  const again = () => { clearTimeout(timer); timer = setTimeout(() => location.replace("/sign-in"), 1000 * idle); };
  ["keydown", "pointerdown", "pointermove", "wheel"].forEach((kind) => document.addEventListener(kind, again, { passive: true }));
  again();
}

const fresh = document.querySelector("[data-refresh]");
// "renewed" says that nobody asked for it: it does not keep the session alive
if (fresh) setTimeout(() => location.replace(`${location.pathname}?renewed=1`), 1000 * Number(fresh.dataset.refresh));
