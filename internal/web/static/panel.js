// What is said about the essay as a whole, and the marks.
import { make } from './fields.js';

const one = (id) => document.getElementById(id);
const lines = (id) => one(id).value.split('\n').map((s) => s.trim()).filter(Boolean);
const heads = [['overall', 'p-overall'], ['strengths', 'p-strengths'], ['next_steps', 'p-next']];
// What a field means, whatever the way it is written.
const meant = (field, v) => {
  const n = Number(v.trim().replace(',', '.').replace('\u2212', '-'));
  if (field.inputMode === 'decimal' && v.trim() && !Number.isNaN(n)) return String(n);
  return v.split('\n').map((s) => s.trim()).filter(Boolean).join('\n');
};
const nameOf = (f) => (f.dataset.criterion ? `${f.dataset.criterion} ${f.dataset.name}` : f.id);
const contested = (f) => f.parentElement.querySelector('.theirs');
const plain = (v) => (Array.isArray(v) ? v.join('\n') : (v || '').replace(/\n$/, ''));

export class Panel {
  constructor(app) {
    this.app = app;
    this.saving = false;
    this.key = `gloss-panel ${one('name').textContent}`;
    const form = one('panel-form');
    form.addEventListener('submit', (e) => { e.preventDefault(); this.save(); });
    form.addEventListener('change', () => { this.app.state.criteria.forEach((c) => this.describe(c)); this.save(); });
    form.addEventListener('input', () => { clearTimeout(this.soon); this.soon = setTimeout(() => this.keep(), 300); });
    form.addEventListener('keydown', (e) => {
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey || e.target.tagName === 'INPUT')) { e.preventDefault(); this.save(); }
    });
    one('panel').addEventListener('keydown', (e) => { if (e.key === 'Escape') { e.preventDefault(); this.toggle(); } });
    one('close-panel').addEventListener('click', () => this.toggle());
  }

  toggle() {
    const show = one('panel').hidden;
    one('panel').hidden = !show;
    document.body.classList.toggle('with-panel', show);
    one('open-panel').setAttribute('aria-expanded', String(show));
    if (show) {
      one('panel').scrollTop = 0;
      one('p-overall').focus({ preventScroll: true });
      one('p-overall').setSelectionRange(0, 0);
    } else {
      this.save();
      one('open-panel').focus();
    }
  }

  fields() {
    return [...one('panel-form').querySelectorAll('textarea,input,select')];
  }

  unsaved() { return this.saving || this.fields().some((f) => f.value !== f.dataset.was); }

  /** Fills in what the file now says; what is being written stays. */
  update() {
    const { state } = this.app;
    this.scores(state.criteria);
    for (const [name, id] of heads) this.put(one(id), plain(state.head[name]));
    for (const c of state.criteria) {
      this.put(this.field(c.id, 'level'), c.level);
      this.put(this.field(c.id, 'points'), c.points);
      this.put(this.field(c.id, 'comment'), plain(c.comment));
      const total = one('p-scores').querySelector(`[data-total="${CSS.escape(c.id)}"]`);
      this.describe(c);
      total.textContent = `${c.total || '–'}${c.outOf ? ` / ${c.outOf}` : ''}`;
    }
    one('p-total').textContent = state.total || '–';
    one('p-out-of').textContent = state.outOf ? ` / ${state.outOf}` : '';
    one('standing').textContent = state.missing.length ? `${state.standing}: lacks ${state.missing.join(', ')}` : state.standing;
  }

  /** Says what the level that is chosen means. */
  describe({ id, levels }) {
    const chosen = this.field(id, 'level'), level = chosen && levels.find((l) => l.id === chosen.value);
    one('p-scores').querySelector(`[data-describes="${CSS.escape(id)}"]`).textContent = level ? level.descriptor : '';
  }

  // Takes over what the file says now. What is being written and not saved stays;
  // where the file was changed there too, both are shown.
  put(field, value) {
    if (!field) return;
    const { was } = field.dataset, mine = was !== undefined && field.value !== was;
    if (!mine || meant(field, field.value) === meant(field, value)) {
      field.value = value;
      const theirs = contested(field);
      if (theirs) theirs.remove();
    } else if (value !== was) {
      this.contest(field, value);
    }
    field.dataset.was = value;
  }

  field(criterion, name) { return one('p-scores').querySelector(`[data-criterion="${CSS.escape(criterion)}"][data-name="${name}"]`); }

  scores(criteria) {
    const now = JSON.stringify(criteria.map((c) => [c.id, c.title, c.levels]));
    if (this.shape === now) return;
    this.shape = now;
    one('p-scores').replaceChildren(...criteria.map((c, i) => {
      const label = (name, text, field) => {
        field.id = `p-${name}-${i}`;
        field.dataset.criterion = c.id;
        field.dataset.name = name;
        return make('div', { class: 'field' }, make('label', { for: field.id }, text), field);
      };
      const level = make('select', { 'aria-describedby': `p-describes-${i}` }, make('option', { value: '' }, '–'), ...c.levels.map((l) => make('option', { value: l.id }, `${l.title} (${l.points})`)));
      return make('fieldset', { class: 'score' }, make('legend', {}, c.title, ' ', make('b', { 'data-total': c.id })),
        make('div', { class: 'pairs' }, ...(c.levels.length ? [label('level', 'Level', level)] : []), label('points', c.levels.length ? 'or points' : 'Points', make('input', { inputmode: 'decimal', size: '5' }))),
        make('p', { class: 'descriptor', id: `p-describes-${i}`, 'data-describes': c.id }),
        label('comment', 'Why', make('input', { dir: 'auto' })));
    }));
  }

  /** What differs from the file. A level takes the place of points, and the other way round. */
  changes() {
    const head = {}, out = [];
    const moved = (f) => f && f.value !== f.dataset.was && !contested(f);
    for (const [name, id] of heads) {
      if (moved(one(id))) head[name] = name === 'overall' ? one(id).value.trim() : lines(id);
    }
    if (Object.keys(head).length) out.push({ do: 'head', head });
    for (const c of this.app.state.criteria) {
      const [level, points, comment] = ['level', 'points', 'comment'].map((n) => this.field(c.id, n));
      if (!moved(level) && !moved(points) && !moved(comment)) continue;
      if (moved(level) && level.value) points.value = '';
      else if (moved(points) && points.value.trim() && level) level.value = '';
      out.push({ do: 'score', score: { criterion: c.id, level: level ? level.value : '', points: points.value.trim(), comment: comment.value.trim() } });
    }
    return out;
  }

  async save() {
    if (this.saving) { this.again = true; return; }
    const changes = this.changes();
    if (!changes.length) return;
    this.saving = true;
    this.fault('');
    try {
      await this.send(changes);
    } catch (e) {
      this.fault(`Not saved: ${e.message}${e.help ? ` – ${e.help}` : ''}`);
    }
    this.saving = false;
    this.keep();
    if (this.again) { this.again = false; this.save(); }
  }

  /** Says a refusal here too: on a narrow window the panel is all that can be seen. */
  fault(words) {
    one('p-fault').hidden = !words;
    one('p-fault').textContent = words;
    if (words) this.app.status(words, true);
  }

  // Drafts: what is not saved yet outlives a reload.

  keep() {
    const open = this.fields().filter((f) => f.value !== f.dataset.was);
    try {
      if (open.length) sessionStorage.setItem(this.key, JSON.stringify(open.map((f) => [nameOf(f), f.dataset.was, f.value])));
      else sessionStorage.removeItem(this.key);
    } catch { /* no storage: the page itself still has it */ }
  }

  restore() {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(this.key)); } catch { /* as above */ }
    for (const [name, was, value] of kept || []) {
      const field = this.fields().find((f) => nameOf(f) === name);
      if (!field || field.value === value) continue; // it was saved after all
      if (one('panel').hidden) this.toggle();
      if (field.value !== was) this.contest(field, field.value);
      field.value = value;
      this.fault('What was written here before is not saved yet');
    }
    this.keep();
  }

  /** Sends; where the file has moved on, once more with what nobody else has changed. */
  async send(changes) {
    try {
      await this.app.save(changes);
    } catch (e) {
      if (e.status !== 412 || !e.state) throw e;
      await this.app.refresh();
      const open = this.fields().filter(contested), rest = this.changes();
      if (rest.length) await this.app.save(rest, e.state.digest);
      if (open.length) throw new Error('it was changed elsewhere while you wrote; both are shown');
    }
  }

  /** What stands in the file is shown under what was written, until one is chosen. */
  contest(field, there) {
    const before = contested(field);
    if (before) before.remove();
    const choose = (value) => (e) => {
      field.value = value();
      e.target.closest('.theirs').remove();
      this.save();
    };
    field.after(make('div', { class: 'theirs' }, make('p', {}, make('span', { class: 'side' }, 'changed elsewhere to: '), there || 'nothing'),
      make('p', { class: 'choose' }, make('button', { type: 'button', onclick: choose(() => field.value) }, 'Keep mine'),
        make('button', { type: 'button', onclick: choose(() => there) }, 'Take it'))));
    this.app.status('Not saved yet: it was changed elsewhere', true);
  }
}
