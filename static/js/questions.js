// Questions that hang on an answer are hidden until it is given. Without this, the condition is said.

const questions = document.querySelectorAll("[data-depends-on]");

function isMet(question) {
  const wanted = question.dataset.dependsValues.split(" ");
  const name = CSS.escape(question.dataset.dependsOn);
  const form = question.closest("form") ?? document;
  const parent = form.querySelector(`[name="${name}"]`)?.closest(".hub-question");
  if (parent?.hidden) return false;
  const given = form.querySelectorAll(`[name="${name}"]:checked`);
  return [...given].some((input) => wanted.includes(input.value));
}

// In the order of the page: what hangs on a hidden question is hidden too.
function show() {
  questions.forEach((question) => { question.hidden = !isMet(question); });
}

questions.forEach((question) => {
  question.querySelector(".hub-question__condition")?.remove();
});
document.addEventListener("change", show);
show();
