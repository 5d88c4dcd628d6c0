/**
 * The type check of the templates: every `views/**\/*.eta` becomes a TypeScript function of its
 * model, `Views[name]`, and the compiler judges it. The code keeps its line and column, so that an
 * error points into the template. `npm run views` runs it; `check.test.ts` shows that it can fail.
 */
import { execFile } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { type Fault, faultsOf, inWords, type Template, unreadable } from './faults.ts'
import { typescript } from './typescript.ts'

const root = join(import.meta.dirname, '../..')
const server = join(root, 'server')

/** Where the templates are, the module that exports `Views` and `Page`, a folder to write in. */
export interface Site {
  readonly views: string
  readonly contract: string
  /** Below the project, so that imports resolve; emptied and written anew. */
  readonly cache: string
}

const ours: Site = {
  views: join(root, 'views'),
  contract: join(server, 'web/views.ts'),
  cache: join(root, '.cache/views'),
}

/**
 * Finds what is wrong with the templates: a field that the model lacks, a print of anything but a
 * string or a number, a raw print of anything but `Html`, a partial given wrong data, a message
 * that no catalogue has, a template that is not in `Views`, a `Views` entry without a template.
 * Throws when the compiler cannot be run.
 */
export async function checkViews(site: Site): Promise<Fault[]> {
  rmSync(site.cache, { recursive: true, force: true })
  mkdirSync(site.cache, { recursive: true })
  const write = (file: string, text: string) => writeFileSync(join(site.cache, file), text)
  const faults: Fault[] = []
  const templates = allTemplates(site)
  for (const { generated, name, file, source } of templates.values()) {
    try {
      write(generated, head(name) + typescript(source))
    } catch (error) {
      faults.push(unreadable(file, error))
    }
  }
  write('tsconfig.json', config(site))
  write('given.ts', given(site, [...templates.values()]))
  return [...faults, ...faultsOf(await compile(site.cache), templates, HEAD_LINES)]
}

/** By the name of the file that is generated for each. */
function allTemplates({ views }: Site): Map<string, Template> {
  const found = new Map<string, Template>()
  for (const path of globSync('**/*.eta', { cwd: views }).sort()) {
    const name = path.replaceAll('\\', '/').replace(/\.eta$/, '')
    const generated = `${name.replaceAll('/', '.')}.view.ts`
    const source = readFileSync(join(views, path), 'utf8')
    found.set(generated, { name, generated, file: `${basename(views)}/${name}.eta`, source })
  }
  return found
}

const between = (from: string, to: string): string => relative(from, to).replaceAll('\\', '/')

function config({ cache }: Site): string {
  return JSON.stringify({
    extends: between(cache, join(root, 'tsconfig.json')),
    compilerOptions: { noErrorTruncation: true },
    // The rooms are read too, because each adds its views to `Views` in its own files.
    include: ['*.ts', between(cache, join(server, '**/*.ts'))],
  })
}

const HEAD_LINES = 2

function head(name: string): string {
  return `import { e, r, type Page, type Partial, type T, type Views } from './given.ts'
export function view(it: Views['${name}'], page: Page, t: T, partial: Partial) {
`
}

/**
 * What a template is given: `e` is `<%= %>`, `r` is `<%~ %>`. A value of type `any` could be
 * anything, and Html that is escaped shows its tags to the reader, so both are refused too.
 */
function given({ cache, contract }: Site, templates: readonly Template[]): string {
  return `import type { T } from '${between(cache, join(server, 'language/catalogue.ts'))}'
import type { Html } from '${between(cache, join(server, 'text/html.ts'))}'
import type { Page, Views } from '${between(cache, contract)}'
export type { Page, T, Views }
export type Partial = <Name extends keyof Views>(name: Name, model: Views[Name]) => Html
type Known<V, Wanted> = 0 extends 1 & V ? never : Wanted
export declare function e<V>(value: V & Known<V, [V] extends [Html] ? never : string | number>): void
export declare function r<V>(value: V & Known<V, Html>): void
declare const withoutTemplate: Exclude<keyof Views, ${templates.map(({ name }) => `'${name}'`).join(' | ') || 'never'}>
export const none: never = withoutTemplate
`
}

function compile(cache: string): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  return new Promise((resolve, reject) => {
    const words = [tsc, '-p', cache, '--pretty', 'false']
    execFile(
      process.execPath,
      words,
      { cwd: cache, maxBuffer: 1 << 26 },
      (error, out, complaint) =>
        error && out === '' ? reject(new Error(complaint || error.message)) : resolve(out),
    )
  })
}

if (process.argv[1] === import.meta.filename) {
  const faults = await checkViews(ours)
  for (const fault of faults) console.error(inWords(fault))
  if (faults.length > 0) process.exitCode = 1
  else console.log('Every template fits what it is given.')
}
