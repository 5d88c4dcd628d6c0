/** A text as one line: every run of white space is one space, none around it. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
