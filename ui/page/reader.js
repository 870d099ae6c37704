// The dialogs: one source with its quoted words marked, the conversations that were kept, a comment to an answer.
"use strict";

const reader = document.createElement("dialog");
reader.id = "reader";
const closer = document.createElement("button");
closer.type = "button";
closer.className = "close";
closer.textContent = "Close";
closer.addEventListener("click", () => reader.close());
const pane = document.createElement("div");
pane.className = "pane";
pane.tabIndex = -1;
reader.append(closer, pane);

let opener = null; // data-reads of the control that opened the reader, or that last had focus in an answer
let panelShown = ""; // what the server last said of the panel: a button in it may have changed since
let reads = 0; // counts what was opened: an article that comes too late is thrown away

function show(label, ...content) {
  reads += 1;
  reader.setAttribute("aria-label", label);
  pane.replaceChildren(...content);
  if (!reader.open) reader.showModal();
  pane.scrollTop = 0;
  pane.focus({ preventScroll: true });
}

function openReading(id) {
  const reading = document.getElementById(id);
  if (!reading) return;
  const copy = reading.cloneNode(true);
  copy.removeAttribute("id");
  opener = id;
  show("Source", copy);
  toMark();
  fetchArticle(reading, reads);
}

function toMark() {
  pane.querySelector("mark")?.scrollIntoView({ block: "center" });
}

// The passage stands there at once; the whole article takes its place when it has come.
async function fetchArticle(reading, read) {
  const { article, start, end, number } = reading.dataset;
  const query = new URLSearchParams({ fragment: "1", ...(start && { start, end }) });
  let text = "";
  try {
    const response = await fetch(`/articles/${encodeURIComponent(article)}?${query}`);
    if (response.ok) text = await response.text();
  } catch {
    return; // no connection: the passage is what there is
  }
  if (!text || read !== reads || !reader.open) return;
  const holder = document.createElement("template");
  holder.innerHTML = text; // escaped where it was made; and no script runs that comes this way
  const whole = holder.content.querySelector("article.reading");
  const marked = pane.querySelector("mark");
  if (!whole || (marked && !whole.querySelector("mark"))) return;
  if (number) {
    const shown = document.createElement("span");
    shown.className = "number";
    shown.textContent = `[${number}] `;
    whole.querySelector(".byline")?.prepend(shown);
  }
  whole.dataset.whole = "true";
  pane.replaceChildren(whole);
  toMark();
}

function openPanel(id) {
  const panel = document.querySelector(`#${id} .history`);
  if (!panel) return;
  opener = null;
  panelShown = panel.innerHTML;
  show("Conversations", panel.cloneNode(true));
}

// What was deleted goes from an open panel too.
function refreshPanel() {
  const shown = pane.querySelector(".history");
  const panel = document.querySelector("#kept .history");
  if (reader.open && shown && panel && panelShown !== panel.innerHTML) {
    panelShown = panel.innerHTML;
    pane.replaceChildren(panel.cloneNode(true));
    if (document.activeElement === document.body) pane.focus({ preventScroll: true });
  }
}

function openComment(control) {
  const form = document.createElement("div");
  form.className = "comment";
  const heading = document.createElement("h2");
  heading.textContent = "What was good or bad about this answer?";
  heading.id = "comment-heading";
  const box = document.createElement("textarea");
  box.rows = 5;
  box.maxLength = 2000;
  box.value = control.dataset.comment ?? "";
  box.setAttribute("aria-labelledby", heading.id);
  const save = document.createElement("button");
  save.type = "button";
  save.className = "again";
  save.textContent = "Keep comment";
  save.addEventListener("click", () => {
    command({ do: "comment", turn: control.dataset.turn, text: box.value });
    reader.close();
  });
  form.append(heading, box, save);
  show("Comment", form);
  box.focus();
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

document.addEventListener("focusin", (event) => {
  if (event.target.closest?.("#current, #reader")) opener = event.target.dataset?.reads ?? opener;
  else opener = null;
});

new MutationObserver(() => {
  refreshPanel();
  if (opener && !reader.open && document.activeElement === document.body) controlOf(opener)?.focus({ preventScroll: true });
}).observe(document.documentElement, { childList: true, subtree: true });

whenReady(() => document.body.append(reader));
