/**
 * Judges rendered Markdown in the DOM that Chromium made of it; runs inside the page, before
 * anything else does, so that it hears of each script that the content policy had to stop.
 */
globalThis.judge = {
  /** What the content policy stopped, and what ran. */
  ran: [],

  /**
   * What in the elements that the selector finds is not on the list, as sentences with the number
   * of the text. `allowed` has for each element its attributes with a pattern for the value.
   */
  faults(selector, allowed) {
    return [...document.querySelectorAll(selector)].flatMap((text, number) =>
      within(text, allowed).map((fault) => `${number}: ${fault}`),
    )
  },

  /** What on the whole page could run or fetch and is not the frame's own. */
  foreign() {
    return [...document.querySelectorAll('*')].flatMap((one) => [
      ...(isFrame(one) ? [] : pageFaults(one)),
      ...[...one.attributes].flatMap(handlers),
    ])
  },
}

const schemes = ['http:', 'https:', 'mailto:']
/** The frame's own links may also lead to a telephone. */
const framed = [...schemes, 'tel:']
const active =
  'script:not([type="application/ld+json"]), style, link, base, iframe, object, embed, svg, math, template, img, video, audio, meta[http-equiv]'

function within(text, allowed) {
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_ALL)
  const found = []
  while (nodes.nextNode()) {
    const { currentNode: node } = nodes
    if (node.nodeType === Node.ELEMENT_NODE) found.push(...elementFaults(node, allowed))
    else if (node.nodeType !== Node.TEXT_NODE) found.push(`${node.nodeName} is no text`)
  }
  return found
}

function elementFaults(one, allowed) {
  const known = allowed[one.localName]
  if (!known || one.namespaceURI !== 'http://www.w3.org/1999/xhtml')
    return [`<${one.localName}> is not on the list`]
  const attributes = [...one.attributes].flatMap((attribute) => {
    const { name, value } = attribute
    const fits = name in known && new RegExp(known[name], 'is').test(value)
    return fits ? handlers(attribute) : [`${name}="${value}" on <${one.localName}>`]
  })
  const open = 'rel' in known && one.hasAttribute('href') && !one.hasAttribute('rel')
  return [...attributes, ...(open ? ['a link without rel'] : []), ...schemeFaults(one, schemes)]
}

/** The scheme as Chromium understands it, not as it is written. */
const schemeFaults = (one, allowed) =>
  one.localName === 'a' && one.hasAttribute('href') && !allowed.includes(one.protocol)
    ? [`leads to ${one.protocol}`]
    : []

const handlers = ({ name, value }) =>
  name.startsWith('on') || ['style', 'srcdoc'].includes(name) ? [`${name}="${value}" can act`] : []

/** What the frame of a page links to: its own sheet, icon and script, and its own addresses; the editor's helps too. */
const isFrame = (one) =>
  one.matches('main > script[type="module"][src^="/static/editor-"]:last-child') ||
  (one.parentElement === document.head &&
    one.matches('script[src], link[href], meta') &&
    /^\/(?!\/)|^http:\/\/localhost:3000\//.test(
      one.getAttribute('src') ?? one.getAttribute('href') ?? '/',
    ))

const pageFaults = (one) =>
  one.matches(active) ? [`<${one.localName}> is not the page's own`] : schemeFaults(one, framed)

addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  judge.ran.push(`stopped: ${violatedDirective} ${blockedURI}`),
)
for (const name of ['alert', 'msgbox', 'confirm', 'prompt'])
  globalThis[name] = () => judge.ran.push(`ran: ${name}`)
