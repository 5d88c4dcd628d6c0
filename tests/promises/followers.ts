/** People who follow by mail in the world: what is told of one is for that one alone. */
import { followSecrets } from '../../server/following/address.ts'
import type { Form, TestSite } from '../support/site.ts'
import { type Marker, word } from './markers.ts'

/** Somebody who follows, and what only the mails to them may tell: their address, and the tokens of their links. */
export interface Follower {
  readonly address: string
  readonly own: readonly string[]
}

/** What stands in the mails to those who follow. */
export interface Links {
  readonly confirm: string
  readonly unsubscribe: readonly string[]
}

/** What the browsers of those who follow tell of them without being asked. */
const traces = { 'user-agent': 'Sparhund/7.7 (unikt-bord)', 'x-forwarded-for': '203.0.113.77' }

const addressOf = (who: string): string => `${word(who, 'address')}@example.org`

interface Kept {
  readonly id: number
  readonly who: string
  readonly isConfirmed: boolean
}

/** Asks to follow by the forms, in the name of one or the other, and confirms by the link of the mail. */
export function followersOf(site: TestSite) {
  const secrets = followSecrets(site.keys.seal)
  const kept: Kept[] = []
  const newest = () =>
    site.storage.read
      .selectFrom('follow')
      .select(['id', 'asked_at'])
      .orderBy('id', 'desc')
      .executeTakeFirst()
  const ask = async (who: string, at: string, form: Form = {}) => {
    const before = (await newest())?.id
    const typed = { address: addressOf(who), ...form }
    const asked = await site.post(at, typed, { headers: traces })
    if (asked.statusCode !== 303) throw new Error(`${at}: ${asked.statusCode} ${asked.body}`)
    const row = await newest()
    return row && row.id !== before ? row : undefined
  }
  /** Asks, and says yes. */
  const follow = async (who: string, at: string, form: Form = {}): Promise<void> => {
    const row = await ask(who, at, form)
    if (!row) throw new Error(`${who} follows ${at} already`)
    const token = secrets.tokenOf('confirm', { id: row.id, askedAt: row.asked_at })
    await site.post(`/follow/confirmation/${token}`, {}, { headers: traces })
    kept.push({ id: row.id, who, isConfirmed: true })
  }
  /** Asks, and says nothing more; or asks for what is followed already. */
  const onlyAsk = async (who: string, at: string): Promise<void> => {
    const row = await ask(who, at)
    if (row) kept.push({ id: row.id, who, isConfirmed: false })
  }
  const told = async () => {
    const rows = await site.storage.read.selectFrom('follow').select(['id', 'asked_at']).execute()
    const tokens = kept.map(({ id, who, isConfirmed }) => {
      const follow = { id, askedAt: rows.find((row) => row.id === id)?.asked_at ?? '' }
      const confirm = secrets.tokenOf('confirm', follow)
      return { who, isConfirmed, confirm, unsubscribe: secrets.tokenOf('unsubscribe', follow) }
    })
    return { followers: followersIn(tokens), links: linksIn(tokens) }
  }
  return { follow, onlyAsk, told }
}

interface Token {
  readonly who: string
  readonly isConfirmed: boolean
  readonly confirm: string
  readonly unsubscribe: string
}

const followersIn = (tokens: readonly Token[]): Follower[] =>
  [...new Set(tokens.map(({ who }) => who))].map((name) => {
    const mine = tokens.filter(({ who }) => who === name)
    const links = mine.flatMap(({ confirm, unsubscribe }) => [confirm, unsubscribe])
    return { address: addressOf(name), own: [addressOf(name), ...links] }
  })

const linksIn = (tokens: readonly Token[]): Links => ({
  confirm: tokens.find(({ isConfirmed }) => !isConfirmed)?.confirm ?? '',
  unsubscribe: tokens.filter(({ isConfirmed }) => isConfirmed).map((token) => token.unsubscribe),
})

/** No page tells anybody who follows, nor anything what their browsers said. */
export const followMarkers = (followers: readonly Follower[]): Marker[] =>
  [...followers.flatMap(({ own }) => own), ...Object.values(traces)].map((text) => ({
    ...{ word: text, may: [], must: [] },
  }))
