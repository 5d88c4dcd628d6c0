/** What every room is handed: the open database, the clock, the keys, the settings, the cache. */
import type { FastifyInstance } from 'fastify'
import type { Clock, Instant } from '../kernel/clock.ts'
import type { Country, Language } from '../language/locale.ts'
import type { Storage } from '../storage/database.ts'
import type { PageCache } from './cache.ts'
import type { Load } from './load.ts'
import type { ReadOnlySwitch } from './read-only.ts'

/** What the environment says; read and checked in config.ts alone. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** The one source of absolute addresses, without a slash at the end. */
  readonly publicUrl: string
  readonly trustProxy: boolean | number | string
  readonly siteLanguage: Language
  /** What set-up proposes; the country's own when undefined. */
  readonly timeZone: string | undefined
  readonly logLevel: string
  readonly rateLimits: boolean
  /** Seconds of Strict-Transport-Security, 0 for none. */
  readonly hsts: number
  readonly backups: {
    readonly folder: string
    /** Milliseconds between two that the server makes by itself; 0: it makes none. */
    readonly every: number
    /** So many are kept. */
    readonly keep: number
    /** Milliseconds after which one goes, but for the newest. */
    readonly within: number
  }
  readonly mail: MailSettings
  /** The file of the key that opens letters, outside the data folder; without it none are taken. */
  readonly letterKeyFile: string | undefined
}

/** How mail goes out. */
export interface MailSettings {
  /** `smtps://name:password@server:465`; without it mails become files in the data folder. */
  readonly server: string | undefined
  /** The address that mails come from. */
  readonly from: string
  /** Where the addresses of staff may lie; undefined allows every domain, while nothing leaves the machine. */
  readonly domains: readonly string[] | undefined
}

/** The installation's secrets, each 32 bytes, kept in a file that only its owner can read. */
export interface Keys {
  readonly receipt: Buffer
  readonly submission: Buffer
  readonly challenge: Buffer
  readonly seal: Buffer
}

/** When the moderators read, in the site's own zone. */
export interface Hours {
  /** ISO weekdays, 1 is Monday. */
  readonly days: readonly number[]
  /** `08:00` */
  readonly from: string
  readonly to: string
  /** Hours within which a comment is usually read, in stated hours. */
  readonly within: number
  /** A date, `2026-12-27`: nobody reads before it. */
  readonly awayUntil: string | undefined
}

/** Who speaks here: the site as every page needs it, held in memory and renewed after each change. */
export interface Site {
  readonly authority: string
  readonly country: Country
  readonly name: string
  readonly language: Language
  readonly timeZone: string
  readonly telephone: string | undefined
  readonly contactEmail: string | undefined
  readonly postalAddress: string | undefined
  readonly controller: string | undefined
  readonly dataProtectionOfficer: string | undefined
  /** Markdown, and what it became. */
  readonly presentation: string
  readonly presentationHtml: string
  readonly hours: Hours
  readonly official: { readonly accountId: number; readonly name: string; readonly title: string }
  /** A change of official that is planned and announced. */
  readonly next:
    | {
        readonly accountId: number
        readonly name: string
        readonly title: string
        readonly from: Instant
        readonly notice: string
      }
    | undefined
  /** Undefined while no letters are taken. */
  readonly letters:
    | {
        /** Where wrongdoing at work is reported instead: the address of the authority's own channel. */
        readonly whistle: string
        /** Days within which an answer is promised. */
        readonly answerDays: number
        /** Which key they are locked with. */
        readonly keyId: string
      }
    | undefined
  /** How documents are asked for, besides telephone, mail and post. */
  readonly requests: {
    /** Where documents can be searched: eInnsyn, or the authority's own diary. */
    readonly search: string | undefined
    /** Which key requests are locked with; undefined while the blog takes none. */
    readonly keyId: string | undefined
  }
  /** Whether the archive has an entry: no menu shows an empty room. */
  readonly hasArchive: boolean
  /** False while nobody but the author can decide about a comment. */
  readonly hasSecondPerson: boolean
  /** Whether the menu leads to the ledger; its addresses answer in any case. */
  readonly showsLedger: boolean
  /** Whether authors who are not the official ask the official before they publish. */
  readonly asksOfficial: boolean
}

export interface House {
  readonly storage: Storage
  readonly clock: Clock
  readonly settings: Settings
  readonly keys: Keys
  readonly cache: PageCache
  /** Whether the site only lets itself be read, and why. */
  readonly readOnly: ReadOnlySwitch
  /** How much is under way that takes time. */
  readonly load: Load
  /** The site as it is now; undefined until set-up is done. */
  readonly site: () => Site | undefined
  /**
   * Says, after a commit, what of the public pages it changed: `site` (all of them), `lists` (front
   * page, archives, feeds), `post:12`. A reader who comes after this sees the new state.
   */
  readonly changed: (...tags: Tag[]) => Promise<void>
}

/** What a cached page was made from. */
export type Tag = 'site' | 'lists' | 'policy' | 'openness' | 'series' | `post:${number}`

export type App = FastifyInstance
