// What stands under the box; while a question is being edited, the box is where to go on.
watch("value", () => {
  if (!element.querySelector("[data-editing]")) return;
  const field = document.querySelector("#box textarea");
  // The box gets its words in the same update: they are there in the next frame.
  requestAnimationFrame(() => {
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  });
});
