// Says two minutes before that the sign-in runs out, and lets people stay signed in.
// The server decides; without this script a form that was half filled in comes back after signing in.

const WARN_SECONDS = 120
const panel = document.querySelector("[data-sign-in-seconds]")

if (panel) {
  const form = panel.querySelector("form")
  const words = panel.querySelector("[data-sign-in-words]")
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("hub-sign-in") : null
  let endsAt

  function lasts (seconds) {
    endsAt = Date.now() + seconds * 1000
    panel.hidden = true
  }

  function look () {
    const left = (endsAt - Date.now()) / 1000
    if (left > WARN_SECONDS) {
      panel.hidden = true
    } else if (left > 0) {
      // Set once: a text that changes each second would be read out each second.
      if (panel.hidden) words.textContent = words.dataset.soon
      panel.hidden = false
    } else if (!form.hidden) {
      words.textContent = words.dataset.over
      form.hidden = true
      panel.hidden = false
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" })
      .catch(() => null)
    const seconds = answer && answer.ok ? (await answer.json()).seconds : 0
    lasts(seconds || 0)
    if (tabs) tabs.postMessage(seconds)
    look()
  })

  // Another page of ours was opened in another tab: that kept the session going here, too.
  if (tabs) {
    tabs.onmessage = (event) => lasts(event.data)
    tabs.postMessage(Number(panel.dataset.signInSeconds))
  }
  lasts(Number(panel.dataset.signInSeconds))
  setInterval(look, 1000)
  document.addEventListener("visibilitychange", look)
}
