// The form in which a remark is written: beside the words that it is about.
import { Earlier } from './earlier.js';
import { preview } from './net.js';
import { rest } from './focus.js';
import { addSource, blank, differing, fill, glance, make, patch, read, says, setKind } from './fields.js';

const one = (id) => document.getElementById(id);
const wide = matchMedia('(min-width: 68.75em)');
const markdown = /[*_`~[\]<>#|]|^\s*(-|\d+\.)\s|\n\s*\n/m;

export class Composer {
  constructor(app) {
    Object.assign(this, { app, open: false, task: null, was: blank(), saving: false });
    this.earlier = new Earlier((r) => this.repeat(r), () => this.place());
    this.key = `gloss-draft ${one('name').textContent}`;
    const form = one('compose-form');
    form.addEventListener('submit', (e) => { e.preventDefault(); this.save(); });
    form.addEventListener('keydown', (e) => this.keydown(e));
    form.addEventListener('input', (e) => this.typed(e));
    one('c-comment').addEventListener('blur', () => this.earlier.offer([]));
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
    this.earlier.forget();
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
    const { id, at, quote, lost } = this.task, kind = one('compose').dataset.kind;
    one('compose-h').textContent = `${kind[0].toUpperCase()}${kind.slice(1)}${id ? '' : ', new'}`;
    const words = this.words() || lost || quote || '';
    one('compose-on').textContent = words ? `“${glance(words)}”${lost ? ', which is not in the essay any more' : ''}` : 'on the essay as a whole';
  }

  /** The words that the remark is about, as the essay has them. */
  words() {
    const { at } = this.task;
    return at ? this.app.text.whole.slice(at.start, at.end) : '';
  }

  /** The essay was changed: the remark goes where its words now are, or asks for others. */
  carry(before) {
    const { id, at } = this.task || {};
    if (!this.open || id || !at) return;
    this.task.at = before.carried(at, this.app.text);
    if (!this.task.at) this.task.lost = before.whole.slice(at.start, at.end);
    this.title();
    this.keep();
  }

  /** Puts the remark on words instead of those that are lost. */
  put(at) {
    this.task = { ...this.task, at, lost: '' };
    this.title();
    this.fault('');
    this.keep();
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
    if (this.task.lost) return this.fault('The essay was changed, and these words are not in it any more.', 'select those that the remark is about');
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
    box.textContent = words + (help ? ` ${help[0].toUpperCase()}${help.slice(1)}${/[.?!]$/.test(help) ? '' : '.'}` : '');
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
      sessionStorage.setItem(this.key, JSON.stringify({ task: this.task, was: this.was, is: read(), text: this.app.state.text, words: this.words() || this.task.lost }));
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
    const { task } = draft, { pick, state } = this.app, selected = pick.span && { ...pick.span };
    const at = draft.text === state.text && task.at || draft.words && selected || null;
    this.begin({ ...task, at, lost: at || task.id ? '' : draft.words }, draft.was);
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
    this.earlier.suggest();
    this.look();
  }

  keydown(e) {
    if (e.isComposing) return;
    if (this.earlier.key(e)) return e.preventDefault();
    if (e.key === 'Escape') {
      e.preventDefault();
      return this.close();
    }
    if (e.key !== 'Enter' || e.shiftKey || !['TEXTAREA', 'INPUT'].includes(e.target.tagName)) return;
    e.preventDefault();
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
    this.look();
    this.keep();
  }
}
