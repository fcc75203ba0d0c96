// The form in which a remark is written: beside the words that it is about.
import { data, preview } from './net.js';
import { rest } from './focus.js';
import { addSource, blank, differing, fill, make, patch, read, says, setKind } from './fields.js';

const one = (id) => document.getElementById(id);
const wide = matchMedia('(min-width: 68.75em)');
const glance = (s, n = 90) => (s.length > n ? `${s.slice(0, n).trimEnd()} …` : s);
const markdown = /[*_`~[\]<>#|]|^\s*(-|\d+\.)\s|\n\s*\n/m;

export class Composer {
  constructor(app) {
    Object.assign(this, { app, open: false, task: null, was: blank(), earlier: null, choice: -1, saving: false });
    this.key = `gloss-draft ${one('name').textContent}`;
    const form = one('compose-form');
    form.addEventListener('submit', (e) => { e.preventDefault(); this.save(); });
    form.addEventListener('keydown', (e) => this.keydown(e));
    form.addEventListener('input', (e) => this.typed(e));
    one('c-comment').addEventListener('blur', () => this.offer([]));
    one('c-cancel').addEventListener('click', () => this.close());
    one('c-remove').addEventListener('click', () => this.remove());
    one('c-add-source').addEventListener('click', () => { addSource(); one('c-sources').lastChild.firstChild.focus(); });
    one('c-more').addEventListener('toggle', () => this.place());
  }

  build() {
    for (const kind of this.app.state.kinds) {
      const box = make('input', { type: 'radio', name: 'kind', value: kind });
      box.addEventListener('change', () => { setKind(kind); this.title(); this.keep(); });
      one('compose-kinds').append(make('label', { class: `k-${kind}` }, box, make('b', { class: `bd k-${kind}` }), ` ${kind}`));
    }
    this.restore();
  }

  /** What the fields can choose from, as the files now have it. */
  update() {
    const list = (id, values) => one(id).replaceChildren(...values.map(([value, label]) => make('option', { value, label })));
    list('categories', this.app.state.categories.map((c) => [c, c]));
    list('criteria', this.app.state.criteria.map((c) => [c.id, c.title]));
    this.earlier = null;
    this.goTo();
    if (!this.open || this.saving || !this.task.id) return;
    const now = this.app.note(this.task.id);
    if (!now || differing(this.was, now).length) this.contest(now);
  }

  /** Begins a remark on a stretch of the essay, or on the whole of it. */
  add(kind, at, field) {
    if (this.open && this.unsaved()) return this.show(field);
    this.begin({ at }, { ...blank(), kind }, field);
  }

  /** Opens a remark that is there. */
  edit(id) {
    const note = this.app.note(id);
    if (!note) return;
    if (this.open && this.unsaved()) return this.show();
    const found = note.spots.find((s) => s.at), [first] = note.spots;
    this.begin({ id, at: found ? found.at : null, quote: first ? first.quote : '' }, note);
  }

  begin(task, remark, field) {
    this.task = task;
    this.was = remark;
    fill(remark);
    const far = remark.correction || remark.category || remark.severity || remark.criterion || remark.marks || remark.next || remark.sources.length || (remark.tags || []).length || remark.private;
    one('c-more').open = Boolean(task.id && far);
    this.fault('');
    one('conflict').hidden = true;
    one('c-remove').hidden = !task.id;
    this.title();
    this.show(field);
    this.look();
  }

  title() {
    const { id, at, quote } = this.task, kind = one('compose').dataset.kind;
    one('compose-h').textContent = `${kind[0].toUpperCase()}${kind.slice(1)}${id ? '' : ', new'}`;
    const words = at ? this.app.text.whole.slice(at.start, at.end) : quote || '';
    one('compose-on').textContent = words ? `“${glance(words)}”` : 'on the essay as a whole';
  }

  show(field) {
    this.open = true;
    this.app.moving = null;
    one('palette').hidden = true;
    one('compose').hidden = false;
    if (this.task.at) this.app.pick.set(this.app.text, { ...this.task.at }, 'composing');
    this.place();
    one(field || 'c-comment').focus({ preventScroll: true });
  }

  /** Beside the words where there is a margin, else at the foot of the window. */
  place() {
    const box = one('compose'), article = document.querySelector('article');
    if (!this.open) return;
    if (!wide.matches || !article) {
      box.style.top = box.style.left = '';
      const last = this.task.at && this.app.pick.span && this.app.pick.box().last;
      const room = innerHeight - box.offsetHeight - 20;
      if (last && last.bottom > room) scrollBy({ top: last.bottom - room / 2, behavior: 'instant' });
      return;
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const text = article.getBoundingClientRect();
    const words = this.task.at && this.app.pick.span && this.app.pick.box().first;
    const top = words ? words.top : 80;
    box.style.left = `${text.left + 40 * rem - 8 + scrollX}px`;
    box.style.top = `${Math.max(60, Math.min(top - 8, innerHeight - box.offsetHeight - 12)) + scrollY}px`;
  }

  hide() {
    this.open = false;
    if (one('compose').contains(document.activeElement)) rest(); // not only with the next frame
    one('compose').hidden = true;
    this.app.pick.clear();
    this.forget();
  }

  /** Closes; what was written and not saved is kept, and said to be. */
  close() {
    const lost = this.unsaved(), task = this.task;
    if (lost) this.keep();
    this.open = false;
    one('compose').hidden = true;
    this.app.pick.clear();
    if (lost) this.remind();
    else this.forget();
    if (!task || !this.app.focusNote(task.id)) rest();
  }

  unsaved() {
    return this.saving || (this.open && differing(this.was, read()).some((n) => this.task.id || n !== 'kind'));
  }

  // Saving.

  changes() {
    const is = read();
    if (!this.task.id) return [{ do: 'add', at: this.task.at, remark: patch({ ...blank(), kind: '' }, is) }];
    return [{ do: 'edit', id: this.task.id, remark: patch(this.was, is) }];
  }

  async save() {
    const is = read();
    if (this.saving) return;
    if (!one('conflict').hidden) return one('conflict').querySelector('button').focus();
    if (this.task.id && !differing(this.was, is).length) return this.close();
    if (!this.task.id && !says(is)) return this.fault('Write a remark first.');
    const now = this.task.id && this.app.note(this.task.id);
    if (this.task.id && (!now || differing(this.was, now).length)) return this.contest(now);
    this.saving = true;
    this.fault('');
    this.keep();
    let id = this.task.id, more = false;
    try {
      await this.send(this.changes(), (done) => {
        id = id || done.added[0];
        more = differing(is, read()).length > 0; // written while it was saved
        if (more) return;
        this.saving = false;
        this.wanted = id;
        this.hide(); // at once: the next remark is begun before this one is shown
      });
      if (more) this.goOn(id, is);
    } catch (e) {
      this.saving = false;
      if (e !== this) this.failed(e);
    }
  }

  /** Goes to the remark that was saved, as soon as it is shown. */
  goTo() {
    if (!this.wanted || !this.app.note(this.wanted)) return;
    if (!this.open && !this.app.pick.span) this.app.focusNote(this.wanted);
    this.wanted = null;
  }

  /** The remark is saved as it was; what was written since is a change of it. */
  goOn(id, was) {
    this.saving = false;
    this.task = { ...this.task, id };
    this.was = this.app.note(id) || was;
    this.title();
    this.keep();
  }

  /** Sends; where the file has moved on, once more if nothing of this remark was touched. */
  async send(changes, landed) {
    try {
      return await this.app.save(changes, undefined, landed);
    } catch (e) {
      if (e.status !== 412 || !e.state) throw e;
      await this.app.refresh();
      const now = this.task.id && e.state.notes.find((n) => n.id === this.task.id);
      if (this.task.id && (!now || differing(this.was, now).length)) {
        this.contest(now);
        one('conflict').querySelector('button').focus();
        throw this;
      }
      const done = await this.app.save(changes, e.state.digest, landed);
      this.app.status('Saved; what was changed elsewhere is kept too');
      return done;
    }
  }

  /** Shows both sides; the teacher decides. */
  contest(now) {
    const is = read(), box = one('conflict');
    const show = (v) => (v === null ? 'none' : Array.isArray(v) ? v.map((x) => (typeof x === 'string' ? x : Object.values(x).filter(Boolean).join(', '))).join('; ') || 'none' : v === true ? 'yes' : v === false ? 'no' : v || 'none');
    this.app.status('Not saved yet: it was changed elsewhere', true);
    box.hidden = false;
    if (!now) {
      box.replaceChildren(
        make('p', {}, 'This remark was deleted elsewhere while you wrote. What you wrote is still here.'),
        make('p', { class: 'choose' },
          make('button', { type: 'button', onclick: () => { this.task = { at: this.task.at }; this.was = blank(); one('conflict').hidden = true; this.save(); } }, 'Save mine as a new remark'),
          make('button', { type: 'button', onclick: () => this.hide() }, 'Let it go')),
      );
    } else {
      box.replaceChildren(
        make('p', {}, 'This remark was changed elsewhere while you wrote. Both are here:'),
        make('dl', {}, ...differing(now, is).map((name) => make('div', {}, make('dt', {}, name.replace('_', ' ')),
          make('dd', {}, make('span', { class: 'side' }, 'there: '), show(now[name])), make('dd', {}, make('span', { class: 'side' }, 'here: '), show(is[name]))))),
        make('p', { class: 'choose' },
          make('button', { type: 'button', onclick: () => { this.was = now; one('conflict').hidden = true; this.save(); } }, 'Save mine'),
          make('button', { type: 'button', onclick: () => { this.was = now; fill(now); one('conflict').hidden = true; this.close(); } }, 'Keep the other')),
      );
    }
    this.place();
  }

  /** A refusal: what was written stays, and can be taken away. */
  failed(e) {
    this.fault(`Not saved: ${e.message}.`, e.help);
    if (e.status === 422 || e.status === 400) return;
    const words = JSON.stringify(this.changes()[0], null, 2);
    const link = make('a', { download: 'remark.txt', href: URL.createObjectURL(new Blob([words], { type: 'text/plain' })) }, 'Take what you wrote away as a file');
    one('fault').append(make('br'), 'It is kept on this page. ', link);
    this.place();
  }

  fault(words, help = '') {
    const box = one('fault');
    box.hidden = !words;
    box.textContent = words + (help ? ` ${help[0].toUpperCase()}${help.slice(1)}.` : '');
  }

  async remove() {
    const { id } = this.task;
    try {
      await this.send([{ do: 'remove', id }], () => this.hide());
      this.app.status('Deleted; u brings it back');
    } catch (e) {
      if (e !== this) this.failed(e);
    }
  }

  // Drafts: what is not saved yet outlives a reload.

  keep() {
    if (!this.open || !says(read())) return; // the timer may come after it was saved
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ task: this.task, was: this.was, is: read(), text: this.app.state.text }));
    } catch { /* no storage: the page itself still has it */ }
  }

  forget() {
    try { sessionStorage.removeItem(this.key); } catch { /* as above */ }
    one('trouble').querySelectorAll('.draft').forEach((d) => d.remove());
    if (!one('trouble').children.length) one('trouble').hidden = true;
  }

  kept() {
    try { return JSON.parse(sessionStorage.getItem(this.key)); } catch { return null; }
  }

  restore() { if (this.kept()) this.remind(); }

  remind() {
    const draft = this.kept(), box = one('trouble');
    if (!draft) return;
    box.querySelectorAll('.draft').forEach((d) => d.remove());
    box.hidden = false;
    box.append(make('p', { class: 'draft' }, `A remark was not saved: “${glance(draft.is.comment || draft.is.correction || draft.is.replacement || '', 60)}” `,
      make('button', { type: 'button', onclick: () => this.resume(draft) }, 'Go on with it'), ' ',
      make('button', { type: 'button', onclick: () => { this.forget(); rest(); } }, 'Throw it away')));
  }

  resume(draft) {
    const at = draft.text === this.app.state.text ? draft.task.at : null;
    this.begin({ ...draft.task, at }, draft.was);
    fill(draft.is);
    this.title();
    this.forget();
    this.keep();
  }

  // Typing.

  typed(e) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.keep(), 300);
    if (e.target.id === 'c-replacement') one('c-delete').checked = false;
    if (e.target.id === 'c-delete' && e.target.checked) one('c-replacement').value = '';
    if (e.target.id !== 'c-comment') return;
    this.suggest();
    this.look();
  }

  keydown(e) {
    if (e.isComposing) return;
    const offered = !one('c-earlier').hidden, area = e.target.tagName === 'TEXTAREA';
    if (e.key === 'Escape') {
      e.preventDefault();
      return offered ? this.offer([]) : this.close();
    }
    if (offered && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault();
      return this.choose(this.choice + (e.key === 'ArrowDown' ? 1 : -1));
    }
    if (e.key !== 'Enter' || e.shiftKey || !area && e.target.tagName !== 'INPUT') return;
    e.preventDefault();
    if (offered && this.choice >= 0 && !e.ctrlKey) return this.repeat(this.offers[this.choice]);
    this.save();
  }

  /** The remark as it will look, where it is more than plain words. */
  look() {
    clearTimeout(this.looking);
    const words = one('c-comment').value, box = one('c-preview');
    if (!markdown.test(words)) {
      box.hidden = true;
      return;
    }
    this.looking = setTimeout(async () => {
      const nodes = await preview(words).catch(() => null);
      if (!nodes || one('c-comment').value !== words) return;
      box.replaceChildren(...nodes.map((n) => document.adoptNode(n)));
      box.hidden = false;
      this.place();
    }, 150);
  }

  /** Earlier remarks that begin with what was typed, or have a word that does. */
  async suggest() {
    const typed = one('c-comment').value.trim().toLowerCase();
    if (typed.length < 2 || typed.includes('\n')) return this.offer([]);
    if (!this.earlier) this.earlier = data('/remarks').catch(() => []);
    const all = await this.earlier;
    if (one('c-comment').value.trim().toLowerCase() !== typed) return;
    const rank = (r) => {
      const words = (r.comment || r.correction).toLowerCase();
      return words.startsWith(typed) ? 0 : words.split(/[\s,.;:!?"“”()]+/).some((w) => w.startsWith(typed)) ? 1 : 2;
    };
    this.offer(all.map((r) => [rank(r), r]).filter(([n, r]) => n < 2 && r.comment.trim().toLowerCase() !== typed)
      .sort(([a], [b]) => a - b).slice(0, 6).map(([, r]) => r));
  }

  offer(remarks) {
    const list = one('c-earlier'), area = one('c-comment');
    this.offers = remarks;
    this.choice = -1;
    list.hidden = !remarks.length;
    one('c-offers').textContent = remarks.length ? `${remarks.length} earlier remarks begin like this: arrow down` : '';
    area.removeAttribute('aria-activedescendant');
    list.replaceChildren(...remarks.map((r, i) => {
      const row = make('li', { role: 'option', id: `c-earlier-${i}`, 'aria-selected': 'false' },
        make('b', { class: `bd k-${r.kind || 'comment'}` }), ` ${glance(r.comment || r.correction, 140)}`);
      row.addEventListener('pointerdown', (e) => { e.preventDefault(); this.repeat(r); });
      return row;
    }));
    this.place();
  }

  choose(i) {
    const rows = [...one('c-earlier').children];
    this.choice = Math.max(-1, Math.min(i, rows.length - 1));
    rows.forEach((r, n) => r.setAttribute('aria-selected', String(n === this.choice)));
    const row = rows[this.choice];
    if (row) one('c-comment').setAttribute('aria-activedescendant', row.id);
    else one('c-comment').removeAttribute('aria-activedescendant');
    if (row) row.scrollIntoView({ block: 'nearest' });
  }

  /** Takes an earlier remark over, but for what is written already. */
  repeat(r) {
    const is = read(), out = { ...is };
    for (const name of Object.keys(blank())) {
      const empty = is[name] === '' || is[name] === null || (Array.isArray(is[name]) && !is[name].length);
      if (empty && name !== 'replacement') out[name] = r[name] ?? is[name];
    }
    out.comment = r.comment;
    if (r.kind && is.kind === 'comment') out.kind = r.kind;
    fill(out);
    this.title();
    this.offer([]);
    this.look();
    this.keep();
  }
}
