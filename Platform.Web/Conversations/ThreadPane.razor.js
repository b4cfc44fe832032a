// Where in the thread somebody reads, which only the browser knows. The thread grows upwards: its end is at zero.
const near = 160;

export function watch(thread, pane) {
  const leaving = new AbortController();
  let away = false;

  thread.addEventListener('scroll', () => {
    const now = thread.scrollTop < -near;
    if (now === away) return;
    away = now;
    pane.invokeMethodAsync('Away', away);
  }, { signal: leaving.signal, passive: true });

  return {
    show: message => thread.querySelector(`[data-message="${message}"]`)?.scrollIntoView({ block: 'center' }),
    toEnd: () => { thread.scrollTop = 0; },
    stop: () => leaving.abort(),
  };
}
