/** Addresses of people without an account: sealed where they lie, and recognised without being read. */
import { domainToASCII } from 'node:url'
import { isMailable } from '../accounts/mail-address.ts'
import { derived, keyed, same } from '../kernel/random.ts'
import { seal, unseal } from '../kernel/seal.ts'
import { subjectOf, type Target } from './follow.ts'

/** What only this installation can do with addresses and links. */
export interface Secrets {
  /** The address sealed: AES-256-GCM, another text each time. */
  readonly sealed: (address: string) => string
  /** What was sealed; undefined when it was sealed by another installation. */
  readonly opened: (sealed: string) => string | undefined
  /** What an address is recognised by where it follows this target, and nowhere else. */
  readonly keyOf: (address: string, target: Target) => string
  /** What an address that shall get no mail is recognised by. */
  readonly stopKeyOf: (address: string) => string
  /** A name for mails to this address about one thing, which other mails can refer to. */
  readonly nameOf: (address: string, thing: string) => string
  /** A link's token for one follow: 162 bits, computed and never stored. */
  readonly tokenOf: (purpose: Purpose, follow: Named) => string
  /** Whether a token is that of this follow. */
  readonly isTokenOf: (token: string, purpose: Purpose, follow: Named) => boolean
}

export type Purpose = 'confirm' | 'unsubscribe'
interface Named {
  readonly id: number
  readonly askedAt: string
}

const SEALED_FOR = 'follow.address'
const MAC = 27 // characters of base64url: 162 bits

/** Makes them from the key that seals; nothing more has to be kept or backed up. */
export function followSecrets(key: Buffer): Secrets {
  const sealing = derived(key, 'following: seal')
  const naming = derived(key, 'following: name')
  const mac = (...parts: readonly string[]) =>
    keyed(naming, parts.join('\n')).toString('base64url').slice(0, MAC)
  const tokenOf = (purpose: Purpose, { id, askedAt }: Named) =>
    `${mac(purpose, String(id), askedAt)}-${id.toString(36)}` // ends in what no program takes for a full stop
  return {
    sealed: (address) => seal(sealing, SEALED_FOR, address),
    opened: (sealed) => unseal(sealing, SEALED_FOR, sealed),
    keyOf: (address, target) => mac('address', address.toLowerCase(), subjectOf(target)),
    stopKeyOf: (address) => mac('stop', address.toLowerCase()),
    nameOf: (address, thing) => `${thing}-${mac('mail', address.toLowerCase(), thing)}`,
    tokenOf,
    isTokenOf: (token, purpose, follow) =>
      same(Buffer.from(token), Buffer.from(tokenOf(purpose, follow))),
  }
}

/** The follow that a token speaks of; whether it is the right token is another question. */
export function numberIn(token: string): number | undefined {
  const found = /^[\w-]{27}-([0-9a-z]{1,10})$/.exec(token)
  const number = found?.[1] ? Number.parseInt(found[1], 36) : 0
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

/** An address as it was typed, with a domain in the letters of the network; undefined when it is none. */
export function readAddress(typed: string): string | undefined {
  const text = typed.trim()
  const at = text.lastIndexOf('@')
  const address = at < 1 ? '' : `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`
  return isMailable(address) ? address : undefined
}
