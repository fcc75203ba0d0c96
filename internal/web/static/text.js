// The essay's text as the server counts it: UTF-16 units, the same that strings
// and text nodes count. Every piece on the page tells where it begins.

const blocks = 'p,h3,h4,h5,h6,pre,td';

/** The essay's text on the page, read once. */
export class Text {
  constructor(article, language) {
    this.pieces = [];
    this.blocks = [];
    let whole = '';
    const parts = article ? article.querySelectorAll('[data-at]') : [];
    for (const e of parts) {
      const start = Number(e.dataset.at), shown = e.classList.contains('ctl');
      const node = shown ? e : e.firstChild;
      const text = shown ? String.fromCharCode(parseInt(e.textContent.slice(2), 16)) : node.data;
      const block = e.closest(blocks);
      if (start > whole.length) whole += '\n'.repeat(start - whole.length);
      whole += text;
      this.pieces.push({ node, start, end: start + text.length, shown });
      const last = this.blocks.at(-1);
      if (last && last.element === block) last.end = start + text.length;
      else this.blocks.push({ element: block, start, end: start + text.length });
    }
    this.whole = whole;
    this.cut = {
      word: new Intl.Segmenter(language || undefined, { granularity: 'word' }),
      sentence: new Intl.Segmenter(language || undefined, { granularity: 'sentence' }),
    };
    this.known = {};
  }

  /** The offset of a place in the document; of several pieces, the nearest after or before. */
  offset(node, at, forward) {
    const e = node.nodeType === Node.TEXT_NODE && node.parentElement;
    if (e && e.dataset.at !== undefined && !e.classList.contains('ctl')) return Number(e.dataset.at) + at;
    const point = document.createRange();
    point.setStart(node, at);
    // The first piece that does not begin before the place.
    let low = 0, high = this.pieces.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (point.comparePoint(this.pieces[mid].node, 0) < 0) low = mid + 1;
      else high = mid;
    }
    if (forward) return low < this.pieces.length ? this.pieces[low].start : this.whole.length;
    return low > 0 ? this.pieces[low - 1].end : 0;
  }

  /** The offsets of a range of the document, without white space at its ends; null where none is left. */
  span(range) {
    return this.trimmed(this.offset(range.startContainer, range.startOffset, true), this.offset(range.endContainer, range.endOffset, false));
  }

  trimmed(start, end) {
    while (start < end && /\s/.test(this.whole[start])) start++;
    while (end > start && /\s/.test(this.whole[end - 1])) end--;
    return start < end ? { start, end } : null;
  }

  /** Ranges of the document that show a stretch, and nothing that lies between. */
  ranges(start, end) {
    const out = [];
    for (let i = this.pieceAt(start); i < this.pieces.length && this.pieces[i].start < end; i++) {
      const p = this.pieces[i], range = document.createRange();
      if (p.shown) {
        range.selectNodeContents(p.node);
      } else {
        range.setStart(p.node, Math.max(start, p.start) - p.start);
        range.setEnd(p.node, Math.min(end, p.end) - p.start);
      }
      if (!range.collapsed) out.push(range);
    }
    return out;
  }

  // The first piece that ends behind an offset.
  pieceAt(offset) {
    let low = 0, high = this.pieces.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.pieces[mid].end <= offset) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  /** Stretches of the text, in order: its words, sentences or paragraphs. */
  units(kind) {
    if (!this.known[kind]) this.known[kind] = kind === 'paragraph' ? this.paragraphs() : this.segments(kind);
    return this.known[kind];
  }

  paragraphs() {
    return this.blocks.map((b) => this.trimmed(b.start, b.end)).filter(Boolean);
  }

  segments(kind) {
    const out = [];
    for (const b of this.blocks) {
      for (const s of this.cut[kind].segment(this.whole.slice(b.start, b.end))) {
        if (kind === 'word' && !s.isWordLike) continue;
        const unit = this.trimmed(b.start + s.index, b.start + s.index + s.segment.length);
        if (unit) out.push(unit);
      }
    }
    return out;
  }

  /** The number of the unit that holds an offset, or of the first after it. */
  unitAt(kind, offset) {
    const units = this.units(kind);
    const i = units.findIndex((u) => u.end > offset);
    return i < 0 ? units.length - 1 : i;
  }

  /** Where a stretch of this text is in another; null where it is not there, or could be in several places. */
  carried({ start, end }, to) {
    for (const near of [60, 20, 0]) {
      const from = Math.max(0, start - near), all = this.whole.slice(from, end + near), at = to.whole.indexOf(all);
      if (at >= 0 && to.whole.indexOf(all, at + 1) < 0) return { start: at + start - from, end: at + end - from };
    }
    return null;
  }

  /** All places of some words, whatever their case. */
  find(words) {
    if (!words.trim()) return [];
    const pattern = new RegExp(words.trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
    return [...this.whole.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
  }
}
