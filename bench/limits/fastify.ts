/**
 * The limit of the framework: Fastify that finds the route and sends the same Buffer with the same headers,
 * logging off. Past its own way of sending, as the site does too: that way costs more and would be no limit.
 */
import fastify from 'fastify'
import { readPages } from './stored.ts'

const [, , folder = '', port = ''] = process.argv
const app = fastify({ logger: false })

for (const { path, headers, body } of readPages(folder).values())
  app.get(path, (_, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, headers)
    reply.raw.end(body)
  })

await app.listen({ host: '127.0.0.1', port: Number(port) })
