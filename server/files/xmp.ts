/** What XMP tells: the description of itself that programs write into pictures and PDF files (ISO 16684-1). */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom'
import type { Tell } from './file.ts'
import { bare, tell, whatOf } from './tell.ts'

/** A description of itself is short; a longer one is not read, and said to be there. */
const MOST = 2_000_000

/** Everything that it tells of somebody, and that there is more when there is. */
export function tellsOfXmp(xml: string): Tell[] {
  if (xml.length > MOST) return [bare('other')]
  const root = rootOf(xml)
  if (!root) return [bare('other')]
  const leaves = leavesOf(root)
  const known = leaves.flatMap(({ name, words }) => {
    const what = whatOf(name)
    return what ? tell(what, words) : []
  })
  return known.length > 0 || leaves.length === 0 ? known : [bare('other')]
}

function rootOf(xml: string): Element | undefined {
  try {
    const quiet = { onError: () => {} }
    const inner = xml.replace(/<\?xpacket[^>]*\?>/g, '').trim()
    return new DOMParser(quiet).parseFromString(inner, 'text/xml').documentElement ?? undefined
  } catch {
    return undefined
  }
}

interface Leaf {
  readonly name: string
  readonly words: string
}

/** Structure of RDF itself, and what every file has without telling anything. */
const silent =
  /^(xmlns|rdf:|xml:|x:)|:(?:format|InstanceID|DocumentID|OriginalDocumentID|ColorMode|ColorSpace|ICCProfile|Orientation|PixelXDimension|PixelYDimension|ImageWidth|ImageLength|XResolution|YResolution|ResolutionUnit|Trapped|PDFVersion|part|conformance|ExifVersion)$/i

/** Every attribute and every text, under the name of the property that it belongs to. */
function leavesOf(element: Element, above = ''): Leaf[] {
  const own = element.nodeName.startsWith('rdf:') ? above : element.nodeName
  const attributes = [...element.attributes].map(({ nodeName, nodeValue }) => ({
    name: nodeName,
    words: nodeValue ?? '',
  }))
  const children = [...element.childNodes]
  const below = children.filter(isElement).flatMap((child) => leavesOf(child, own))
  const text = below.length === 0 ? (element.textContent ?? '') : ''
  return [...attributes, { name: own, words: text }, ...below].filter(
    ({ name, words }) => words.trim() !== '' && name !== '' && !silent.test(name),
  )
}

const isElement = (node: Node): node is Element => node.nodeType === 1
