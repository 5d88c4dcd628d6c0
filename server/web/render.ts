/** The one door to the templates. */
import { join } from 'node:path'
import fastifyView from '@fastify/view'
import { Eta } from 'eta'
import { type T, translator } from '../language/catalogue.ts'
import { escape, type Html } from '../text/html.ts'
import type { App } from './house.ts'
import type { Page, ViewName, Views } from './views.ts'

/** Renders a view to a whole string; inside a template `partial` does the same with the same page. */
export type Render = <Name extends ViewName>(
  name: Name,
  model: Views[Name],
  page: Page,
) => Promise<Html>

const views = join(import.meta.dirname, '../../views')

const eta = new Eta({
  views,
  cache: true,
  escapeFunction: (value: unknown) => escape(String(value)),
  autoTrim: [false, 'nl'],
  functionHeader: 'const page = it.page, t = it.t, partial = it.partial; it = it.it;',
})

/** Registers the template engine and returns what renders with it. */
export async function templates(app: App): Promise<Render> {
  await app.register(fastifyView, {
    engine: { eta },
    root: views,
    production: true,
    viewExt: 'eta',
  })
  return (name, model, page) => app.view(name, context(model, page)) as Promise<Html>
}

interface Context {
  readonly it: unknown
  readonly page: Page
  readonly t: T
  readonly partial: (name: string, model: unknown) => string
}

function context(model: unknown, page: Page): Context {
  const t = translator(page.language)
  const partial = (name: string, inner: unknown): string =>
    eta.render(`/${name}`, { it: inner, page, t, partial })
  return { it: model, page, t, partial }
}
