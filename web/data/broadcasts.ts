import { queryOptions, useMutation } from '@tanstack/solid-query'
import type { Accessor } from 'solid-js'
import type {
  Audience,
  Broadcast,
  BroadcastCategory,
  BroadcastDraft,
  Delivery,
  DeliveryState,
} from '#schema/contract/broadcast.ts'
import { api, queryClient, read } from './client.ts'
import { createKeyset } from './keyset.ts'
import { panelKey } from './panel.ts'

const broadcastsKey = [...panelKey, 'broadcasts'] as const
const oneKey = (id: string) => [...broadcastsKey, 'one', id] as const

/** Those on their way or over, those that wait for their moment, or what is still written on. */
export type BroadcastShelf = 'sent' | 'scheduled' | 'drafts' | 'templates'

/** The broadcasts of one shelf, or all but templates, newest first. */
export const createBroadcastList = (shelf: Accessor<BroadcastShelf | undefined>) =>
  createKeyset<Broadcast, { createdAt: number; id: string }>(() => ({
    queryKey: [...broadcastsKey, 'list', shelf()],
    fetchPage: async (before, signal) => {
      const show = shelf()
      const query = {
        ...(show ? { show } : {}),
        ...(before ? { createdAt: String(before.createdAt), id: before.id } : {}),
      }
      const page = await read(api.developer.broadcasts.$get({ query }, { init: { signal } }))
      return { rows: page.broadcasts, next: page.next }
    },
  }))

export const broadcastQuery = (id: string) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: () => read(api.developer.broadcasts[':id'].$get({ param: { id } })),
  })

/** What the stream told of a broadcast, laid over what was fetched. */
export const noteBroadcast = (broadcast: Broadcast): void =>
  void queryClient.setQueryData(broadcastQuery(broadcast.id).queryKey, broadcast)

/** Who would get it, as of now. */
export const audienceQuery = (question: { audience: Audience; category: BroadcastCategory; crosspost?: boolean }) =>
  queryOptions({
    queryKey: [...broadcastsKey, 'audience', question] as const,
    queryFn: () => read(api.developer.broadcasts.audience.$post({ json: question })),
    placeholderData: (before) => before,
    staleTime: 10_000,
  })

export interface DeliveryFilter {
  state?: DeliveryState
  reason?: string
}

/** The servers of one broadcast, by what became of them. */
export const createDeliveryList = (id: Accessor<string>, filter: Accessor<DeliveryFilter>) =>
  createKeyset<Delivery, string>(() => ({
    queryKey: [...broadcastsKey, 'deliveries', id(), filter()],
    fetchPage: async (after, signal) => {
      const query = { ...filter(), ...(after === null ? {} : { after }) }
      const asked = { param: { id: id() }, query }
      const page = await read(api.developer.broadcasts[':id'].deliveries.$get(asked, { init: { signal } }))
      return { rows: page.deliveries, next: page.next }
    },
  }))

const changed = () => queryClient.invalidateQueries({ queryKey: broadcastsKey })
const mutation = <A, R>(mutationFn: (asked: A) => Promise<R>) =>
  useMutation(
    () => ({ mutationFn, onSuccess: changed }),
    () => queryClient,
  )
const param = (id: string) => ({ param: { id } })

/** Keeps what is written: as a new draft or template, or in place of one, as it was read. */
export const useSaveBroadcast = () =>
  mutation(({ saved, draft, template }: Keep): Promise<Broadcast> =>
    saved
      ? read(api.developer.broadcasts[':id'].$put({ ...param(saved.id), json: { ...draft, revision: saved.revision } }))
      : read(api.developer.broadcasts.$post({ json: { ...draft, ...(template ? { template } : {}) } })),
  )
interface Keep {
  saved?: Pick<Broadcast, 'id' | 'revision'> | undefined
  draft: BroadcastDraft
  template?: boolean
}
export const useSendBroadcast = () =>
  mutation(({ id, ...json }: { id: string; confirm: string; at: number | null; revision: number }) =>
    read(api.developer.broadcasts[':id'].send.$post({ ...param(id), json })),
  )
export const useTestBroadcast = () =>
  mutation(({ id, ...json }: { id: string; guildId: string; channelId: string }) =>
    read(api.developer.broadcasts[':id'].test.$post({ ...param(id), json })),
  )
export const useDeleteDraft = () => mutation((id: string) => read(api.developer.broadcasts[':id'].$delete(param(id))))
export const useCancelBroadcast = () =>
  mutation((id: string) => read(api.developer.broadcasts[':id'].cancel.$post(param(id))))
export const useStopBroadcast = () =>
  mutation((id: string) => read(api.developer.broadcasts[':id'].stop.$post(param(id))))
export const useRetryBroadcast = () =>
  mutation(({ id, reason }: { id: string; reason?: string | undefined }) =>
    read(api.developer.broadcasts[':id'].retry.$post({ ...param(id), json: { reason } })),
  )

/** The announcement channel that servers may follow. */
export const announcementsQuery = queryOptions({
  queryKey: [...panelKey, 'announcements'] as const,
  queryFn: () => read(api.developer.announcements.$get()),
})
/** Chooses it; null: none. */
export const useChooseAnnouncements = () =>
  useMutation(
    () => ({
      mutationFn: async (json: { guildId: string; channelId: string } | null): Promise<unknown> =>
        json ? read(api.developer.announcements.$put({ json })) : read(api.developer.announcements.$delete()),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: announcementsQuery.queryKey }),
    }),
    () => queryClient,
  )
