/** What is kept so that only this installation can read it: AES-256-GCM under a key beside the database. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { bytes } from './random.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12 // bytes, as NIST SP 800-38D recommends; random, far below 2^32 seals
const TAG = 16

/** Seals a text under a 32-byte key for one purpose; base64url of nonce, tag and what was sealed. */
export const seal = (key: Uint8Array, purpose: string, text: string): string =>
  sealBytes(key, purpose, Buffer.from(text, 'utf8')).toString('base64url')

/** Opens what was sealed under this key for this purpose; undefined for anything else. */
export const unseal = (key: Uint8Array, purpose: string, sealed: string): string | undefined =>
  unsealBytes(key, purpose, Buffer.from(sealed, 'base64url'))?.toString('utf8')

/** Seals bytes under a 32-byte key for one purpose: nonce, tag and what was sealed. */
export function sealBytes(key: Uint8Array, purpose: string, plain: Uint8Array): Buffer {
  const nonce = bytes(NONCE)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(purpose))
  const sealed = [cipher.update(plain), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed])
}

/** Opens bytes that were sealed under this key for this purpose; undefined for anything else. */
export function unsealBytes(
  key: Uint8Array,
  purpose: string,
  sealed: Uint8Array,
): Buffer | undefined {
  if (sealed.byteLength < NONCE + TAG) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
  } catch {
    return undefined
  }
}
