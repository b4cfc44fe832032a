// A short cut in the line should pass unnoticed; a longer one should not hammer the server.
const delays = [0, 250, 500, 1000, 2000, 5000];
const root = document.documentElement;
let isDown = false;

Blazor.start({ circuit: { reconnectionHandler: { onConnectionDown, onConnectionUp } } });

// A new page begins at its heading, unless somebody was quicker and writes already: on a slow line the heading would take the field from them.
const { domWrapper } = Blazor._internal;
const { focusBySelector } = domWrapper;
const isWriting = () => document.activeElement?.matches('input, textarea, select');
let awaited;
domWrapper.focusBySelector = selector => {
  awaited?.disconnect();
  if (isWriting()) return;
  if (document.querySelector(selector)) return focusBySelector(selector);

  // Who may see the page is still being asked: the heading comes with the answer.
  awaited = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    awaited.disconnect();
    if (!isWriting()) focusBySelector(selector);
  });
  awaited.observe(document.body, { childList: true, subtree: true });
};
for (const touch of ['keydown', 'pointerdown']) document.addEventListener(touch, () => awaited?.disconnect(), true);

// Without the network there is a page that says so, and comes back by itself.
navigator.serviceWorker?.register(`/worker.js?${root.lang}`).catch(() => {});

async function onConnectionDown() {
  if (isDown) return;
  isDown = true;
  for (let attempt = 0; isDown; attempt++) {
    await pause(delays[Math.min(attempt, delays.length - 1)]);
    if (attempt > 0) root.dataset.connection = 'lost';
    const known = await Blazor.reconnect().catch(() => null);
    if (known === false) return reload();
    if (known) onConnectionUp();
  }
}

function onConnectionUp() {
  isDown = false;
  delete root.dataset.connection;
}

// The server is there and no longer knows this page. The address is the state, so loading it again resumes the work.
function reload() {
  root.dataset.connection = 'reloading';
  location.reload();
}

function pause(time) {
  return new Promise(resolve => {
    setTimeout(resolve, time);
    addEventListener('online', resolve, { once: true });
  });
}

// A page loads itself anew when its node leaves or no longer knows it. What was entered and is not saved yet comes back,
// unless the field says something else by then. Secrets are entered again.
const fields = ':is(input, textarea, select):not([type=password], [type=file], [type=hidden], [type=search], [autocomplete=one-time-code])';
const place = 'entered';
const before = new WeakMap();
const isTick = field => field.type === 'checkbox' || field.type === 'radio';
const valueOf = field => isTick(field) ? field.checked : field.value;

// Rows of a table have fields of one name: which of them it is counts too.
function* named() {
  const seen = {};
  for (const field of document.querySelectorAll(fields)) {
    const name = field.id || field.name || field.getAttribute('aria-label') || field.labels?.[0]?.textContent.trim();
    if (name) yield [`${name} ${seen[name] = (seen[name] ?? 0) + 1}`, field];
  }
}

const notice = (field, value) => field.matches?.(fields) && !before.has(field) && before.set(field, value);
document.addEventListener('focusin', ({ target }) => notice(target, valueOf(target)));
document.addEventListener('change', ({ target }) => isTick(target) && notice(target, !target.checked), true);

addEventListener('pagehide', () => {
  const entered = [...named()]
    .filter(([, field]) => before.has(field) && valueOf(field) !== before.get(field))
    .map(([name, field]) => [name, { was: before.get(field), is: valueOf(field) }]);
  if (entered.length) sessionStorage.setItem(place, JSON.stringify({ at: location.href, entered }));
});

function bringBack() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null');
  sessionStorage.removeItem(place);
  if (kept?.at !== location.href || performance.getEntriesByType('navigation')[0]?.type !== 'reload') return;

  const waiting = new Map(kept.entered);
  const enter = () => {
    for (const [name, field] of named()) {
      const change = waiting.get(name);
      if (!change || valueOf(field) !== change.was) continue;
      waiting.delete(name);
      before.set(field, change.was);
      if (isTick(field)) field.checked = change.is; else field.value = change.is;
      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    if (!waiting.size) watch.disconnect();
  };
  const watch = new MutationObserver(enter);
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), 30_000);
}

bringBack();
