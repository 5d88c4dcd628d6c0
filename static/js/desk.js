/**
 * Help at the desk for those who have JavaScript; everything works without it. In the queue keys move
 * and decide, the next comment has focus after a decision, and others see who looks at what.
 */
const items = () => [...document.querySelectorAll('.item[data-comment]')]
const itemOf = (element) => element?.closest?.('.item[data-comment]')
const lookEvery = 2 * 60 * 1000

/** J and K go from comment to comment; the other keys press what they name in the one with focus. */
function press(key) {
  const all = items()
  const here = itemOf(document.activeElement)
  if (key === 'j' || key === 'k') {
    const step = key === 'j' ? 1 : -1
    const at = here ? all.indexOf(here) + step : 0
    return focusOn(all[Math.max(0, Math.min(all.length - 1, at))])
  }
  const button = here?.querySelector(`[data-key="${key}"]`)
  button?.click()
  return button !== null && button !== undefined
}

function focusOn(item) {
  item?.querySelector('h3 a')?.focus()
  return item !== undefined
}

/** The keys can be turned off (WCAG 2.1.4), and the choice is kept in this browser. */
const help = document.querySelector('[data-keys]')
const areOn = () => help !== null && localStorage.getItem('keys') !== 'off'

function showKeys() {
  help.hidden = false
  help.classList.toggle('keys--off', !areOn())
  help.querySelector('[data-keys-off]').hidden = !areOn()
  help.querySelector('[data-keys-on]').hidden = areOn()
}

function switchKeys(to) {
  localStorage.setItem('keys', to)
  showKeys()
  help.querySelector(to === 'off' ? '[data-keys-on]' : '[data-keys-off]').focus()
}

if (help) {
  showKeys()
  help.querySelector('[data-keys-off]').onclick = () => switchKeys('off')
  help.querySelector('[data-keys-on]').onclick = () => switchKeys('on')
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input:not([type="checkbox"]), textarea, select')
  const isChord = event.ctrlKey || event.metaKey || event.altKey || event.repeat
  if (isTyping || isChord || !areOn()) return
  if (/^[jkashmoz]$/i.test(event.key) && press(event.key.toLowerCase())) event.preventDefault()
})

/** After a decision in the queue the next comment has focus, and the notice is said once more. */
document.addEventListener('submit', ({ target }) => {
  const all = items()
  const at = all.indexOf(itemOf(target))
  const next = at < 0 ? undefined : (all[at + 1] ?? all[at - 1])
  if (next && help) sessionStorage.setItem('next', next.dataset.comment)
})

const next = sessionStorage.getItem('next')
sessionStorage.removeItem('next')
if (next && help && focusOn(document.querySelector(`.item[data-comment="${next}"]`) ?? undefined)) {
  const notice = document.querySelector('.notice--done .notice__title')
  const words = notice?.textContent
  if (notice) notice.textContent = ''
  setTimeout(() => notice?.append(words), 200)
}

/** Marks every comment of the queue, or none when all are marked. */
const markAll = document.querySelector('[data-mark-all]')
if (markAll) {
  markAll.hidden = false
  markAll.onclick = () => {
    const boxes = [...document.querySelectorAll('input[form="many"]')]
    const isAll = boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = !isAll
  }
}

/** The place of what is withheld goes where one is writing; without this it goes to the end of the text. */
const place = document.querySelector('[data-place]')
if (place) {
  place.addEventListener('click', () => {
    const text = place.form.elements.source
    if (/^:::[ \t]*withheld[ \t]*$/im.test(text.value)) return
    const before = text.value.slice(0, text.selectionEnd).trimEnd()
    const after = text.value.slice(text.selectionEnd).trimStart()
    text.value = [before, place.dataset.place, after].filter(Boolean).join('\n\n')
  })
}

/** Tells the others at the desk which comment is before one's eyes. */
let seen = ''

function look(comment) {
  seen = comment
  fetch(`/desk/comments/${comment}/look`, { method: 'POST' }).catch(() => {})
}

document.addEventListener('focusin', ({ target }) => {
  const comment = itemOf(target)?.dataset.comment
  if (comment && comment !== seen) look(comment)
})

const alone = items().length === 1 && !help ? items()[0].dataset.comment : ''
setInterval(() => {
  if (!document.hidden && (alone || seen)) look(alone || seen)
}, lookEvery)

/** Whoever signs out leaves nothing unsaved in a browser that others may use. */
document.addEventListener('submit', ({ target }) => {
  if (!target.matches('form[action="/desk/sign-out"]')) return
  for (const key of Object.keys(localStorage))
    if (key.startsWith('kept:')) localStorage.removeItem(key)
})
