/** The one door to the templates. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyView from '@fastify/view'
import { Eta } from 'eta'
import { type T, translator } from '../language/catalogue.ts'
import { escape, type Html, trusted } from '../text/html.ts'
import type { App } from './house.ts'
import type { Page, ViewName, Views } from './views.ts'

/** Renders a view to a whole string; inside a template `partial` does the same with the same page. */
export type Render = <Name extends ViewName>(
  name: Name,
  model: Views[Name],
  page: Page,
) => Promise<Html>

/**
 * Registers the template engine and returns what renders with it. It has a room of its own, without
 * routes: it would put a step before every request. Each template is read and compiled once.
 */
export async function templates(app: App): Promise<Render> {
  let room: App | undefined
  await app.register(async (own) => {
    await own.register(fastifyView, { engine: { eta }, root: views, production: true })
    room = own
  })
  if (!room) throw new Error('the template engine is not there')
  const { view } = room
  return async (name, model, page) => {
    watched?.add(name)
    return trusted(await view(`${name}.eta`, context(model, page)))
  }
}

function context(model: unknown, page: Page): Context {
  const t = translator(page.language)
  const partial = (name: string, inner: unknown): string =>
    eta.render(template(name), { it: inner, page, t, partial } satisfies Context)
  return { it: model, page, t, partial }
}

interface Context {
  readonly it: unknown
  readonly page: Page
  readonly t: T
  readonly partial: (name: string, model: unknown) => string
}

const views = join(import.meta.dirname, '../../views')

const eta = new Eta({
  views,
  cache: true,
  escapeFunction: (value: unknown) => escape(String(value)),
  autoTrim: [false, 'nl'],
  functionHeader: 'const page = it.page, t = it.t, partial = it.partial; it = it.it;',
})

/** Partials by name, as Eta keeps them. Left to itself it looks for the file each time, a dozen times a page. */
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
