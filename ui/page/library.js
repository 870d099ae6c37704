// The library's two comforts: files can be dropped, and a reading's progress shows by itself.
"use strict";

const EVERY_MS = 1000;
const readings = document.getElementById("readings");
const form = document.getElementById("files-form");
const files = document.getElementById("files");
const adding = document.getElementById("add");

const announcer = document.createElement("p");
announcer.id = "announcer";
announcer.setAttribute("role", "status");
document.body.append(announcer);

document.querySelector(".drop-hint")?.removeAttribute("hidden");

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // a file dropped beside the form must not replace the page
    const inside = adding.contains(event.target);
    adding.classList.toggle("dropping", kind === "dragover" && inside);
    if (kind === "drop" && inside && event.dataTransfer.files.length && !form.querySelector("button").disabled) {
      files.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

function isRunning() {
  return readings.querySelector(".running") !== null;
}

async function look() {
  let news;
  try {
    const response = await fetch("/library/readings", { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    news = await response.json();
  } catch {
    setTimeout(look, 5 * EVERY_MS); // the server restarts, or the network is away: look again later
    return;
  }
  const focused = document.activeElement?.closest("#readings") !== null;
  readings.innerHTML = news.html; // made and escaped by our own server
  if (focused) readings.querySelector("button, summary")?.focus();
  if (news.running) {
    setTimeout(look, EVERY_MS);
    return;
  }
  const done = readings.querySelector(".job");
  announcer.textContent = done ? done.querySelector("h3").textContent : "";
  for (const button of adding.querySelectorAll("form > p > button")) button.disabled = false;
}

if (isRunning()) setTimeout(look, EVERY_MS);
