// Study: the form, the pack below it and the glossary run this, each with an `element`.
const study = (window.askTheReviewsStudy ??= { explained: null });

// --- the form ----------------------------------------------------------------------------------------

const chosenIn = (form, name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);

function countChosen(form) {
  const count = chosenIn(form, "documents").length;
  const words = count === 0 ? "No record chosen" : count === 1 ? "1 record chosen" : `${count} records chosen`;
  form.querySelector(".chosen").textContent = words;
}

function narrow(form) {
  const wanted = form.elements.find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const label of form.querySelectorAll(".choosing label")) {
    const text = label.textContent.toLocaleLowerCase();
    label.hidden = !wanted.every((word) => text.includes(word));
    if (!label.hidden) shown += 1;
  }
  form.querySelector(".none").hidden = shown > 0;
}

element.addEventListener("input", (event) => {
  if (event.target.name === "find") narrow(event.target.form);
});

element.addEventListener("change", (event) => {
  if (event.target.name === "documents") countChosen(event.target.form);
});

element.addEventListener("submit", (event) => {
  if (!event.target.matches(".study-form")) return;
  event.preventDefault();
  const form = event.target;
  study.made = true;
  trigger("make", {
    documents: chosenIn(form, "documents"),
    kinds: chosenIn(form, "kinds"),
    n: form.elements.n.value,
    seed: form.elements.seed.value,
  });
});

function chooseAll(form, chosen) {
  for (const label of form.querySelectorAll(".choosing label")) {
    if (!chosen || !label.hidden) label.querySelector("input").checked = chosen;
  }
  countChosen(form);
}

// --- the pack ----------------------------------------------------------------------------------------

const rightOf = (item) => JSON.parse(item.dataset.right);
const say = (item, words) => { item.querySelector(".verdict").textContent = words; };

function showKey(item, shown) {
  item.querySelector(".study-key").hidden = !shown;
  const button = item.querySelector("[data-show]");
  button.setAttribute("aria-expanded", String(shown));
  button.textContent = shown ? "Hide the answer" : "Show the answer";
}

function choose(item, button) {
  const right = Number(button.dataset.choice) === rightOf(item)[0];
  for (const one of item.querySelectorAll(".choice")) {
    const pressed = one === button;
    one.setAttribute("aria-pressed", String(pressed));
    one.dataset.told = pressed ? (right ? "right" : "wrong") : "";
  }
  say(item, right ? "Right." : "Not right. Try again, or show the answer.");
  if (right) showKey(item, true);
}

const orderOf = (item) => [...item.querySelectorAll(".ordering > li")].map((row) => Number(row.dataset.place));

function move(item, button) {
  const row = button.closest("li[data-place]");
  const other = button.dataset.move === "-1" ? row.previousElementSibling : row.nextElementSibling;
  if (!other) {
    say(item, button.dataset.move === "-1" ? "It stands first already." : "It stands last already.");
    return;
  }
  if (button.dataset.move === "-1") other.before(row);
  else other.after(row);
  button.focus();
  const place = [...row.parentElement.children].indexOf(row) + 1;
  say(item, `Now in place ${place} of ${row.parentElement.children.length}.`);
}

function checkOrder(item) {
  const right = rightOf(item);
  const standing = orderOf(item).filter((place, at) => place === right[at]).length;
  if (standing === right.length) {
    say(item, "Right: the order is as the records date them.");
    showKey(item, true);
  } else {
    say(item, `Not yet: ${standing} of ${right.length} stand in their place.`);
  }
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const item = button.closest(".study-item");
  const { all, none, show, choice, move: by, check, send } = button.dataset;
  if (all !== undefined) chooseAll(button.form, true);
  else if (none !== undefined) chooseAll(button.form, false);
  else if (show !== undefined) showKey(item, button.getAttribute("aria-expanded") !== "true");
  else if (choice !== undefined) choose(item, button);
  else if (by !== undefined) move(item, button);
  else if (check !== undefined) checkOrder(item);
  else if (send === "explain") study.explained = button.closest("[data-term]").dataset.term;
});

// --- what came back ----------------------------------------------------------------------------------

watch("value", () => {
  if (element.closest("#study-deck")) {
    const first = element.querySelector("#deck-title, .nothing");
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ behavior: glide(), block: "start" });
  } else if (element.closest("#study-words") && study.explained) {
    const terms = [...element.querySelectorAll("[data-term]")];
    terms.find((one) => one.dataset.term === study.explained)?.querySelector("button")?.focus();
    study.explained = null;
  }
});
