package anchor

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/source"
)

// marked takes the guillemets out of a text and gives the spans between them.
func marked(t *testing.T, text string) (string, []source.Span) {
	t.Helper()
	var b strings.Builder
	var spans []source.Span
	for rest := text; ; {
		i := strings.Index(rest, "‹")
		if i < 0 {
			b.WriteString(rest)
			return b.String(), spans
		}
		j := strings.Index(rest, "›")
		b.WriteString(rest[:i])
		start := b.Len()
		b.WriteString(rest[i+len("‹") : j])
		spans = append(spans, source.Span{Start: start, End: b.Len()})
		rest = rest[j+len("›"):]
	}
}

func TestResolve(t *testing.T) {
	tests := []struct {
		name string
		text string // ‹› around the places of the answer
		sel  Selector
		want Verdict
	}{
		{"literal", "The famine peaked, ‹claiming thousands of lives›.", Selector{Quote: "claiming thousands of lives"}, Exact},
		{"absent", "The famine peaked.", Selector{Quote: "a queue of tractors outside Kharkiv"}, Orphaned},
		{"empty selector", "The famine.", Selector{}, Orphaned},
		{"empty text", "", Selector{Quote: "famine"}, Orphaned},
		{"longer than the text", "famine", Selector{Quote: strings.Repeat("famine ", 50)}, Orphaned},
		{"the only one of its kind, in a changed text", "we ‹peants› for it", Selector{Quote: "peants", Changed: true}, Exact},
		{"one of two, in a changed text", "we ‹peants› and they ‹peants›", Selector{Quote: "peants", Changed: true}, Ambiguous},
		{"equal places in equal contexts", "so ‹x› := y; so ‹x› := y", Selector{Quote: "x", Prefix: "so "}, Ambiguous},
		{"white space decides between equals", "so\n x := y\nso\n  ‹x› := y", Selector{Quote: "x", Prefix: "  ", Suffix: " := y"}, Exact},
		{"contexts that differ in white space only", "so\n\tx := y\nend; so\n\t\t‹x› := y\nend", Selector{Quote: "x", Prefix: "so\n\t\t", Suffix: " := y\nend"}, Exact},
		{"line break", "the ‹quick\n  brown› fox", Selector{Quote: "quick brown"}, Folded},
		{"full stops for an ellipsis", "it ‹peaked … it’s said› — so", Selector{Quote: "peaked ... it's said"}, Folded},
		{"full stops for an ellipsis, with context", "it ‹peaked … said› so", Selector{Quote: "peaked ... said", Prefix: "it ", Suffix: " so"}, Exact},
		{"line break in the quote", "the ‹quick brown› fox", Selector{Quote: "quick\nbrown"}, Folded},
		{"curly marks", "he said ‹“it’s over”› then", Selector{Quote: `"it's over"`}, Folded},
		{"dashes", "in ‹1914–18 — the war›", Selector{Quote: "1914-18 - the war"}, Folded},
		{"double hyphen", "the ‹war — the great one› — ended", Selector{Quote: "war -- the great one"}, Folded},
		{"decomposed", "un ‹cafe\u0301 noir›.", Selector{Quote: "café noir"}, Folded},
		{"composed", "un ‹café› noir", Selector{Quote: "cafe\u0301"}, Folded},
		{"soft hyphen", "a ‹hy\u00ADphen› here", Selector{Quote: "hyphen"}, Folded},
		{"zero width", "a ‹hy\u200Bphen› here", Selector{Quote: "hyphen"}, Folded},
		{"line-end hyphen", "the ‹agri-\ncultural› plan", Selector{Quote: "agricultural"}, Folded},
		{"line-end hyphen of the word", "a ‹well-\nknown› plan", Selector{Quote: "well-known"}, Folded},
		{"line-end hyphen in the quote", "the ‹agricultural› plan", Selector{Quote: "agri-\ncultural"}, Folded},
		{"no-break space", "about ‹5\u00A0million› people", Selector{Quote: "5 million"}, Folded},
		{"case is not folded", "the ‹Famine Of 1932› peaked", Selector{Quote: "famine of 1932"}, Fuzzy},
		{"accents are not folded", "el ‹año pasado fue muy difícil para toda la gente› del campo", Selector{Quote: "ano pasado fue muy difícil para toda la gente"}, Fuzzy},
		{"context that is everywhere", "a ‹cat›. a ‹cat›. a ‹cat›. a", Selector{Quote: "cat", Prefix: "a ", Suffix: ". a"}, Ambiguous},
		{"a short prefix tells places apart", "a cat, a cat and a ‹cat›", Selector{Quote: "cat", Prefix: "and a "}, Exact},
		{"an accent off in a short quote", "el ‹año pasado› fue", Selector{Quote: "ano pasado"}, Fuzzy},
		{"case in a short quote", "the ‹NEP› of 1921", Selector{Quote: "Nep"}, Fuzzy},
		{"letters of another script that look alike", "that ‹s\u043e s\u0440\u0435\u0430k› of it", Selector{Quote: "so speak"}, Fuzzy},
		{"outer marks", "the ‹great turn› of 1929", Selector{Quote: "“great turn”"}, Exact},
		{"outer marks in the text", "the ‹“great turn”› of 1929", Selector{Quote: `"great turn"`}, Folded},
		{"ellipsis", "The ‹NEP wanted peasants off the land. They were to live and work there› soon.", Selector{Quote: "NEP wanted peasants off [...] live and work there"}, Exact},
		{"ellipsis, shortest", "one a ‹one b two› c two", Selector{Quote: "one … two"}, Exact},
		{"ellipsis, worst part", "The ‹NEP wanted it.\nThey were to live›", Selector{Quote: "NEP wanted ... were  to live"}, Folded},
		{"ellipsis literally", "he ‹waited ... and left›. waited and left", Selector{Quote: "waited ... and left"}, Exact},
		{"ellipsis at the ends", "he ‹waited there› long", Selector{Quote: "... waited there …"}, Exact},
		{"ellipsis, too far", "alpha beta\n\nb\n\nc\n\ngamma delta", Selector{Quote: "alpha [...] gamma"}, Orphaned},
		{"ellipsis, three paragraphs", "‹alpha beta\n\nb\n\ngamma› delta", Selector{Quote: "alpha [...] gamma"}, Exact},
		{"equal places", "a ‹cat› and a ‹cat›", Selector{Quote: "cat"}, Ambiguous},
		{"occurrence", "a cat and a ‹cat›", Selector{Quote: "cat", Occurrence: 2}, Exact},
		{"context", "a cat and the ‹cat› sat", Selector{Quote: "cat", Prefix: "and the ", Suffix: " sat"}, Exact},
		{"context, cut at a hyphen", "so-called cat, sat-down; so-called ‹cat›, sat-up", Selector{Quote: "cat", Prefix: "-called ", Suffix: ",  sat-u"}, Exact},
		{"context, cut at a hyphen behind", "the cat ate; the ‹cat› ate, well-fed", Selector{Quote: "cat", Prefix: "the\n", Suffix: "ate, well-"}, Exact},
		{"context, white space at the joint", "a cat and the\n‹cat›\tsat", Selector{Quote: "cat", Prefix: "and the", Suffix: "sat"}, Exact},
		{"prefix alone", "a cat and the ‹cat› sat", Selector{Quote: "cat", Prefix: "and the "}, Exact},
		{"context beats occurrence", "a cat and the ‹cat› sat", Selector{Quote: "cat", Prefix: "and the ", Suffix: " sat", Occurrence: 1}, Exact},
		{"occurrence against a prefix", "a ‹cat› and the ‹cat› sat", Selector{Quote: "cat", Prefix: "and the ", Occurrence: 1}, Ambiguous},
		{"occurrence against position", "a ‹cat› and the ‹cat› sat", Selector{Quote: "cat", Occurrence: 1, Position: &source.Span{Start: 14, End: 17}}, Ambiguous},
		{"position", "a cat and the ‹cat› sat", Selector{Quote: "cat", Position: &source.Span{Start: 14, End: 17}}, Exact},
		{"within", "a cat and the ‹cat› sat", Selector{Quote: "cat", Within: &source.Span{Start: 10, End: 21}}, Exact},
		{"occurrence within", "a cat a cat a ‹cat› a cat", Selector{Quote: "cat", Within: &source.Span{Start: 6, End: 25}, Occurrence: 2}, Exact},
		{"inside a word", "a party for ‹art›", Selector{Quote: "art"}, Exact},
		{"only inside a word", "a p‹art›y", Selector{Quote: "art"}, Exact},
		{"inside a word by position", "a p‹art›y for art", Selector{Quote: "art", Position: &source.Span{Start: 3, End: 6}}, Exact},
		{"a letter", "I think ‹a› lamb", Selector{Quote: "a"}, Exact},
		{"without blanks", "我喜欢‹苹果›和梨", Selector{Quote: "苹果"}, Exact},
		{"position alone", "a ‹cat›", Selector{Position: &source.Span{Start: 2, End: 5}}, Exact},
		{"position outside", "a cat", Selector{Position: &source.Span{Start: 2, End: 9}}, Orphaned},
		{"within alone", "‹a cat›", Selector{Within: &source.Span{Start: 0, End: 5}}, Exact},
		{"between", "from ‹here› to there", Selector{Prefix: "from", Suffix: "to there"}, Exact},
		{"prefix without anything", "from here", Selector{Prefix: "from"}, Orphaned},
		{"both sides contradict", "the king of France is bald", Selector{Quote: "king", Prefix: "once upon a time our dear ", Suffix: ", who had seven sons"}, Orphaned},
		{
			"a mark before the first word, in the words before it", "Many think that it will not save the old mill. ‹The move to bring the millers to the town is " +
				"four or five years too late, says the mayor, who was a boy of ten then.› The river was dry.",
			Selector{
				Quote:  "“The move to bring the millers to the town is four or five years too late,” says the mayor, an old man.",
				Prefix: "e say that it would not survive. ", Suffix: " “The valley was made for others",
			},
			Fuzzy,
		},
		{
			"a mark behind the last word, in the words behind it", "It was a hard year. ‹The scale of the theft in the mill is not to be borne.›\nSwiss millers were to follow.",
			Selector{
				Quote: "“The scale of the theft alleged in the old mill is not to be borne.”", Prefix: "the mayor of the town said. ", Suffix: "\nOn a day when the millers",
			},
			Fuzzy,
		},
		{
			"an ellipsis behind the quote", "He told them so. ‹The mills by the river were all closed in the war.› . . and nobody cared. It rained.",
			Selector{
				Quote: "The mills by the river were all shut in the war.", Prefix: "He told them so. ", Suffix: " . . and nobody cared. It rained.",
			},
			Fuzzy,
		},
		{
			"a paragraph before words at the beginning of one, of which one was replaced", "It was a success for heavy industry.\n\n" +
				"A paragraph stands here about trade unions and the church, which was missing from the essay after all.\n\n" +
				"Until the plan the country lived under the New Economic Policy.",
			Selector{
				Quote: "Before the plan", Prefix: "a success for heavy industry.\n\n", Suffix: " the country lived under the New",
				Position: &source.Span{Start: 38, End: 53},
			},
			Orphaned,
		},
		{
			"a paragraph before the first words of all, of which one was replaced", "A paragraph on war and peace was put in.\n\n" +
				"‹So to the end of it, and the road› was long.",
			Selector{Quote: "Yet to the end of it, and the road", Suffix: " was long.", Position: &source.Span{Start: 0, End: 34}},
			Fuzzy,
		},
		{
			"a paragraph with words of the quote before a replaced one", "These are the top concerns.\n\nThe expert on the road gets into the habit of driving with false confidence. " +
				"All of it adds to the number of accidents.\n\n‹Every self-driving car can reduce the accident rate on the road by overcoming distraction›, and more.",
			Selector{
				Quote:  "The self-driving car can reduce the accident rate on the road by overcoming distraction",
				Prefix: "the top concerns.\n\n", Suffix: ", and more.",
			},
			Fuzzy,
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			text, spans := marked(t, tc.text)
			m := Prepare(text, nil).Resolve(tc.sel, Options{})
			if m.Verdict != tc.want {
				t.Fatalf("verdict %v (%+v), want %v", m.Verdict, m, tc.want)
			}
			var got []source.Span
			for _, c := range m.Candidates {
				got = append(got, c.Span)
			}
			if m.Verdict.Placed() {
				got = append(got, m.Span)
			}
			if diff := cmp.Diff(spans, got); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

func TestResolveSays(t *testing.T) {
	text := Prepare("a cat and the cat sat", nil)
	second := source.Span{Start: 14, End: 17}
	m := text.Resolve(Selector{Quote: "cat", Occurrence: 1, Position: &second}, Options{})
	if got, want := m.Disagree, "occurrence and position"; got != want {
		t.Errorf("disagree %q, want %q", got, want)
	}
	m = text.Resolve(Selector{Quote: "sat", Within: &source.Span{Start: 0, End: 5}}, Options{})
	if got, want := m, (Match{Verdict: Exact, Span: source.Span{Start: 18, End: 21}, Confidence: 1, Outside: true}); !cmp.Equal(got, want) {
		t.Errorf("outside its paragraph: %s", cmp.Diff(want, got))
	}
}

func TestResolveAll(t *testing.T) {
	tests := []struct {
		name, text string
		sel        Selector
		want       Verdict
	}{
		{"every place", "‹peanants› and ‹peanants›, peanantses", Selector{Quote: "peanants"}, Exact},
		{"inside words where nowhere else", "mis‹peant› re‹peant›", Selector{Quote: "peant"}, Exact},
		{"apart", "‹aa›‹aa›a", Selector{Quote: "aa"}, Exact},
		{"within", "cat ‹cat› cat", Selector{Quote: "cat", Within: &source.Span{Start: 4, End: 7}}, Exact},
		{"folded", "‹it’s› and ‹it’s›", Selector{Quote: "it's"}, Folded},
		{"fuzzy where there is none", "the ‹Famine Of 1932› peaked", Selector{Quote: "famine of 1932"}, Fuzzy},
		{"none", "a dog", Selector{Quote: "elephantiasis"}, Orphaned},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			text, want := marked(t, tc.text)
			var got []source.Span
			for _, m := range Prepare(text, nil).ResolveAll(tc.sel, Options{}) {
				if m.Verdict != tc.want {
					t.Errorf("verdict %v, want %v", m.Verdict, tc.want)
				}
				got = append(got, m.Span)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFoldLow(t *testing.T) {
	for r := rune(0x80); r < 0x500; r++ {
		var want byte
		if w := foldRune(r); w.kind == wideUnits && w.n == 1 && isWordUnit(w.units[0]) {
			want = w.units[0]
		}
		if got := foldLow[r-0x80]; got != want {
			t.Errorf("%U: unit %#x, want %#x", r, got, want)
		}
	}
}

func TestNearestKeepsToAParagraph(t *testing.T) {
	text := "And that is a good thing.\n\nPeople are terrible drivers of it. We as a people like the open road."
	quote := "nuclear waste and terrible things that people of the world drive"
	m := Prepare(text, nil).Resolve(Selector{Quote: quote}, Options{})
	if m.Verdict != Orphaned || m.Nearest == nil {
		t.Fatalf("%+v, want an orphan with the nearest text", m)
	}
	if got := m.Nearest.Of(text); strings.Contains(got, "\n") {
		t.Errorf("the nearest text is %q, want words of one paragraph", got)
	}
}

func TestEqualPlacesWithADraft(t *testing.T) {
	old := Prepare("One cat. The cat sat. And the cat sat.", nil)
	text := Prepare("One cat. The cat sat. And the cat sat. More.", nil)
	for _, sel := range []Selector{{Quote: "cat", Changed: true}, {Quote: "sat", Prefix: "cat ", Suffix: ".", Changed: true}} {
		if m := text.Resolve(sel, Options{Draft: Align(old, text)}); m.Verdict != Ambiguous || len(m.Candidates) < 2 {
			t.Errorf("%q: %+v, want ambiguous: the draft does not say which", sel.Quote, m)
		}
	}
}

func TestNothingIsNearWithoutItsWords(t *testing.T) {
	text := Prepare("The famine was very bad. The peasants left in droves.", nil)
	if m := text.Resolve(Selector{Quote: "nowhere at all in the essay text"}, Options{}); m.Verdict != Orphaned || m.Nearest != nil {
		t.Errorf("%+v, want an orphan with nothing near", m)
	}
	m := text.Resolve(Selector{Quote: "tractors", Prefix: "bad. The ", Suffix: " left in droves."}, Options{})
	if m.Verdict == Orphaned && m.Nearest == nil {
		t.Errorf("%+v, want the words that stand in the place of an orphan", m)
	}
}
