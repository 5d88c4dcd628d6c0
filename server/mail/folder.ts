/** Mails as files, where no server is named: everything works, and nothing leaves the machine. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Instant, milliseconds } from '../kernel/clock.ts'
import type { Carrier, Parcel } from './carrier.ts'
import { fileOf } from './mail.ts'

/**
 * Carries mails into `mail/` of the data folder, readable by their owner alone. A file appears whole
 * or not at all, under a name made of its Message-ID: handed over twice it is there once.
 */
export const folderCarrier = (dataDir: string): Carrier => ({
  where: undefined,
  erase: (messageIds) => {
    for (const id of messageIds) rmSync(join(dataDir, 'mail', fileOf(id)), { force: true })
  },
  tidy: (before) => removeOlder(join(dataDir, 'mail'), before),
  carry: async (parcel, offered) => {
    try {
      await offered()
      put(join(dataDir, 'mail'), parcel)
      return { ok: true }
    } catch {
      return { ok: false, problem: 'disk', isFinal: false, isServer: true }
    }
  },
})

/** By the time of the file system: it is when the mail came here. */
function removeOlder(folder: string, before: Instant): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.eml')))
    if (statSync(join(folder, name)).mtimeMs < milliseconds(before)) rmSync(join(folder, name))
}

function put(folder: string, { messageId, bytes }: Parcel): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = fileOf(messageId)
  const unfinished = join(folder, `.${name}`)
  writeSynced(unfinished, bytes)
  try {
    linkSync(unfinished, join(folder, name))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
  }
  rmSync(unfinished)
  syncFolder(folder)
}

function writeSynced(path: string, bytes: Buffer): void {
  const handle = openSync(path, 'w', 0o600)
  try {
    writeFileSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Windows cannot sync a folder, and needs not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
