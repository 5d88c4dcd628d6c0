/** The invented municipality as it lies in files: its people, its posts and what was said below them. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Role } from '../accounts/account.ts'
import { type Instant, instant, later, MINUTE } from '../kernel/clock.ts'
import type { Country, Language } from '../language/locale.ts'
import { offsetAt } from '../language/zone.ts'
import type { ReasonId } from '../moderation/reasons.ts'
import type { Capacity } from '../posts/post.ts'

export type StaffKey = 'official' | 'moderator' | 'registrar'

/** Somebody who can sign in at the demo. */
export interface Person {
  readonly key: StaffKey
  readonly name: string
  readonly title: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly password: string
}

interface People {
  readonly authority: string
  readonly country: Country
  readonly site_name: string
  readonly language: Language
  readonly time_zone: string
  readonly contact: Readonly<Record<'telephone' | 'email' | 'address' | 'hours', string>>
  readonly presentation: Readonly<Record<'tagline' | 'office' | 'personal', string>>
  readonly staff: readonly Person[]
}

/** A comment or a staff reply; `at` is local time. */
export interface DemoComment {
  readonly key: string
  readonly reply_to?: string
  readonly name?: string
  readonly staff?: StaffKey
  readonly capacity?: Capacity
  readonly at?: string
  readonly hours_ago?: number
  readonly question?: boolean
  readonly state?: 'pending' | 'hidden' | 'spam' | 'withdrawn' | 'held'
  readonly reason?: ReasonId
  readonly sentence?: string
  readonly receipt?: string
  readonly text: string
}

/** A post: the fields of its head, its text and the text after the edit, if there is one. */
export interface DemoPost {
  readonly head: Readonly<Record<string, string>>
  readonly bodies: readonly string[]
  readonly comments: readonly DemoComment[]
}

const FOLDER = new URL('./', import.meta.url)
const INVENTED = 'https://blogg.rannefors.example'

/** The people of the demo and what its site says of itself. */
export const people = (): People =>
  JSON.parse(readFileSync(new URL('people.json', FOLDER), 'utf8')) as People

/** Every post in the order of publication, with links that lead to `publicUrl`. */
export function posts(publicUrl: string): DemoPost[] {
  const folder = new URL('posts/', FOLDER)
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
  return files.sort().map((file) => {
    const read = (name: string) =>
      readFileSync(new URL(name, folder), 'utf8').replaceAll(INVENTED, publicUrl)
    const [, front = '', text = ''] = read(file).split(/^---\n/m)
    const comments = JSON.parse(read(file.replace(/\.md$/, '.comments.json'))) as DemoComment[]
    return { head: headOf(front), bodies: text.split(/^=== edited\n/m), comments }
  })
}

const headOf = (front: string): Record<string, string> =>
  Object.fromEntries(
    [...front.matchAll(/^(\w+): ?(.*)$/gm)].map(([, name, value]) => [name, value]),
  )

/** The moment of a local time such as `2026-11-19 07:42`. */
export function momentOf(local: string, zone: string): Instant {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}:00Z`)
  const near = asUtc - offsetAt(asUtc, zone) * MINUTE
  return later(instant(asUtc), -offsetAt(near, zone) * MINUTE)
}
