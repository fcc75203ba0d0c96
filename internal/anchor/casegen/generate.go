package casegen

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"math/rand/v2"
	"strings"

	"gloss/internal/source"
)

// perKind is how many cases of each kind are made of a text.
const perKind = 6

// FromFiles makes the cases of every file at the top of a file system that is a
// text or Markdown, which is taken as it stands.
func FromFiles(files fs.FS) ([]Case, error) {
	names, err := fs.Glob(files, "*.*")
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, name := range names {
		if !strings.HasSuffix(name, ".txt") && !strings.HasSuffix(name, ".md") {
			continue
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		out = append(out, Generate(name, string(text))...)
	}
	return out, nil
}

// Generate makes the cases of one text: some of each kind of edit, the same ones
// every time. The name goes into their ids. A text of too few sentences gives
// none.
func Generate(name, text string) []Case {
	if len(sentences(text)) < 8 {
		return nil
	}
	var out []Case
	for _, k := range kinds() {
		for i := range perKind {
			id := fmt.Sprintf("%s-%s-%d", name, k.name, i)
			seed := fnv.New64a()
			seed.Write([]byte(id)) // it does not fail
			rng := rand.New(rand.NewPCG(seed.Sum64(), 2026))
			d := newDraft(text, rng)
			quote := k.quote(d)
			now, there := k.edit(d, quote)
			c := d.newCase(id, k.name, quote)
			if there {
				gold := points(d.text, now)
				c.Gold = &gold
			}
			out = append(out, c)
		}
	}
	return out
}

// newCase is a case of a passage that is gone.
func (d *draft) newCase(id, category string, quote source.Span) Case {
	from, to := quote.Start, quote.End
	for n := 0; n < contextLength && from > 0; n++ {
		from = before(d.old, from)
	}
	for n := 0; n < contextLength && to < len(d.old); n++ {
		to = behind(d.old, to)
	}
	was := points(d.old, quote)
	return Case{
		ID: id, Category: category, Text: d.text, OldText: d.old,
		Exact: quote.Of(d.old), Prefix: d.old[from:quote.Start], Suffix: d.old[quote.End:to],
		HintStart: &was.Start, HintEnd: &was.End,
	}
}

// contextLength is the length of prefix and suffix, in code points.
const contextLength = 32

func points(text string, s source.Span) Range {
	start := source.CodePoints(text, s.Start)
	return Range{start, start + source.CodePoints(s.Of(text), s.Len())}
}

// before is the offset of the code point before an offset.
func before(text string, i int) int {
	runes := []rune(text[max(0, i-4):i])
	return i - len(string(runes[len(runes)-1]))
}

// behind is the offset behind the code point at an offset.
func behind(text string, i int) int {
	for n := range text[i:] {
		if n > 0 {
			return i + n
		}
	}
	return len(text)
}

// A draft is a text under revision.
type draft struct {
	old, text string
	rng       *rand.Rand
	words     []string // of the old text, of four letters and more
}

func newDraft(text string, rng *rand.Rand) *draft {
	d := &draft{old: text, text: text, rng: rng}
	for w := range strings.FieldsSeq(text) {
		if w = strings.Trim(w, ".,;:!?()“”\"'’*#"); len([]rune(w)) > 3 {
			d.words = append(d.words, w)
		}
	}
	return d
}

// put writes something in place of a stretch of the text.
func (d *draft) put(at source.Span, text string) {
	d.text = d.text[:at.Start] + text + d.text[at.End:]
}

// replace writes something in place of a passage, and gives where it is.
func (d *draft) replace(at source.Span, text string) source.Span {
	d.put(at, text)
	return source.Span{Start: at.Start, End: at.Start + len(text)}
}

// sentences are the spans of the sentences of a text that are not short.
func sentences(text string) []source.Span {
	var out []source.Span
	start := 0
	add := func(end int) {
		s := trim(text, source.Span{Start: start, End: end})
		if n := len(strings.Fields(s.Of(text))); n >= 6 && !strings.Contains(s.Of(text), "\n") {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i+1 < len(text); i++ {
		switch {
		case text[i] == '\n' && text[i+1] == '\n':
			add(i)
		case strings.IndexByte(".!?", text[i]) >= 0 && (text[i+1] == ' ' || text[i+1] == '\n'):
			add(i + 1)
		}
	}
	add(len(text))
	return out
}

// word draws a word of the text.
func (d *draft) word() string { return d.words[d.rng.IntN(len(d.words))] }

// sentence draws a sentence of the old text; some far from the last of it, so
// that there is text on both sides.
func (d *draft) sentence() source.Span {
	all := sentences(d.old)
	return all[1+d.rng.IntN(len(all)-2)]
}

// part draws some words of a sentence.
func (d *draft) part() source.Span {
	s := d.sentence()
	words := fields(d.old, s)
	n := 2 + d.rng.IntN(4)
	i := d.rng.IntN(len(words) - n + 1)
	return source.Span{Start: words[i].Start, End: words[i+n-1].End}
}

// fields are the spans of the words of a passage.
func fields(text string, s source.Span) []source.Span {
	var out []source.Span
	at := s.Start
	for w := range strings.FieldsSeq(s.Of(text)) {
		at += strings.Index(text[at:], w)
		out = append(out, source.Span{Start: at, End: at + len(w)})
		at += len(w)
	}
	return out
}

// changed is a passage with other words in place of a share of its own.
func (d *draft) changed(passage string, share float64) string {
	words := strings.Fields(passage)
	n := max(1, int(share*float64(len(words))+0.5))
	for _, i := range d.rng.Perm(len(words) - 1)[:min(n, len(words)-1)] {
		words[i] = d.word()
	}
	return strings.Join(words, " ")
}

// elsewhere is where a sentence ends that is at least three away from a span;
// offsets are those of the text as it is.
func (d *draft) elsewhere(from source.Span) int {
	all := sentences(d.text)
	here := 0
	for i, s := range all {
		if s.Start <= from.Start {
			here = i
		}
	}
	far := make([]int, 0, len(all))
	for i, s := range all {
		if i < here-3 || i > here+3 {
			far = append(far, s.End)
		}
	}
	if len(far) == 0 {
		return all[0].End
	}
	return far[d.rng.IntN(len(far))]
}
