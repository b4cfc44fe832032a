// Listens while the page is closed. The tag makes a notice that comes twice show once.
self.addEventListener('push', event => {
  const { title, href, tag, lang } = event.data.json();
  event.waitUntil(self.registration.showNotification('Relais', { body: title, tag, lang, dir: 'auto', icon: '/icon.svg', data: { href } }));
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
