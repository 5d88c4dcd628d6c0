/** Loaded into a process that ends by itself: tells at its end what it has used at most, on a line of its own. */
process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  console.log(JSON.stringify({ memory: maxRSS * 1024, cpu: userCPUTime + systemCPUTime }))
})
