// What must answer at once, whatever the line: menus, dialogs, shortcuts, appearance.
const root = document.documentElement;
const year = 'path=/; max-age=31536000; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '');
const remember = (name, value) => { document.cookie = `${name}=${value}; ${value ? year : 'path=/; max-age=0'}`; };
const isTyping = target => target.closest('input, textarea, select, [contenteditable="true"]');
const openMenus = () => document.querySelectorAll('details.menu[open]');

function showDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  openMenus().forEach(menu => { menu.open = false; });
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

function toggleRail() {
  const narrow = root.dataset.rail !== 'narrow';
  if (narrow) root.dataset.rail = 'narrow'; else delete root.dataset.rail;
  remember('rail', narrow ? 'narrow' : '');
}

function chooseTheme(button) {
  if (button.value) root.dataset.theme = button.value; else delete root.dataset.theme;
  remember('theme', button.value);
  showTheme();
}

function showTheme() {
  document.querySelectorAll('button[name="theme"]')
    .forEach(button => button.setAttribute('aria-pressed', button.value === (root.dataset.theme ?? '')));
}

document.addEventListener('toggle', event => event.target.matches('details.menu') && showTheme(), true);

// The second click of a double click was never meant: it would invite, pay or delete once more, or answer a question nobody has read.
addEventListener('click', event => {
  if (event.detail < 2 || !event.target.closest('button[type="submit"], button.primary, button.danger')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// Where one thing is said after another the field is empty with the press: the server would empty it late, and what was typed meanwhile with it.
document.addEventListener('submit', event => {
  if (event.target.dataset.says !== undefined && !root.dataset.connection) event.target.reset();
});

document.addEventListener('click', event => {
  const { target } = event;
  openMenus().forEach(menu => {
    if (!menu.contains(target) || target.closest('a[href]')) menu.open = false;
  });

  const opener = target.closest('[data-opens]');
  if (opener) showDialog(opener.dataset.opens);

  if (target.closest('[data-toggles="rail"]')) toggleRail();

  if (target.closest('[data-prints]')) window.print();

  const theme = target.closest('button[name="theme"]');
  if (theme) {
    event.preventDefault();
    chooseTheme(theme);
  }

  const dialog = target.closest('dialog');
  const leaves = target === dialog || target.closest('[data-closes]') || (dialog?.dataset.closesOnLink !== undefined && target.closest('a[href], button.option'));
  if (dialog && leaves) dialog.close();
});

// The page that stands in while there is no network: it tries again by itself, and at once when somebody asks.
if (document.querySelector('[data-offline]')) {
  const tryAgain = () => fetch('/health/live', { cache: 'no-store' }).then(answer => answer.ok && location.reload(), () => {});
  addEventListener('online', tryAgain);
  setInterval(tryAgain, 4000);
  document.addEventListener('click', event => event.target.closest('[data-offline]') && tryAgain());
}

// The first letter after g, as the help dialog says; the rail knows where each goes.
let going = 0;
document.addEventListener('keydown', event => {
  const { key, target } = event;

  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'k') {
    event.preventDefault();
    showDialog('palette');
    return;
  }

  if (key === 'Escape') {
    // A search field would only empty itself the first time.
    target.closest('dialog[open]')?.close();
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
    return;
  }

  if (key === 'Enter' && target.matches('[data-arrows] input')) {
    target.closest('[data-arrows]').querySelector('a[href], button.option')?.click();
    return;
  }

  if (key === 'ArrowDown' || key === 'ArrowUp') {
    walk(event);
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target) || document.querySelector('dialog[open]')) return;
  if (key === '?') showDialog('shortcuts');
  if (going && performance.now() - going < 1500) document.querySelector(`[data-goes="${CSS.escape(key)}"]`)?.click();
  going = key === 'g' ? performance.now() : 0;
});

// Arrows walk through the choices of a menu or a result list.
function walk(event) {
  const list = event.target.closest('[data-arrows]');
  if (!list || event.target.matches('textarea, select')) return;
  const stops = [...list.querySelectorAll('input, a[href], button:not([data-closes])')].filter(stop => stop.offsetParent && !stop.disabled);
  const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
