// Puts the new report in place of the old one, and leaves alone what is the same:
// so that the page keeps its place, what is chosen in it, and its speed.

const sources = new WeakMap(); // what each part came as

// What a part came as; of those that came with the page itself, what is left when
// all that the scripts have done to it is taken away.
function sourceOf(part) {
  if (sources.has(part)) return sources.get(part);
  const copy = part.cloneNode(true);
  copy.querySelectorAll('.note-tools').forEach((e) => e.remove());
  for (const e of [copy, ...copy.querySelectorAll('[style],.now,.pick,[hidden]')]) {
    e.removeAttribute('style');
    e.classList.remove('now', 'pick');
    if (e.getAttribute('class') === '') e.removeAttribute('class');
  }
  return copy.outerHTML;
}
const containers = '#report,main,.essay,article';

// Parts of a container by what they are; the paragraphs by their order.
function keyed(parent) {
  const count = {};
  return [...parent.children].map((e) => {
    const kind = e.matches('.para') ? 'para' : `${e.tagName}.${e.className}`;
    count[kind] = (count[kind] || 0) + 1;
    return [`${kind} ${count[kind]}`, e];
  });
}

function sync(old, next) {
  const have = new Map(keyed(old));
  let at = old.firstElementChild;
  for (const [key, part] of keyed(next)) {
    const mine = have.get(key);
    let use = mine;
    if (mine && part.matches(containers)) {
      sync(mine, part);
    } else {
      const source = part.outerHTML;
      if (!mine || sourceOf(mine) !== source) {
        use = document.adoptNode(part);
        sources.set(use, source);
      }
    }
    if (mine && use !== mine) {
      if (at === mine) at = use;
      mine.replaceWith(use);
    }
    have.delete(key);
    if (use === at) at = at.nextElementSibling;
    else old.insertBefore(use, at);
  }
  for (const gone of have.values()) gone.remove();
}

/** Swaps the report on the page for the one of a document. */
export function swap(text, old, next) {
  const off = [...old.querySelectorAll('.filters input')].filter((i) => i.checked === (i.id === 'f-marks')).map((i) => i.id);
  const open = [...old.querySelectorAll('.filters details')].map((d) => d.open);
  // The first words that can be seen stay where they are.
  const top = text && text.pieces.find((p) => (p.shown ? p.node : p.node.parentElement).getBoundingClientRect().bottom > 60);
  const at = top && text.ranges(top.start, top.start + 1)[0];
  const before = at && at.getBoundingClientRect().top, offset = top && top.start;
  sync(old, next);
  for (const id of off) {
    const box = document.getElementById(id);
    if (box) box.checked = id === 'f-marks';
  }
  old.querySelectorAll('.filters details').forEach((d, i) => { d.open = Boolean(open[i]); });
  if (before === undefined || before === false) return;
  requestAnimationFrame(() => {
    const now = [...document.querySelectorAll('article [data-at]')].findLast((e) => Number(e.dataset.at) <= offset);
    if (!now || now.classList.contains('ctl')) return;
    const range = document.createRange(), i = Math.min(offset - Number(now.dataset.at), Math.max(0, now.firstChild.length - 1));
    range.setStart(now.firstChild, i);
    range.setEnd(now.firstChild, Math.min(i + 1, now.firstChild.length));
    const by = range.getBoundingClientRect().top - before;
    if (Math.abs(by) > 1) scrollBy({ top: by, behavior: 'instant' });
  });
}
