/** What the text looks like while it is written: the server renders it, a moment after the last key. */
const form = document.querySelector('[data-editor]')?.closest('form')
const pane = document.querySelector('[data-live]')
const toggle = document.querySelector('[data-live-toggle]')
const wait = 600
let asked
let timer

async function show() {
  asked?.abort()
  asked = new AbortController()
  const { signal } = asked
  const body = new URLSearchParams()
  for (const name of ['source', 'summary', 'title', 'language'])
    body.set(name, form.elements[name]?.value ?? '')
  body.set('draft', form.querySelector('[data-editor]').dataset.editor)
  const answer = await fetch('/desk/look', { method: 'POST', body, signal })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const made = page.querySelector('[data-look]')
  if (!made) throw new Error(`no look: ${answer.status}`)
  for (const link of made.querySelectorAll('a[href]')) link.target = '_blank'
  pane.querySelector('[data-live-text]').replaceChildren(made)
  pane.querySelector('[data-live-problem]').hidden = true
}

const tell = (problem) => {
  if (problem.name !== 'AbortError') pane.querySelector('[data-live-problem]').hidden = false
}

function soon() {
  if (pane.hidden) return
  clearTimeout(timer)
  timer = setTimeout(() => show().catch(tell), wait)
}

function turn(isOn) {
  pane.hidden = !isOn
  form.querySelector('[data-editor]').classList.toggle('editor--live', isOn)
  toggle.setAttribute('aria-pressed', String(isOn))
  if (isOn) show().catch(tell)
}

if (form && pane && toggle) {
  toggle.addEventListener('click', () => {
    turn(pane.hidden)
    localStorage.setItem('live', pane.hidden ? 'off' : 'on')
  })
  form.addEventListener('input', soon)
  if (localStorage.getItem('live') === 'on') turn(true)
}

/** Tells colleagues that this draft is still open here. */
const openAt = form?.querySelector('[data-editor]').dataset.open
if (openAt)
  setInterval(
    () => {
      if (!document.hidden) fetch(openAt, { method: 'POST' }).catch(() => {})
    },
    2 * 60 * 1000,
  )
