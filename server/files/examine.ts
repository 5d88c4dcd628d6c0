/**
 * Has a file looked into by a process of its own, which gets the bytes alone: no secret, no environment, no right to
 * write. Whatever a hostile file does to what opens it, it does there; the process is gone afterwards with its memory.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileKind, Look } from './file.ts'
import type { DrawingFault, Variant } from './variants.ts'

/** So long may it take, and so many run at once. */
const PATIENCE = { look: 15_000, draw: 40_000 } as const
const AT_ONCE = 2
const MOST_HEAP = 384 // megabytes

type Task = keyof typeof PATIENCE

/** Looks into files; what cannot be looked into comes back as unread, never as an error. */
export type Examine = (kind: FileKind, bytes: Buffer) => Promise<Look | 'pixels'>

/** Draws a picture anew in its variants; what cannot be drawn, or takes too long, comes back as broken. */
export type Draw = (kind: FileKind, bytes: Buffer) => Promise<readonly Variant[] | DrawingFault>

const unread: Look = { tells: undefined, clean: undefined }

/** Opens the examining; a text tells nothing beside its words. */
export function openExamining(): Examine {
  const ask = inTurn()
  return async (kind, bytes) => {
    if (kind === 'text') return { tells: [], clean: undefined }
    return asBuffers(await ask<Look | 'pixels'>('look', { kind, bytes }, unread))
  }
}

/** Opens the drawing of pictures, one process for each. */
export function openDrawing(): Draw {
  const ask = inTurn()
  return async (kind, bytes) => {
    const drawn = await ask<readonly Variant[] | DrawingFault>('draw', { kind, bytes }, 'broken')
    if (typeof drawn === 'string') return drawn
    return drawn.map((one) => ({ ...one, bytes: Buffer.from(one.bytes) }))
  }
}

interface File {
  readonly kind: FileKind
  readonly bytes: Buffer
}

/** No more than a few at once; the others wait. */
function inTurn() {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(task: Task, given: File, otherwise: T): Promise<T> => {
    if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
    running += 1
    try {
      return await answered(task, given, otherwise)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

/** What a process of its own answers, or this when it says nothing in time. */
function answered<T>(task: Task, given: File, otherwise: T): Promise<T> {
  const child = start()
  return new Promise((resolve) => {
    let answer = otherwise
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE[task])
    child.once('message', (told: T) => {
      answer = told
    })
    const end = () => {
      clearTimeout(timer)
      resolve(answer)
    }
    child.once('error', end)
    child.once('exit', end)
    child.send({ task, ...given }, (problem) => problem && child.kill('SIGKILL'))
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
