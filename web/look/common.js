// Shared by every part of the page: the body of a function that Gradio runs once for each, with `element`, `trigger`
// and `watch` of that part, and `sends`, the events its buttons may send. The server checks again what they send.
const page = (window.askTheReviews ??= { opener: null, turns: 0, refocus: null, glimpsed: null });
const glide = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

// --- what buttons and forms send ---------------------------------------------------------------------

function sendFrom(part, more = {}) {
  if (!sends.includes(part.dataset.send)) return;
  trigger(part.dataset.send, { ...JSON.parse(part.dataset.with || "{}"), ...more });
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const { send, copy, copyChoice, copyLink, focus } = button.dataset;
  hideGlimpse();
  if (send !== undefined) {
    page.refocus = button.dataset.send;
    sendFrom(button);
  } else if (copy !== undefined) {
    copyText(button, copy);
  } else if (copyChoice !== undefined) {
    copyText(button, button.closest(".taking").querySelector("select").value);
  } else if (copyLink !== undefined) {
    copyText(button, new URL(copyLink, location.origin + location.pathname).href);
  } else if (focus !== undefined) {
    document.querySelector(focus)?.focus();
  }
});

element.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-send]");
  if (!form) return;
  event.preventDefault();
  sendFrom(form, Object.fromEntries(new FormData(form, event.submitter)));
});

element.addEventListener("change", (event) => {
  const preview = event.target.closest(".taking")?.querySelector(".preview");
  if (preview && event.target.matches("select")) preview.textContent = event.target.value;
});

// --- copying -----------------------------------------------------------------------------------------

async function copyText(button, text) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that is not served over https or from this machine has no clipboard of its own.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    copied = document.execCommand("copy");
    field.remove();
    button.focus();
  }
  const said = button.parentElement.querySelector(".said");
  said.textContent = copied ? button.dataset.copied : "Your browser did not allow copying";
  setTimeout(() => { said.textContent = ""; }, 4000);
}

// --- the cited words on hover and focus --------------------------------------------------------------

function showGlimpse(button) {
  let box = document.getElementById("glimpse");
  if (!box) {
    box = document.createElement("div");
    box.id = "glimpse";
    box.setAttribute("role", "tooltip");
    box.addEventListener("pointerenter", () => clearTimeout(page.leaving));
    box.addEventListener("pointerleave", hideSoon);
    document.querySelector(".gradio-container main").append(box);
  }
  clearTimeout(page.leaving);
  const words = document.createElement("p");
  words.textContent = button.dataset.words;
  const title = document.createElement("p");
  title.className = "soft";
  title.textContent = button.dataset.title;
  box.replaceChildren(words, title);
  box.hidden = false;
  const at = button.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - 24), innerWidth - box.offsetWidth - 8);
  const below = at.bottom + 8 + box.offsetHeight < innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - box.offsetHeight - 6)}px`;
  button.setAttribute("aria-describedby", "glimpse");
  page.glimpsed = button;
}

function hideGlimpse() {
  const box = document.getElementById("glimpse");
  if (box) box.hidden = true;
  page.glimpsed?.removeAttribute("aria-describedby");
  page.glimpsed = null;
}

function hideSoon() {
  page.leaving = setTimeout(hideGlimpse, 150);
}

const glimpsable = (event) => event.target.closest?.(".cite[data-words]");
element.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && glimpsable(event)) showGlimpse(glimpsable(event));
});
element.addEventListener("pointerout", (event) => { if (glimpsable(event)) hideSoon(); });
element.addEventListener("focusin", (event) => {
  if (glimpsable(event)?.matches(":focus-visible")) showGlimpse(glimpsable(event));
});
element.addEventListener("focusout", (event) => { if (glimpsable(event)) hideGlimpse(); });
if (!page.listens) {
  page.listens = true;
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideGlimpse(); });
  addEventListener("scroll", hideGlimpse, { passive: true });
}

// --- the source that is open -------------------------------------------------------------------------

// The buttons of the source that is open say so.
function markOpen() {
  const [turn, cite] = page.opener ?? [];
  for (const button of document.querySelectorAll("#conversation .cite")) {
    const open = button.dataset.turn === turn && button.dataset.cite === cite;
    if (open && document.querySelector(".source")) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

// Focus goes to the cited words; the panel scrolls by itself where it stands beside the answer.
function showCited(panel) {
  const cited = panel.querySelector("#cited");
  if (!cited) return;
  cited.focus({ preventScroll: true });
  const frame = panel.querySelector(".record");
  if (frame && frame.scrollHeight > frame.clientHeight + 4) {
    const at = cited.getBoundingClientRect().top - frame.getBoundingClientRect().top + frame.scrollTop;
    frame.scrollTo({ top: at - frame.clientHeight / 3 });
    panel.scrollIntoView({ block: "nearest" });
  } else {
    // Below the answer, screens away: a jump is calmer than a long glide.
    cited.scrollIntoView({ block: "center" });
  }
}
