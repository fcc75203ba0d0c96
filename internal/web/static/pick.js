// The words that are selected: by mouse, touch or keys, drawn as a highlight that
// stays while a remark is written.

const drawn = (name, ranges) => {
  if (!CSS.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
};

/** Draws stretches of the text under a name that the style knows. */
export function draw(name, text, spans) {
  drawn(name, spans.flatMap((s) => text.ranges(s.start, s.end)));
}

/** Scrolls until a box can be seen between the bar above and what may stand below. */
export function reveal(box) {
  if (box && (box.top < 110 || box.bottom > innerHeight - 140)) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
}

/** Puts something under a box on the screen, or over it where there is no room. */
export function place(element, box) {
  if (!box) return;
  const width = element.offsetWidth, height = element.offsetHeight;
  const left = Math.min(Math.max(8, box.right - width / 2), document.documentElement.clientWidth - width - 8);
  const below = box.bottom + 10 + height < innerHeight;
  element.style.left = `${left + scrollX}px`;
  element.style.top = `${(below ? box.bottom + 10 : box.top - height - 10) + scrollY}px`;
}

/** What is selected; start and end count in the essay's text. */
export class Pick {
  constructor(changed) {
    this.changed = changed;
    this.span = null;
    this.active = 'end';
    this.last = 0; // where the keys go on
  }

  set(text, span, how) {
    this.text = text;
    this.span = span;
    this.active = 'end';
    if (span) this.last = span.end;
    this.show(how);
  }

  clear() {
    if (!this.span) return;
    this.span = null;
    getSelection().removeAllRanges();
    this.show('cleared');
  }

  show(how) {
    draw('pick', this.text, this.span ? [this.span] : []);
    this.changed(how);
  }

  /** The words as they stand in the essay. */
  words() { return this.span ? this.text.whole.slice(this.span.start, this.span.end) : ''; }

  /** Where the selection is on the screen. */
  box() {
    const rects = this.text.ranges(this.span.start, this.span.end).flatMap((r) => [...r.getClientRects()]);
    return { first: rects[0], last: rects.at(-1) };
  }

  /** The whole unit around the selection. */
  grow(text, kind, how = 'keys') {
    this.text = text;
    const from = this.span || this.beginning('word');
    if (!from) return;
    const units = text.units(kind), a = units[text.unitAt(kind, from.start)], b = units[text.unitAt(kind, Math.max(from.start, from.end - 1))];
    if (a && b) this.set(text, { start: Math.min(a.start, from.start), end: Math.max(b.end, from.end) }, how);
  }

  /** The next or previous unit; with extend the selection's active end goes there. */
  step(text, kind, by, extend) {
    this.text = text;
    const units = text.units(kind);
    if (!units.length) return;
    if (!this.span) return this.set(text, this.beginning(kind), 'keys');
    if (extend) return this.stretch(units, by);
    const i = text.unitAt(kind, this.span.start);
    let to = i + by;
    if (by > 0 && units[i].start > this.span.start) to = i;
    this.set(text, units[Math.min(Math.max(to, 0), units.length - 1)], 'keys');
  }

  stretch(units, by) {
    const { start, end } = this.span;
    let next;
    if (this.active === 'end') {
      next = by > 0 ? units.find((u) => u.end > end) : units.findLast((u) => u.end < end && u.end > start);
      if (next) this.span = { start, end: next.end };
    } else {
      next = by > 0 ? units.find((u) => u.start > start && u.start < end) : units.findLast((u) => u.start < start);
      if (next) this.span = { start: next.start, end };
    }
    if (next) this.show('keys');
  }

  /** The other end goes on growing. */
  turn() { this.active = this.active === 'end' ? 'start' : 'end'; }

  // Where the keys begin: where they were, or at the first unit that can be seen.
  beginning(kind) {
    const units = this.text.units(kind);
    const seen = (u) => {
      const r = u && this.text.ranges(u.start, u.end)[0];
      const box = r && r.getBoundingClientRect();
      return box && box.top > 60 && box.bottom < innerHeight;
    };
    const next = units[this.text.unitAt(kind, this.last)];
    if (this.last && seen(next)) return next;
    return units.find(seen) || units[0];
  }
}
