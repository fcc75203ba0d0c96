package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/internal/yamlfile"
)

// preview is what a file becomes.
func preview(t *testing.T, f *File, ops ...Op) *File {
	t.Helper()
	next, err := f.Preview(ops...)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// Several Ops of one change see what those before them did.
func TestOpsFollowEachOther(t *testing.T) {
	f := inMemory(t, []byte("annotations:\n  - quote: one\n    comment: first\n  - quote: two\n  - quote: three\n"))
	one, three := f.Set.Annotations[0].ID.Value, f.Set.Annotations[2].ID.Value
	next := preview(t, f,
		Edit(one, text("comment", "second")), Edit(one, text("comment", "first")), Reply(one, text("by", "A"), text("comment", "x")), Reply(one, text("by", "B"), text("comment", "z")),
		Remove(f.Set.Annotations[1].ID.Value), Edit(three, text("comment", "third")),
		Add(text("id", "mine"), text("quote", "four")), Edit("mine", text("next", "more")), Unset("mine", "quote"),
		SetKey("student", yamlfile.Text("Ann")), SetKey("student", yamlfile.Text("Bob")), FillKey("student", yamlfile.Text("Eve")), FillKey("task", yamlfile.Text("Why?")),
		SetScore("a", yamlfile.Integer(1)), SetScore("b", yamlfile.Text("good")), SetScore("a", yamlfile.Integer(2)), SetScore("b", yamlfile.Content{}),
	)
	const want = `student: Bob
task: Why?
scores:
  a: 2
annotations:
  - id: ONE
    quote: one
    comment: first
    replies:
      - by: A
        comment: x
      - by: B
        comment: z
  - id: THREE
    quote: three
    comment: third
  - id: mine
    next: more
`
	if got := strings.NewReplacer(one, "ONE", three, "THREE").Replace(string(next.Data)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What a change does not ask for, it does not write.
func TestNothingToDo(t *testing.T) {
	const data = "overall: |\n  Good.\nstrengths: ['a', b]\nannotations:\n  - quote: 'one'\n    comment: |\n      first\n    tags:\n    - a\n    sources: [{title: T, year: 2004}]\n    replacement: \"\"\n"
	f := inMemory(t, []byte(data))
	id := f.Set.Annotations[0].ID.Value
	list := func(texts ...string) yamlfile.Content {
		var c []yamlfile.Content
		for _, s := range texts {
			c = append(c, yamlfile.Text(s))
		}
		return yamlfile.ListOf(c...)
	}
	next := preview(t, f,
		Edit(id, text("quote", "one"), text("comment", "first"), yamlfile.Entry{Key: "tags", Value: list("a")}, text("next", ""), text("replacement", "")),
		Unset(id, "severity"), SetKey("overall", yamlfile.Text("Good.")), SetKey("strengths", list("a", "b")), SetKey("task", yamlfile.Text("")),
		SetScore("none", yamlfile.Content{}),
	)
	if string(next.Data) != data {
		t.Errorf("became\n%s", next.Data)
	}
	// A list is changed item by item.
	next = preview(t, f, SetKey("strengths", list("a", "new", "b")))
	if want := strings.Replace(data, "['a', b]", "['a', new, b]", 1); string(next.Data) != want {
		t.Errorf("became\n%s", next.Data)
	}
}

// What would break the file is told, and nothing is written.
func TestInvalidChanges(t *testing.T) {
	f := preview(t, inMemory(t, []byte(two)), Add(text("id", "taken"), text("quote", "x")))
	id := f.Set.Annotations[0].ID.Value
	for _, c := range []struct {
		op   Op
		err  error
		want string
	}{
		{Edit(id, text("kind", "praize")), ErrInvalid, `"praize" is not a possible value of "kind"`},
		{Edit(id, text("coment", "x")), ErrInvalid, `unknown key "coment"`},
		{Edit(id, text("id", "x")), ErrInvalid, "an id never changes"},
		{Add(text("id", "taken"), text("quote", "y")), ErrInvalid, `the id "taken" is taken`},
		{Add(text("lines", "5-3")), ErrInvalid, "the lines end at 3, before they begin at 5"},
		{Add(text("id", "a"), text("quote", "x"), text("quote", "y")), ErrInvalid, "quote is given twice"},
		{Remove("nobody"), ErrNoAnnotation, `there is no annotation with the id "nobody"`},
		{Edit(id+"x", text("comment", "x")), ErrNoAnnotation, "no annotation"},
		{Unset("nobody", "comment"), ErrNoAnnotation, "no annotation"},
		{Reply("nobody", text("comment", "x")), ErrNoAnnotation, "no annotation"},
		{Reply(id), ErrInvalid, "a reply needs something to say"},
		{SetKey("annotations", yamlfile.ListOf()), ErrInvalid, "one by one"},
		{SetKey("date", yamlfile.Text("tomorrow")), ErrInvalid, "is not a date"},
		{SetScore("", yamlfile.Integer(1)), ErrInvalid, "needs a criterion"},
	} {
		next, err := f.Preview(c.op)
		if !errors.Is(err, c.err) || !strings.Contains(fmt.Sprint(err), c.want) {
			t.Errorf("%#v: %v, want %q", c.op, err, c.want)
			if next != nil {
				t.Logf("%s", next.Data)
			}
		}
	}
}

// Rule: what is not understood as a whole is not written into; each with a reason
// that has a line.
func TestRefusals(t *testing.T) {
	for content, want := range map[string]string{
		"annotations:\n  - quote: a\n    coment: b\n":      `line 3: unknown key "coment"`,
		"student: a\nstudent: b\n":                         "line 2: ",
		"a: &x 1\nstudent: *x\n":                           "line 1: ",
		"student: a\n---\nstudent: b\n":                    "line 3: a second document",
		"version: 2\n":                                     "line 1: this file is of version 2",
		"annotations:\n  - comment: He said: \"no\"\n":     "line 2: ",
		"annotations:\n  - id: a\n  - id: a\n":             `line 3: the id "a" is taken`,
		"\xff\xfes\x00t\x00u\x00d\x00e\x00n\x00t\x00:\x00": "is not saved as UTF-8",
		"student: caf\xe9\n":                               "is not saved as UTF-8",
		"annotations:\n  - quote: a\n    marks: many\n":    "line 3: ",
		"student: !!str a\n":                               "line 1: ",
		"\ufeffstudent: \xff\n":                            "damaged",
	} {
		f := put(t, content)
		_, err := Update(t.Context(), f.Path, Add(text("quote", "mine")))
		if f.Refusal == nil || !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", content, err, want)
		}
		wantFile(t, f.Path, content)
	}
}

// Two who both only add are both kept; nobody else is.
func TestMerge(t *testing.T) {
	const base = "student: Ann\nannotations:\n  - quote: one\n    comment: first\n"
	mine := []Op{Add(text("quote", "mine")), FillKey("task", yamlfile.Text("Why?")), Reply("one-91b0e4", text("comment", "x"))}
	for name, c := range map[string]struct {
		theirs string
		ops    []Op
		merged bool
	}{
		"both add":             {base + "  - quote: theirs\n", mine, true},
		"they add at the top":  {"task: T\n" + strings.Replace(base, "annotations:\n", "annotations:\n  - quote: theirs\n", 1), mine, true},
		"they add a key":       {base + "    next: n\n", mine, true},
		"they add a comment":   {base + "# so\n", mine, true},
		"they edit":            {strings.Replace(base, "first", "second", 1), mine, false},
		"they remove":          {"student: Ann\nannotations: []\n", mine, false},
		"they delete the file": {"", mine, false},
		"I edit":               {base + "  - quote: theirs\n", []Op{Edit("one-91b0e4", text("comment", "x"))}, false},
		"I remove":             {base + "  - quote: theirs\n", []Op{Add(text("quote", "x")), Remove("one-91b0e4")}, false},
		"I set a key":          {base + "  - quote: theirs\n", []Op{SetKey("student", yamlfile.Text("Eve"))}, false},
		"they break it":        {base + "  - coment: x\n", mine, false},
	} {
		was, is := inMemory(t, []byte(base)), &File{Path: "marks.yaml", place: "marks.yaml"}
		is.load(was.text)
		if c.theirs != "" {
			var err error
			if is, err = was.becomes([]byte(c.theirs)); err != nil {
				t.Fatal(err)
			}
		}
		got := is.Refusal == nil && mergeable(was, is, c.ops)
		if got != c.merged {
			t.Errorf("%s: %v", name, got)
		}
		if !got {
			continue
		}
		next := preview(t, is, c.ops...)
		if n := len(next.Set.Annotations); n != len(is.Set.Annotations)+1 {
			t.Errorf("%s: %d annotations", name, n)
		}
	}
}

// An undo takes back its own change, whatever happened elsewhere in the file, and
// nothing where the same place has been changed again.
func TestUndoAmongOthers(t *testing.T) {
	base := inMemory(t, []byte("annotations:\n  - quote: one\n    comment: first\n\n  - quote: two\n    comment: second\n\n  - quote: three\n    comment: third\n"))
	id := base.Set.Annotations[1].ID.Value
	changes := map[string]Op{
		"add": Add(text("quote", "mine"), text("comment", "added")), "edit": Edit(id, text("comment", "edited")), "remove": Remove(id), "key": SetKey("overall", yamlfile.Text("All in all.")),
	}
	for name, op := range changes {
		after := preview(t, base, op)
		undo := reversal(base, after)
		others := preview(t, after, Add(text("quote", "theirs")), Edit(base.Set.Annotations[0].ID.Value, text("comment", "changed too")), SetKey("student", yamlfile.Text("Ann")))
		back := preview(t, others, Reverse(undo))
		want := preview(t, base, Edit(base.Set.Annotations[0].ID.Value, text("comment", "changed too")), SetKey("student", yamlfile.Text("Ann")), Add(text("quote", "theirs")))
		if got, want := summary(back), summary(want); got != want {
			t.Errorf("%s: became\n%s\nwant\n%s", name, got, want)
		}
		again := preview(t, back, Reverse(reversal(others, back)))
		if again.Digest != others.Digest {
			t.Errorf("%s: redo gives\n%s", name, again.Data)
		}
	}
	after := preview(t, base, changes["edit"])
	touched := preview(t, after, Edit(id, text("comment", "edited again")))
	_, err := touched.Preview(Reverse(reversal(base, after)))
	if changed := new(ChangedError); !errors.As(err, &changed) {
		t.Errorf("error %v", err)
	}
	if !(Reversal{}).IsEmpty() || string(preview(t, base, Reverse(Reversal{})).Data) != string(base.Data) {
		t.Error("the empty undo does something")
	}
}

// What cannot be taken back is told, and not tried for ever.
func TestUndoOfWhatIsGone(t *testing.T) {
	f := put(t, two)
	c := apply(t, f, Edit(f.Set.Annotations[0].ID.Value, text("comment", "mine")))
	now := apply(t, c.File, Edit(f.Set.Annotations[0].ID.Value, text("comment", "theirs")))
	for name, do := range map[string]func() (*Commit, error){
		"Update": func() (*Commit, error) { return Update(t.Context(), f.Path, Reverse(c.Undo)) },
		"Apply":  func() (*Commit, error) { return now.File.Apply(t.Context(), Reverse(c.Undo)) },
	} {
		_, err := do()
		if changed := new(ChangedError); !errors.As(err, &changed) || changed.Current.Digest != now.File.Digest {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantFile(t, f.Path, string(now.File.Data))
}

// summary is what a file says, but for the order of the keys at its top and of the
// annotations.
func summary(f *File) string {
	said := map[string]int{}
	f.count(annotationsOf(f), said, 1)
	var out []string
	for s := range said {
		out = append(out, s)
	}
	return strings.Join(slices.Sorted(slices.Values(out)), "\n")
}

// Many edits at once take a time that grows with their number, and not with its
// square.
func TestManyEditsAreSplicedAtOnce(t *testing.T) {
	var b strings.Builder
	b.WriteString("annotations:\n")
	for i := range 300 {
		fmt.Fprintf(&b, "  - quote: quote %d\n    comment: A remark that is long enough to be one.\n", i)
	}
	f := inMemory(t, []byte(b.String()))
	var ops []Op
	for _, a := range f.Set.Annotations {
		ops = append(ops, Edit(a.ID.Value, text("prefix", "before "), text("suffix", " after"), yamlfile.Entry{Key: "position", Value: yamlfile.InlineMap(yamlfile.Entry{Key: "start", Value: yamlfile.Integer(1)}, yamlfile.Entry{Key: "end", Value: yamlfile.Integer(5)})}))
	}
	d, err := newDraft(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range ops {
		if err := o.apply(d); err != nil {
			t.Fatal(err)
		}
		if d.file != f {
			t.Fatal("the file is parsed again for every edit")
		}
	}
	if err := d.settle(); err != nil || len(d.file.Set.Annotations) != 300 {
		t.Error(err)
	}
}

// Of two annotations that say the same, each counts.
func TestMergeOfTwoAlike(t *testing.T) {
	const one = "  - quote: one\n    comment: x\n"
	was := inMemory(t, []byte("annotations:\n"+one+one))
	is, err := was.becomes([]byte("annotations:\n" + one))
	if err != nil {
		t.Fatal(err)
	}
	if add := []Op{Add(text("quote", "mine"))}; mergeable(was, is, add) {
		t.Error("one of two was removed, and the change is made all the same")
	}
}
