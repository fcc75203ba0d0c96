
(() => {
'use strict';
const root = document.documentElement;
const one = (selector) => document.querySelector(selector);
const wide = matchMedia('(min-width: 68.75em)'), gap = 15;
let all = [], current = null;

const shown = () => all.filter((n) => n.getClientRects().length > 0);
const pieces = (note) => [...document.querySelectorAll(`:is(mark,.bar)[data-n="${note.dataset.n}"]`)];
const ref = (note) => one(`#r${note.dataset.n}`);

// Notes beside their lines: first all reading, then all writing.
function layout() {
  const inText = all.filter((n) => n.closest('.para'));
  if (!wide.matches || !inText.length) {
    inText.forEach((n) => { n.style.top = ''; });
    one('main').style.minHeight = '';
    return;
  }
  const zero = one('.essay').getBoundingClientRect().top, least = one('article').getBoundingClientRect().top - zero;
  const rows = inText.filter((n) => n.getClientRects().length > 0).map((n) => {
    const at = (pieces(n)[0] || ref(n)).getClientRects()[0] || n.parentNode.getBoundingClientRect();
    return { n, height: n.offsetHeight, want: at.top - zero, base: n.parentNode.getBoundingClientRect().top - zero };
  });
  let floor = least;
  for (const row of rows) {
    row.top = Math.max(row.want, floor);
    floor = row.top + row.height + gap;
  }
  const held = rows.findIndex((row) => row.n === current);
  if (held >= 0) hold(rows, held, least);
  rows.forEach((row) => { row.n.style.top = `${row.top - row.base}px`; });
  const main = one('main'), end = Math.max(0, ...rows.map((row) => row.top + row.height));
  main.style.minHeight = `${end + zero - main.getBoundingClientRect().top}px`;
}

// The note in hand keeps its line. Of those before it as many as fit stay above
// and make room upwards; all others follow below.
function hold(rows, held, least) {
  const now = rows[held];
  now.top = now.want;
  let above = 0, used = least;
  while (above < held && used + rows[above].height + gap <= now.top) used += rows[above++].height + gap;
  for (let i = above - 1, ceiling = now.top; i >= 0; i--) {
    rows[i].top = Math.min(rows[i].top, ceiling - gap - rows[i].height);
    ceiling = rows[i].top;
  }
  let floor = now.top + now.height + gap;
  for (let i = above; i < rows.length; i++) {
    if (i === held) continue;
    rows[i].top = Math.max(rows[i].want, floor);
    floor = rows[i].top + rows[i].height + gap;
  }
}

function mark(note) {
  if (current) {
    current.classList.remove('now');
    pieces(current).forEach((p) => p.classList.remove('pick'));
  }
  current = note;
  if (note) {
    note.classList.add('now');
    pieces(note).forEach((p) => p.classList.add('pick'));
  }
  document.dispatchEvent(new CustomEvent('gloss-note', { detail: note }));
  if (!one('#at')) return;
  const list = shown(), i = list.indexOf(note);
  one('#at').textContent = i < 0 ? words(list.length) : `${i + 1} of ${list.length}`;
  layout();
}

const words = (n) => (n === 1 ? '1 note' : `${n} notes`);

function go(note) {
  if (!note) return;
  mark(note);
  note.focus({ preventScroll: true });
  const to = wide.matches && note.closest('.para') && (pieces(note)[0] || ref(note)) || note;
  to.scrollIntoView({ block: wide.matches ? 'center' : 'nearest' });
}

function step(by) {
  const list = shown();
  if (!list.length) return;
  const i = list.indexOf(current);
  go(list[i < 0 ? (by > 0 ? 0 : list.length - 1) : (i + by + list.length) % list.length]);
}

function swap() {
  if (!current) return step(1);
  const there = ref(current);
  if (there && there.getClientRects().length && current.contains(document.activeElement)) {
    there.focus({ preventScroll: true });
    there.scrollIntoView({ block: 'center' });
  } else {
    go(current);
  }
}

function filtered() {
  if (!all.length) return;
  const n = shown().length, off = n < all.length;
  one('#shown').textContent = off ? `${n} of ${words(all.length)} shown` : '';
  one('.all-off').classList.toggle('now', n === 0);
  mark(current && current.getClientRects().length ? current : null);
}

function keys(e) {
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || !one('#keys').checked) return;
  if (e.target instanceof Element && e.target.closest('input:not([type=checkbox]),textarea,select,[contenteditable]')) return;
  const act = { n: () => step(1), p: () => step(-1), t: swap, Escape: letGo }[e.key];
  if (!act) return;
  e.preventDefault();
  act();
}

function letGo() {
  mark(null);
  if (document.activeElement) document.activeElement.blur();
}

function clicked(e) {
  if (!(e.target instanceof Element)) return;
  const by = { prev: -1, next: 1 }[e.target.id];
  if (by) return step(by);
  const link = e.target.closest('a');
  if (link) {
    const note = /^#n\d+$/.test(link.hash) && link.host === location.host && one(link.hash);
    if (note && note.getClientRects().length) {
      e.preventDefault();
      go(note);
    }
    return;
  }
  const m = e.target.closest('mark,.bar');
  if (!m || !getSelection().isCollapsed) return;
  const note = one(`#n${m.dataset.n}`);
  if (note && note.getClientRects().length) go(note);
}

// A page under --watch loads itself again when its files have changed.
function live(address) {
  const kept = 'gloss-scroll';
  try {
    const y = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    if (y !== null) scrollTo({ top: Number(y), behavior: 'instant' });
  } catch { /* no storage for files here: the browser's own memory must do */ }
  new EventSource(address).addEventListener('message', (e) => {
    if (e.data !== 'changed') return;
    try { sessionStorage.setItem(kept, String(scrollY)); } catch { /* as above */ }
    location.reload();
  });
}

// The page as it is now; a page that changes says so with "gloss-changed".
const watch = new ResizeObserver(layout);
function begin() {
  all = [...document.querySelectorAll('.note')];
  // The note in hand is still there, perhaps as another element.
  const id = current && current.dataset.id;
  current = (current && all.includes(current) && current) || (id && all.find((n) => n.dataset.id === id)) || null;
  watch.disconnect();
  watch.observe(one('.essay'));
  root.classList.toggle('js', all.length > 0);
  if (!all.length) return layout();
  one('.walk').hidden = one('.keys').hidden = false;
  filtered();
}

const inForm = (then) => (e) => { if (e.target instanceof Element && e.target.closest('.filters')) then(e); };
document.addEventListener('change', inForm(filtered));
document.addEventListener('reset', inForm(() => setTimeout(filtered)));
document.addEventListener('submit', inForm((e) => e.preventDefault()));
document.addEventListener('toggle', inForm(layout), true);
document.addEventListener('keydown', (e) => { if (all.length) keys(e); });
document.addEventListener('click', clicked);
document.addEventListener('focusin', (e) => {
  const note = e.target instanceof Element && e.target.closest('.note');
  if (note && note !== current) mark(note);
});
document.addEventListener('gloss-changed', begin);
wide.addEventListener('change', layout);
if (document.fonts) document.fonts.ready.then(layout);
begin();
const first = /^#n\d+$/.test(location.hash) && one(location.hash);
if (first) mark(first);
requestAnimationFrame(() => requestAnimationFrame(() => root.classList.add('moved')));
if (document.body.dataset.live) live(document.body.dataset.live);
})();
