/** Ed25519 signatures (RFC 8032) with keys as their 32 bytes, as other programs exchange them. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What signs: the public key, and the signature of some bytes, 64 bytes that are the same each time. */
export interface Signer {
  readonly publicKey: Buffer
  readonly sign: (data: Uint8Array) => Buffer
}

/** Makes a signer of a 32-byte secret. Throws on a secret of another length. */
export function signerOf(secret: Uint8Array): Signer {
  const key = createPrivateKey({ key: wrapped(PRIVATE, secret), format: 'der', type: 'pkcs8' })
  const whole = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: whole.subarray(PUBLIC.byteLength),
    sign: (data) => sign(null, data, key),
  }
}

/** Whether the holder of this 32-byte public key signed these bytes. Anything malformed is false. */
export function isSignedBy(
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = publicKeyOf(publicKey)
  return key !== undefined && verify(null, data, key, signature)
}

function publicKeyOf(publicKey: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: wrapped(PUBLIC, publicKey), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** What stands before the 32 bytes in the forms of RFC 8410 that Node reads. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

function wrapped(before: Buffer, key: Uint8Array): Buffer {
  if (key.byteLength !== 32) throw new TypeError('an Ed25519 key has 32 bytes')
  return Buffer.concat([before, key])
}
