/** What the forms about a proposal send. */
import type { FastifyRequest } from 'fastify'
import { isCapacity } from '../posts/post.ts'
import { field, fields, numberField } from '../web/forms.ts'
import { MOST_PARTS, type Typed } from './compose.ts'
import type { OwnTyped } from './own-actions.ts'
import { MOST_PERSONS, type Resolution, resolutions } from './recognise.ts'
import type { Resolved } from './sealed.ts'

/** Everything that the office types. */
export function typedIn(request: FastifyRequest): Typed {
  const capacity = field(request, 'capacity')
  const answers = Array.from({ length: MOST_PARTS + 1 }, (_, at) => [
    at,
    field(request, `answer-${at}`).trim(),
  ])
  return {
    title: field(request, 'title'),
    preface: field(request, 'preface'),
    capacity: isCapacity(capacity) ? capacity : undefined,
    credit: { kind: 'none', words: '' }, // the writer's alone
    answers: Object.fromEntries(answers.filter(([, text]) => text !== '')),
    others: field(request, 'others'),
    ...chosenIn(request),
    takeOut: {
      writer: field(request, 'out-writer'),
      person: field(request, 'out-person'),
      secrecy: field(request, 'out-secrecy'),
    },
  }
}

/** What the writer changes; what was taken out for another reason stays as it was. */
export const ownTypedIn = (request: FastifyRequest, before: Typed): OwnTyped => ({
  credit: { kind: field(request, 'credit'), words: field(request, 'credit_words') },
  ...chosenIn(request),
  takeOut: { ...before.takeOut, writer: field(request, 'out-writer') },
})

const chosenIn = (request: FastifyRequest) => ({
  chosen: fields(request, 'part')
    .filter((text) => /^\d{1,2}$/.test(text))
    .map(Number),
})

/** How it stands with those who are mentioned, as far as it was said. */
export function resolvedIn(request: FastifyRequest): Resolved {
  const said = Array.from({ length: MOST_PERSONS }, (_, at) => {
    const asked = field(request, `resolved-${at}`)
    const found = resolutions.find((one) => one === asked)
    const name = field(request, `person-${at}`).slice(0, 200)
    return found && name !== '' ? ([name, found] as const) : undefined
  })
  return Object.fromEntries(
    said.filter((one): one is readonly [string, Resolution] => one !== undefined),
  )
}

/** The version that whoever sends a form has seen. */
export const seenIn = (request: FastifyRequest) => ({
  number: numberField(request, 'number') ?? 0,
  hash: field(request, 'hash'),
})
