// What the page does beside Gradio: fills in questions, sends commands, copies, follows the address, tells screen readers.
"use strict";

function whenReady(then) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then);
  else then();
}

const announcer = document.createElement("p");
announcer.id = "announcer";
announcer.setAttribute("role", "status");
whenReady(() => document.body.append(announcer));

function questionBox() {
  return document.querySelector("#question textarea, #question input");
}

function write(box, text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function fill(question) {
  const box = questionBox();
  if (!box) return;
  write(box, question);
  box.focus();
}

function ask(question) {
  const button = document.querySelector("#ask");
  if (!questionBox() || !button) return;
  write(questionBox(), question);
  requestAnimationFrame(() => button.click());
}

let sent = 0;

// What Gradio has no control for: said to the server in a box that nobody sees.
function command(what) {
  const box = document.querySelector("#command textarea, #command input");
  if (!box) return;
  sent += 1;
  write(box, JSON.stringify({ ...what, n: String(sent) }));
  requestAnimationFrame(() => document.querySelector("#run")?.click());
}

async function copy(control, text) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement("textarea"); // not a secure origin: the old way
    box.value = text;
    control.after(box);
    box.select();
    done = document.execCommand("copy");
    box.remove();
    control.focus();
  }
  announcer.textContent = done ? "Copied." : "Could not be copied.";
  const words = control.dataset.words ?? control.textContent;
  control.dataset.words = words;
  control.textContent = done ? "Copied" : "Not copied";
  setTimeout(() => (control.textContent = words), 1_500);
}

const ASKS_FIRST = { "delete-all": "Delete all conversations and the marks given in them?", delete: "Delete this conversation?" };

function act(control) {
  const { do: what, turn, id, question } = control.dataset;
  if (what === "comment") return openComment(control);
  if (what === "edit") {
    fill(question);
    write(document.querySelector("#replaced textarea, #replaced input"), turn);
    announcer.textContent = "The question is in the box; ask it again when it is as you want it.";
    return;
  }
  if (ASKS_FIRST[what] && control.dataset.sure === undefined) {
    control.dataset.sure = "";
    control.textContent = "Really delete?";
    announcer.textContent = `${ASKS_FIRST[what]} Press again to delete.`;
    return;
  }
  command({ do: what, ...(turn && { turn }), ...(id && { id }) });
  if (what === "open" || what === "new") {
    reader.close();
    questionBox()?.focus();
  }
}

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-reads], [data-ask], [data-do], [data-panel], [data-copy], [data-copy-link]");
  if (!control) return;
  const data = control.dataset;
  if (data.reads) openReading(data.reads);
  else if (data.ask) ask(data.ask);
  else if (data.panel) openPanel(data.panel);
  else if (data.copy !== undefined) copy(control, data.copy);
  else if (data.copyLink !== undefined) copy(control, location.origin + data.copyLink);
  else act(control);
});

// A value that the reader changes was set by the reader: no longer by the question.
document.addEventListener("input", (event) => {
  if (!event.isTrusted || !event.target.closest?.("#since, #until")) return;
  document.querySelector("#understood .understood")?.removeAttribute("data-fields");
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
  followAddress();
}

// A day is typed into a plain box where there is no script; with it, the browser's own calendar helps.
function offerCalendars() {
  for (const box of document.querySelectorAll("#since input, #until input, #as-of input")) {
    if (box.type !== "date") box.type = "date";
  }
}

// `/?q=…` asks once, `/?c=…` opens a kept conversation; from then on the address names the conversation in the page.
let followed = false;
let opening = false; // a conversation that the address names is on its way

function followAddress() {
  const kept = document.querySelector("#kept [data-conversation]");
  if (!kept || !document.querySelector("#command textarea, #command input")) return;
  if (!followed) {
    followed = true;
    const query = new URLSearchParams(location.search);
    opening = !query.get("q") && Boolean(query.get("c"));
    if (query.get("q")) command({ do: "link", query: query.toString() });
    else if (opening) command({ do: "open", id: query.get("c") });
    dispatchEvent(new Event("dateline-open"));
  }
  const { conversation, asked } = kept.dataset;
  opening &&= asked === "0";
  const address = conversation ? `/?c=${conversation}` : "/";
  if (!opening && location.pathname + location.search !== address) history.replaceState(null, "", address);
}

function sayAllOutlets() {
  const box = document.querySelector("#outlets input");
  const words = document.querySelector("#outlets .token") ? "" : "All";
  if (box && box.placeholder !== words) box.placeholder = words;
}

// A day has four stops for the Tab key: who has nothing to set there need not make them all.
function offerSkip() {
  const filters = document.querySelector("#filters");
  if (!filters || document.querySelector("#skip")) return;
  const skip = document.createElement("button");
  skip.id = "skip";
  skip.type = "button";
  skip.textContent = "Skip the filters";
  skip.addEventListener("click", () => {
    const current = document.querySelector("#current");
    current.tabIndex = -1;
    current.focus();
  });
  filters.prepend(skip);
}

new MutationObserver(() => {
  offerSkip();
  sayAllOutlets();
  offerCalendars();
  onRedraw();
}).observe(document.documentElement, { childList: true, subtree: true });
