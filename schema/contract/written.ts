import * as z from 'zod/mini'
import { straight } from './straight.ts'

const CONTROL = /(?![\n\t])\p{Cc}/gu

/** What somebody wrote as it is kept: lines and tabs stay; other control characters, turned text and half characters do not. */
export const clean = (text: string): string =>
  straight(text.replace(/\r\n?|[\u2028\u2029]/g, '\n'))
    .replace(CONTROL, '')
    .toWellFormed()
    .trim()

/** Text of several lines, cleaned before it is checked further. */
export const written = () => z.overwrite(clean)
/** The same of one line, for names. */
export const writtenInLine = () => z.overwrite((text: string) => clean(text).replace(/\s+/g, ' '))
