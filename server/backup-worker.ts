/** A thread that makes one backup and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { makeBackup } from './backup.ts'

parentPort?.postMessage(await makeBackup(workerData.dataDir, workerData.folder, workerData.at))
