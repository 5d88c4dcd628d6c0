/** Files in pieces: each sealed by itself as this one of so many, so that none is lost, moved or added unseen. */
import { setImmediate } from 'node:timers/promises'

/** Bytes of one piece; the last is shorter. */
export const PIECE = 512 * 1024

/** Of how many pieces a file is. */
export const piecesOf = (size: number): number => Math.max(1, Math.ceil(size / PIECE))

/** Hands out the pieces of a file one by one; others are answered in between. */
export async function eachPiece(
  bytes: Buffer,
  does: (piece: Buffer, number: number) => Promise<void>,
): Promise<void> {
  for (let number = 0; number < piecesOf(bytes.byteLength); number++) {
    await does(bytes.subarray(number * PIECE, (number + 1) * PIECE), number)
    await setImmediate()
  }
}
