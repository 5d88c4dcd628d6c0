/**
 * What the renderer made of a comment, as Markdown again: for files that are taken along. What was typed is not put there as it
 * is, since signs that a comment shows as signs would be headings or another's words in the file.
 */

import type { Html } from './html.ts'
import { literal } from './literal.ts'

type Node = string | { readonly name: string; readonly opening: string; readonly inner: Node[] }

const TOKEN = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>|[^<]+/g
const blocks: ReadonlySet<string> = new Set(['p', 'ul', 'ol', 'li', 'blockquote'])

/** The lines of the Markdown; only the elements of comments are known (`renderComment`), of others the words are kept. */
export const markdownOf = (rendered: Html): string[] => blocksOf(parsed(rendered))

function parsed(rendered: string): Node[] {
  const root: Node[] = []
  const open: Node[][] = [root]
  for (const [token, close, name] of rendered.matchAll(TOKEN)) {
    if (name === undefined) open.at(-1)?.push(token)
    else if (close) {
      if (open.length > 1) open.pop()
    } else {
      const inner: Node[] = []
      open.at(-1)?.push({ name, opening: token, inner })
      if (name !== 'br') open.push(inner)
    }
  }
  return root
}

/** Blocks with a line between them; words beside blocks are a paragraph of their own. */
function blocksOf(nodes: readonly Node[]): string[] {
  const lines: string[] = []
  let words: Node[] = []
  const add = (block: readonly string[]) => {
    if (block.length > 0) lines.push(...(lines.length > 0 ? [''] : []), ...block)
  }
  const end = () => {
    add(paragraph(words))
    words = []
  }
  for (const node of nodes) {
    if (typeof node === 'string' || !blocks.has(node.name)) words.push(node)
    else {
      end()
      add(blockOf(node))
    }
  }
  end()
  return lines
}

function blockOf(node: Exclude<Node, string>): string[] {
  if (node.name === 'blockquote') return quotedLines(blocksOf(node.inner))
  if (node.name === 'ul' || node.name === 'ol') return listOf(node)
  return node.name === 'p' ? paragraph(node.inner) : blocksOf(node.inner)
}

/** Each line as one of a quote. */
export const quotedLines = (lines: readonly string[]): string[] =>
  lines.map((line) => (line === '' ? '>' : `> ${line}`))

function listOf({ name, opening, inner }: Exclude<Node, string>): string[] {
  const first = Number(/ start="(\d+)"/.exec(opening)?.[1] ?? 1)
  const items = inner.filter((node) => typeof node !== 'string')
  return items.flatMap((item, at) => {
    const mark = name === 'ol' ? `${first + at}. ` : '- '
    return blocksOf(item.inner).map((line, row) =>
      row === 0 ? mark + line : line && ' '.repeat(mark.length) + line,
    )
  })
}

function paragraph(nodes: readonly Node[]): string[] {
  const text = nodes.map(inlineOf).join('').trim()
  return text === '' ? [] : text.split('\n').map((line) => line.trim())
}

function inlineOf(node: Node): string {
  if (typeof node === 'string') return literal(entities(node).replace(/\n/g, ' '))
  const inner = node.inner.map(inlineOf).join('')
  switch (node.name) {
    case 'br':
      return '\\\n'
    case 'em':
      return `*${inner}*`
    case 'strong':
      return `**${inner}**`
    case 'code':
      return codeOf(entities(node.inner.join('')))
    case 'a':
      return linkOf(node, inner)
    default:
      return inner
  }
}

/** Code has marks longer than any within it. */
function codeOf(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length))
  const marks = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return marks + space + text + space + marks
}

function linkOf({ opening, inner: nodes }: Exclude<Node, string>, inner: string): string {
  const href = entities(/ href="([^"]*)"/.exec(opening)?.[1] ?? '')
  const words = nodes.length === 1 && typeof nodes[0] === 'string' ? entities(nodes[0]) : undefined
  if (href === '') return inner
  return words === href ? `<${href}>` : `[${inner}](<${href}>)`
}

const entities = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
