/**
 * Help in the editor for those who have JavaScript: an image that is dropped on the text or pasted into it goes where the
 * cursor is, by the same field and button as without.
 */
{
  const button = document.querySelector('[data-image]')
  const source = button?.form.elements.source
  const mark = '![](image)'
  let wasThere = false

  /** Marks the place of the image at the cursor; without this it goes to the end of the text. */
  const markPlace = () => {
    if (!wasThere || source.value.includes(mark)) return
    const before = source.value.slice(0, source.selectionEnd).trimEnd()
    const after = source.value.slice(source.selectionEnd).trimStart()
    source.value = [before, mark, after].filter(Boolean).join('\n\n')
  }

  const bring = (event, files) => {
    const file = [...(files ?? [])].find(({ type }) => /^image\/|^application\/pdf$/.test(type))
    if (!file) return
    event.preventDefault()
    const chosen = new DataTransfer()
    chosen.items.add(file)
    button.form.elements.image.files = chosen.files
    wasThere = true
    button.click()
  }

  if (button && source) {
    source.addEventListener('focus', () => {
      wasThere = true
    })
    source.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    })
    source.addEventListener('drop', (event) => bring(event, event.dataTransfer?.files))
    source.addEventListener('paste', (event) => bring(event, event.clipboardData?.files))
    button.addEventListener('click', markPlace)
  }
}
