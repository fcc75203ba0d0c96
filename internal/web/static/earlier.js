// Earlier remarks, offered to be made again by their first letters.
import { data } from './net.js';
import { glance, make } from './fields.js';

const one = (id) => document.getElementById(id);

export class Earlier {
  /** What is chosen goes to take; changed is called when more or fewer are offered. */
  constructor(take, changed) {
    Object.assign(this, { take, changed, all: null, offers: [], choice: -1 });
  }

  /** There may be others by now. */
  forget() { this.all = null; }

  /** Does what a key does in the list; false where it does nothing there. */
  key(e) {
    if (!this.offers.length) return false;
    if (e.key === 'Escape') return this.offer([]), true;
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') return this.choose(this.choice + (e.key === 'ArrowDown' ? 1 : -1)), true;
    if (e.key !== 'Enter' || e.shiftKey || e.ctrlKey || this.choice < 0) return false;
    return this.accept(this.offers[this.choice]), true;
  }

  accept(remark) {
    this.offer([]);
    this.take(remark);
  }

  /** Earlier remarks that begin with what was typed, or have a word that does. */
  async suggest() {
    const typed = one('c-comment').value.trim().toLowerCase();
    if (typed.length < 2 || typed.includes('\n')) return this.offer([]);
    if (!this.all) this.all = data('/remarks').catch(() => []);
    const all = await this.all;
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
      row.addEventListener('pointerdown', (e) => { e.preventDefault(); this.accept(r); });
      return row;
    }));
    this.changed();
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
}
