import { parentPort } from 'node:worker_threads'
import { liveHistories, type Asked } from './histories.ts'

parentPort?.on('message', (asked: Asked) => {
  void liveHistories(asked).then((lived) => parentPort?.postMessage(lived))
})
