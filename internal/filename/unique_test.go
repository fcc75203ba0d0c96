package filename

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestUnique(t *testing.T) {
	for _, test := range []struct {
		story  string
		wanted []Wanted
		taken  []string
		want   []string
	}{
		{"nobody in the way", []Wanted{{"a", "1"}, {"b", "2"}}, nil, []string{"a", "b"}},
		{
			"two students of one name",
			[]Wanted{{"Li Wei", "1"}, {"Li Wei", "2"}, {"Lin", "3"}},
			nil,
			[]string{"Li Wei-16477661", "Li Wei-c6c04bf6", "Lin"},
		},
		{"case", []Wanted{{"A", "1"}, {"a", "2"}}, nil, []string{"A-8b3b80cd", "a-c090e25a"}},
		{"accents", []Wanted{{"\u00e9", "1"}, {"e\u0301", "2"}}, nil, []string{"é-7c2ff896", "é-0af46397"}},
		{"a name of ours", []Wanted{{"Index", "1"}, {"b", "2"}}, []string{"index"}, []string{"Index-11fce40b", "b"}},
		{"none", nil, nil, []string{}},
	} {
		t.Run(test.story, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Unique(test.wanted, test.taken...)); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}

// Somebody is called what another would be called after a clash.
func TestUniqueWhereTheSuffixIsWanted(t *testing.T) {
	wanted := []Wanted{{"Li Wei", "1"}, {"Li Wei", "2"}}
	for _, name := range Unique(wanted) {
		wanted = append(wanted, Wanted{name, "x"})
	}
	wantDistinct(t, Unique(wanted))
	for _, name := range Unique(wanted) {
		wanted = append(wanted, Wanted{name, "y"})
	}
	wantDistinct(t, Unique(wanted))
}

func TestUniqueTellsTwinsApart(t *testing.T) {
	wantDistinct(t, Unique([]Wanted{{"a", "1"}, {"a", "1"}, {"a", "1"}}))
}

func wantDistinct(t *testing.T, names []string) {
	t.Helper()
	seen := map[string]string{}
	for _, name := range names {
		// Not key: the test has its own idea of what a file system does.
		k := strings.ToLower(strings.ToUpper(norm.NFC.String(name)))
		if other, ok := seen[k]; ok {
			t.Errorf("%q and %q are one file to some system", other, name)
		}
		seen[k] = name
		if broken := promises(name); broken != nil {
			t.Errorf("%q breaks: %v", name, broken)
		}
	}
}

// fiveThousand are hostile and clashing names (F1).
func fiveThousand() []Wanted {
	nasty := []string{
		"../../etc/x", "/abs", "..", ".", "", "a\x00b", "CON", "con", "nul.txt", "COM¹", "a:b", "a|b", "x.", "x ", "x",
		"-rf", "~", "$(id)", strings.Repeat("é", 300), strings.Repeat("e\u0301", 300), "🙂", "🙃", "a\u202eb", "A", "a",
		"\u00e9", "e\u0301", "É", "ß", "SS", "K", "\u212a", "Li Wei", "LI WEI", "İ", "i\u0307", "ǆ", "ǅ", "Σ", "ς", "σ",
	}
	var wanted []Wanted
	for i := range 5000 {
		name := nasty[i%len(nasty)]
		if i%3 == 0 {
			name = fmt.Sprintf("%s%d", name, i%700)
		}
		wanted = append(wanted, Wanted{name, fmt.Sprint(i)})
	}
	return wanted
}

func TestFiveThousandNames(t *testing.T) {
	got := Unique(fiveThousand(), "index")
	if len(got) != 5000 {
		t.Fatalf("%d names, want 5000", len(got))
	}
	wantDistinct(t, got)
}

func TestUniqueDoesNotDependOnTheOrder(t *testing.T) {
	wanted := fiveThousand()
	names := map[Wanted]string{}
	for i, name := range Unique(wanted) {
		names[wanted[i]] = name
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(wanted), func(i, j int) { wanted[i], wanted[j] = wanted[j], wanted[i] })
	for i, name := range Unique(wanted) {
		if want := names[wanted[i]]; name != want {
			t.Errorf("%+v is %q in one order and %q in another", wanted[i], want, name)
		}
	}
}

func BenchmarkUnique(b *testing.B) {
	wanted := fiveThousand()
	for b.Loop() {
		Unique(wanted)
	}
}
