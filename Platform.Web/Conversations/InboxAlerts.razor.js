// Notices and a sound are each person's own choice on each device, so the device remembers them.
const kept = name => `relais.${name}`;

export const chosen = () => ({
  notices: localStorage.getItem(kept('notices')) === 'on' && globalThis.Notification?.permission === 'granted',
  sound: localStorage.getItem(kept('sound')) === 'on',
});

// Answers what now holds: the browser may say no.
export async function choose(name, on) {
  if (name === 'notices' && on && await globalThis.Notification?.requestPermission() !== 'granted') on = false;
  localStorage.setItem(kept(name), on ? 'on' : 'off');
  if (name === 'sound' && on) chime();
  return chosen();
}

const AGAIN = 5000;

// Of several open tabs one announces: the others find the name of the message taken.
export const tell = (name, words, href, message) => new Promise((told, failed) =>
  navigator.locks.request(`relais.told.${message}`, { ifAvailable: true }, async mine => {
    if (!mine) return told();
    await announce(name, words, href).then(told, failed);
    await new Promise(done => setTimeout(done, AGAIN));
  }));

// The tab in front needs no notice. A browser that is also told while the page is closed (worker.js) keeps both
// under one tag, so that of the two only the last stands there, and it makes no noise.
async function announce(name, words, href) {
  const { notices, sound } = chosen();
  if (!document.hidden && location.pathname.endsWith(href)) return;
  const worker = await navigator.serviceWorker?.getRegistration();
  const known = await worker?.getNotifications({ tag: href }) ?? [];
  if (sound && known.length === 0) chime();
  if (!notices || !document.hidden) return;
  if (worker) return worker.showNotification(name, { body: words, tag: href, icon: '/icon.svg', data: { href: new URL(href, document.baseURI).pathname } });
  const notice = new Notification(name, { body: words, tag: href, icon: 'icon.svg' });
  notice.onclick = () => {
    globalThis.focus();
    location.assign(new URL(href, document.baseURI));
  };
}

// Two soft notes; nothing to download.
function chime() {
  const sound = new AudioContext();
  [[660, 0], [880, 0.12]].forEach(([pitch, after]) => {
    const [note, loud] = [sound.createOscillator(), sound.createGain()];
    const start = sound.currentTime + after;
    note.frequency.value = pitch;
    loud.gain.setValueAtTime(0, start);
    loud.gain.linearRampToValueAtTime(0.06, start + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
    note.connect(loud).connect(sound.destination);
    note.start(start);
    note.stop(start + 0.32);
  });
  setTimeout(() => sound.close(), 800);
}
