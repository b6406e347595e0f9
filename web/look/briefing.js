// A briefing: its form and the briefing below it run this, each with an `element` of its own. What is edited stays in
// the page until it is kept or taken away; then all of it is sent at once.
const finder = () => document.querySelector("#briefing-form form");

function tell(words) {
  const said = document.querySelector("#briefing-form .said");
  if (said) said.textContent = words;
}

// --- asking ------------------------------------------------------------------------------------------

element.addEventListener("submit", (event) => {
  if (event.target !== finder()) return;
  tell("Gathering from the records …");
  finder().setAttribute("aria-busy", "true");
});
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-send='reopen']")) tell("Opening …");
});

// --- editing -----------------------------------------------------------------------------------------

function move(button) {
  const row = button.closest("li, .group");
  const by = Number(button.dataset.move);
  const beside = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!beside || !beside.matches(row.matches("li") ? "li" : ".group")) {
    say(by < 0 ? "Already first" : "Already last");
    return;
  }
  if (by < 0) beside.before(row);
  else beside.after(row);
  button.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest", behavior: glide() });
  say(by < 0 ? "Moved up" : "Moved down");
}

function remark(button) {
  const note = button.closest("li").querySelector(".remark");
  note.hidden = !note.hidden;
  button.setAttribute("aria-expanded", String(!note.hidden));
  if (!note.hidden) note.querySelector("textarea").focus();
}

function say(words) {
  const said = element.querySelector(".tools .said");
  // The same words a second time are read out only where the text is another.
  if (said) said.textContent = said.textContent === words ? `${words}\u00a0` : words;
}

element.addEventListener("change", (event) => {
  if (!event.target.matches(".tick input")) return;
  const kept = element.querySelectorAll(".tick input:checked").length;
  say(`${kept} of ${element.querySelectorAll(".tick input").length} lines kept`);
});

// --- what is sent ------------------------------------------------------------------------------------

function edits() {
  const groups = [...element.querySelectorAll(".part")].flatMap((part) =>
    [...part.querySelectorAll(".group")].map((group) => ({
      part: part.dataset.part,
      place: Number(group.dataset.place),
      marks: [...group.querySelectorAll("li[data-key]")].map((line) => ({
        key: line.dataset.key,
        ticked: line.querySelector(".tick input").checked,
        remark: line.querySelector(".remark textarea").value,
      })),
    })),
  );
  const signed = (name) => element.querySelector(`.sign [name="${name}"]`).value;
  return { groups, by: signed("by"), on: signed("on") };
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const { move: moves, remark: remarks, take, keep } = button.dataset;
  if (moves !== undefined) move(button);
  else if (remarks !== undefined) remark(button);
  else if (take !== undefined || keep !== undefined) {
    const source = JSON.parse(element.querySelector(".briefing").dataset.source);
    say(take !== undefined ? "Making the file …" : "Keeping …");
    trigger(take !== undefined ? "take" : "keep", { source, edits: edits(), ending: take });
  }
});

watch("value", () => {
  finder()?.removeAttribute("aria-busy");
  if (element.id !== "briefing-body" && !element.closest("#briefing-body")) return;
  tell("");
  (element.querySelector("#briefing-heading") ?? element.querySelector(".nothing"))?.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start", behavior: glide() });
});
