// The list of essays keeps itself up to date.
import { listen, page } from './net.js';

let asking = false, again = false;

async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const got = await page(location.pathname, null);
    if (got.document.body.className !== document.body.className) { // an essay that can be shown now
      location.reload();
      return;
    }
    const focus = document.activeElement && document.activeElement.getAttribute('href');
    for (const id of ['header', 'main']) {
      const old = document.querySelector(id), now = got.document.querySelector(id);
      if (old && now && !old.isEqualNode(now)) old.replaceWith(document.adoptNode(now));
    }
    const back = focus && [...document.querySelectorAll('a')].find((a) => a.getAttribute('href') === focus);
    if (back) back.focus();
  } catch { /* the list stays as it is; the next change tries again */ }
  asking = false;
  if (again) { again = false; refresh(); }
}

listen(refresh);
document.addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!by) return;
  const links = [...document.querySelectorAll('#list a')], at = links.indexOf(document.activeElement);
  const to = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  if (to) { e.preventDefault(); to.focus(); }
});
