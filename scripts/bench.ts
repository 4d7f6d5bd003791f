import { runProgram } from '#scripts/processes.ts'

/** Runs the benchmarks named, or all: each prints ratios against a floor measured in the same run. */
const all = ['interaction', 'action', 'fan-out', 'relay', 'sweep', 'members', 'search', 'lists', 'fleet', 'broadcast']
const wanted = process.argv.slice(2)
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n${name}`)
  process.exitCode ||= await runProgram(['node', `bench/${name}.ts`])
}
