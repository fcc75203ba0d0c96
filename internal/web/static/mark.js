// The marking page: what is shown is the server's report, what is done goes to
// the server, and what comes back takes the place of what has changed.
import { listen, page, send } from './net.js';
import { Text } from './text.js';
import { Pick, draw, place, reveal } from './pick.js';
import { make } from './fields.js';
import { Composer } from './compose.js';
import { Panel } from './panel.js';
import { Search } from './search.js';
import { swap } from './swap.js';
import { giveBack, held, rest } from './focus.js';
import { followPointer, released } from './mouse.js';

const one = (id) => document.getElementById(id);
const home = location.pathname;

/** What every part of the page shares. */
const app = {
  state: null, text: null, moving: null,
  /** Says how saving went; the words stay until the next. */
  status(words, bad = false) {
    one('status').textContent = words;
    one('status').classList.toggle('bad', bad);
  },
  note: (id) => app.state.notes.find((n) => n.id === id),
  /** Sends changes made on the state that is shown, says so to landed, then shows what they made. */
  async save(changes, digest = app.state.digest, landed = () => {}) {
    app.status('Saving …');
    let done;
    try {
      done = await send(`${home}/changes`, { text: app.state.text, changes }, digest);
    } catch (e) {
      app.status('Not saved', true);
      throw e;
    }
    app.status(done.merged ? 'Saved; what was added elsewhere is kept too' : 'Saved');
    landed(done);
    await refresh().catch((e) => app.status(`Saved, but it cannot be shown: ${e.message}`, true));
    return done;
  },
  /** Takes over what the server said the essay is now. */
  refresh: () => refresh(),
};

let tag = null, busy = null, again = false;

/** Shows the essay as it is now. */
function refresh() {
  if (busy) { again = true; return busy; }
  busy = (async () => {
    do {
      again = false;
      const got = await page(home, tag);
      await released();
      if (got) {
        tag = got.tag;
        take(got.document);
      }
    } while (again);
  })().finally(() => { busy = null; });
  return busy;
}

function take(doc) {
  const next = doc.getElementById('state');
  if (!next) throw new Error(doc.getElementById('why').textContent);
  const focus = held();
  swap(app.text, one('report'), doc.getElementById('report'));
  document.title = doc.title;
  one('of-all').textContent = doc.getElementById('of-all').textContent;
  known(next.textContent);
  giveBack(focus);
}

/** Reads what the page now holds. */
function known(state) {
  const before = app.text, name = app.state && app.state.text;
  app.state = JSON.parse(state);
  app.text = new Text(document.querySelector('article'), app.state.language);
  if (app.moving && JSON.stringify((app.note(app.moving.id) || {}).spots) !== app.moving.spots) letGo();
  if (name && name !== app.state.text) otherText(before);
  if (pick.span) { pick.text = app.text; pick.show('again'); }
  for (const name of ['undo', 'redo']) {
    const what = app.state[name];
    one(name).setAttribute('aria-disabled', String(!what)); // not disabled: the focus would be lost
    one(name).title = what ? `${name === 'undo' ? 'Undo' : 'Redo'}: ${what}` : '';
  }
  one('total').textContent = app.state.total ? `${app.state.total}${app.state.outOf ? ` / ${app.state.outOf}` : ''}` : '';
  if (one('keys')) one('keys').checked = one('single-keys').checked;
  trouble();
  panel.update();
  composer.update();
  search.update();
  document.dispatchEvent(new Event('gloss-changed'));
  toolsFor(document.querySelector('.note.now'));
}

/** The essay was changed: what is selected goes where the same words now are. */
function otherText(before) {
  composer.carry(before);
  const now = pick.span && before.carried(pick.span, app.text);
  if (now) pick.span = now;
  else pick.clear();
}

