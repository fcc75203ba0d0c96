package anchor

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/internal/source"
)

// large is a text of so many bytes and more, with a passage in its midst.
func large(size int, passage string) (text string, at source.Span) {
	line := "The mill stood by the river, as mills do; 𝒳 and e\u0301 and 👩\u200D👧 stood by. \xff\n\n"
	half := strings.Repeat(line, size/2/len(line)+1)
	return half + passage + half, source.Span{Start: len(half), End: len(half) + len(passage)}
}

// Texts and quotes of every shape are answered, without a panic and without
// cutting anything.
func TestHostileSizes(t *testing.T) {
	const passage = "Nobody had seen the miller since the spring of that year. "
	text, at := large(10<<20, passage)
	quote := strings.TrimSpace(passage)
	at.End--
	big := Prepare(text, nil)
	for _, tc := range []struct {
		name string
		sel  Selector
		want Match
	}{
		{"literal", Selector{Quote: quote}, Match{Verdict: Exact, Span: at, Confidence: 1}},
		{"folded", Selector{Quote: strings.ReplaceAll(quote, " ", "\n")}, Match{Verdict: Folded, Span: at, Confidence: 1}},
		{"case", Selector{Quote: strings.ToUpper(quote)}, Match{Verdict: Fuzzy, Span: at, Confidence: looseRight}},
		{"edited", Selector{Quote: strings.Replace(quote, "spring", "end", 1), Position: &source.Span{Start: at.Start + 9, End: at.End}}, Match{Verdict: Fuzzy, Span: at}},
		{"longer than the text", Selector{Quote: text + passage}, Match{}},
		{"a letter that is everywhere", Selector{Quote: "e"}, Match{Verdict: Ambiguous}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m := big.Resolve(tc.sel, Options{})
			if len(m.Candidates) > maxListed {
				t.Errorf("%d candidates", len(m.Candidates))
			}
			got := Match{Verdict: m.Verdict, Span: m.Span, Confidence: m.Confidence}
			if tc.want.Confidence == 0 {
				got.Confidence = 0
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHostileStrings(t *testing.T) {
	strange := []string{
		"", " ", "\n\n", "\x00", "\xff", "\xe2\x80", "\u0301", "\u200B", "\uFEFF", "𝒳", "👩\u200D👧", "🇺", "…", "[...]", "[…] […]", "“”", "'", "-", "-\n", "\r", "\r\n",
		strings.Repeat("\u0301", 300), strings.Repeat("\x80", 300), strings.Repeat("a", 1000), strings.Repeat("a ", 400), strings.Repeat("🇺🇦", 100),
	}
	for _, raw := range strange {
		text := Prepare(raw, nil)
		draft := Align(Prepare(raw+" "+raw, nil), text)
		for _, quote := range strange {
			sel := Selector{Quote: quote, Prefix: raw, Suffix: quote, Position: &source.Span{Start: -5, End: 1 << 40}}
			checkMatch(t, raw, text.Resolve(sel, Options{}))
			sel.Changed = true
			checkMatch(t, raw, text.Resolve(sel, Options{Draft: draft}))
		}
	}
}

// A text and a draft serve many goroutines, which get what one alone gets.
func TestConcurrentUse(t *testing.T) {
	raw, at := large(8<<10, "Nobody had seen the miller since the spring of that year. ")
	old := Prepare(strings.Replace(raw, "seen", "met", 1), nil)
	now := Prepare(raw, nil)
	sel := Selector{Quote: "Nobody had met the miller since the spring", Position: &at, Changed: true}
	fresh := Prepare(raw, nil)
	want := fresh.Resolve(sel, Options{Draft: Align(old, fresh)})
	draft := Align(old, now)
	unfolded := Prepare(raw, nil)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got := now.Resolve(sel, Options{Draft: draft}); !cmp.Equal(want, got) {
				t.Errorf("(-want +got):\n%s", cmp.Diff(want, got))
			}
			unfolded.ResolveAll(Selector{Quote: "mill"}, Options{})
			if got := now.Resolve(now.Describe(at), Options{}); got.Span != at {
				t.Errorf("described %v, found %v", at, got.Span)
			}
		})
	}
	wait.Wait()
}

// The steps of a search say what the whole would have said.
func TestSearchSteps(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		raw := anyText(t, "text")
		text, at := Prepare(raw, nil), borders(raw)
		i := rapid.IntRange(0, len(at)-1).Draw(t, "start")
		j := rapid.IntRange(i, min(len(at)-1, i+6)).Draw(t, "end")
		sel := text.Describe(source.Span{Start: at[i], End: at[j]})
		if rapid.Bool().Draw(t, "capitals") {
			sel.Quote = strings.ToUpper(sel.Quote)
		}
		sel.Changed = rapid.Bool().Draw(t, "changed")
		for name, step := range map[string]func(Search) (Match, bool){"literal": Search.Literal, "settled": Search.Settled} {
			got, ok := step(text.Search(sel, Options{}))
			if !ok {
				continue
			}
			seen[name]++
			l := newLook(text, sel, Options{})
			if l.ctx.given() < 2 {
				continue // context that folds to nothing is context only literally
			}
			want, settled := l.settled()
			if !settled || !cmp.Equal(want, got) {
				t.Fatalf("%s step: %s", name, cmp.Diff(want, got))
			}
		}
	})
	if seen["literal"] == 0 || seen["settled"] == 0 {
		t.Errorf("a step that never answered: %v", seen)
	}
}
