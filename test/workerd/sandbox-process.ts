import { createServer } from 'node:http'
import { startSandbox } from '#sandbox/server.ts'

/** Starts a local Discord of its own for whoever asks, and answers with its port. */
createServer((_request, response) => {
  void startSandbox({ port: 0, state: null, seed: 'small', life: false }).then(({ port }) => response.end(String(port)))
}).listen(Number(process.env.TEST_SANDBOX_PORT), '127.0.0.1', () => process.send?.('ready'))