/** Says what is wrong with the files, and whether anything can be saved meanwhile. */
function trouble() {
  const { unsaved, findings } = app.state, box = one('trouble'), drafts = [...box.querySelectorAll('.draft')];
  const errors = app.state.faulty ? findings.filter((f) => f.severity === 'error') : [];
  box.replaceChildren(...drafts);
  box.hidden = !unsaved && !errors.length && !drafts.length;
  if (unsaved) {
    box.append(make('p', {}, make('strong', {}, 'Nothing can be saved now. '), unsaved.problem));
    if (unsaved.help) box.append(make('p', { class: 'help' }, unsaved.help));
  } else if (errors.length) {
    box.append(make('p', {}, make('strong', {}, 'There are errors in the files. '), 'What you write is saved, but there is no report before they are mended:'));
  }
  if (errors.length > (unsaved ? 1 : 0)) {
    box.append(make('ul', {}, ...errors.slice(0, 5).map((f) => make('li', {}, `${f.at}: ${f.message}`, f.help ? make('p', { class: 'help' }, f.help.trimEnd()) : ''))));
  }
}

// The palette.

const keysOf = { correction: 'x', suggestion: 's', question: 'q', praise: 'p', comment: 'c' };
const named = (kind) => kind[0].toUpperCase() + kind.slice(1);

function buildPalette() {
  for (const kind of app.state.kinds) {
    one('palette-kinds').append(make('button', { type: 'button', class: `kind-button k-${kind}`, 'aria-keyshortcuts': keysOf[kind], onclick: () => begin(kind) },
      make('b', { class: `bd k-${kind}` }), ` ${named(kind)} `, make('kbd', {}, keysOf[kind])));
  }
  one('palette-kinds').append(
    make('button', { type: 'button', class: 'kind-button', 'aria-keyshortcuts': 'r', onclick: () => begin('correction', 'c-replacement') }, 'Replace ', make('kbd', {}, 'r')),
    make('button', { type: 'button', class: 'kind-button only-move main', onclick: () => moveHere() }, 'Move here ', make('kbd', {}, 'Enter')),
    make('button', { type: 'button', class: 'kind-button only-move', onclick: () => letGo() }, 'Leave it ', make('kbd', {}, 'Esc')),
  );
  one('kind-keys').append(...app.state.kinds.flatMap((k) => [make('kbd', {}, keysOf[k]), ` ${k} `]));
}

const pick = new Pick((how) => {
  const palette = one('palette');
  palette.classList.toggle('moving', Boolean(app.moving));
  palette.hidden = !pick.span || composer.open;
  if (!pick.span) return;
  if (how === 'keys') reveal(pick.box()[pick.active === 'end' ? 'last' : 'first']);
  if (!palette.hidden) place(palette, pick.box().last);
  if (how === 'keys') one('picked').textContent = pick.words();
});
app.pick = pick;

function begin(kind, field) {
  if (!pick.span) return;
  composer.add(kind, { ...pick.span }, field);
}

// The note in hand.

function toolsFor(note) {
  document.querySelectorAll('.note-tools').forEach((t) => { if (!note || t.parentNode !== note.querySelector('.in')) t.remove(); });
  if (!note || !note.dataset.id || note.querySelector('.note-tools')) return;
  const id = note.dataset.id, button = (label, key, act) => make('button', { type: 'button', onclick: act }, `${label} `, make('kbd', {}, key));
  note.querySelector('.in').append(make('p', { class: 'note-tools' },
    ...(app.note(id) && app.note(id).suggested ? [make('button', { type: 'button', onclick: () => onRemark(id, { do: 'edit', id, remark: { suggested: false } }, 'confirm') }, 'Confirm')] : []),
    button('Edit', 'e', () => composer.edit(id)),
    button(app.note(id) && app.note(id).spots.every((s) => s.at) && app.note(id).spots.length ? 'Move' : 'Place', 'm', () => move(id)),
    button('Delete', 'Del', () => remove(id))));
}
document.addEventListener('gloss-note', (e) => toolsFor(e.detail));

const inHand = () => {
  const note = document.querySelector('.note.now');
  return note && note.dataset.id;
};

async function guarded(act) {
  try {
    await act();
    return true;
  } catch (e) {
    say(e);
    return false;
  }
}

/** Says a refusal where the eye is. */
function say(e) {
  app.status(`Not saved: ${e.message}${e.help ? ` – ${e.help}` : ''}`, true);
}

