import { describe, expect, test } from 'vitest'
import { patternOf, type Source, sources } from './source.ts'

const sheets = sources('static/css/**/*.css').map(({ path, text }) => ({
  path,
  text: text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')),
}))

/** Colours written out, and why no token will do. */
const colours: Readonly<Record<string, string>> = {
  'static/css/shared/page.css: background: #fff;': 'a camera reads a QR code black on white',
  'static/css/shared/page.css: fill: #000;': 'a camera reads a QR code black on white',
}

/** Classes that no stylesheet dresses, and why they are there. */
const undressed: Readonly<Record<string, string>> = {
  'answer--personal': 'capacity.css gives its shape to every class that ends so',
  'answer--official': 'capacity.css gives its shape to every class that ends so',
}

/** Classes that no template or program writes out, and why they are dressed. */
const unwritten: Readonly<Record<string, string>> = {}

describe('the stylesheets', () => {
  test('put every rule into a layer, so that the order of files decides nothing', () => {
    const loose = sheets.filter(({ text }) => !/^\s*@layer [\w, ]+[;{]/.test(text))
    expect(
      loose.map(({ path }) => path),
      'Wrap the whole file in one of the layers that 0-layers.css lists.',
    ).toEqual([])
  })

  test('name colours once, as tokens', () => {
    const found = lines(
      /:[^;{}]*(#[\da-f]{3,8}\b|\b(rgb|hsl|oklch|lab)a?\()/i,
      /1-tokens|print/,
    ).map((place) => place.replace(/:\d+/, ''))
    expect(
      found.filter((place) => !(place in colours)),
      'A colour outside 1-tokens.css does not follow light, dark and print: use var(--…).',
    ).toEqual([])
    expect(
      Object.keys(colours).filter((place) => !found.includes(place)),
      'Rejoice, and take it out of `colours`.',
    ).toEqual([])
  })

  test('speak of start and end, not of left and right', () => {
    const physical =
      /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding|inset)-(left|right|top|bottom)|left|right|top|bottom)(-[a-z]+)*\s*:|:\s*(left|right)\s*[;}]/
    expect(
      lines(physical),
      'Logical properties follow the language: margin-inline-start, inset-block-end, text-align: start.',
    ).toEqual([])
  })

  test('win by layer, not by force: no !important but in the reset and in print', () => {
    expect(
      lines(/!important/, /2-base|print/),
      'Put the rule into a later layer; !important cannot be overruled by the person who needs it.',
    ).toEqual([])
  })

  test('dress classes and elements: no ids', () => {
    const ids = sheets.flatMap(({ path, text }) =>
      selectors(text)
        .filter((selector) => /#[\w-]/.test(selector))
        .map((selector) => `${path}: ${selector}`),
    )
    expect(ids, 'An id is for links and labels; give the thing a class.').toEqual([])
  })

  test('name classes block__element--modifier', () => {
    const odd = [...dressed].filter(
      (name) => !/^[a-z]+(-[a-z\d]+)*(__[a-z\d-]+)?(--[a-z\d-]+)?$/.test(name),
    )
    expect(odd, 'Words in lower case, one element, one modifier.').toEqual([])
  })
})

describe('classes', () => {
  const isWritten = (name: string) => written.some((each) => patternOf(each).test(name))
  const isDressed = (name: string) => [...dressed].some((each) => patternOf(name).test(each))

  test('that a page has are dressed', () => {
    const bare = [...new Set(written)].filter((name) => !isDressed(name))
    expect(
      bare.filter((name) => !(name in undressed)),
      'No stylesheet knows these: a misspelling, or a class too many.',
    ).toEqual([])
    expect(
      Object.keys(undressed).filter((name) => !bare.includes(name)),
      'Rejoice, and take it out of `undressed`.',
    ).toEqual([])
  })

  test('that are dressed stand on a page', () => {
    const idle = [...dressed].filter((name) => !isWritten(name))
    expect(
      idle.filter((name) => !(name in unwritten)),
      'Every reader downloads these and no page has them.',
    ).toEqual([])
    expect(
      Object.keys(unwritten).filter((name) => !idle.includes(name)),
      'Rejoice, and take it out of `unwritten`.',
    ).toEqual([])
  })
})

/** The parts of a sheet that stand before a `{`, one selector each; at-rules are left out. */
const selectors = (sheet: string): string[] =>
  [...sheet.matchAll(/(?<=^|[{};])([^{};]+)\{/g)]
    .map(([, selector = '']) => selector.trim())
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => selector.split(/\s*,\s*/))

const dressed = new Set(
  sheets.flatMap(({ text }) =>
    selectors(text).flatMap((selector) =>
      [...selector.replace(/"[^"]*"/g, '').matchAll(/\.([a-z][\w-]*)/gi)].map(
        ([, name = '']) => name,
      ),
    ),
  ),
)

/** Each class that a page may have; `label--<%= it.capacity %>` is `label--*`. */
const written = [
  ...sources('views/**/*.eta').flatMap(({ text }) => classesIn(text)),
  ...sources('server/**/*.ts', 'static/js/*.js').flatMap(classesInCode),
]

function classesIn(template: string): string[] {
  const html = template
    .replace(/<%[-_]?\s*[=~]([\s\S]*?)[-_]?%>/g, (_tag, code: string) => choices(code))
    .replace(/<%[\s\S]*?%>/g, ' ')
  return [...html.matchAll(/\bclass="([^"]*)"/g)]
    .flatMap(([, names = '']) => names.split(/\s+/))
    .filter(Boolean)
}

/** A print of one of several written words is all of them, of anything else it may be any word. */
function choices(code: string): string {
  const words = [...code.matchAll(/[?:]\s*'([^']*)'/g)].map(([, word = '']) => word)
  return words.length > 0 ? ` ${words.join(' ')} ` : '*'
}

function classesInCode({ text }: Source): string[] {
  const attributes = [...text.matchAll(/\bclass="([^"]*)"/g)].map(([, names = '']) =>
    names.replace(/\$\{[^}]*\}/g, '*'),
  )
  const calls = [...text.matchAll(/\bclassName\s*=\s*'([^']*)'|\bclassList\.\w+\('([^']*)'/g)].map(
    ([, name, other]) => name ?? other ?? '',
  )
  return [...attributes, ...calls].flatMap((names) => names.split(/\s+/)).filter(Boolean)
}

function lines(pattern: RegExp, except?: RegExp): string[] {
  return sheets
    .filter(({ path }) => !except?.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => `${path}:${index + 1}: ${line.trim()}`)
        .filter((_place, index) => pattern.test(text.split('\n')[index] ?? '')),
    )
}
