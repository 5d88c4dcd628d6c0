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

/** One import of a TypeScript file: the name as it is written, and whether it is of types alone. */
export interface Import {
  readonly name: string
  readonly isType: boolean
}

/** Every import and re-export, also those made while running. */
export const imports = (source: Source): Import[] =>
  [...withoutComments(source).matchAll(IMPORT)].map(([, what = '', from, bare, dynamic]) => ({
    name: from ?? bare ?? dynamic ?? '',
    isType: /^type\b/.test(what) || /^\{(\s*type [^,{}]+,?)+\s*\}$/.test(what.trim()),
  }))

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s([^'";]*?)\bfrom\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/g

/** Matches the whole of a name, in which each `*` stands for one letter, figure or more. */
export const patternOf = (name: string, letters = '[\\w-]'): RegExp =>
  new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replace(/[^\w-]/g, '\\$&'))
      .join(`${letters}+`)}$`,
  )
