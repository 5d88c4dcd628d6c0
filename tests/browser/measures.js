/**
 * What the tests measure in a page that Chromium shows; runs inside the page. Each measure gives
 * sentences about what is wrong, so that none is what one hopes for.
 */
globalThis.measures = {
  /**
   * What axe finds, and what it cannot decide and a person would have to look at. The contrast of
   * what is scrolled out of sight in a narrow window it decides in the wide one, and of words in a
   * drawing it never decides: those in the ink of the page are as all other words. Looked at are the rules with these
   * tags, or these rules.
   */
  async axe(only) {
    const { violations, incomplete } = await axe.run(document, {
      elementRef: true,
      preload: false,
      resultTypes: ['violations', 'incomplete'],
      ...('rules' in only
        ? { runOnly: { type: 'rule', values: only.rules } }
        : {
            runOnly: { type: 'tag', values: only.tags },
            rules: { 'target-size': { enabled: true } },
          }),
    })
    const found = (words) => (rule) =>
      rule.nodes
        .filter(
          ({ element }) =>
            words === 'axe' || !(element.closest('.scroll, .tools, .table') || isInInk(element)),
        )
        .map(({ html }) => `${words} ${rule.id}: ${html.slice(0, 200)}`)
    return [...violations.flatMap(found('axe')), ...incomplete.flatMap(found('axe cannot tell'))]
  },

  /** What sticks out to the side, of the page or of the screen; what scrolls by itself may. */
  outside() {
    const { scrollWidth, clientWidth } = document.documentElement
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} pixels wide`] : []
    const far = shown('body *').filter(
      (one) =>
        !one.closest('.scroll, .tools, .table, pre, .field--trap') && right(one) > clientWidth + 1,
    )
    return [...wide, ...far.map((one) => `sticks out: ${told(one)}`)]
  },

  /** Main actions and fields lower than 44 pixels (LOOK.md). */
  low() {
    const main = '.button:not(.button--link), .field__input'
    return shown(main).flatMap((one) => {
      const { height } = one.getBoundingClientRect()
      return height < 44 ? [`only ${height} pixels high: ${told(one)}`] : []
    })
  },

  /** Whatever takes focus shows it by an outline of its own, and is not covered by anything. */
  unseenFocus() {
    const stops = shown('a[href], button, input, textarea, select, [tabindex="0"]')
    return stops
      .filter((one) => one.tabIndex >= 0 && !one.disabled)
      .flatMap((one) => {
        one.focus()
        if (document.activeElement !== one) return [`takes no focus: ${told(one)}`]
        const around = [one, one.closest('label')].filter(Boolean)
        const faults = around.some(hasOutline) ? [] : [`focus is not seen: ${told(one)}`]
        return isCovered(one) ? [...faults, `covered while it has focus: ${told(one)}`] : faults
      })
  },

  /** Sets the text apart as WCAG 1.4.12 allows any reader to. */
  space() {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }
    `)
    document.adoptedStyleSheets = [sheet]
  },

  unspace() {
    document.adoptedStyleSheets = []
  },
}

/** Words in a drawing that have the colour of the page's own, on nothing but its paper. */
const isInInk = (one) =>
  one.matches('svg text') && getComputedStyle(one).fill === getComputedStyle(document.body).color

const shown = (selector) =>
  [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !isForEars(one))

/** What is there for those who listen alone. */
const isForEars = (one) => one.closest('.audible, .skip, .field--trap') !== null

const right = (one) => one.getBoundingClientRect().right

const told = (one) => one.outerHTML.replace(/\s+/g, ' ').slice(0, 160)

function hasOutline(one) {
  const { outlineStyle, outlineWidth } = getComputedStyle(one)
  return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
}

/** Whether something else lies over all of it, or it is out of sight. */
function isCovered(one) {
  const { left, top, width, height } = one.getClientRects()[0]
  return ![0.1, 0.5, 0.9].some((part) => {
    const seen = document.elementFromPoint(left + width / 2, top + height * part)
    return seen !== null && one.contains(seen)
  })
}
