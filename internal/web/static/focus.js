// Where the keys are, while parts of the page come and go.

/** The essay itself: where the keys are when nothing else is in hand. */
export function rest() {
  const essay = document.getElementById('essay');
  if (!essay) return;
  essay.tabIndex = -1;
  essay.focus({ preventScroll: true });
}

/** What is focused in the report, so that it is found again when it is another. */
export function held() {
  const at = document.activeElement, note = at && at.closest('.note[data-id]');
  if (!at || !at.closest('#report')) return null;
  return { whole: at === note, note: note && note.dataset.id, id: at.id, words: at.textContent };
}

/** Gives the focus back, where it was lost, to what now stands for what had it. */
export function giveBack(was) {
  if (!was || document.activeElement !== document.body) return;
  const note = was.note && document.querySelector(`.note[data-id="${CSS.escape(was.note)}"]`);
  const part = note && !was.whole && [...note.querySelectorAll('a,button,summary')].find((e) => e.textContent === was.words);
  const same = part || note || (was.id && !was.note && document.getElementById(was.id));
  if (same) same.focus({ preventScroll: true });
  if (!same || document.activeElement === document.body) rest();
}
