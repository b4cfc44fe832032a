// What only the browser knows: keys pressed outside a field, whether the page is in front, and when the end of a list comes into view.
const isTyping = target => target.closest('input, textarea, select, [contenteditable="true"], dialog[open]');

export function attach(root, page) {
  const leaving = new AbortController();
  const { signal } = leaving;
  let afterG = -Infinity;

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.target.closest('.composer')) write(event);
    if (isTyping(event.target)) return;
    if (event.key === 'g') { afterG = performance.now(); return; }
    if (performance.now() - afterG < 1500) { afterG = -Infinity; return; }

    if (event.key === '/') focus(event, root.querySelector('[data-search]'));
    else if (event.key === 'r') focus(event, root.querySelector('.composer textarea'));
    else if (event.key === 'a') focus(event, root.querySelector('[data-assign]'));
    else if ('jkthe'.includes(event.key)) page.invokeMethodAsync('PressAsync', event.key);
  }, { signal });

  document.addEventListener('visibilitychange', () => page.invokeMethodAsync('Seen', !document.hidden), { signal });
  if (document.hidden) page.invokeMethodAsync('Seen', false);

  // A "more" button presses itself when it scrolls into view.
  const eyes = new IntersectionObserver(entries => entries.filter(e => e.isIntersecting).forEach(e => e.target.click()), { rootMargin: '200px' });
  // Observed afresh after every growth, because one that stays in view tells nothing new.
  const watch = () => root.querySelectorAll('[data-more]').forEach(more => {
    eyes.unobserve(more);
    eyes.observe(more);
  });
  const growth = new MutationObserver(watch);
  growth.observe(root, { childList: true, subtree: true });
  watch();
  root.dataset.keys = 'on';

  return {
    detach() {
      leaving.abort();
      eyes.disconnect();
      growth.disconnect();
    },
  };
}

// Enter sends, Shift+Enter breaks the line; while an input method composes (Arabic, accents) Enter belongs to it.
function write(event) {
  if (event.key === 'Escape') event.target.blur();
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('textarea')) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit();
}

function focus(event, field) {
  if (!field) return;
  event.preventDefault();
  field.focus();
}
