// Saves a form while somebody types, and keeps on the device what cannot be saved: a lost connection
// or a sign-in that ran out costs no word. Without this script the buttons save.
//
// <form data-save-as-you-go="user's number" data-draft-days="7"> … <p data-saving role="status"> … </form>
//   data-on-the-device-alone   nothing is sent but by a button: only what is typed is kept
//   data-stays-off-the-device  nothing is kept here: only what is typed is sent
//   data-comes-back            the server has just given back what was typed: that is newer than what is kept
//
// What is kept goes when it is saved, when its person signs out (Clear-Site-Data), and after its days.
// Nobody else who signs in on the device is shown it: it is kept by the number of its user.

const PAUSE = 1500
const AGAIN = 15000
const PREFIX = "hub-draft:"
const DAY = 24 * 60 * 60 * 1000
const form = document.querySelector("form[data-save-as-you-go]")

function kept () {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
}

function read (key) {
  try { return JSON.parse(localStorage.getItem(key)) } catch { return null }
}

// What is too old goes, whoever typed it.
for (const key of kept()) {
  const draft = read(key)
  if (!draft || draft.until < Date.now()) localStorage.removeItem(key)
}

function clock (moment) {
  const hour = moment.getHours()
  const minutes = String(moment.getMinutes()).padStart(2, "0")
  return `${hour % 12 || 12}:${minutes}${hour < 12 ? "am" : "pm"}`
}

// A page says what a button has saved that went without us.
const saved = document.querySelector("[data-saved]")
if (saved) localStorage.removeItem(`${PREFIX}${saved.dataset.savedBy}:${saved.dataset.saved}`)

// On the page of all parts: say where words still wait.
const list = document.querySelector("[data-drafts]")
if (list) {
  const below = `${PREFIX}${list.dataset.drafts}:${list.dataset.draftsBelow}`
  const waiting = kept().filter((key) => key.startsWith(below))
  if (waiting.length) {
    const words = list.querySelector("[role=status]")
    words.append("On this device are words that are not saved yet. Open their page to save them: ")
    for (const key of waiting) {
      const link = document.createElement("a")
      link.className = "govuk-link"
      link.href = key.slice(`${PREFIX}${list.dataset.drafts}:`.length)
      link.textContent = read(key).title
      words.append(link, " ")
    }
    list.hidden = false
  }
}

if (form) {
  const key = `${PREFIX}${form.dataset.saveAsYouGo}:${location.pathname}`
  const status = form.querySelector("[data-saving]")
  const keeps = !("staysOffTheDevice" in form.dataset)
  const sends = !("onTheDeviceAlone" in form.dataset)
  let timer = 0
  let asking = null
  let changed = false
  let stopped = false
  let passing = false

  function say (words, link, to) {
    if (status.dataset.words === words) return // said once: a text that is set again is read out again
    status.dataset.words = words
    status.textContent = words
    if (link) {
      const anchor = document.createElement("a")
      anchor.className = "govuk-link"
      anchor.href = to
      anchor.textContent = link
      status.append(" ", anchor)
    }
  }

  function typed () {
    return [...new FormData(form)].filter(([name, value]) =>
      name !== "csrfmiddlewaretoken" && typeof value === "string")
  }

  function keep () {
    if (!keeps) return
    const until = Date.now() + Number(form.dataset.draftDays) * DAY
    const draft = { at: Date.now(), until, title: document.querySelector("h1").textContent.trim(), fields: typed() }
    try {
      localStorage.setItem(key, JSON.stringify(draft))
    } catch {
      say("This device has no room to keep what you type. Stay on this page until it is saved.")
    }
  }

  function forget () {
    localStorage.removeItem(key)
  }

  function offline () {
    say(keeps
      ? "No connection: kept on this device, will be saved when you are back."
      : "No connection: this page is not kept on the device. Stay on it until you are back.")
  }

  function fill (fields) {
    const values = new Map()
    for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value])
    for (const control of form.elements) {
      if (!control.name || control.name === "csrfmiddlewaretoken" || control.type === "submit") continue
      const found = values.get(control.name) || []
      if (control.type === "checkbox" || control.type === "radio") control.checked = found.includes(control.value)
      else control.value = found.length ? found.shift() : ""
    }
    document.dispatchEvent(new Event("change")) // questions that hang on an answer show themselves
  }

  // One at a time: whoever comes while it is being sent waits for that.
  function send () {
    clearTimeout(timer)
    asking = asking || ask().finally(() => { asking = null })
    return asking
  }

  async function ask () {
    if (!sends || stopped || !changed) return
    if (!navigator.onLine) return offline()
    changed = false
    let answer = null
    try {
      answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual"
      })
    } catch { /* no connection */ }
    if (!answer || answer.status >= 500) {
      changed = true
      offline()
      timer = setTimeout(send, AGAIN)
    } else if (answer.type === "opaqueredirect") {
      changed = stopped = true
      if (keeps) {
        const back = encodeURIComponent(location.pathname)
        say("Your sign-in has run out. What you typed is kept on this device.", "Sign in again", `/accounts/login/?next=${back}`)
      } else {
        say("Your sign-in has run out. Press Continue: what you typed comes back after you sign in.")
      }
    } else if (answer.status === 403 || answer.status === 404) {
      changed = stopped = true
      say("This page is out of date, so it is not saved.", keeps ? "Open it again" : "", location.pathname)
    } else {
      await answered(answer)
    }
  }

  async function answered (answer) {
    const told = await answer.json().catch(() => ({ words: "It is not saved yet. Press Continue." }))
    if (answer.ok) {
      for (const [name, mark] of Object.entries(told.marks)) {
        if (form.elements[name]) form.elements[name].value = mark
      }
      // What was typed while it was sent has a newer mark now, and goes next.
      if (changed) keep()
      else forget()
    } else {
      stopped = answer.status === 409
    }
    say(told.words)
    if (changed) timer = setTimeout(send, PAUSE)
  }

  function onInput () {
    changed = true
    keep()
    clearTimeout(timer)
    if (!navigator.onLine) offline()
    else if (sends) timer = setTimeout(send, PAUSE)
  }

  form.addEventListener("input", onInput)
  form.addEventListener("change", onInput)
  window.addEventListener("offline", () => { if (changed) offline() })
  window.addEventListener("online", () => send())
  document.addEventListener("visibilitychange", () => send())
  // The button saves through us first, so that a page that cannot be sent leaves no empty window
  // behind, and what is kept goes only when the server has it.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer)
    if (passing) return
    if (!changed || !sends) {
      if (!navigator.onLine) {
        event.preventDefault()
        offline()
      }
      return
    }
    event.preventDefault()
    const button = event.submitter
    const was = stopped
    await asking
    stopped = false
    await send()
    if (changed && !stopped) return // no connection: it is said, and the page stays
    passing = true
    changed = was || changed
    form.requestSubmit(button)
  })

  window.addEventListener("pageshow", () => { passing = false })

  const draft = keeps ? read(key) : null
  if ("comesBack" in form.dataset) {
    keep()
  } else if (draft && JSON.stringify(draft.fields) !== JSON.stringify(typed())) {
    fill(draft.fields)
    changed = true
    say(`What you typed at ${clock(new Date(draft.at))} on this device is back. It is not saved yet.`)
    timer = setTimeout(send, PAUSE)
  } else {
    forget()
  }
}
