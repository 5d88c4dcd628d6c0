/** A file that came with a letter, or with what was written more. */
import type { FileKind } from '../files/file.ts'

/** What is said of it, opened; the bytes come when they are asked for. */
export interface Attachment {
  readonly id: number
  /** What was said that it came with. */
  readonly textId: number
  readonly name: string
  readonly kind: FileKind
  readonly size: number
  /** A copy without what the file told beside what it shows. */
  readonly isCopy: boolean
  /** Its bytes one piece after the other; throws when one was lost, changed or exchanged. */
  readonly pieces: () => AsyncIterable<Buffer>
  /** All of its bytes. */
  readonly open: () => Promise<Buffer>
}

/** What is sealed of it beside its bytes. */
export type AttachmentWords = Pick<Attachment, 'name' | 'kind' | 'size' | 'isCopy'>
