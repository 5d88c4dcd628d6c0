import { Eta } from 'eta'

// Eta's own parser decides what is a tag, so the check reads a template exactly as the server does.
const eta = new Eta({ autoTrim: false })

/**
 * A template as the TypeScript of a function's body, closed with its `}`: `<%= x %>` becomes
 * `;e(x );`, `<%~ x %>` becomes `;r(x );`, what stands between the tags becomes blanks. Every
 * character keeps its line and column. Throws an Error whose message is meant for the writer of the
 * template when Eta cannot read it, or when it holds what only TypeScript has, such as a cast.
 */
export function typescript(template: string): string {
  mustRun(template)
  let code = ''
  let end = 0
  for (const { kind, content } of tags(template)) {
    const open = template.indexOf('<%', end)
    const start = template.indexOf(content, open + 2)
    const after = start + content.length
    const close = template.indexOf('%>', after) + 2
    code += blank(template.slice(end, open))
    code += opening[kind] + blank(template.slice(open, start)).slice(opening[kind].length)
    code += content + blank(template.slice(after, close)).slice(0, -2) + closing[kind]
    end = close
  }
  return `${code}${blank(template.slice(end))}\n}\n`
}

function mustRun(template: string): void {
  if (/@ts-\w/.test(template)) throw new Error('a template may not silence the type check')
  try {
    eta.compile(template)
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : []
    throw new Error(`Eta cannot read it: ${lines[0] === BAD ? lines[2] : lines[0]}`)
  }
}

const BAD = 'Bad template syntax'

const opening = { i: ';e(', r: ';r(', e: '' }
const closing = { i: ');', r: ');', e: '; ' }

type Kind = keyof typeof opening

function tags(template: string): { kind: Kind; content: string }[] {
  const found: { kind: Kind; content: string }[] = []
  for (const part of eta.parse(template))
    if (typeof part !== 'string') found.push({ kind: part.t as Kind, content: part.val })
  return found
}

/** As long and with the same line ends, but empty. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
