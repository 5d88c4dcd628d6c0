import type { Instant } from '../kernel/clock.ts'
import type { Code } from '../receipts/receipt.ts'
import type { House } from '../web/house.ts'
import type { Staff } from './people.ts'

/** What everything that happens in the demo happens in. */
export interface Story {
  readonly house: House
  readonly staff: Staff
  readonly zone: string
  /** When the demo begins: what waits to be read came some hours before. */
  readonly now: Instant
  /** Codes by their key in the content, for writers who come back. */
  readonly codes: Map<string, Code>
}

/** One thing that happens, when its turn has come. */
export interface Event {
  readonly at: Instant
  readonly act: () => Promise<void>
}
