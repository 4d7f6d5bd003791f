import type { Case } from '#schema/contract/case.ts'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import { changesOf } from './changes-of.ts'
import { amended, type By, type Patch, type Writing } from './patch.ts'

/** A thread's entry that a change wrote, and who is to be named for it. */
export interface Told {
  entry: ThreadEntry
  by: By
  what: 'change' | Writing['do']
}

/**
 * Makes one change of a case, and what its thread tells of it. `find` gives an entry as it is stored: a change that was carried
 * before and is carried again finds its own entry, changes nothing more, and is told once.
 */
export async function threadOf(
  before: Case,
  patch: Patch,
  find: (id: number) => Promise<ThreadEntry | undefined>,
): Promise<{ case: Case; told: Told | null }> {
  const now = amended(before, patch)
  const { by, comment } = patch
  if (!by) return { case: now, told: null }
  const of = {
    number: before.number,
    author: by.author,
    changes: null,
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
  }
  if (comment) {
    const was = await find(comment.id)
    if (comment.do === 'add') {
      const entry: ThreadEntry = { ...of, id: comment.id, kind: 'comment', text: comment.text, createdAt: by.at }
      return {
        case: was ? now : { ...now, comments: now.comments + 1 },
        told: { entry: was ?? entry, by, what: 'add' },
      }
    }
    if (!was || was.deletedAt !== null) return { case: now, told: null }
    if (comment.do === 'edit')
      return { case: now, told: { entry: { ...was, text: comment.text, editedAt: by.at }, by, what: 'edit' } }
    const entry = { ...was, text: '', deletedAt: by.at, deletedBy: by.author }
    return { case: { ...now, comments: Math.max(0, now.comments - 1) }, told: { entry, by, what: 'delete' } }
  }
  const changes = changesOf(before, now)
  const entry: ThreadEntry | undefined = changes
    ? { ...of, id: by.id, kind: 'edit', text: '', changes, createdAt: by.at }
    : await find(by.id)
  return { case: now, told: entry ? { entry, by, what: 'change' } : null }
}
