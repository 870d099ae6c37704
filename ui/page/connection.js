// Notices that the server cannot be reached, says so, and goes on where the reader was when it is back.
"use strict";

const LOOK_EVERY_MS = 10_000;
const LOOK_AGAIN_MS = 1_500; // while it is away
const DRAFT = "dateline-draft";

const offline = document.createElement("p");
offline.id = "offline";
offline.setAttribute("role", "alert");
offline.hidden = true;

let server = null; // the id of the running server: another one knows nothing of this page
let looking = 0;

async function look() {
  clearTimeout(looking);
  let found = null;
  try {
    const response = await fetch("/gradio_api/app_id", { cache: "no-store", signal: AbortSignal.timeout(5_000) });
    if (response.ok) found = (await response.json()).app_id;
  } catch {
    // not reached
  }
  if (found === null) {
    offline.textContent = "The server cannot be reached. Your question is safe; trying again…";
    offline.hidden = false;
  } else if (server !== null && found !== server) {
    keepDraft();
    location.reload();
    return;
  } else {
    server = found;
    offline.hidden = true;
  }
  looking = setTimeout(look, found === null ? LOOK_AGAIN_MS : LOOK_EVERY_MS);
}

// What stands in the box, or was being answered, is put back after the reload.
function keepDraft() {
  const running = document.querySelector("#current .turn[data-state=running] .question")?.textContent;
  const draft = questionBox()?.value || running;
  if (draft) sessionStorage.setItem(DRAFT, draft);
}

whenReady(() => {
  document.body.append(offline);
  look();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") look();
});
addEventListener("online", look);
addEventListener("offline", look);
addEventListener("dateline-open", () => {
  const draft = sessionStorage.getItem(DRAFT);
  if (!draft) return;
  sessionStorage.removeItem(DRAFT);
  fill(draft);
});
