// The conversation: citations open, and focus stays with what was asked.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button.cite");
  if (!button) return;
  const { turn, cite } = button.dataset;
  page.opener = [turn, cite];
  const open = document.querySelector(`.source[data-reference="${turn}-${cite}"]`);
  if (open) showCited(open);
  else trigger("cite", { turn: Number(turn), number: Number(cite) });
});

watch("value", () => {
  hideGlimpse();
  const turns = element.querySelectorAll(".turn");
  const newest = turns[turns.length - 1];
  markOpen();
  // A button that was pressed is gone with what it stood in: focus goes to the question it led to.
  const lost = document.activeElement === document.body || !document.activeElement;
  const busyNow = element.querySelector("[aria-busy]") !== null;
  // The box keeps the focus and the window keeps it in view: the beginning of an answer could lie above it.
  const above = (page.busy || busyNow) && newest !== undefined && newest.getBoundingClientRect().top < 0;
  if ((turns.length > page.turns && turns.length > 1) || above) {
    newest.scrollIntoView({ block: "start", behavior: glide() });
  }
  page.busy = busyNow;
  if (lost && page.refocus) {
    const busy = element.querySelector("[aria-busy]")?.closest(".turn");
    const at = page.refocus === "suggest" ? newest : busy ?? newest;
    (at?.querySelector(".question") ?? document.querySelector("#box textarea"))?.focus({ preventScroll: true });
    if (!busy) page.refocus = null;
  } else if (!turns.length) {
    document.querySelector("#box textarea")?.focus();
  }
  page.turns = turns.length;
});
