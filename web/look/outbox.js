// A file that was asked for: it came with the page's own data, and nothing of it is on the server. Its `data-at` says
// where on the page people are told of it.
watch("value", () => {
  const sent = element.querySelector("[data-at]");
  if (!sent) return;
  const place = document.querySelector(sent.dataset.at);
  const made = element.querySelector("[data-bytes]");
  const said = place?.querySelector(".said");
  if (said) said.textContent = element.textContent.trim();
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
  const menu = place?.querySelector("details");
  if (menu) {
    menu.removeAttribute("open");
    if (said) said.textContent = "";
    menu.querySelector("summary").focus();
  }
});
