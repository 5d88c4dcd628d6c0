/** The outcome of something that may be refused: a visitor's mistake is a value, never an exception. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: E }

/** An outcome that went well. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** An outcome that was refused, and why. */
export const err = <E>(problem: E): { readonly ok: false; readonly problem: E } => ({
  ok: false,
  problem,
})
