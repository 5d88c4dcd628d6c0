/**
 * What is typed is kept in this browser until it is saved, and offered back after a crash or when one was
 * signed out. Only for the account that wrote it, at most a week, and signing out takes it away (desk.js).
 */
const box = document.querySelector('[data-kept]')
const writing = box?.nextElementSibling
const prefix = 'kept:'
const longest = 7 * 24 * 60 * 60 * 1000
const names = [
  ...['title', 'summary', 'source', 'question', 'tags', 'decisionText', 'decisionUrl'],
  ...['capacity', 'language'],
]

const typed = () =>
  Object.fromEntries(names.map((name) => [name, writing.elements[name]?.value ?? '']))
const isSame = (one, other) => names.every((name) => (one[name] ?? '') === (other[name] ?? ''))
const sizeOf = (fields) => names.reduce((sum, name) => sum + (fields[name] ?? '').length, 0)

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

/** What is old goes, and what the server says was saved: it answers with the name of the form. */
function tidy() {
  const saved = /(?:^|; )saved=([a-z0-9]{8,32})/.exec(document.cookie)?.[1]
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
    const entry = read(key)
    if (!entry || entry.form === saved || Date.now() - entry.at > longest)
      localStorage.removeItem(key)
  }
}

function offer(key, entry) {
  const more = sizeOf(entry.fields) - sizeOf(typed())
  const lang = document.documentElement.lang
  const when = new Date(entry.at).toLocaleString(lang, { dateStyle: 'medium', timeStyle: 'short' })
  const size = Math.abs(more).toLocaleString(lang)
  const { longer, shorter, even } = box.dataset
  const words = more > 0 ? longer : more < 0 ? shorter : even
  box.querySelector('[data-kept-words]').textContent = words
    .replace('{time}', when)
    .replace('{count}', size)
  box.hidden = false
  box.querySelector('[data-kept-back]').onclick = () => {
    for (const name of names)
      if (writing.elements[name]) writing.elements[name].value = entry.fields[name] ?? ''
    box.hidden = true
    writing.elements.title.focus()
    writing.dispatchEvent(new Event('input', { bubbles: true }))
  }
  box.querySelector('[data-kept-away]').onclick = () => {
    localStorage.removeItem(key)
    box.hidden = true
    writing.elements.title.focus()
  }
}

function begin() {
  tidy()
  const key = `${prefix}${box.dataset.account}:${box.dataset.kept}`
  const form = [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  const name = Object.assign(document.createElement('input'), {
    type: 'hidden',
    name: 'form',
    value: form,
  })
  writing.append(name)
  writing.querySelector('[data-kept-hint]').hidden = false
  const entry = read(key)
  const isUnsaved = 'unsaved' in box.dataset
  const shown = isUnsaved ? {} : typed()
  if (entry && isSame(entry.fields, typed())) localStorage.removeItem(key)
  else if (entry && !isUnsaved) offer(key, entry)
  let timer
  let isOver = false
  const keep = () => {
    clearTimeout(timer)
    const fields = typed()
    if (isOver || isSame(fields, shown)) return
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), form, fields }))
    } catch {
      // There is no room, or the browser keeps nothing: writing goes on as without this.
    }
  }
  writing.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(keep, 500)
  })
  if (isUnsaved) keep()
  writing.addEventListener('submit', keep)
  // Signing out and throwing away end it: what leaves the page afterwards is not kept again.
  document.addEventListener('submit', ({ target }) => {
    if (!target.matches('form[action$="/deletion"], form[action="/desk/sign-out"]')) return
    isOver = true
    localStorage.removeItem(key)
  })
  addEventListener('pagehide', () => timer && keep())
}

if (writing?.matches('form') && window.localStorage && window.crypto) begin()
