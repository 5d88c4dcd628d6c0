import {
  createHash,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Random bytes as base64url text: 16 bytes are 128 bits. */
export const token = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** Random bytes as they are. */
export const bytes = (count: number): Buffer => randomBytes(count)

/** SHA-256 as lower-case hex. */
export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** SHA-256 as lower-case hex of what comes in pieces, such as a file of any size. */
export async function sha256OfStream(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const growing = createHash('sha256')
  for await (const piece of pieces) growing.update(piece)
  return growing.digest('hex')
}

/** HMAC-SHA-256: what only the holder of the key can compute. The key's bytes must never change. */
export const keyed = (key: Uint8Array, data: string | Uint8Array): Buffer =>
  createHmac('sha256', secretOf(key)).update(data).digest()

/** A key for one purpose made from another (HKDF with SHA-256, RFC 5869): 32 bytes, the same each time. */
export const derived = (key: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), purpose, 32))

/** Making a key ready costs Node four times the hash itself, so each is made ready once. */
const secrets = new WeakMap<Uint8Array, KeyObject>()

function secretOf(key: Uint8Array): KeyObject {
  const known = secrets.get(key)
  if (known) return known
  const secret = createSecretKey(key)
  secrets.set(key, secret)
  return secret
}

/** Compares without telling by its time how much was right. */
export const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && timingSafeEqual(one, other)

/** A number from 0 up to 1, for what shall not happen to all at once; never for a secret. */
export const chance = (): number => randomBytes(4).readUInt32BE() / 2 ** 32
