// A short cut in the line should pass unnoticed; a longer one should not hammer the server.
const delays = [0, 250, 500, 1000, 2000, 5000];
const root = document.documentElement;
let isDown = false;

Blazor.start({ circuit: { reconnectionHandler: { onConnectionDown, onConnectionUp } } });

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
