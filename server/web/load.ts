/**
 * Overload is met by turning away what takes time: pages that must be made anew, and forms. Pages
 * that are kept are always sent, and whoever wrote something gets it back.
 */
import type { FastifyReply } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { beforeForms } from './guards.ts'
import type { App } from './house.ts'

export interface Load {
  /** Notes that something begins; gives what notes its end. Throws `busy` when too much is under way. */
  readonly enter: () => () => void
  readonly isFull: () => boolean
}

/** Counts what is under way, `most` at once. */
export function openLoad(most: number): Load {
  let count = 0
  return {
    isFull: () => count >= most,
    enter: () => {
      if (count >= most) throw new Problem('busy')
      count += 1
      let isOver = false
      return () => {
        if (!isOver) count -= 1
        isOver = true
      }
    },
  }
}

/** Turns forms away while too much is under way, after they were read, so that their words go back. */
export function refuseTooMuch(app: App, load: Load): void {
  beforeForms(app, (_request, reply) => {
    if (load.isFull()) return new Problem('busy')
    whenOver(reply, load.enter())
    return undefined
  })
}

function whenOver({ raw }: FastifyReply, leave: () => void): void {
  raw.once('finish', leave)
  raw.once('close', leave)
}
