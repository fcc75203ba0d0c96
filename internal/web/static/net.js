// What goes to the server and comes back. Nothing here makes text into markup:
// pages come as documents that the browser has parsed without running anything.

/** A refusal, in the server's words. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.problem || 'the server did not answer');
    this.status = status;
    this.help = answer.help || '';
    this.state = answer.state || null;
  }
}

/** Asks for a page; null where it is still the one with this tag. */
export function page(address, tag) {
  return new Promise((done, fail) => {
    const ask = new XMLHttpRequest();
    ask.open('GET', address);
    ask.responseType = 'document';
    if (tag) ask.setRequestHeader('If-None-Match', tag);
    ask.onload = () => {
      if (ask.status === 304) return done(null);
      if (ask.status !== 200 || !ask.response) return fail(new Refused(ask.status, { problem: `the essay cannot be shown (${ask.status})` }));
      done({ document: ask.response, tag: ask.getResponseHeader('ETag') });
    };
    ask.onerror = () => fail(new Refused(0, { problem: 'gloss does not answer', help: 'is it still running in its terminal?' }));
    ask.send();
  });
}

/** Sends a change that was made on a state, and gives the answer. */
export async function send(address, body, digest) {
  const headers = { 'Content-Type': 'application/json' };
  if (digest) headers['If-Match'] = `"${digest}"`;
  let answer;
  try {
    answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  } catch {
    throw new Refused(0, { problem: 'gloss does not answer', help: 'is it still running in its terminal?' });
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
}

/** Asks for data. */
export async function data(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer.json();
}

/** A remark as the report will show it, in nodes. */
export function preview(markdown) {
  return new Promise((done, fail) => {
    const ask = new XMLHttpRequest();
    ask.open('POST', '/preview');
    ask.responseType = 'document';
    ask.setRequestHeader('Content-Type', 'application/json');
    ask.onload = () => (ask.status === 200 && ask.response ? done([...ask.response.body.childNodes]) : fail(new Refused(ask.status, {})));
    ask.onerror = () => fail(new Refused(0, {}));
    ask.send(JSON.stringify({ markdown }));
  });
}

/**
 * Calls then whenever a file changes, while the page can be seen: a browser keeps
 * few connections to one server, and a page in the background needs none. Calls
 * lost when the server is gone; the browser goes on trying.
 */
export function listen(then, lost = () => {}) {
  let source = null;
  const follow = () => {
    if (document.visibilityState === 'hidden') {
      if (source) source.close();
      source = null;
      return;
    }
    if (source) return;
    source = new EventSource('/changes');
    source.onmessage = then;
    source.onopen = then; // what happened while nobody listened
    source.onerror = lost;
  };
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', () => { if (source) source.close(); source = null; });
  addEventListener('pageshow', follow);
  follow();
}
