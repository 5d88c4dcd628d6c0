/** Servers in processes of their own, started, asked what they have used, and stopped. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

/** Microseconds of CPU (user and system, all threads) since the start, and bytes of memory now. */
export interface Usage {
  readonly cpu: number
  readonly memory: number
}

export interface Server {
  readonly name: string
  readonly port: number
  readonly usage: () => Promise<Usage>
  readonly stop: () => Promise<void>
}

/** What is started: a script from the root of the project, its arguments and its environment. */
export interface Program {
  readonly name: string
  readonly script: string
  readonly words?: readonly string[]
  readonly flags?: readonly string[]
  readonly environment?: (port: number) => Readonly<Record<string, string>>
}

const root = join(import.meta.dirname, '..')
const probe = join(import.meta.dirname, 'probe.mjs')

/** Starts a program on a free port and waits until it answers. The port is its last argument. */
export async function start(program: Program): Promise<Server> {
  const port = await freePort()
  const words = [...(program.words ?? []), String(port)]
  const child = spawn(
    process.execPath,
    [...(program.flags ?? []), '--import', probe, join(root, program.script), ...words],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production', ...program.environment?.(port) },
    },
  )
  await untilOpen(child, program.name, port)
  return {
    name: program.name,
    port,
    usage: async () => {
      child.send('usage')
      const [usage] = await once(child, 'message')
      return usage as Usage
    },
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function untilOpen(child: ChildProcess, name: string, port: number): Promise<void> {
  while (!(await isOpen(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)))
    socket.on('error', () => resolve(false))
  })

/** A port of this machine that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
