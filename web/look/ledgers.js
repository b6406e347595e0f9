// The ledgers: the form and the table below it run this, each with an `element` of its own. What a person chose stays
// in the page and is sent whole each time.
const ledgers = (window.askTheReviewsLedgers ??= { sort: "", down: false, shown: 0, refocus: null });
const part = (selector) => document.querySelector(selector);

function wish() {
  const { sort, down, shown } = ledgers;
  return { ...Object.fromEntries(new FormData(part("#ledgers-form form"))), sort, down, shown };
}

function look(more = {}) {
  clearTimeout(ledgers.waiting);
  Object.assign(ledgers, { shown: 0 }, more);
  trigger("look", wish());
}

function clearFilters() {
  const form = part("#ledgers-form form");
  for (const field of form.querySelectorAll("select, input[type='search']")) field.value = "";
  look();
  form.elements.words.focus();
}

element.addEventListener("input", (event) => {
  if (event.target.name !== "words") return;
  clearTimeout(ledgers.waiting);
  ledgers.waiting = setTimeout(look, 250);
});

element.addEventListener("change", (event) => {
  if (event.target.name === "ledger") {
    if (event.target.value === "people") part("#ledgers-form select[name='status']").value = "";
    look({ sort: "", down: false });
  } else if (event.target.matches("select")) look();
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const { sort, clear, take, shown } = button.dataset;
  if (sort !== undefined) {
    ledgers.refocus = sort;
    look({ sort, down: ledgers.sort === sort && !ledgers.down, shown: ledgers.shown });
  } else if (clear !== undefined) clearFilters();
  else if (take !== undefined) {
    element.querySelector(".tools .said").textContent = "Making the file …";
    trigger("take", wish());
  } else if (shown !== undefined) {
    ledgers.refocus = element.querySelectorAll("tbody tr").length;
    look({ shown: Number(shown) });
  }
});

function settle() {
  const results = element.querySelector(".results");
  const tally = part("#ledgers-form [data-tally]");
  if (!results || !tally) return;
  tally.textContent = results.dataset.told;
  part("#ledgers-form .tally [data-clear]").hidden = results.dataset.narrowed === undefined;
  part("#ledgers-form select[name='status']").closest("label").hidden = results.dataset.status === undefined;
}

watch("value", () => {
  const filters = element.querySelector("details.filters");
  if (filters && matchMedia("(max-width: 40rem)").matches) filters.open = false;
  settle();
  if (ledgers.refocus === null || !element.querySelector(".results")) return;
  const back = typeof ledgers.refocus === "number"
    ? element.querySelectorAll("tbody tr")[ledgers.refocus]?.querySelector("a.cite")
    : element.querySelector(`[data-sort="${ledgers.refocus}"]`);
  ledgers.refocus = null;
  back?.focus({ preventScroll: true });
});

// The lists are read when somebody first comes to see them.
if (sends.includes("begin")) {
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    trigger("begin", {});
  }).observe(part("#ledgers") ?? element);
}
