/** A tree that grows by one leaf after another and remembers only what its root needs. */
import { completed, type Hash, join, leftOf } from './merkle.ts'

export interface Growing {
  readonly add: (leaf: Hash) => void
  readonly root: () => Hash
}

/** An empty tree. Memory: one hash for each time that its size can be halved. */
export function growing(): Growing {
  const peaks: Hash[] = []
  let size = 0
  return {
    add: (leaf) => {
      const left = peaks.splice(peaks.length - leftOf(size).length).reverse()
      peaks.push(completed(size, leaf, left).at(-1)?.hash ?? leaf)
      size += 1
    },
    root: () => join(peaks),
  }
}
