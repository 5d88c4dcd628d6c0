/** Loaded into each measured process before its own script: tells what it has used, when asked. */
import type { Usage } from './process.ts'

process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  const usage: Usage = { cpu: user + system, memory: process.memoryUsage.rss() }
  process.send?.(usage)
})
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
