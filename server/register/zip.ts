/** Packs files into one ZIP in memory: nothing of a letter touches the disk. */
import { ZipFile } from 'yazl'
import type { Instant } from '../kernel/clock.ts'

/** A ZIP with these files, all dated `at`, so that the same files give the same bytes. Names are UTF-8. */
export async function zip(
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
  at: Instant,
): Promise<Buffer> {
  const packed = new ZipFile()
  for (const { name, bytes } of files)
    packed.addBuffer(bytes, name, { mtime: new Date(at), mode: 0o100644 })
  packed.end()
  const pieces: Buffer[] = []
  for await (const piece of packed.outputStream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
