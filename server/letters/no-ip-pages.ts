/** The part of the channel's page about the logs in front of the blog. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import { type Attested, holdsUntil, MAX_HOW, stateOf } from './no-ip.ts'

export interface NoIpPart {
  /** What was attested, by whom, and until when it holds; undefined while nothing is. */
  readonly told: string | undefined
  readonly how: string
  readonly maxHow: number
  readonly isTicked: boolean
  readonly fault: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'letters/no-ip': NoIpPart
  }
}

/** What came back from the form. */
export interface NoIpBack {
  readonly how: string
  readonly isTicked: boolean
  readonly fault: 'letters.no_ip.fault.tick' | 'letters.no_ip.fault.how'
}

/** What is attested now, and the form to attest it anew. */
export function noIpPart(
  {
    t,
    language,
    zone,
    now,
  }: {
    readonly t: T
    readonly language: Language
    readonly zone: string
    readonly now: Instant
  },
  attested: Attested | undefined,
  back: NoIpBack | undefined,
): NoIpPart {
  const day = (at: Instant) => date(at, language, zone)
  return {
    told:
      attested &&
      t(stateOf(attested, now) === 'lapsed' ? 'letters.no_ip.lapsed' : 'letters.no_ip.told', {
        ...{ name: attested.name, date: day(attested.at), until: day(holdsUntil(attested)) },
      }),
    how: back?.how ?? attested?.how ?? '',
    maxHow: MAX_HOW,
    isTicked: back?.isTicked ?? false,
    fault: back && t(back.fault),
  }
}
