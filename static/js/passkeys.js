// Passkeys: hands the server's options to the browser and its answer back in the form.
// A form says what it is for: data-passkey="create", "confirm" or "sign-in".

const SUPPORTED = "credentials" in navigator && "PublicKeyCredential" in window

const bytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }))

async function create ({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials)
    }
  })
  return {
    type: made.type,
    id: made.id,
    rawId: text(made.rawId),
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : []
    },
    clientExtensionResults: made.getClientExtensionResults()
  }
}

async function use ({ publicKey }) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials)
    }
  })
  return {
    type: used.type,
    id: used.id,
    rawId: text(used.rawId),
    response: {
      clientDataJSON: text(used.response.clientDataJSON),
      authenticatorData: text(used.response.authenticatorData),
      signature: text(used.response.signature),
      userHandle: used.response.userHandle ? text(used.response.userHandle) : null
    },
    clientExtensionResults: used.getClientExtensionResults()
  }
}

async function optionsOf (form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions)
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  return (await answer.json()).request_options
}

function say (form, words) {
  const place = form.querySelector("[data-passkey-problem]")
  place.textContent = words
  place.hidden = !words
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!SUPPORTED) {
    say(form, "This browser cannot use passkeys. Try another browser, or another way to sign in.")
    continue
  }
  form.hidden = false
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    say(form, "")
    try {
      const options = await optionsOf(form)
      const credential = await (form.dataset.passkey === "create" ? create(options) : use(options))
      form.elements.credential.value = JSON.stringify(credential)
    } catch {
      // The reasons differ by browser and say little: mostly the person pressed "cancel".
      say(form, "That did not work, or you cancelled it. Try again, or use another way.")
      return
    }
    form.submit()
  })
}