/** Does something to a remark; where it was changed elsewhere meanwhile, the teacher decides. */
async function onRemark(id, change, what) {
  const was = app.note(id);
  if (!was) return;
  await guarded(async () => {
    try {
      await app.save([change]);
    } catch (e) {
      if (e.status !== 412) throw e;
      await refresh();
      const now = app.note(id);
      if (!now) throw new Error('this remark is gone: it was deleted elsewhere');
      if (JSON.stringify(now) !== JSON.stringify(was)) {
        throw new Error(`this remark was changed elsewhere, and is shown as it is now; ${what} it again if it should be`);
      }
      await app.save([change]);
    }
  });
}

async function remove(id) {
  const note = document.querySelector(`.note[data-id="${CSS.escape(id)}"]`), all = [...document.querySelectorAll('.note')];
  const next = all[all.indexOf(note) + 1] || all[all.indexOf(note) - 1], nextID = next && next.dataset.id;
  app.moving = null;
  await onRemark(id, { do: 'remove', id }, 'delete');
  if (!app.note(id)) app.status('Deleted; u brings it back');
  if (!focusNote(nextID) && document.activeElement === document.body) rest();
}

/** Begins to move a remark: the place of it that is lost, or the first; asked again, the next. */
function move(id) {
  const { spots } = app.note(id) || {};
  if (!spots) return;
  const again = app.moving && app.moving.id === id;
  const spot = again ? (app.moving.spot + 1) % (spots.length || 1) : Math.max(0, spots.findIndex((s) => !s.at));
  const { at, quote } = spots[spot] || { at: null, quote: '' };
  app.moving = { id, spot, spots: JSON.stringify(spots) };
  rest();
  if (at) pick.set(app.text, { ...at }, 'keys');
  else pick.clear();
  const which = spots.length > 1 ? `Place ${spot + 1} of ${spots.length}, m for the next. ` : '';
  const lost = quote && !at ? `“${quote}” was not found. ` : '';
  app.status(`${which}${lost}${at ? 'Select the new words, then Enter' : 'Select the words that it is about, then Enter'}`);
}

async function moveHere() {
  const { id, spot } = app.moving, at = { ...pick.span };
  app.moving = null;
  pick.clear();
  await onRemark(id, { do: 'move', id, spot, at }, 'move');
  focusNote(id);
}

// Goes to a note, unless the teacher has gone on to something else meanwhile; says whether it has.
function focusNote(id) {
  const at = document.activeElement;
  if (composer.open || at && at !== document.body && at.id !== 'essay' && !at.closest('.note,.compose,.palette')) return false;
  const note = id && document.querySelector(`.note[data-id="${CSS.escape(id)}"]`);
  if (note) note.focus({ preventScroll: true });
  return Boolean(note);
}
app.focusNote = focusNote;

function letGo() {
  const { moving } = app;
  app.moving = null;
  pick.clear();
  if (!moving) return;
  app.status('Left where it was');
  focusNote(moving.id);
}

async function back(which) {
  if (!app.state[which]) return app.status(`There is nothing to ${which}`);
  const what = app.state[which];
  app.status(which === 'undo' ? 'Undoing …' : 'Redoing …');
  await guarded(async () => {
    try {
      await send(`${home}/${which}`, {}, app.state.digest);
    } catch (e) {
      if (e.status !== 412) throw e;
      const digest = app.state.digest;
      await refresh();
      if (digest === app.state.digest) throw new Error(`this place was changed elsewhere, so ${what} cannot be taken back`);
      await send(`${home}/${which}`, {}, app.state.digest);
    }
    await refresh();
    app.status(`${which === 'undo' ? 'Undone' : 'Done again'}: ${what}`);
  });
}

/** Single keys do something or not, in this essay and the next ones. */
function singleKeys(on) {
  one('single-keys').checked = on;
  if (one('keys')) one('keys').checked = on;
  try {
    if (on) sessionStorage.removeItem('gloss-no-single-keys');
    else sessionStorage.setItem('gloss-no-single-keys', 'yes');
  } catch { /* then for this page only */ }
}

function showKeys() {
  one('keys-help').showModal();
  one('close-keys').focus();
}

const go = (id) => { if (id) location.href = `/essay/${id}`; };

// The keys.

const inField = (e) => e.target instanceof Element && e.target.closest('input:not([type=checkbox]):not([type=radio]),textarea,select');
const kindFor = (key) => {
  const n = '12345'.indexOf(key);
  return n >= 0 && key !== '' ? app.state.kinds[n] : app.state.kinds.find((k) => keysOf[k] === key);
};

