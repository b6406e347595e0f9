// Checking a paragraph: the form and the result below it run this, each with an `element` of its own. The text stays in
// the page and is sent once, when Check is pressed.
const part = (selector) => document.querySelector(selector);

element.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-check]");
  if (!form) return;
  event.preventDefault();
  trigger("check", { text: form.elements.text.value });
});

element.addEventListener("click", (event) => {
  const link = event.target.closest("a.sentence");
  const button = event.target.closest("button[data-clear]");
  if (link) {
    // The page's address stays as it is: a link to a record is read from it.
    event.preventDefault();
    const row = part(link.getAttribute("href"));
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center", behavior: glide() });
  } else if (button) {
    const box = part("#paragraph");
    box.value = "";
    box.focus();
  }
});

watch("value", () => {
  const tally = element.querySelector(".results .tally");
  if (!tally) return;
  tally.focus({ preventScroll: true });
  tally.scrollIntoView({ block: "start", behavior: glide() });
});
