// What only the browser knows: a card in the hand, by mouse, by finger or by keys, and the column under it.
import { watchMore } from '../../more.js';

const STARTS_AFTER = 6;   // pixels a mouse moves before a click is a drag
const LIFTS_AFTER = 350;  // milliseconds a finger rests before the card comes off the board
const EDGE = 60;
const STRIDE = 10;

export function attach(root, page) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const stopMore = watchMore(root);
  let press = null;    // a pointer that is down on a card
  let held = null;     // the card in the hand
  let ended = 0;       // when the last drag ended: the click that follows it is none
  let wanted = null;   // the card that gets the focus back once it lies in its new column

  const columns = () => [...root.querySelectorAll('[data-status]')];
  const cards = column => [...column.querySelectorAll('[data-order] > a')];
  const under = ({ x, y }) => document.elementFromPoint(x, y)?.closest('[data-status]') ?? null;
  const isLegal = (card, column) => card.dataset.moves.split(' ').includes(column.dataset.status);

  function lift(card) {
    held = { card, over: null };
    card.dataset.held = '';
    columns().forEach(column => {
      if (column.dataset.status === card.dataset.from) return;
      column.dataset[isLegal(card, column) ? 'legal' : 'closed'] = '';
    });
  }

  function hover(column) {
    if (held.over === column) return;
    if (held.over) delete held.over.dataset.over;
    held.over = column;
    if (column) column.dataset.over = '';
  }

  function release() {
    const { card, over, ghost } = held;
    ghost?.remove();
    root.querySelector('[data-belt]')?.style.removeProperty('scroll-snap-type');
    delete card.dataset.held;
    columns().forEach(column => { delete column.dataset.legal; delete column.dataset.closed; delete column.dataset.over; });
    held = null;
    return { card, over };
  }

  function drop() {
    const { card, over } = release();
    if (!over || over.dataset.status === card.dataset.from) return;
    const [id, to] = [card.dataset.order, over.dataset.status];
    page.invokeMethodAsync(isLegal(card, over) ? 'MoveAsync' : 'RefuseAsync', id, to);
  }

  // By mouse and by finger

  root.addEventListener('pointerdown', event => {
    const card = event.target.closest('[data-order]');
    if (!card || !card.dataset.moves || event.button !== 0 || event.target.closest('input')) return;
    press = { card, x: event.clientX, y: event.clientY, isTouch: event.pointerType === 'touch' };
    if (press.isTouch) press.timer = setTimeout(() => { if (press) start(press); }, LIFTS_AFTER);
  }, { signal });

  function start({ card, x, y }) {
    const box = card.getBoundingClientRect();
    lift(card);
    held.ghost = card.cloneNode(true);
    held.ghost.classList.add('ghost');
    held.ghost.removeAttribute('data-held');
    held.ghost.removeAttribute('data-order');
    held.ghost.style.inlineSize = `${box.width}px`;
    held.offset = { x: x - box.left, y: y - box.top };
    document.body.append(held.ghost);
    root.querySelector('[data-belt]').style.scrollSnapType = 'none';
    carry(x, y);
    follow();
  }

  function carry(x, y) {
    held.at = { x, y };
    held.ghost.style.transform = `translate(${x - held.offset.x - held.ghost.offsetLeft}px, ${y - held.offset.y}px)`;
  }

  // At an edge the board runs on under a hand that holds still.
  function follow() {
    if (!held?.ghost) return;
    const { x } = held.at;
    const belt = root.querySelector('[data-belt]');
    const { left, right } = belt.getBoundingClientRect();
    if (x < left + EDGE) belt.scrollBy(-STRIDE, 0);
    else if (x > right - EDGE) belt.scrollBy(STRIDE, 0);
    hover(under(held.at));
    requestAnimationFrame(follow);
  }

  document.addEventListener('pointermove', event => {
    if (held?.ghost) { carry(event.clientX, event.clientY); return; }
    if (!press || Math.hypot(event.clientX - press.x, event.clientY - press.y) < STARTS_AFTER) return;
    if (press.isTouch) letGo();   // the finger scrolls
    else start(press);
  }, { signal });

  function letGo() {
    clearTimeout(press?.timer);
    press = null;
  }

  document.addEventListener('pointerup', () => {
    letGo();
    if (!held?.ghost) return;
    ended = performance.now();
    hover(under(held.at));
    drop();
  }, { signal });

  document.addEventListener('pointercancel', () => {
    letGo();
    if (held?.ghost) release();
  }, { signal });

  // A card in the hand does not scroll the board, and resting on it asks for no menu.
  root.addEventListener('touchmove', event => { if (held) event.preventDefault(); }, { signal, passive: false });
  root.addEventListener('contextmenu', event => { if (held || press?.isTouch) event.preventDefault(); }, { signal });
  root.addEventListener('dragstart', event => event.preventDefault(), { signal });
  root.addEventListener('click', event => {
    if (performance.now() - ended > 300 || !event.target.closest('[data-order]')) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal, capture: true });

  // By keys

  root.addEventListener('keydown', event => {
    const link = event.target.closest('[data-order] > a');
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    if (held) carryByKey(event);
    else walk(event, link);
  }, { signal });

  function walk(event, link) {
    const card = link.parentElement;
    const column = card.closest('[data-status]');
    const [all, row] = [columns().filter(some => cards(some).length), cards(column)];
    const [at, here] = [all.indexOf(column), row.indexOf(link)];
    switch (towards(event.key)) {
      case 'ArrowDown': row[here + 1]?.focus(); break;
      case 'ArrowUp': row[here - 1]?.focus(); break;
      case 'next': focusIn(all[at + 1], here); break;
      case 'previous': focusIn(all[at - 1], here); break;
      case 'x': page.invokeMethodAsync('SelectAsync', card.dataset.order); break;
      case ' ':
        if (card.dataset.moves) {
          lift(card);
          page.invokeMethodAsync('SayAsync', 'Held', card.dataset.order, card.dataset.from);
        }
        break;
      default: return;
    }
    event.preventDefault();
  }

  function focusIn(column, row) {
    if (!column) return;
    const all = cards(column);
    all[Math.min(row, all.length - 1)].focus();
    column.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function carryByKey(event) {
    const legal = columns().filter(column => isLegal(held.card, column));
    const at = legal.indexOf(held.over);
    const key = towards(event.key);
    if (key === 'next' || key === 'previous') {
      const column = key === 'next' ? legal[Math.min(at + 1, legal.length - 1)] : legal[Math.max(at - 1, 0)];
      hover(column);
      column.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      page.invokeMethodAsync('SayAsync', 'Over', held.card.dataset.order, column.dataset.status);
    } else if (event.key === ' ' || event.key === 'Enter') {
      wanted = held.card.dataset.order;
      drop();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      const { card } = release();
      page.invokeMethodAsync('SayAsync', 'Back', card.dataset.order, card.dataset.from);
      if (event.key === 'Tab') return;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const isMirrored = getComputedStyle(root).direction === 'rtl';
  const towards = key => key === 'ArrowRight' ? (isMirrored ? 'previous' : 'next') : key === 'ArrowLeft' ? (isMirrored ? 'next' : 'previous') : key;

  const settle = new MutationObserver(() => {
    const card = wanted && root.querySelector(`[data-order="${wanted}"] > a`);
    if (!card || (document.activeElement !== document.body && root.contains(document.activeElement))) return;
    card.focus();
    wanted = null;
  });
  settle.observe(root, { childList: true, subtree: true });

  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.target.closest('input, textarea, select, dialog[open]')) return;
    event.preventDefault();
    root.querySelector('input[type=search]')?.focus();
  }, { signal });

  root.dataset.keys = 'on';
  return {
    detach() {
      leaving.abort();
      stopMore();
      settle.disconnect();
      if (held) release();
    },
  };
}
