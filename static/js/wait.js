// A page that waits for work in the background: says how far it is, and loads anew when it is over.
// <div data-wait="address of {over, words; done and total, if it counts}"> … <element role="status"> … </div>
for (const box of document.querySelectorAll("[data-wait]")) {
  const words = box.querySelector("[role=status] p");
  let pause = 1000;
  const ask = async () => {
    let state = {};
    try {
      const answer = await fetch(box.dataset.wait, { headers: { Accept: "application/json" } });
      if (answer.ok) state = await answer.json();
      else pause = 15000;
    } catch {
      pause = 15000; // no connection: the page's own link is still there
    }
    if (state.over) return location.reload();
    const bar = box.querySelector("progress");
    if (state.total && !bar) return location.reload(); // it has been divided: the bar is to be seen
    if (bar && "done" in state) bar.value = state.done;
    if (state.words && !words.textContent.includes(state.words)) words.lastChild.data = ` ${state.words}`;
    pause = Math.min(pause * 1.2, 15000);
    setTimeout(ask, pause);
  };
  if (box.dataset.wait) setTimeout(ask, pause);
}
