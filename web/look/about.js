// The record that is asked of alone: once it is named, the question is what comes next.
watch("value", () => {
  if (!element.querySelector("p")) return;
  requestAnimationFrame(() => document.querySelector("#box textarea")?.focus());
});
