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
    await self.registration.showNotification('Relais', { body: title, tag, lang, dir: 'auto', icon: '/icon.svg', data: { href } });
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
