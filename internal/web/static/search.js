// Search in the essay.
import { rest } from './focus.js';

const one = (id) => document.getElementById(id);

export class Search {
  constructor(app, pick, draw) {
    Object.assign(this, { app, pick, draw, hits: [], at: -1 });
    one('find').addEventListener('submit', (e) => { e.preventDefault(); this.go(1); });
    one('find-in').addEventListener('input', () => { this.at = -1; this.update(); });
    one('find-in').addEventListener('keydown', (e) => {
      if (e.key === 'Enter' && e.shiftKey) { e.preventDefault(); this.go(-1); }
      if (e.key === 'Escape') { e.preventDefault(); this.close(); }
    });
  }

  open() { one('find-in').focus(); one('find-in').select(); }

  close() {
    one('find-in').value = '';
    this.update();
    rest();
  }

  update() {
    const words = one('find-in').value;
    this.hits = this.app.text.find(words);
    this.draw('found', this.app.text, this.hits);
    one('found').textContent = words.trim() ? (this.at < 0 ? `${this.hits.length} found` : `${this.at + 1} of ${this.hits.length}`) : '';
  }

  /** Goes to the next or previous place and selects it. */
  go(by) {
    if (!this.hits.length) return;
    this.at = (this.at + by + this.hits.length + (this.at < 0 && by < 0 ? 1 : 0)) % this.hits.length;
    this.pick.set(this.app.text, { ...this.hits[this.at] }, 'keys');
    one('found').textContent = `${this.at + 1} of ${this.hits.length}`;
  }
}
