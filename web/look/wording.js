// Whose words the next answers are in: it is sent with each question, and kept nowhere but here.
element.addEventListener("change", (event) => {
  if (event.target.matches("select")) props.value = event.target.value;
});
