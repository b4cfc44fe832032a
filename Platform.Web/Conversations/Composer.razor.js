// Enter sends, Shift+Enter breaks the line; while an input method composes (Arabic, accents) Enter belongs to it.
export function attach(words) {
  words.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (words.value.trim()) words.form.requestSubmit();
  });
}
