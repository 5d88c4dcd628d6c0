/** What the running server tells whoever runs it: lines of JSON on standard output. */
import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../kernel/clock.ts'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const

type Level = (typeof levels)[number]

/** Fastify's own words and ours, about a request too, all go to the same. */
export type Log = FastifyBaseLogger

/**
 * Opens the log; what is below `level` is not written, with `silent` nothing. A line holds its level,
 * its time, what it says, and of what it is about only numbers, short words and errors: a request or
 * an answer that somebody hands over leaves nothing in it (promise 7).
 */
export function openLog(level: string, clock: Clock, write = toOutput): Log {
  const least = level === 'silent' ? levels.length : levels.indexOf(level as Level)
  const writing = (name: Level) => (about: unknown, words?: string) => {
    const [plain, msg] = typeof about === 'string' ? [{}, about] : [plainOf(about), words]
    write(`${JSON.stringify({ level: name, time: clock(), ...plain, msg })}\n`)
  }
  const speak = Object.fromEntries(
    levels.map((name, at) => [name, at < least ? () => {} : writing(name)]),
  ) as Record<Level, ReturnType<typeof writing>>
  const log: Log = { ...speak, silent: () => {}, level, child: () => log }
  return log
}

const toOutput = (line: string): void => void process.stdout.write(line)

function plainOf(about: unknown): object {
  if (about instanceof Error) return { err: errorOf(about) }
  const entries = Object.entries(about ?? {}).flatMap(([name, value]) => {
    if (value instanceof Error) return [[name, errorOf(value)]]
    return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}

const errorOf = (error: Error & { readonly code?: unknown }): object => ({
  type: error.name,
  message: error.message,
  code: error.code,
  stack: error.stack,
})
