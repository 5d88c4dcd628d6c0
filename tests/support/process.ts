/** The server as a process of its own, as `npm start` runs it, and requests as bytes on a socket. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const entry = join(import.meta.dirname, '../../server/main.ts')

export interface Running {
  readonly origin: string
  /** Everything it has written so far. */
  readonly output: () => string
  /** Ends it and waits until it is gone. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** Starts the server on a data folder; it is gone when the test is. Throws with its words when it ends early. */
export async function startServer(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const origin = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer) => {
      said += part.toString()
      const found = /Server listening at (http:\/\/[\w.:]+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)))
  })
  const end = (signal: 'SIGTERM' | 'SIGKILL') => stop(child, signal)
  onTestFinished(() => end('SIGKILL'))
  return { origin, output: () => said, end }
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'close')
}

export interface Sending {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
  /** One connection that several requests use one after another. */
  readonly connection?: Agent
}

export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A connection that stays open between requests. */
export const connection = (): Agent => new Agent({ keepAlive: true, maxSockets: 1 })

/** Sends one request; rejects when the connection breaks before the whole answer is there. */
export function send(origin: string, path: string, sending: Sending = {}): Promise<Received> {
  const { form, method = form ? 'POST' : 'GET', headers = {}, connection: agent } = sending
  const body = form && new URLSearchParams(form).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const site = { 'sec-fetch-site': 'same-origin' }
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        ...{ hostname, port, path, method },
        ...(agent ? { agent } : {}),
        headers: { ...(body === undefined ? {} : { ...type, ...site }), ...headers },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts).toString(),
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
