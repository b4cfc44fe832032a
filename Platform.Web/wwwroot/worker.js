// The one page that is there without the network, with all it needs. This script's own address ends with the language,
// so another language is another worker and brings the page anew.
const shelf = 'offline';
const page = '/hors-ligne';

self.addEventListener('install', event => event.waitUntil((async () => {
  const answer = await fetch(page, { cache: 'reload' });
  const text = await answer.clone().text();
  const needs = [...text.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map(([, address]) => new URL(address, self.location.origin).href);
  await caches.delete(shelf);
  const kept = await caches.open(shelf);
  await Promise.all([kept.put(page, answer), kept.addAll(needs)]);
  await self.skipWaiting();
})()));

self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(page)));
  else if (['style', 'script'].includes(request.destination)) event.respondWith(fetch(request).catch(async () => await caches.match(request) ?? Response.error()));
});

// Listens while the page is closed. The tag makes a notice that comes twice show once. A chat's tag is its address:
// an open page may have told of it already, and somebody who has one in front hears and sees it there.
self.addEventListener('push', event => {
  const { title, href, tag, lang } = event.data.json();
  event.waitUntil((async () => {
    if (tag.startsWith('inbox/')) {
      const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (pages.some(page => page.visibilityState === 'visible')) return;
      if ((await self.registration.getNotifications({ tag })).length > 0) return;
    }
    await self.registration.showNotification('Relais', { body: title, tag, lang, dir: 'auto', icon: '/icone/192.png', data: { href } });
  })());
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil((async () => {
    const address = new URL(event.notification.data.href, self.location.origin).href;
    const open = await self.clients.matchAll({ type: 'window' });
    const page = open.find(one => new URL(one.url).origin === self.location.origin);
    if (!page) return self.clients.openWindow(address);
    await page.focus();
    return page.navigate(address);
  })());
});
