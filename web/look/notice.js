// What the server answers to a form: it stands where the form says, and in place of the form once that is done with.
watch("value", () => {
  const note = element.querySelector("[data-for]");
  const said = note && document.querySelector(`[data-said="${note.dataset.for}"]`);
  if (!said) return;
  said.textContent = note.textContent;
  if (!note.dataset.done) return;
  const thanks = document.createElement("p");
  thanks.className = "soft judged";
  thanks.textContent = note.textContent;
  thanks.tabIndex = -1;
  said.closest("details").replaceWith(thanks);
  thanks.focus();
});
