/** Whether a web address leads to this machine alone, where nobody else comes. */
export const isHere = (url: string): boolean =>
  /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname)
