// Words selected by mouse or touch.

let pressed = false;
const waiting = [];

/** Waits until nothing is pressed: words that are being selected stay under the pointer. */
export const released = () => (pressed ? new Promise((done) => { waiting.push(done); }) : Promise.resolve());

/** Picks what is selected with the pointer, and lets go of it with the next press. */
export function followPointer(app, pick, composer) {
  let soon = 0, clicks = 0;
  const release = () => {
    pressed = false;
    setTimeout(() => waiting.splice(0).forEach((done) => done()), 50); // the selection is read first
  };
  const selected = () => {
    clearTimeout(soon);
    const s = getSelection();
    if (pressed || composer.open && !composer.task.lost || s.rangeCount === 0 || s.isCollapsed) return;
    const range = s.getRangeAt(0), article = document.querySelector('article');
    if (!article || !range.intersectsNode(article)) return;
    const from = s.anchorNode instanceof Element ? s.anchorNode : s.anchorNode.parentElement;
    if (!from || from.closest('.note,.compose,.panel,.top')) return;
    const span = app.text.span(range);
    if (!span) return;
    pick.set(app.text, span, 'mouse');
    if (clicks === 3) pick.grow(app.text, 'paragraph', 'mouse'); // browsers stop at the numbers of the notes
    if (composer.open) composer.put({ ...pick.span });
  };
  document.addEventListener('click', (e) => { clicks = e.detail; });
  document.addEventListener('pointerdown', (e) => {
    pressed = true;
    clicks = 0;
    const on = e.target instanceof Element && e.target;
    if (composer.open && !composer.unsaved() && on && on.closest('#report')) composer.close();
    if (pick.span && !composer.open && !app.moving && on && !on.closest('.palette')) pick.clear();
  });
  addEventListener('pointerup', () => { release(); clearTimeout(soon); soon = setTimeout(selected, 10); });
  addEventListener('pointercancel', release);
  document.addEventListener('selectionchange', () => { clearTimeout(soon); soon = setTimeout(selected, 350); });
}
