import type { App } from '../../server/web/house.ts'

export interface Route {
  readonly method: string
  readonly path: string
}

/** Every route of an app, with `1` where its address has a number or a name. */
export function routesOf(app: App): Route[] {
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
      const path = (above[depth] || '/').replace(/:\w+(\([^)]*\))?/g, '1')
      return methods.split(', ').flatMap((method) => (method ? [{ method, path }] : []))
    })
}

/** The root is printed as `/` and what hangs on it without. */
const slashed = (part: string, depth: number): string =>
  depth === 1 && !part.startsWith('/') ? `/${part}` : part
