// A file that was asked for: it came with the page's own data, and nothing of it is on the server.
watch("value", () => {
  const made = element.querySelector("[data-bytes]");
  const said = document.querySelector("#tools .said");
  if (said) said.textContent = made ? "" : element.textContent.trim();
  if (!made) return;
  const bytes = Uint8Array.from(atob(made.dataset.bytes), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: made.dataset.media }));
  const view = made.dataset.print ? open(address) : null;
  if (view) {
    view.addEventListener("load", () => view.print());
  } else {
    const link = document.createElement("a");
    link.href = address;
    link.download = made.dataset.name;
    link.click();
  }
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  made.remove();
  document.querySelector("#tools details")?.removeAttribute("open");
  document.querySelector("#tools summary")?.focus();
});
