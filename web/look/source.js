// The source beside the answer: Escape and its button close it and lead back to the citation.
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) trigger("dismiss");
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && element.querySelector("[data-close]")) trigger("dismiss");
});

watch("value", () => {
  const panel = element.querySelector(".source");
  const [turn, cite] = page.opener ?? [];
  if (panel) showCited(panel);
  else document.querySelector(`#conversation .cite[data-turn="${turn}"][data-cite="${cite}"]`)?.focus();
  markOpen();
});
