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

// Of several open tabs the one in front needs no notice, and only one of the others shows it (same tag).
export function tell(name, words, href) {
  const { notices, sound } = chosen();
  const here = !document.hidden && location.pathname.endsWith(href);
  if (here) return;
  if (sound) chime();
  if (!notices || !document.hidden) return;
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
