/** The process that puts servers under load, from the side of the one who measures. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Done, Job } from './load.ts'
import type { Server } from './process.ts'

export interface Client {
  /** Runs a job against a server, and gives what the server used meanwhile. Throws on a wrong answer. */
  readonly load: (server: Server, job: Omit<Job, 'port'>) => Promise<Sample>
  readonly stop: () => void
}

/** What one server did in one round. */
export interface Sample {
  readonly count: number
  /** Requests a second. */
  readonly rate: number
  /** Microseconds of CPU for each request. */
  readonly cpu: number
  /** Milliseconds that one request in a hundred waited longer than. */
  readonly slowest: number
}

/** Starts the client. */
export function openClient(): Client {
  const child = fork(join(import.meta.dirname, 'load.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error('the client ended')
  })
  ended.catch(() => {})
  return {
    load: async (server, job) => {
      const before = await server.usage()
      child.send({ ...job, port: server.port } satisfies Job)
      const [done] = (await Promise.race([once(child, 'message'), ended])) as [Done]
      const after = await server.usage()
      if (done.wrong > 0 || done.count === 0)
        throw new Error(`${server.name}: ${done.wrong} of ${done.count} answers were wrong`)
      return {
        count: done.count,
        rate: done.count / done.seconds,
        cpu: (after.cpu - before.cpu) / done.count,
        slowest: done.slowest,
      }
    },
    stop: () => child.kill(),
  }
}
