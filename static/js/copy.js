// A button under a box that is there to be copied from. Without this script one selects by hand.
document.querySelectorAll("textarea[data-copy]").forEach((area) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = area.dataset.copy;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      said.textContent = "Copied. Paste it into your page.";
    } catch {
      said.textContent = "It is selected: copy it with Ctrl+C, or ⌘C on a Mac.";
    }
  });
  area.after(button, said);
});
