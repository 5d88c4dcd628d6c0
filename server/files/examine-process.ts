/** The process that opens files which came from anywhere; it may read this program, and write nowhere. */
import type { FileKind } from './file.ts'

interface Task {
  readonly task: 'look' | 'draw'
  readonly kind: FileKind
  readonly bytes: Uint8Array
}

process.once('message', ({ task, kind, bytes }: Task) => {
  const does = task === 'draw' ? draw : look
  does(kind, Buffer.from(bytes)).then(
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

async function draw(kind: FileKind, bytes: Buffer) {
  return (await import('./variants.ts')).drawVariants(bytes, kind)
}
