/**
 * The closed list of what can go wrong in a way a person should be told.
 * `web/problems.ts` has the one table from code to status; each code has words in three languages.
 */
export const problemCodes = [
  'not_found',
  'gone',
  'forbidden',
  'invalid',
  'conflict',
  'too_large',
  'too_many',
  'wrong_method',
  'unsupported',
  'cross_site',
  'busy',
  'read_only',
  'not_saved',
  'internal',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** Thrown by routes only, to end a request with the page that belongs to the code. */
export class Problem extends Error {
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string = code) {
    super(message)
    this.code = code
  }
}
