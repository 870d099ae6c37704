// What the page does beside Gradio: opens sources, fills in questions, keeps the reader's place while an answer grows.
"use strict";

const reader = document.createElement("dialog");
reader.id = "reader";
reader.setAttribute("aria-label", "Source");
const closer = document.createElement("button");
closer.type = "button";
closer.className = "close";
closer.textContent = "Close";
closer.addEventListener("click", () => reader.close());
const pane = document.createElement("div");
pane.className = "pane";
pane.tabIndex = -1;
reader.append(closer, pane);

const announcer = document.createElement("p");
announcer.id = "announcer";
announcer.setAttribute("role", "status");

let opener = null; // data-reads of the control that opened the reader, or that last had focus in an answer

function openReading(id) {
  const reading = document.getElementById(id);
  if (!reading) return;
  const copy = reading.cloneNode(true);
  copy.removeAttribute("id");
  pane.replaceChildren(copy);
  opener = id;
  if (!reader.open) reader.showModal();
  const mark = pane.querySelector("mark");
  pane.scrollTop = 0;
  if (mark) mark.scrollIntoView({ block: "center" });
  pane.focus({ preventScroll: true });
}

reader.addEventListener("click", (event) => {
  if (event.target === reader) reader.close(); // the backdrop
});

reader.addEventListener("close", () => {
  // The answer may have been drawn anew meanwhile: go back to the same control, not to the same element.
  if (opener && document.activeElement === document.body) controlOf(opener)?.focus();
});

function controlOf(id) {
  return document.querySelector(`button[data-reads="${CSS.escape(id)}"]`);
}

function ask(question) {
  const box = document.querySelector("#question textarea, #question input");
  const button = document.querySelector("#ask");
  if (!box || !button) return;
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => button.click());
}

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-reads], [data-ask]");
  if (!control) return;
  if (control.dataset.reads) openReading(control.dataset.reads);
  else ask(control.dataset.ask);
});

document.addEventListener("focusin", (event) => {
  if (event.target.closest?.("#current, #reader")) opener = event.target.dataset?.reads ?? opener;
  else opener = null;
});

const SAID = { answered: "Answer complete.", abstained: "No answer; the reason is shown.", trouble: "There was a problem.", stopped: "Stopped." };
let lastState = "";

function onRedraw() {
  const turn = document.querySelector("#current .turn");
  const state = turn?.dataset.state ?? "";
  if (state !== lastState) {
    lastState = state;
    const sources = turn?.querySelectorAll(".card.cited").length ?? 0;
    announcer.textContent = state === "answered" ? `${SAID.answered} ${sources} sources cited.` : (SAID[state] ?? "");
  }
  if (opener && !reader.open && document.activeElement === document.body) controlOf(opener)?.focus({ preventScroll: true });
}

// A day is typed into a plain box where there is no script; with it, the browser's own calendar helps.
function offerCalendars() {
  for (const box of document.querySelectorAll("#since input, #until input, #as-of input")) {
    if (box.type !== "date") box.type = "date";
  }
}

new MutationObserver(() => {
  offerCalendars();
  onRedraw();
}).observe(document.documentElement, { childList: true, subtree: true });

document.addEventListener("DOMContentLoaded", () => document.body.append(reader, announcer));
if (document.readyState !== "loading") document.body.append(reader, announcer);
