// Looks again every twenty seconds while somebody is looking, and replaces only what changed.
const shown = document.getElementById('tracking');
const look = async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('tracking');
  if (next && !next.isEqualNode(shown)) shown.replaceChildren(...next.childNodes);
};
setInterval(look, 20000);
document.addEventListener('visibilitychange', look);
