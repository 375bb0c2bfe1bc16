// Small comforts. Every page works without them.

// Filter panels start folded on phones, so that the list is the first thing to be seen.
if (window.matchMedia("(max-width: 48em)").matches) {
  document.querySelectorAll("[data-fold-on-phones]").forEach((panel) => panel.removeAttribute("open"));
}

// Paper shows what is folded away on the screen.
const opened = new Set();
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not([open])").forEach((details) => {
    details.open = true;
    opened.add(details);
  });
});
window.addEventListener("afterprint", () => {
  opened.forEach((details) => { details.open = false; });
  opened.clear();
});
