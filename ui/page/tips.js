// The quote behind a marker, shown while the pointer or the keyboard's focus is on it. Only ever text.
"use strict";

const tip = document.createElement("div");
tip.id = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
const tipQuote = document.createElement("q");
tipQuote.dir = "auto";
const tipSource = document.createElement("p");
tip.append(tipQuote, tipSource);

let tipped = null; // the marker that the tip belongs to
let leaving = 0;

function showTip(marker) {
  clearTimeout(leaving);
  if (marker === tipped) return;
  hideTip();
  tipped = marker;
  tipQuote.textContent = marker.dataset.quote;
  tipSource.textContent = `${marker.getAttribute("aria-label").replace(/^Source \d+: /, "")} · ${marker.dataset.from}`;
  marker.setAttribute("aria-describedby", "tip");
  (marker.closest("dialog") ?? document.body).append(tip);
  tip.hidden = false;
  const at = marker.getBoundingClientRect();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const above = at.top - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(8, Math.min(at.left - 16, room))}px`;
  tip.style.top = `${above >= 8 ? above : at.bottom + 6}px`;
}

function hideTip() {
  clearTimeout(leaving);
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
  tip.hidden = true;
}

// A moment to reach the tip itself with the pointer, to read a long quote at leisure.
function leaveTip() {
  clearTimeout(leaving);
  leaving = setTimeout(hideTip, 200);
}

document.addEventListener("pointerover", (event) => {
  const marker = event.pointerType === "touch" ? null : event.target.closest?.(".cite[data-quote]");
  if (marker) showTip(marker);
  else if (event.target.closest?.("#tip")) clearTimeout(leaving);
  else if (tipped && tipped !== document.activeElement) leaveTip();
});
document.addEventListener("focusin", (event) => {
  const marker = event.target.closest?.(".cite[data-quote]");
  if (marker?.matches(":focus-visible")) showTip(marker);
  else hideTip();
});
document.addEventListener("focusout", leaveTip);
document.addEventListener("click", hideTip);
document.addEventListener("scroll", hideTip, { capture: true, passive: true });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideTip();
});
new MutationObserver(() => {
  if (tipped && !tipped.isConnected) hideTip();
}).observe(document.documentElement, { childList: true, subtree: true });
whenReady(() => document.body.append(tip));
