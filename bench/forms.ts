/** Comments as a browser sends them, each with a mark of its own, from many places. */

import { newSubmission } from '../server/comments/submission.ts'
import { openKeys } from '../server/storage/keys.ts'
import { between, chanceFrom, oneOf } from './chance.ts'
import { browser } from './http.ts'
import { openProse } from './prose.ts'

/** What forms are made from. */
export interface Forms {
  /** Where the site's keys are: a mark must be one of the site's own. */
  readonly folder: string
  /** The number of the first form; each number gives another form from another place. */
  readonly first: number
  readonly count: number
  readonly post: number
  readonly parents: readonly number[]
  /** A solved challenge, as the browser sends it along. */
  readonly proof: string
}

/** Forms that nobody has sent yet. */
export type MakeForms = (count: number) => Forms

/** Forms for comments under a post of the site in this folder, half of them replies to one of its comments. */
export function formsFor(
  { id, comments }: { readonly id: number; readonly comments: readonly number[] },
  folder: string,
  proof: string,
): MakeForms {
  let first = 0
  return (count) => {
    const forms = { folder, first, count, post: id, parents: comments, proof }
    first += count
    return forms
  }
}

/** Under what RATE_LIMITS lets through from one place. */
const FROM_ONE_PLACE = 50

/** Whole requests, half of them replies to a comment, of 60 words on the average. */
export function formRequests({ folder, first, count, post, parents, proof }: Forms): Buffer[] {
  const key = openKeys(folder).submission
  const chance = chanceFrom(first)
  const prose = openProse(chance)
  return Array.from({ length: count }, (_, at) => {
    const parent = chance() < 0.5 ? { parent: oneOf(chance, parents), parent_version: 1 } : {}
    const form = new URLSearchParams({
      ...stringsOf({ post, post_version: 1, ...parent }),
      text: prose.text(between(chance, 20, 100)),
      name: prose.name(),
      code: '',
      mark: newSubmission(key),
      altcha: proof,
      website: '',
    })
    return Buffer.from(
      postRequest(form.toString(), placeOf(Math.floor((first + at) / FROM_ONE_PLACE))),
    )
  })
}

const stringsOf = (values: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

const postRequest = (body: string, place: string): string =>
  [
    'POST /comments HTTP/1.1',
    ...browser,
    `X-Forwarded-For: ${place}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')

/** An address of the net that is set aside for measuring (RFC 2544). */
const placeOf = (place: number): string =>
  `198.${18 + ((place >> 16) & 1)}.${(place >> 8) & 255}.${place & 255}`
