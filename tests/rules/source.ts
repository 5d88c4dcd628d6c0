import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** A file of the project: its path from the root, with `/`, and its text. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** The files that match, in order of their paths. */
export function sources(...patterns: readonly string[]): Source[] {
  return globSync(patterns, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Its text without comments, so that prose cannot break or satisfy a rule; lines stay in place. */
export const withoutComments = ({ text }: Source): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;])\/\/.*$/gm, '$1')

/** What a TypeScript file imports, as it is written there. */
export const imports = (source: Source): string[] =>
  [
    ...withoutComments(source).matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/g,
    ),
  ].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')

/** Rooms that nobody can reach yet: rules about the whole wait until there are none. */
export const unbuilt = [
  'accounts',
  'comments',
  'feeds',
  'home',
  'moderation',
  'policy',
  'posts',
  'receipts',
].filter((room) => sources(`server/${room}/*{routes,desk}.ts`).length === 0)

/** Matches the whole of a name, in which each `*` stands for one letter, figure or more. */
export const patternOf = (name: string, letters = '[\\w-]'): RegExp =>
  new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replace(/[^\w-]/g, '\\$&'))
      .join(`${letters}+`)}$`,
  )
