// A remark and the fields of the form that it is written in.

const one = (id) => document.getElementById(id);
const plain = ['comment', 'correction', 'category', 'severity', 'criterion', 'marks', 'next'];
const parts = ['title', 'author', 'year', 'page', 'url'];

/** The beginning of a text that may be long. */
export const glance = (s, n = 90) => (s.length > n ? `${s.slice(0, n).trimEnd()} …` : s);

/** A remark that says nothing. */
export const blank = () => ({
  kind: 'comment', category: '', severity: '', comment: '', correction: '', replacement: null,
  sources: [], next: '', criterion: '', marks: '', tags: [], private: false,
});

/** An element with its text and attributes. */
export function make(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') e.addEventListener('click', value);
    else if (value === true) e.setAttribute(name, '');
    else if (value !== false && value !== null) e.setAttribute(name, value);
  }
  e.append(...children);
  return e;
}

/** One line for a source. */
export function addSource(source = {}) {
  const n = one('c-sources').children.length + 1;
  one('c-sources').append(make('div', { class: 'source' }, ...parts.map((p) => {
    const field = make('input', { 'aria-label': `${p === 'url' ? 'address' : p} of source ${n}`, placeholder: p === 'url' ? 'address' : p, 'data-part': p });
    field.value = source[p] || '';
    return field;
  })));
}

/** Puts a remark into the form. */
export function fill(remark) {
  for (const name of plain) one(`c-${name}`).value = remark[name] || '';
  one('c-replacement').value = remark.replacement || '';
  one('c-delete').checked = remark.replacement === '';
  one('c-tags').value = (remark.tags || []).join(', ');
  one('c-private').checked = Boolean(remark.private);
  one('c-sources').replaceChildren();
  (remark.sources || []).forEach(addSource);
  setKind(remark.kind);
}

/** Sets the kind. Other words belong to two of them, and are shown where there are some. */
export function setKind(kind) {
  one('compose').dataset.kind = kind;
  one('compose').classList.toggle('replaces', ['correction', 'suggestion'].includes(kind) || one('c-replacement').value !== '' || one('c-delete').checked);
  const box = document.querySelector(`#compose-kinds input[value="${kind}"]`);
  if (box) box.checked = true;
}

/** The remark that the form holds. */
export function read() {
  const out = { kind: one('compose').dataset.kind };
  for (const name of plain) out[name] = one(`c-${name}`).value.trim();
  const words = one('c-replacement').value;
  out.replacement = one('c-delete').checked ? '' : words === '' ? null : words;
  out.tags = one('c-tags').value.split(',').map((t) => t.trim()).filter(Boolean);
  out.private = one('c-private').checked;
  out.sources = [...one('c-sources').children]
    .map((row) => Object.fromEntries([...row.children].map((f) => [f.dataset.part, f.value.trim()])))
    .filter((s) => parts.some((p) => s[p]));
  return out;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const text = (v) => (typeof v === 'string' ? v.replace(/\n$/, '') : v);

/** The fields in which two remarks differ. */
export function differing(a, b) {
  return Object.keys(blank()).filter((name) => !same(text(a[name]), text(b[name])));
}

/** What the server is to be told: the fields of a remark that are not as they were. */
export function patch(was, is) {
  const out = {};
  const names = differing(was, is);
  for (const name of names) {
    if (name !== 'replacement') out[name] = is[name];
    else if (is.replacement === null) out.unreplaced = true;
    else out.replacement = is.replacement;
  }
  // The kind can follow from what is said; once that changes it has to be written.
  if (names.includes('replacement') || names.includes('correction')) out.kind = is.kind;
  return out;
}

/** Whether a remark says anything. */
export const says = (r) => Boolean(r.comment || r.correction || r.replacement !== null || r.next || r.marks);
