// Asks the person, registers the worker that listens while the page is closed, and gets a place at the browser's own push service.
const named = userAgent => {
  const browser = ['Edg', 'OPR', 'SamsungBrowser', 'Firefox', 'Chrome', 'Safari'].find(name => userAgent.includes(`${name}/`)) ?? 'Web';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find(name => userAgent.includes(name)) ?? '';
  return [{ Edg: 'Edge', OPR: 'Opera', SamsungBrowser: 'Samsung Internet' }[browser] ?? browser, system].filter(Boolean).join(' · ');
};

const base64Url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

export async function subscribe(key) {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return { problem: 'unable' };
  if (await Notification.requestPermission() !== 'granted') return { problem: 'denied' };

  try {
    const worker = await navigator.serviceWorker.register(`/worker.js?${document.documentElement.lang}`);
    const before = await worker.pushManager.getSubscription();
    // A place that was made for another key of ours no longer rings.
    if (before && base64Url(before.options.applicationServerKey) !== key) await before.unsubscribe();
    const place = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    return { endpoint: place.endpoint, key: base64Url(place.getKey('p256dh')), secret: base64Url(place.getKey('auth')), agent: named(navigator.userAgent) };
  } catch {
    return { problem: 'unreachable' };
  }
}
