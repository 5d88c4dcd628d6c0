/** `npm run gallery`: every kind of page side by side, to be looked at. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { startVitest } from 'vitest/node'

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.cache/gallery')
const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

const made = await startVitest('test', [], {
  root,
  watch: false,
  include: ['tests/specimens/gallery.write.ts'],
})
await made.close()

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
  const file = path === '/' ? '/index.html' : path
  try {
    const body = readFileSync(join(folder, file))
    response.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'text/plain' }).end(body)
  } catch {
    response.writeHead(404).end('No such page. Links lead nowhere here.')
  }
})
server.listen(Number(process.env.PORT ?? 3001), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  console.log(`Every kind of page: http://127.0.0.1:${port}`)
})
