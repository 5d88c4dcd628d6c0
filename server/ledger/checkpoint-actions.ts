/** The ledger as it stands, signed: what others keep to find out later whether anything was changed. */
import { isHere } from '../kernel/address.ts'
import type { Clock } from '../kernel/clock.ts'
import { derived } from '../kernel/random.ts'
import { type Signer, signerOf } from '../kernel/signature.ts'
import type { Reader, Storage } from '../storage/database.ts'
import type { Keys, Settings } from '../web/house.ts'
import { type Checkpoint, checkpointText, originAt } from './checkpoint.ts'
import { keyText, noteKey, signed } from './note.ts'
import { keepOrigin, originOf } from './origin-store.ts'
import { root, size } from './store.ts'

/** What signing rests on. */
export interface Signing {
  readonly keys: Pick<Keys, 'seal'>
  readonly settings: Pick<Settings, 'publicUrl'>
}

/** The checkpoint of the first `of` entries, or of all, and the note that says it. */
export async function checkpointOf(
  read: Reader,
  { keys, settings }: Signing,
  of?: number,
): Promise<Checkpoint & { readonly note: string }> {
  const origin = await originOf(read, settings.publicUrl)
  const count = of ?? (await size(read))
  const checkpoint = { origin, size: count, root: await root(read, count) }
  return { ...checkpoint, note: signed(checkpointText(checkpoint), origin, signer(keys)) }
}

/** The key that checks these notes, as one line to be given to others. */
export async function verifierKey(read: Reader, { keys, settings }: Signing): Promise<string> {
  const origin = await originOf(read, settings.publicUrl)
  return keyText(noteKey(origin, signer(keys).publicKey))
}

/**
 * Gives the ledger its name for good once the site has an address that others can reach: a site that
 * is tried out on its own machine is nobody's witness yet.
 */
export async function nameLedger(
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): Promise<void> {
  if (isHere(publicUrl)) return
  await storage.transact((tx) => keepOrigin(tx, originAt(publicUrl), clock()))
}

/** Made from a secret that the installation has from its first start on, so that its backups hold it. */
function signer({ seal }: Signing['keys']): Signer {
  const known = signers.get(seal)
  if (known) return known
  const made = signerOf(derived(seal, 'ledger: checkpoint'))
  signers.set(seal, made)
  return made
}

const signers = new WeakMap<Buffer, Signer>()
