/**
 * Puts a parent's children into the order wanted by moving as few of them as can be, as what is moved is laid out anew. What
 * has the focus keeps it.
 */
export function sortInPlace(parent: Element, wanted: readonly Element[]): void {
  const places = new Map([...parent.children].map((child, place) => [child, place]))
  const here = wanted.map((child) => places.get(child) ?? -1)
  // the longest run that stands in order already stays where it is
  const runs: { length: number; before: number }[] = []
  let last = -1
  for (const [i, place] of here.entries()) {
    let [length, before] = [1, -1]
    for (const [j, run] of runs.entries())
      if ((here[j] ?? -1) < place && run.length >= length) [length, before] = [run.length + 1, j]
    runs.push({ length, before })
    if (length > (runs[last]?.length ?? 0)) last = i
  }
  const staying = new Set<number>()
  for (let i = last; i !== -1; i = runs[i]?.before ?? -1) staying.add(i)
  if (staying.size === wanted.length) return

  const active = document.activeElement
  let next: Element | null = null
  for (let i = wanted.length - 1; i >= 0; i--) {
    const child = wanted[i] ?? null
    if (child && !staying.has(i)) parent.insertBefore(child, next)
    next = child
  }
  if (active instanceof HTMLElement && active !== document.activeElement) active.focus({ preventScroll: true })
}
