// The body of a function that Gradio calls once for the conversation and once for the source panel, with
// `element`, `trigger` and `watch` of that part. What the page's buttons send is checked again on the server.
const page = (window.askTheReviews ??= { opener: null, turns: 0 });
const glide = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

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

async function copy(button) {
  const text = button.dataset.points;
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
  const said = button.parentElement.querySelector(".copied");
  said.textContent = copied ? "Copied as Markdown" : "Your browser did not allow copying";
  setTimeout(() => { said.textContent = ""; }, 4000);
}

function pressed(button) {
  const { cite, turn, ask, points, close } = button.dataset;
  if (cite !== undefined) {
    page.opener = [turn, cite];
    const open = document.querySelector(`.source[data-reference="${turn}-${cite}"]`);
    if (open) showCited(open);
    else trigger("cite", { turn: Number(turn), number: Number(cite) });
  } else if (ask !== undefined) {
    trigger("suggest", { question: ask, widened: (button.dataset.widened ?? "").split(" ") });
  } else if (points !== undefined) {
    copy(button);
  } else if (close !== undefined) {
    trigger("dismiss");
  }
}

// Back to the citation that opened the source.
function returnToOpener() {
  const [turn, cite] = page.opener ?? [];
  document.querySelector(`#conversation .cite[data-turn="${turn}"][data-cite="${cite}"]`)?.focus();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && element.contains(button)) pressed(button);
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && element.querySelector("[data-close]")) trigger("dismiss");
});

watch("value", () => {
  if (element.closest("#source")) {
    const panel = element.querySelector(".source");
    if (panel) showCited(panel);
    else returnToOpener();
    markOpen();
    return;
  }
  const turns = element.querySelectorAll(".turn");
  markOpen();
  if (turns.length > page.turns && turns.length > 1) {
    turns[turns.length - 1].scrollIntoView({ block: "start", behavior: glide() });
  } else if (!turns.length) {
    document.querySelector("#box textarea")?.focus();
  }
  page.turns = turns.length;
});
