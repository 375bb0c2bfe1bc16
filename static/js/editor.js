// Buttons over a text area that is written in Markdown. Without a script one types the signs.
import "../vendor/markdown-toolbar-element/index.js";

const BUTTONS = [
  ["header-2", "Heading"],
  ["bold", "Bold"],
  ["italic", "Italic"],
  ["link", "Link"],
  ["unordered-list", "List"],
  ["ordered-list", "Numbered list"],
  ["quote", "Quotation"],
];

document.querySelectorAll("textarea[data-markdown]").forEach((area) => {
  const toolbar = document.createElement("markdown-toolbar");
  toolbar.setAttribute("for", area.id);
  toolbar.setAttribute("aria-label", "Formatting");
  toolbar.className = "hub-toolbar";
  BUTTONS.forEach(([style, words]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hub-chip";
    button.dataset.mdButton = style;
    button.textContent = words;
    toolbar.append(button);
  });
  area.before(toolbar);
});
