import { Show, type JSX } from 'solid-js'
import { Button } from '#web/ui/button.tsx'

/** Stays in sight while there is something to save; `children` is what must be decided before. */
export function SaveBar(props: { changes: number; saving: boolean; onDiscard: () => void; children: JSX.Element }) {
  return (
    <div role="status" data-bar class="sticky bottom-20 z-10 md:bottom-4">
      <Show when={props.changes > 0}>
        <div class="grid gap-2.5 rounded-lg border border-accent-mark bg-raised py-2.5 pr-2.5 pl-4 shadow-raised">
          {props.children}
          <div class="flex flex-wrap items-center gap-2">
            <p class="min-w-0 flex-1 basis-36 font-semibold">
              {props.changes === 1 ? '1 change' : `${props.changes} changes`} not saved
            </p>
            <Button variant="ghost" onClick={() => props.onDiscard()}>
              Discard
            </Button>
            <Button type="submit" variant="primary" busy={props.saving} aria-keyshortcuts="Control+S Meta+S">
              Save
            </Button>
          </div>
        </div>
      </Show>
    </div>
  )
}
