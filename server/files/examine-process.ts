/** The process that opens files which came from anywhere; it may read this program, and write nowhere. */
import type { FileKind } from './file.ts'

process.once('message', ({ kind, bytes }: { kind: FileKind; bytes: Uint8Array }) => {
  look(kind, Buffer.from(bytes)).then(
    (answer) => process.send?.(answer, () => process.disconnect()),
    () => process.disconnect(),
  )
})

async function look(kind: FileKind, bytes: Buffer) {
  if (kind === 'pdf') return (await import('./pdf.ts')).lookIntoPdf(bytes)
  if (kind === 'text') return { tells: [], clean: undefined }
  const { lookIntoPicture, TooManyPixels } = await import('./image.ts')
  return lookIntoPicture(bytes, kind).catch((problem: unknown) => {
    if (problem instanceof TooManyPixels) return 'pixels'
    throw problem
  })
}
