// The records: the form, the view below it, a record's page and the form to report an error run this, each with an
// `element` of its own.
const records = (window.askTheReviewsRecords ??= { view: "list", shown: 0, opener: null, open: null, next: null });
const part = (selector) => document.querySelector(selector);

function find(more = {}) {
  clearTimeout(records.waiting);
  Object.assign(records, { shown: 0 }, more);
  const chosen = Object.fromEntries(new FormData(part("#records-form form")));
  trigger("find", { ...chosen, view: records.view, shown: records.shown });
}

function choose(view) {
  for (const button of element.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
  find({ view });
}

function clearAll() {
  const form = part("#records-form form");
  form.reset();
  find();
  form.elements.words.focus();
}

// Focus goes to the words the record was opened at, or else to its heading.
function showPlace() {
  const place = element.querySelector("[data-place]");
  const heading = element.querySelector("#record-title");
  heading?.focus({ preventScroll: true });
  if (place) {
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  } else {
    scrollTo({ top: element.getBoundingClientRect().top + scrollY - 16 });
  }
}

// Back among the records: to the button that opened the page, or else to the heading above the form.
function returnToOpener() {
  const buttons = [...document.querySelectorAll("#records-view [data-send='open']")];
  const opener = buttons.find((button) => button.dataset.with === records.opener) ?? part("#records-title");
  const folded = opener?.closest("details");
  if (folded) folded.open = true;
  opener?.focus({ preventScroll: true });
  opener?.scrollIntoView({ block: "center" });
}

element.addEventListener("input", (event) => {
  if (event.target.name !== "words") return;
  clearTimeout(records.waiting);
  records.waiting = setTimeout(find, 250);
});

element.addEventListener("change", (event) => {
  if (event.target.matches(".finder select")) find();
});

element.addEventListener("submit", (event) => {
  if (!event.target.matches(".finder form")) return;
  event.preventDefault();
  find();
});

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const { view, clear, shown, report, send } = button.dataset;
  if (view !== undefined) choose(view);
  else if (clear !== undefined) clearAll();
  else if (shown !== undefined) {
    records.next = element.querySelectorAll(".opens").length;
    find({ shown: Number(shown) });
  } else if (report !== undefined) {
    const form = part("#record-report details");
    form.open = true;
    (form.querySelector("textarea") ?? form.querySelector("summary")).focus();
  } else if (send === "open") {
    const again = records.open === button.dataset.with && element.querySelector(".record-page");
    records.open = button.dataset.with;
    if (again) showPlace();
    if (!element.querySelector(".record-page")) records.opener = button.dataset.with;
  }
});

function settle() {
  const results = element.querySelector(".results");
  if (results && part("[data-tally]")) {
    part("[data-tally]").textContent = results.dataset.told;
    part(".tally [data-clear]").hidden = results.dataset.narrowed === undefined;
  }
  const filters = element.querySelector("details.filters");
  if (filters && matchMedia("(max-width: 40rem)").matches) filters.open = false;
}
settle();

watch("value", () => {
  settle();
  if (element.querySelector(".outcome")) element.querySelector(".outcome").focus();
  else if (element.querySelector(".record-page")) showPlace();
  else if (element.closest("#record-page")) returnToOpener();
  else if (records.next !== null && element.querySelector(".results")) {
    element.querySelectorAll(".opens")[records.next]?.focus();
    records.next = null;
  }
});
