import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source.ts'

/** A column as `server/storage/schema.ts` declares it. */
export interface Declared {
  readonly kind: 'INTEGER' | 'TEXT' | 'BLOB'
  readonly nullable: boolean
}

/** The tables and views of the `Schema` type, each with its columns. Throws on a form it cannot read. */
export function declaredTables(): Map<string, Map<string, Declared>> {
  const text = readFileSync(join(root, 'server/storage/schema.ts'), 'utf8')
  const interfaces = new Map<string, Map<string, Declared>>()
  const blocks = text.matchAll(/^export interface (\w+)(?: extends ([^{]+))? \{([\s\S]*?)\}$/gm)
  const tables: [string, string][] = []
  for (const [, name = '', parent, body = ''] of blocks) {
    const fields = [...body.matchAll(/^ {2}(\w+): (.+)$/gm)]
    if (name === 'Schema')
      tables.push(
        ...fields.map(([, key = '', type = '']) => [key, type] as const as [string, string]),
      )
    else interfaces.set(name, new Map([...inherited(interfaces, parent), ...columns(fields)]))
  }
  return new Map(tables.map(([table, type]) => [table, known(interfaces, type)]))
}

const columns = (fields: RegExpExecArray[]): [string, Declared][] =>
  fields.map(([, name = '', type = '']) => [name, declared(type)])

function declared(type: string): Declared {
  const kind = /^(number|Flag)\b/.test(type)
    ? 'INTEGER'
    : /^(Buffer|Uint8Array)/.test(type)
      ? 'BLOB'
      : 'TEXT'
  return { kind, nullable: /\| null\b/.test(type) }
}

/** `Other`, or `Omit<Other, 'a' | 'b'>`. */
function inherited(interfaces: Map<string, Map<string, Declared>>, parent: string | undefined) {
  if (parent === undefined) return []
  const [, other = parent.trim(), without = ''] = /^Omit<(\w+), (.+)>/.exec(parent) ?? []
  const left = [...without.matchAll(/'(\w+)'/g)].map(([, name]) => name)
  return [...known(interfaces, other)].filter(([name]) => !left.includes(name))
}

function known(interfaces: Map<string, Map<string, Declared>>, name: string) {
  const found = interfaces.get(name)
  if (found === undefined) throw new Error(`schema.ts: no interface ${name} stands above its use`)
  return found
}
