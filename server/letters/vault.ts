/**
 * The vault: each letter has a key of its own, kept beside it sealed under the site's key, which is not in the data
 * folder. Whoever has the database without that key has no word; who destroys a letter's key has erased it.
 */
import { bytes } from '../kernel/random.ts'
import { seal, sealBytes, unseal, unsealBytes } from '../kernel/seal.ts'

/** What opens and seals the words of one letter. */
export interface Box {
  /** Seals words as the thing with this kind and number, and as nothing else. */
  readonly seal: (kind: string, number: number, words: string) => string
  /** The words; throws when they were changed, exchanged or sealed for something else. */
  readonly open: (kind: string, number: number, sealed: string) => string
  /** Seals bytes in the same way. */
  readonly sealBytes: (kind: string, number: number, bytes: Uint8Array) => Buffer
  /** The bytes; throws like `open`. */
  readonly openBytes: (kind: string, number: number, sealed: Uint8Array) => Buffer
}

/** A letter's key as it lies in the database. */
export interface Locked {
  readonly id: number
  /** Undefined once the letter was erased. */
  readonly sealedKey: string | undefined
  readonly keyId: string
}

export interface Vault {
  /** Which key this is: 64 bits of a hash. */
  readonly keyId: string
  /** A new key for the letter with this number. */
  readonly newKey: (id: number) => Locked & { readonly sealedKey: string }
  /** The box of a letter; undefined when it was erased, or locked by another key than ours. */
  readonly boxOf: (letter: Locked) => Box | undefined
  /** A letter's key taken out of its lock for another; undefined when it was erased, or is not locked by us. */
  readonly moved: (letter: Locked, to: Vault) => Locked | undefined
  /** Locks a letter's own key, as it came out of another lock. */
  readonly lock: (id: number, own: string) => Locked
}

/** Opens the vault with the site's key, for letters or for requests: neither opens what the other has sealed. */
export function openVault(
  { id: keyId, key }: { readonly id: string; readonly key: Buffer },
  what: 'letter' | 'request' = 'letter',
): Vault {
  const purposeOf = (id: number): string => `${what} ${id} key`
  const ownKey = ({ id, sealedKey, keyId: lockedBy }: Locked): string | undefined =>
    sealedKey === undefined || lockedBy !== keyId
      ? undefined
      : unseal(key, purposeOf(id), sealedKey)
  return {
    keyId,
    newKey: (id) => {
      const sealedKey = seal(key, purposeOf(id), bytes(32).toString('base64url'))
      return { id, sealedKey, keyId }
    },
    boxOf: (letter) => {
      const own = ownKey(letter)
      return own === undefined
        ? undefined
        : boxUnder(Buffer.from(own, 'base64url'), `${what} ${letter.id}`)
    },
    moved: (letter, to) => {
      const own = ownKey(letter)
      return own === undefined ? undefined : to.lock(letter.id, own)
    },
    lock: (id, own) => ({ id, keyId, sealedKey: seal(key, purposeOf(id), own) }),
  }
}

function boxUnder(key: Buffer, of: string): Box {
  const purpose = (kind: string, number: number) => `${of} ${kind} ${number}`
  const whole = <Opened>(opened: Opened | undefined, kind: string, number: number): Opened => {
    if (opened === undefined) throw new Error(`${kind} ${number} of ${of} cannot be opened`)
    return opened
  }
  return {
    seal: (kind, number, words) => seal(key, purpose(kind, number), words),
    open: (kind, number, sealed) => whole(unseal(key, purpose(kind, number), sealed), kind, number),
    sealBytes: (kind, number, bytes) => sealBytes(key, purpose(kind, number), bytes),
    openBytes: (kind, number, sealed) =>
      whole(unsealBytes(key, purpose(kind, number), sealed), kind, number),
  }
}
