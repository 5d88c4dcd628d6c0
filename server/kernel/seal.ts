/** What is kept so that only this installation can read it: AES-256-GCM under a key beside the database. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { bytes } from './random.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12 // bytes, as NIST SP 800-38D recommends; random, far below 2^32 seals
const TAG = 16

/** Seals a text under a 32-byte key for one purpose; base64url of nonce, tag and what was sealed. */
export function seal(key: Uint8Array, purpose: string, text: string): string {
  const nonce = bytes(NONCE)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Opens what was sealed under this key for this purpose; undefined for anything else. */
export function unseal(key: Uint8Array, purpose: string, sealed: string): string | undefined {
  const all = Buffer.from(sealed, 'base64url')
  if (all.byteLength < NONCE + TAG) return undefined
  const nonce = all.subarray(0, NONCE)
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(all.subarray(NONCE, NONCE + TAG))
  try {
    return decipher.update(all.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
