"use strict";
const form = document.querySelector(".filters");
const cases = [...document.querySelectorAll(".case")];
const texts = new Map(cases.map((one) => [one, one.textContent.toLowerCase()]));

function filter() {
  const wanted = new FormData(form);
  const words = wanted.get("words").trim().toLowerCase();
  let shown = 0;
  for (const one of cases) {
    const fits = ["category", "split", "outcome", "flip"].every(
      (name) => !wanted.get(name) || one.dataset[name] === wanted.get(name),
    );
    one.hidden = !fits || !texts.get(one).includes(words);
    shown += !one.hidden;
  }
  form.querySelector("output").textContent = shown + (shown === 1 ? " question" : " questions");
}

// A link to a question opens it, whatever was filtered before.
function open() {
  const one = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (one instanceof HTMLDetailsElement) {
    one.hidden = false;
    one.open = true;
    one.scrollIntoView();
  }
}

form.addEventListener("input", filter);
addEventListener("hashchange", open);
// Browsers keep what was chosen when a page is loaded again.
filter();
open();
