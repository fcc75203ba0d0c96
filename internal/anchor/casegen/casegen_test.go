package casegen

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/essays"
	"gloss/internal/anchor"
	"gloss/internal/source"
)

func generated(t testing.TB) []Case {
	t.Helper()
	cases, err := FromFiles(essays.Files)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// answer looks a case up without the earlier draft.
func answer(c *Case) anchor.Match {
	return anchor.Prepare(c.Text, nil).Resolve(c.Selector(c.Text), anchor.Options{})
}

// answerDrafted looks it up with the earlier draft.
func answerDrafted(c *Case) anchor.Match {
	now := anchor.Prepare(c.Text, nil)
	sel := c.Selector(c.OldText)
	sel.Changed = true
	return now.Resolve(sel, anchor.Options{Draft: anchor.Align(anchor.Prepare(c.OldText, nil), now)})
}

// The committed weights reach these floors on the cases of the sample essays.
func TestFloors(t *testing.T) {
	cases := generated(t)
	for _, tc := range []struct {
		name           string
		answer         func(*Case) anchor.Match
		correct, exact float64 // at least, of all
		wrong, gone    float64 // at most: of all, and of those that are gone
	}{
		{"selector alone", answer, 98.5, 98, 0.3, 1.2},
		{"with the earlier draft", answerDrafted, 99, 98.3, 0.3, 1.2},
	} {
		var all Tally
		by := map[string]*Tally{}
		for i := range cases {
			m := tc.answer(&cases[i])
			if by[cases[i].Category] == nil {
				by[cases[i].Category] = &Tally{}
			}
			all.Add(&cases[i], m)
			by[cases[i].Category].Add(&cases[i], m)
		}
		for _, floor := range []struct {
			what    string
			got     float64
			least   float64
			atLeast float64 // 1 where more is better, -1 where less is
		}{
			{"correct", Percent(all.Correct, all.N), tc.correct, 1},
			{"exact", Percent(all.Exact, all.N), tc.exact, 1},
			{"wrong", Percent(all.Wrong, all.N), tc.wrong, -1},
			{"gone, yet placed", Percent(all.GonePlaced, all.Gone), tc.gone, -1},
			{"sure and right", Percent(all.SureRight, all.Sure), 99, 1},
		} {
			if (floor.got-floor.least)*floor.atLeast < 0 {
				t.Errorf("%s: %s %.2f of 100, want %.2f", tc.name, floor.what, floor.got, floor.least)
			}
		}
		for kind, tally := range by {
			if got := Percent(tally.Correct, tally.N); got < 80 {
				t.Errorf("%s: %s: correct %.1f of 100, want 80", tc.name, kind, got)
			}
		}
	}
}

// What a case says of itself holds: the quote stands in the old text, and a
// passage that is there is a piece of the new one.
func TestCasesAreSound(t *testing.T) {
	cases := generated(t)
	if diff := cmp.Diff(cases, generated(t)); diff != "" {
		t.Fatalf("not the same again: %s", diff)
	}
	if got, want := len(cases), 5*len(kinds())*perKind; got != want {
		t.Errorf("%d cases, want %d", got, want)
	}
	seen := map[string]bool{}
	for i := range cases {
		c := &cases[i]
		if seen[c.ID] {
			t.Errorf("%s: twice", c.ID)
		}
		seen[c.ID] = true
		was, ok := spanOf(c.OldText, *c.HintStart, *c.HintEnd)
		if !ok || was.Of(c.OldText) != c.Exact ||
			!strings.HasSuffix(c.OldText[:was.Start], c.Prefix) || !strings.HasPrefix(c.OldText[was.End:], c.Suffix) {
			t.Errorf("%s: the quote is not where the hint says", c.ID)
		}
		now, there := c.Now()
		if c.Text == c.OldText || there != (c.Gold != nil) || there && trim(c.Text, now) != now {
			t.Errorf("%s: gold %v in %q", c.ID, now, c.Text)
		}
	}
}

func TestTally(t *testing.T) {
	c := Case{Text: "one two three", Gold: &Range{4, 7}}
	two := source.Span{Start: 4, End: 7}
	for _, tc := range []struct {
		name string
		c    Case
		m    anchor.Match
		want Tally
	}{
		{"exact", c, anchor.Match{Verdict: anchor.Exact, Span: two, Confidence: 1}, Tally{N: 1, Correct: 1, Exact: 1, Sure: 1, SureRight: 1}},
		{"a blank more", c, anchor.Match{Verdict: anchor.Fuzzy, Span: source.Span{Start: 3, End: 8}}, Tally{N: 1, Correct: 1, Exact: 1}},
		{"too long", c, anchor.Match{Verdict: anchor.Fuzzy, Span: source.Span{Start: 4, End: 13}, Confidence: 0.98}, Tally{N: 1, Wrong: 1, Sure: 1}},
		{"not found", c, anchor.Match{}, Tally{N: 1}},
		{"gone", Case{Text: "one"}, anchor.Match{Verdict: anchor.Ambiguous}, Tally{N: 1, Correct: 1, Exact: 1, Gone: 1}},
		{"gone, yet placed", Case{Text: "one"}, anchor.Match{Verdict: anchor.Fuzzy, Span: source.Span{End: 3}}, Tally{N: 1, Wrong: 1, Gone: 1, GonePlaced: 1}},
		{"an orphan will do", Case{Text: "one two three", Gold: &Range{4, 7}, AcceptOrphan: true}, anchor.Match{}, Tally{N: 1, Correct: 1}},
	} {
		var got Tally
		got.Add(&tc.c, tc.m)
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

// A file in the documented form is read as it was written, with texts beside it.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	cases := generated(t)[:3]
	write := func(name string, lines ...any) string {
		var out []byte
		for _, l := range lines {
			line, err := json.Marshal(l)
			if err != nil {
				t.Fatal(err)
			}
			out = append(append(out, line...), '\n')
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, out, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := write("whole.jsonl", cases[0], cases[1], cases[2])
	got, err := Load(whole, "")
	if diff := cmp.Diff(cases, got); err != nil || diff != "" {
		t.Errorf("err %v (-want +got):\n%s", err, diff)
	}
	named := cases[0]
	named.Text, named.TextID, named.OldText, named.OldTextID = "", "new", "", "old"
	write("texts.jsonl", map[string]string{"id": "new", "text": cases[0].Text}, map[string]string{"id": "old", "text": cases[0].OldText})
	got, err = Load(write("named.jsonl", named), "")
	if err != nil || len(got) != 1 || got[0].Text != cases[0].Text || got[0].OldText != cases[0].OldText {
		t.Errorf("err %v, got %+v", err, got)
	}
	named.TextID = "none"
	if _, err = Load(write("lost.jsonl", named), ""); err == nil || !strings.Contains(err.Error(), "lost.jsonl:1: ") || !strings.Contains(err.Error(), "no text none") {
		t.Errorf("err %v", err)
	}
}
