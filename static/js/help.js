/**
 * Help for those who have JavaScript; everything works without it. Answers open in place, a small
 * proof of work is done while somebody writes, a code can be copied and printed.
 */
const WORKER = '/static/challenge.js'

/** The first touch of a form fetches a challenge; its worker solves it while the person writes. */
function prove(form) {
  if (form.dataset.proving || form.elements.namedItem('altcha')?.value) return
  if (!window.Worker || !window.crypto?.subtle) return
  form.dataset.proving = 'yes'
  fetch('/challenge', { headers: { accept: 'application/json' } })
    .then((answer) => answer.json())
    .then((challenge) => solve(challenge))
    .then((payload) => keep(form, payload))
    .catch(() => {
      delete form.dataset.proving
    })
}

function solve(challenge) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER)
    worker.onerror = reject
    worker.onmessage = ({ data }) => {
      worker.terminate()
      if (data && !data.error) resolve(btoa(JSON.stringify({ challenge, solution: data })))
      else reject(data)
    }
    worker.postMessage({ type: 'work', challenge, counterStart: 0, counterStep: 1 })
  })
}

function keep(form, payload) {
  const known = form.elements.namedItem('altcha')
  const input = known || document.createElement('input')
  input.type = 'hidden'
  input.name = 'altcha'
  input.value = payload
  if (!known) form.append(input)
}

/** A reply's form is fetched and set under what it answers; a modifier key or a failure follows the link. */
async function openReply(link) {
  const comment = link.closest('article')
  if (!comment.querySelector('form')) {
    const form = await fetchForm(link.href)
    if (comment.querySelector('form')) return // pressed twice
    rename(form, `-${comment.id}`)
    comment.append(form)
  }
  comment.querySelector('textarea').focus()
}

async function fetchForm(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error('no form')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return page.querySelector('form#write')
}

/** Ids are unique on a page, and this one may have several forms. */
function rename(form, ending) {
  for (const named of [form, ...form.querySelectorAll('[id]')]) named.id += ending
  for (const attribute of ['for', 'aria-describedby', 'aria-labelledby'])
    for (const one of [form, ...form.querySelectorAll(`[${attribute}]`)]) {
      const ids = one.getAttribute(attribute)
      if (ids)
        one.setAttribute(
          attribute,
          ids
            .split(' ')
            .map((id) => id + ending)
            .join(' '),
        )
    }
}

document.addEventListener('focusin', ({ target }) => {
  const form = target.closest?.('form[action^="/comments"]')
  if (form) prove(form)
})

document.addEventListener('click', (click) => {
  const plain = !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey)
  const reply = click.target.closest?.('article a[href$="/reply"]')
  if (reply && plain) {
    click.preventDefault()
    openReply(reply).catch(() => {
      location.href = reply.href
    })
  }
  const button = click.target.closest?.('[data-copy], [data-print]')
  if (button?.dataset.copy)
    copy(button).catch(() => {
      button.hidden = true
    })
  else if (button) window.print()
})

/** Copies a code and says so, to those who listen too. */
async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy)
  button.parentElement.querySelector('[role="status"]').textContent = button.dataset.copied
}

for (const button of document.querySelectorAll('[data-copy], [data-print]'))
  button.hidden = 'copy' in button.dataset && !navigator.clipboard
