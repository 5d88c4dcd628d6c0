/**
 * Fastify that sends the same Buffer with the same headers, logging off. In its own way of sending, as goal 1 names
 * it, or with `routed` past it: what is left then is finding the route, which nothing on Fastify can do without.
 */
import fastify from 'fastify'
import { readPages } from './stored.ts'

const [, , folder = '', way = '', port = ''] = process.argv
const app = fastify({ logger: false })

for (const { path, headers, body } of readPages(folder).values())
  app.get(path, (_, reply) => {
    if (way !== 'routed') return reply.headers(headers).send(body)
    reply.hijack()
    reply.raw.writeHead(200, headers)
    reply.raw.end(body)
    return reply
  })

await app.listen({ host: '127.0.0.1', port: Number(port) })
