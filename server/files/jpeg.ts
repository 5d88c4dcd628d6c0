/** The segments of a JPEG before what draws it (ITU T.81, annex B). */

export interface Segment {
  readonly marker: number
  readonly start: number
  readonly end: number
}

/** APP1 (EXIF, XMP), APP13 (IPTC) and comments: what tells of a picture and draws nothing of it. */
export const COMMENT = 0xfe
export const stories: ReadonlySet<number> = new Set([0xe1, 0xed, COMMENT])

/** Every segment from the first on, up to where the drawing begins or the file makes no sense. */
export function segmentsOf(bytes: Uint8Array): Segment[] {
  const segments: Segment[] = []
  let start = 2
  while (bytes[start] === 0xff && bytes[start + 1] !== 0xda && segments.length < MOST) {
    const length = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0)
    const end = start + 2 + length
    if (length < 2 || end > bytes.length) break
    segments.push({ marker: bytes[start + 1] ?? 0, start, end })
    start = end
  }
  return segments
}

const MOST = 10_000
