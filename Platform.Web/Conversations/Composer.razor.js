// Files that are pasted or dropped on the chat, where the caret stands, and a picture before it is sent: only the browser knows.
export function attach(form) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const chat = form.closest('.chat') ?? form;
  const field = () => form.querySelector('input[type="file"]');
  let shown;

  const take = (event, files) => {
    const input = field();
    if (!input || !files?.length) return;
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(files[0]);
    input.files = one.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  form.addEventListener('paste', event => take(event, event.clipboardData?.files), { signal });
  chat.addEventListener('dragover', event => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); }, { signal });
  chat.addEventListener('drop', event => take(event, event.dataTransfer?.files), { signal });

  const forget = () => { if (shown) URL.revokeObjectURL(shown); };
  return {
    preview() {
      const [file, picture] = [field()?.files[0], form.querySelector('[data-preview]')];
      if (!file || !picture) return;
      forget();
      picture.src = shown = URL.createObjectURL(file);
    },
    insert(text) {
      const words = form.querySelector('textarea');
      words.setRangeText(text, words.selectionStart, words.selectionEnd, 'end');
      words.dispatchEvent(new Event('input', { bubbles: true }));
      words.focus();
    },
    detach() {
      leaving.abort();
      forget();
    },
  };
}
