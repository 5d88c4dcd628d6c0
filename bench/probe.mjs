/**
 * Loaded into each measured process before its own script: tells what it has used (`Usage`), when asked. In plain
 * JavaScript, so that a process that needs nothing translated is not made to load what translates.
 */

process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  const usage = { cpu: user + system, memory: process.memoryUsage.rss() }
  process.send?.(usage)
})
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
