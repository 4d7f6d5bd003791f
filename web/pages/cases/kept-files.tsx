import { For, Show } from 'solid-js'
import DownloadIcon from '~icons/lucide/download'
import FileIcon from '~icons/lucide/file'
import type { Evidence, KeptFile } from '#schema/contract/evidence.ts'
import { fileHref } from '#web/data/case-work.ts'
import { useGuild } from '#web/data/guild.ts'
import { formatBytes, noCopyWords } from './evidence-words.ts'

/** Files that hung on a message; those that were copied can be downloaded, and none is shown. */
export function KeptFiles(props: { kept: Evidence; files: readonly KeptFile[] }) {
  const guild = useGuild()
  return (
    <Show when={props.files.length > 0}>
      <ul class="grid gap-1" aria-label="Files">
        <For each={props.files}>
          {(file) => (
            <li class="flex min-w-0 flex-wrap items-center gap-x-2 text-sm">
              <FileIcon class="flex-none text-ink-3" />
              <Show
                when={!noCopyWords(file.copy)}
                fallback={<bdi class="min-w-0 font-medium wrap-anywhere">{file.name}</bdi>}
              >
                <a
                  class="link inline-flex min-h-6 min-w-0 items-center gap-1.5 font-medium"
                  href={fileHref(guild.id, props.kept, file.id)}
                  download={file.name}
                >
                  <bdi class="min-w-0 wrap-anywhere">{file.name}</bdi> <DownloadIcon class="flex-none" />
                </a>
              </Show>
              <span class="text-ink-3">
                {formatBytes(file.size)}
                {noCopyWords(file.copy) ? ` · ${noCopyWords(file.copy)}` : ''}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
