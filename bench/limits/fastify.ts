/** The limit of the framework: Fastify that sends the same Buffer with the same headers, logging off. */
import fastify from 'fastify'
import { readPages } from './stored.ts'

const [, , folder = '', port = ''] = process.argv
const app = fastify({ logger: false })

for (const { path, headers, body } of readPages(folder).values())
  app.get(path, (_, reply) => {
    reply.headers(headers).send(body)
  })

await app.listen({ host: '127.0.0.1', port: Number(port) })
