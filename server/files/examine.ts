/**
 * Has a file looked into by a process of its own, which gets the bytes alone: no secret, no environment, no right to
 * write. Whatever a hostile file does to what opens it, it does there; the process is gone afterwards with its memory.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileKind, Look } from './file.ts'

/** So long may it take, and so many run at once. */
const PATIENCE = 15_000
const AT_ONCE = 2
const MOST_HEAP = 384 // megabytes

/** Looks into files; what cannot be looked into comes back as unread, never as an error. */
export type Examine = (kind: FileKind, bytes: Buffer) => Promise<Look | 'pixels'>

const unread: Look = { tells: undefined, clean: undefined }

/** Opens the examining; a text tells nothing beside its words. */
export function openExamining(): Examine {
  const waiting: (() => void)[] = []
  let running = 0
  return async (kind, bytes) => {
    if (kind === 'text') return { tells: [], clean: undefined }
    if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
    running += 1
    try {
      return await examined(kind, bytes)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

function examined(kind: FileKind, bytes: Buffer): Promise<Look | 'pixels'> {
  const child = start()
  return new Promise((resolve) => {
    let answer: Look | 'pixels' = unread
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
    child.once('message', (told: Look | 'pixels') => {
      answer = told
    })
    const end = () => {
      clearTimeout(timer)
      resolve(asBuffers(answer))
    }
    child.once('error', end)
    child.once('exit', end)
    child.send({ kind, bytes }, (problem) => problem && child.kill('SIGKILL'))
  })
}

const file = fileURLToPath(new URL('./examine-process.ts', import.meta.url))

/** What such a process may do: read this program and its libraries, and nothing else of the disk; and its memory. */
export const confined: readonly string[] = [
  ...['--permission', '--allow-addons', `--allow-fs-read=${join(dirname(file), '..', '..')}`],
  ...[`--max-old-space-size=${MOST_HEAP}`, '--disable-warning=ExperimentalWarning'],
]

function start(): ChildProcess {
  return fork(file, [], {
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...confined],
  })
}

/** What comes from another process is bytes, not a Buffer. */
const asBuffers = (look: Look | 'pixels'): Look | 'pixels' =>
  look === 'pixels' || !look.clean
    ? look
    : { ...look, clean: { ...look.clean, bytes: Buffer.from(look.clean.bytes) } }
