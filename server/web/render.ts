/** The one door to the templates. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Eta } from 'eta'
import { type T, translator } from '../language/catalogue.ts'
import { escape, type Html, trusted } from '../text/html.ts'
import type { Page, ViewName, Views } from './views.ts'

/** Renders a view to a whole string; inside a template `partial` does the same with the same page. */
export type Render = <Name extends ViewName>(
  name: Name,
  model: Views[Name],
  page: Page,
) => Promise<Html>

/** Renders a view; each template is read and compiled when it is first shown, and then kept. */
export const render: Render = async (name, model, page) => {
  const t = translator(page.language)
  const partial = (part: string, inner: unknown): string =>
    eta.render(template(part), { it: inner, page, t, partial } satisfies Context)
  return trusted(partial(name, model))
}

interface Context {
  readonly it: unknown
  readonly page: Page
  readonly t: T
  readonly partial: (name: string, model: unknown) => string
}

const views = join(import.meta.dirname, '../../views')

const eta = new Eta({
  escapeFunction: (value: unknown) => escape(String(value)),
  autoTrim: [false, 'nl'],
  functionHeader: 'const page = it.page, t = it.t, partial = it.partial; it = it.it;',
})

/** Templates by name, as Eta keeps them. Left to itself it looks for the file at each partial. */
const kept = new Map<string, string>()

function template(name: string): string {
  watched?.add(name)
  const known = kept.get(name)
  if (known) return known
  const key = `@${name}`
  eta.loadTemplate(key, readFileSync(join(views, `${name}.eta`), 'utf8'))
  kept.set(name, key)
  return key
}

let watched: Set<string> | undefined

/** The names of the views and partials that are shown from now on. */
export function watchTemplates(): ReadonlySet<string> {
  watched = new Set()
  return watched
}
