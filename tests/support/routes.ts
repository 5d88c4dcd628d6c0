import type { App } from '../../server/web/house.ts'

export interface Route {
  readonly method: string
  readonly path: string
}

/** Every route of an app, with `1` where its address has a number or a name, in November 2026. */
export const routesOf = (app: App): Route[] =>
  printed(app).map(({ method, path }) => ({
    method,
    path: path
      .replace(/:year(\([^)]*\))?\/:month(\([^)]*\))?/, '2026/11')
      .replace(/:year(\([^)]*\))?/, '2026')
      .replace(/:\w+(\([^)]*\))?/g, '1'),
  }))

/**
 * The GET route that an address belongs to, as it is written in the code (`/comments/:id…`), or
 * undefined. Where several fit it is the one with most fixed words, as the router chooses.
 */
export function routeFor(app: App, address: string): string | undefined {
  const parts = address.replace(/[?#].*/, '').split('/')
  const fixed = (path: string) => path.split('/').filter((part) => !part.startsWith(':')).length
  return getRoutes(app)
    .filter((path) => fits(path.split('/'), parts))
    .sort((one, other) => fixed(other) - fixed(one))[0]
}

/** Every GET route of an app, as it is written in the code. */
export const getRoutes = (app: App): string[] =>
  printed(app).flatMap(({ method, path }) => (method === 'GET' ? [path] : []))

const fits = (route: readonly string[], parts: readonly string[]): boolean =>
  route.length === parts.length &&
  route.every((part, at) => {
    const only = /^:\w+(?:\((.*)\))?$/.exec(part)
    return only ? new RegExp(only[1] ?? '.').test(parts[at] ?? '') : part === parts[at]
  })

function printed(app: App): Route[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line)
      if (!found) return []
      const [, indent = '', part = '', methods = ''] = found
      const depth = indent.length / 4
      above[depth] = depth === 0 ? '' : (above[depth - 1] ?? '') + slashed(part, depth)
      const path = above[depth] || '/'
      return methods.split(', ').flatMap((method) => (method ? [{ method, path }] : []))
    })
}

/** The root is printed as `/` and what hangs on it without. */
const slashed = (part: string, depth: number): string =>
  depth === 1 && !part.startsWith('/') ? `/${part}` : part
