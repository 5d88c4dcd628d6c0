/**
 * The toolbar of the editor, for those who have JavaScript. Each tool works on what is selected, and the
 * browser's own undo takes it back. Another room may write into the text with the event `editor:insert`.
 */
const text = document.querySelector('#source')
const bar = document.querySelector('[data-tools]')

/** Writes over a stretch of the text as if it had been typed, so that undo knows of it. */
function type(from, to, words) {
  text.focus()
  text.setSelectionRange(from, to)
  const isTyped =
    words === '' ? document.execCommand('delete') : document.execCommand('insertText', false, words)
  if (isTyped) return
  text.setRangeText(words, from, to, 'end')
  text.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Marks around what is selected; a second time takes them away. */
function wrap(mark) {
  const { selectionStart: from, selectionEnd: to, value } = text
  const size = mark.length
  const chosen = value.slice(from, to)
  if (value.slice(from - size, from) === mark && value.slice(to, to + size) === mark) {
    type(from - size, to + size, chosen)
    return text.setSelectionRange(from - size, to - size)
  }
  const lead = chosen.length - chosen.trimStart().length
  const words = chosen.trim()
  type(from + lead, from + lead + words.length, mark + words + mark)
  text.setSelectionRange(from + lead + size, from + lead + size + words.length)
}

/** A sign before each line that is selected; when all have it, none has it. */
function lead(signOf, known) {
  const { value } = text
  const from = value.lastIndexOf('\n', text.selectionStart - 1) + 1
  const end = value.indexOf('\n', Math.max(text.selectionEnd - 1, text.selectionStart))
  const to = end < 0 ? value.length : end
  const lines = value.slice(from, to).split('\n')
  const isLed = lines.every((line) => line === '' || known.test(line))
  const isEmpty = lines.every((line) => line === '')
  const led = lines.map((line, at) => {
    const bare = line.replace(known, '')
    return (isLed && !isEmpty) || (line === '' && lines.length > 1) ? bare : signOf(at) + bare
  })
  type(from, to, led.join('\n'))
  if (lines.length > 1) text.setSelectionRange(from, from + led.join('\n').length)
}

/** A block of its own, with blank lines around it. */
function insert(block, chosen) {
  const { selectionEnd: at, value } = text
  const before = value.slice(0, at)
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const after = value.slice(at)
  const rest =
    after === '' || after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n'
  type(at, at, gap + block + rest)
  const start = at + gap.length + block.indexOf(chosen)
  if (chosen) text.setSelectionRange(start, start + chosen.length)
}

/** `[words](address)`: what is selected is the one or the other, and what is missing is selected next. */
function link() {
  const { selectionStart: from, selectionEnd: to, value } = text
  const chosen = value.slice(from, to)
  const isAddress = /^(https?:\/\/|mailto:|\/)\S+$/.test(chosen)
  const address = isAddress ? chosen : 'https://'
  const words = isAddress ? '' : chosen
  type(from, to, `[${words}](${address})`)
  const start = words === '' ? from + 1 : from + words.length + 3
  text.setSelectionRange(start, words === '' ? start : start + address.length)
}

/** A number where one is writing, and its note at the end, where one writes on. */
function footnote() {
  const used = [...text.value.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number))
  const mark = `[^${Math.max(0, ...used) + 1}]`
  const at = text.selectionEnd
  type(at, at, mark)
  const end = text.value.trimEnd().length
  const isNote = /\n\[\^\d+\]:[^\n]*$/.test(text.value.slice(0, end))
  type(end, text.value.length, `${isNote ? '\n' : '\n\n'}${mark}: `)
}

const tools = {
  bold: () => wrap('**'),
  italic: () => wrap('*'),
  link,
  heading: () => lead(() => '## ', /^#{1,6} +/),
  list: () => lead(() => '- ', /^[-*+] +/),
  numbers: () => lead((at) => `${at + 1}. `, /^\d+[.)] +/),
  quote: () => lead(() => '> ', /^> ?/),
  footnote,
  table: ({ insert: block }) => insert(block, block.match(/[^|\s]+/)?.[0]),
  withheld: ({ insert: block }) => insert(block),
}

/** Ctrl, or ⌘ on a Mac, with these: by the place of the key, since Shift changes its sign. */
const keys = { KeyB: 'bold', KeyI: 'italic', KeyK: 'link' }
const shifted = { Digit2: 'heading', Digit8: 'list', Digit7: 'numbers', Digit9: 'quote' }

function press({ code, ctrlKey, metaKey, shiftKey, altKey }) {
  if (altKey || ctrlKey === metaKey) return undefined
  return (shiftKey ? shifted : keys)[code]
}

if (text && bar) {
  bar.hidden = false
  const buttons = () => [...bar.querySelectorAll('button:not([hidden])')]
  const rove = (to) => {
    for (const one of buttons()) one.tabIndex = one === to ? 0 : -1
  }
  rove(buttons()[0])
  bar.addEventListener('click', ({ target }) => {
    const button = target.closest('button')
    if (!button) return
    rove(button)
    tools[button.dataset.tool]?.(button.dataset)
  })
  bar.addEventListener('keydown', (event) => {
    const all = buttons()
    const at = all.indexOf(document.activeElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const to = all[(next + all.length) % all.length]
    rove(to)
    to.focus()
  })
  text.addEventListener('keydown', (event) => {
    const tool = press(event)
    if (!tool) return
    event.preventDefault()
    tools[tool]()
  })
  document.addEventListener('editor:insert', ({ detail }) => insert(detail))
}