function arrows(e) {
  const across = { ArrowRight: 1, ArrowLeft: -1 }[e.key], down = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  const ctrl = e.ctrlKey || e.metaKey;
  if (across && !ctrl) return pick.step(app.text, 'word', across, e.shiftKey), true;
  if (down && ctrl) return pick.step(app.text, 'paragraph', down, e.shiftKey), true;
  if (down && pick.span) return pick.step(app.text, 'sentence', down, e.shiftKey), true;
  return false;
}

function withPick(key) {
  if (key === 'Escape') return letGo(), true;
  if (app.moving) return key === 'Enter' && pick.span ? (moveHere(), true) : false;
  if (key === 'Enter') return begin('comment'), true;
  if (key === 'r') return begin('correction', 'c-replacement'), true;
  const kind = kindFor(key);
  return kind ? (begin(kind), true) : false;
}

function single(e) {
  const grow = { w: 'word', '.': 'sentence', a: 'paragraph' }[e.key];
  if (grow) return pick.grow(app.text, grow), true;
  const id = inHand();
  const act = {
    o: pick.span && (() => pick.turn()),
    e: id && (() => composer.edit(id)), m: (app.moving || id) && (() => move(app.moving ? app.moving.id : id)), Delete: id && (() => remove(id)),
    h: () => composer.add('comment', null), g: () => panel.toggle(), u: () => back('undo'), U: () => back('redo'),
    N: () => go(app.state.next), P: () => go(app.state.previous), '/': () => search.open(), '?': showKeys,
  }[e.key];
  return act ? (act(), true) : false;
}

function key(e) {
  if (e.isComposing || e.defaultPrevented) return;
  if (one('keys-help').open) {
    e.stopPropagation(); // nothing happens below it
    if (e.key === 'Escape') one('keys-help').close();
    return;
  }
  const ctrl = e.ctrlKey || e.metaKey;
  if (ctrl && !inField(e) && ['z', 'y', 'Z'].includes(e.key)) {
    e.preventDefault();
    return back(e.key === 'z' ? 'undo' : 'redo');
  }
  if (inField(e) || e.altKey || (e.target instanceof Element && e.target.closest('.compose,.panel'))) return;
  let did = arrows(e);
  if (!did && !ctrl && (pick.span || app.moving)) did = (one('single-keys').checked || e.key.length > 1) && !(e.key === 'Enter' && e.target.closest('button,a,summary')) && withPick(e.key);
  if (!did && !ctrl && (one('single-keys').checked || e.key === 'Delete')) did = single(e);
  if (did) e.preventDefault();
}

// Beginning.

one('palette').addEventListener('pointerdown', (e) => e.preventDefault()); // the selection stays
addEventListener('resize', () => { if (pick.span) pick.show('again'); });

const composer = new Composer(app), panel = new Panel(app), search = new Search(app, pick, draw);
app.composer = composer;
known(one('state').textContent);
buildPalette();
composer.build();
panel.restore();
try { singleKeys(!sessionStorage.getItem('gloss-no-single-keys')); } catch { /* no storage: they are on */ }
tag = app.state.tag;
followPointer(app, pick, composer);
document.addEventListener('keydown', key, true);
one('undo').addEventListener('click', () => back('undo'));
one('redo').addEventListener('click', () => back('redo'));
one('open-panel').addEventListener('click', () => panel.toggle());
one('open-keys').addEventListener('click', showKeys);
one('single-keys').addEventListener('change', (e) => singleKeys(e.target.checked));
addEventListener('beforeunload', (e) => { if (composer.unsaved() || panel.unsaved()) e.preventDefault(); });
/** Says that the essay cannot be followed now, until it can be again. */
let outage = '';
function lost(why) {
  outage = `${why}. What you write is kept here`;
  app.status(outage, true);
}
function found() {
  if (outage && one('status').textContent === outage) app.status('');
  outage = '';
}
listen(() => refresh().then(found, (e) => lost(e.message)), () => lost('gloss does not answer: is it still running in its terminal?'));
if (!app.state.notes.length) app.status('Select words with the mouse or →, then press x, s, q, p or c; ? shows all keys');
document.body.dataset.ready = 'yes';
performance.mark('gloss-ready');
