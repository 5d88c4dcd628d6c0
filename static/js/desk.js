/**
 * Help at the desk for those who have JavaScript: in the queue J and K move between items, and the
 * keys that a button names press it. Nothing here is needed.
 */
const items = () => [...document.querySelectorAll('.item')]

function move(by) {
  const all = items()
  const at = all.findIndex((item) => item.contains(document.activeElement))
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))]
  next?.querySelector('button, a')?.focus()
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type="checkbox"]), textarea, select')
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'j') move(1)
  if (event.key === 'k') move(-1)
})
