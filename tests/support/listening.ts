import { createServer } from 'node:net'
import type { App } from '../../server/web/house.ts'

/** Lets a real browser reach a site, on a free port of this machine alone; gives its origin. */
export const listening = (app: App): Promise<string> => app.listen({ host: '127.0.0.1', port: 0 })

/** A port that is free now, for a site that must know its own address before it listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
