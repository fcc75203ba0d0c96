package terminal

import (
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
)

func textOf(lines []line) []string {
	var out []string
	for _, l := range lines {
		var b strings.Builder
		for _, r := range l {
			b.WriteString(r.text)
		}
		out = append(out, b.String())
	}
	return out
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"nothing", "", 10, []string{""}},
		{"words", "one two three four", 9, []string{"one two", "three", "four"}},
		{"blanks at a break", "one   two", 4, []string{"one", "two"}},
		{"exactly full", "one two", 7, []string{"one two"}},
		{"one too many", "one twoo", 7, []string{"one", "twoo"}},
		{"line ends", "one\n\ntwo ", 10, []string{"one", "", "two"}},
		{"long word", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"long word after a short one", "a bcdefghij", 4, []string{"a", "bcde", "fghi", "j"}},
		{"hyphen", "state-of-the-art", 9, []string{"state-of-", "the-art"}},
		{"a minus is no hyphen", "12345 -67", 7, []string{"12345", "-67"}},
		{"no-break space", "aa bb\u00a0cc", 6, []string{"aa", "bb\u00a0cc"}},
		{"ideographs", "ab 第一个五年计划", 10, []string{"ab 第一个", "五年计划"}},
		{"no full stop at the start", "第一个五。年", 8, []string{"第一个", "五。年"}},
		{"a remnant that is still too long", " 000—。", 5, []string{"", "000—", "。"}},
		{"combining marks", "e\u0301e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301e\u0301"}},
		{"families", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 4, []string{"👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"}},
		{"wider than the line", "中文", 1, []string{"中", "文"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, textOf(wrap([]run{plain(tt.text)}, tt.width))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestStylesSurviveBreaks(t *testing.T) {
	under := style{attr: underline}
	got := wrap([]run{plain("one "), {text: "two three", style: under}, plain(" four")}, 8)
	want := []line{
		{plain("one "), {text: "two", style: under}},
		{{text: "three", style: under}, plain("")},
	}
	want[1] = line{{text: "three", style: under}}
	want = append(want, line{plain("four")})
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(run{}, style{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAClusterOverTwoRunsIsWhole(t *testing.T) {
	got := wrap([]run{plain("e"), {text: "\u0301x", style: style{attr: bold}}}, 1)
	if diff := cmp.Diff([]string{"e\u0301", "x"}, textOf(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two—three 中文。 👨‍👩‍👧", 7, 3)
	f.Add("e\u0301\n\n\u00a0-x", 1, 1)
	f.Fuzz(func(t *testing.T, text string, width, cut int) {
		text = clean(text)
		width = 1 + max(0, width)%200
		cut = max(0, min(cut, len(text)))
		for cut < len(text) && text[cut]&0xc0 == 0x80 {
			cut++
		}
		lines := textOf(wrap([]run{plain(text[:cut]), {text: text[cut:], style: style{attr: bold}}}, width))
		blank := strings.NewReplacer(" ", "", "\n", "")
		if diff := cmp.Diff(blank.Replace(text), blank.Replace(strings.Join(lines, ""))); diff != "" {
			t.Fatalf("text was lost (-want +got)\n%s", diff)
		}
		var want, got []string
		for it := graphemes.FromString(text); it.Next(); {
			want = append(want, blank.Replace(it.Value()))
		}
		for _, l := range lines {
			if n := displayWidth(l); n > width && len(clustersOf([]run{plain(l)})) > 1 {
				t.Fatalf("%d columns of %d: %q", n, width, l)
			}
			for it := graphemes.FromString(l); it.Next(); {
				got = append(got, blank.Replace(it.Value()))
			}
		}
		empty := func(s string) bool { return s == "" }
		want, got = slices.DeleteFunc(want, empty), slices.DeleteFunc(got, empty)
		if !slices.Equal(want, got) {
			t.Fatalf("a cluster was torn (-want +got)\n%s", cmp.Diff(want, got))
		}
	})
}
