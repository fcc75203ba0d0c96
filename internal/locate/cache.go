package locate

import (
	"slices"
	"sync"

	"gloss/internal/anchor"
	"gloss/internal/format/plaintext"
	"gloss/internal/pipeline"
	"gloss/internal/source"
)

// cacheSize is how many texts are kept ready. Lines about one essay usually
// follow one another.
const cacheSize = 8

// text is a text that is prepared when it is first looked into.
type text struct {
	text       string
	paragraphs []source.Span
	once       sync.Once
	prepared   *anchor.Text

	mu    sync.Mutex
	was   *text // the draft that was asked about last
	draft *anchor.Draft
}

func (t *text) prepare() *anchor.Text {
	t.once.Do(func() { t.prepared = anchor.Prepare(t.text, t.paragraphs) })
	return t.prepared
}

// after aligns the text with an earlier draft of it. The one asked about last is
// kept: lines about one essay usually have the same draft.
func (t *text) after(was *text) *anchor.Draft {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.was != was {
		t.was, t.draft = was, anchor.Align(was.prepare(), t.prepare())
	}
	return t.draft
}

// cache keeps the texts that were asked for last.
type cache struct {
	read pipeline.Options

	mu      sync.Mutex
	entries []entry // the latest last
}

type entry struct {
	key  string
	text *text
	err  error
}

func newCache(read pipeline.Options) *cache { return &cache{read: read} }

// given is the text itself.
func (c *cache) given(s string) *text {
	t, _ := c.get("text\x00"+s, func() (*text, error) { return &text{text: s}, nil })
	return t
}

// file is the text of an essay. A plain text file is taken as it stands, line
// ends and all: a program that reads it too counts the same code points, and the
// answers are those for its contents given as text.
func (c *cache) file(path string) (*text, error) {
	return c.get("file\x00"+path, func() (*text, error) {
		e, _, err := c.read.ReadEssay(path)
		if err != nil {
			return nil, err
		}
		t := &text{text: e.Text, paragraphs: e.ParagraphSpans()}
		if e.Format == plaintext.Format && e.File != nil {
			t.text = e.File.Text
			for i, p := range t.paragraphs {
				t.paragraphs[i] = e.FileSpan(p)
			}
		}
		return t, nil
	})
}

func (c *cache) get(key string, load func() (*text, error)) (*text, error) {
	c.mu.Lock()
	for _, e := range slices.Backward(c.entries) {
		if e.key == key {
			c.mu.Unlock()
			return e.text, e.err
		}
	}
	c.mu.Unlock()
	t, err := load()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.entries) == cacheSize {
		c.entries = append(c.entries[:0], c.entries[1:]...)
	}
	c.entries = append(c.entries, entry{key, t, err})
	return t, err
}
