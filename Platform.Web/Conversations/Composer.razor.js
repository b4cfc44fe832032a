// The field itself, files that are pasted or dropped on the chat, and a picture before it is sent: only the browser knows.
const patience = 15_000;

export function attach(form) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const chat = form.closest('.chat') ?? form;
  const field = () => form.querySelector('input[type="file"]');
  const words = form.querySelector('textarea');
  const underWay = new Map();
  let shown;

  const write = text => {
    words.value = text;
    words.dispatchEvent(new Event('input', { bubbles: true }));
  };

  // A message leaves the field with the press, and what is typed next is the next one. It comes back unless the server says it took it.
  const giveBack = text => {
    if (!underWay.has(text)) return words.dispatchEvent(new Event('input', { bubbles: true }));
    clearTimeout(underWay.get(text));
    underWay.delete(text);
    write(words.value ? `${text}\n${words.value}` : text);
  };

  form.addEventListener('submit', () => {
    const text = words.value.trim();
    if (!text || underWay.has(text) || document.documentElement.dataset.connection) return;
    underWay.set(text, setTimeout(giveBack, patience, text));
    words.value = '';
  }, { signal });
  addEventListener('pagehide', () => [...underWay.keys()].reverse().forEach(giveBack), { signal, capture: true });

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

  form.dataset.keys = 'on';

  const forget = () => { if (shown) URL.revokeObjectURL(shown); };
  return {
    preview() {
      const [file, picture] = [field()?.files[0], form.querySelector('[data-preview]')];
      if (!file || !picture) return;
      forget();
      picture.src = shown = URL.createObjectURL(file);
    },
    put: write,
    giveBack,
    taken(text) {
      clearTimeout(underWay.get(text));
      if (!underWay.delete(text) && words.value.trimStart().startsWith(text)) write(words.value.trimStart().slice(text.length).trimStart());
    },
    insert(text) {
      words.setRangeText(text, words.selectionStart, words.selectionEnd, 'end');
      words.dispatchEvent(new Event('input', { bubbles: true }));
      words.focus();
    },
    detach() {
      leaving.abort();
      underWay.forEach(clearTimeout);
      forget();
    },
  };
}
