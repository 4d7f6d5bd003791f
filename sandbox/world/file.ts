import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorldData } from './shapes.ts'
import type { World } from './world.ts'

const SAVE_AFTER = 5_000

const write = (_: string, value: unknown): unknown =>
  value instanceof Map ? { $map: [...value] } : value instanceof Set ? { $set: [...value] } : value

function read(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$map' in value && Array.isArray(value.$map)) return new Map(value.$map as [unknown, unknown][])
  if ('$set' in value && Array.isArray(value.$set)) return new Set(value.$set as unknown[])
  return value
}

/** The world of an earlier run; null when there is none. */
export function loadWorld(folder: string): WorldData | null {
  try {
    // written by keepWorld, and by nobody else
    const data = JSON.parse(readFileSync(join(folder, 'world.json'), 'utf8'), read) as WorldData
    data.followers ??= new Map()
    // a world kept before servers had a level of verification
    for (const guild of data.guilds.values()) guild.verification_level ??= 1
    return data
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${join(folder, 'world.json')} cannot be read; delete it or start with --reset`, { cause: error })
  }
}

/** Saves the world some seconds after each change; gives the way to save at once and stop. */
export function keepWorld(world: World, folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'world.json')
  let timer: NodeJS.Timeout | null = null
  const save = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    writeFileSync(`${path}.new`, JSON.stringify(world.data, write))
    renameSync(`${path}.new`, path)
  }
  const stop = world.onChange(() => {
    timer ??= setTimeout(save, SAVE_AFTER)
  })
  return () => {
    stop()
    save()
  }
}

export const forgetWorld = (folder: string): void => rmSync(join(folder, 'world.json'), { force: true })
