import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Random bytes as base64url text: 16 bytes are 128 bits. */
export const token = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** Random bytes as they are. */
export const bytes = (count: number): Buffer => randomBytes(count)

/** SHA-256 as lower-case hex. */
export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex')

/** HMAC-SHA-256: what only the holder of the key can compute. */
export const keyed = (key: Uint8Array, data: string): Buffer =>
  createHmac('sha256', key).update(data).digest()

/** Compares without telling by its time how much was right. */
export const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && timingSafeEqual(one, other)
