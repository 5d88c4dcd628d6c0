/** Writing XML: elements with escaped words, and nothing that XML 1.0 forbids. */

/** Text as it stands in an element or in a quoted attribute, without what XML 1.0 forbids (section 2.2). */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] as string)

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Attributes in their order; those without a value are left out. */
type Attributes = Readonly<Record<string, string | undefined>>

/** An element that holds text, or nothing. */
export const textElement = (name: string, attributes: Attributes, text = ''): string =>
  element(name, attributes, text === '' ? [] : [xml(text)])

/** An element that holds what is already XML. */
export function element(name: string, attributes: Attributes, inner: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xml(value as string)}"`)
    .join('')
  return inner.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${inner.join('')}</${name}>`
}
