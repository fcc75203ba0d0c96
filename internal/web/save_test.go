package web

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotation"
	"gloss/internal/source"
)

// comments are what the remarks of a file say.
func comments(t *testing.T, file string) []string {
	t.Helper()
	set, findings := annotation.Load(source.NewFile("a.yaml", file))
	if len(findings) > 0 {
		t.Fatalf("the file has faults: %v\n%s", findings[0].Message, file)
	}
	var out []string
	for _, a := range set.Annotations {
		out = append(out, strings.TrimSpace(a.Comment.Value))
	}
	return out
}

// S7: a change says which state it is made to, and is not made to another.
func TestChangesSayTheirState(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three four.", "a.yaml": "# mine\nannotations:\n  - id: first\n    quote: two\n    comment: A\n"})
	c := letIn(t, s)
	old := c.state("1")
	edit := func(to string) string {
		return `{"changes":[{"do":"edit","id":"first","remark":{"comment":` + quoted(to) + `}}]}`
	}
	if resp, _ := c.post("/essay/1/changes", "", edit("B")); resp.StatusCode != http.StatusPreconditionRequired {
		t.Errorf("without If-Match: %d", resp.StatusCode)
	}
	for _, match := range []string{`*`, `W/"` + old.Digest + `"`, old.Digest, `""`, `"a", "` + old.Digest + `"`} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, s.at+"/essay/1/changes", strings.NewReader(edit("B")))
		r.Header = http.Header{"Content-Type": {"application/json"}, "Origin": {s.at}, "If-Match": {match}}
		if resp, _ := c.do(r); resp.StatusCode != http.StatusPreconditionRequired {
			t.Errorf("If-Match %s: %d", match, resp.StatusCode)
		}
	}
	resp, body := c.post("/essay/1/changes", old.Digest, edit("B"))
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	if diff := cmp.Diff("# mine\nannotations:\n  - id: first\n    quote: two\n    comment: B\n", s.file("a.yaml")); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}
	// The other tab still has the old state.
	resp, body = c.post("/essay/1/changes", old.Digest, edit("C"))
	if got := says(body); resp.StatusCode != http.StatusPreconditionFailed || got.State == nil || got.State.Notes[0].Comment != "B" || got.State.Digest == old.Digest {
		t.Errorf("on the old state: %d %s", resp.StatusCode, body)
	}
	if got := comments(t, s.file("a.yaml")); !cmp.Equal(got, []string{"B"}) {
		t.Errorf("the file says %q", got)
	}
	// What only adds is kept beside what only adds, not beside what changes.
	resp, body = c.post("/essay/1/changes", old.Digest, addBody(old, "D"))
	if resp.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("an addition to a state that was changed: %d %s", resp.StatusCode, body)
	}
	now := c.state("1")
	for i, comment := range []string{"E", "F"} {
		resp, body = c.post("/essay/1/changes", now.Digest, addBody(now, comment))
		var done saved
		if err := json.Unmarshal([]byte(body), &done); err != nil || resp.StatusCode != http.StatusOK || done.Merged != (i == 1) || len(done.Added) != 1 {
			t.Errorf("addition %s: %d %s", comment, resp.StatusCode, body)
		}
	}
	if got := comments(t, s.file("a.yaml")); !cmp.Equal(got, []string{"B", "E", "F"}) {
		t.Errorf("the file says %q", got)
	}
	if resp, _ := c.post("/essay/1/changes", "sha256:0", addBody(now, "G")); resp.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("on a state that never was: %d", resp.StatusCode)
	}
}

// S8, S9: whatever happens to the file, nothing is lost and nothing is called
// saved.
func TestFileInTrouble(t *testing.T) {
	const good = "annotations:\n  - {id: first, quote: two, comment: A}\n"
	for _, test := range []struct {
		name   string
		happen func(path string) error
		want   int
		holds  string
	}{
		{"invalid", func(p string) error { return os.WriteFile(p, []byte("annotations:\n  - qoute: two\n"), 0o600) }, http.StatusLocked, "annotations:\n  - qoute: two\n"},
		{"half-written", func(p string) error { return os.WriteFile(p, []byte("annotations:\n  - {id: first, quo"), 0o600) }, http.StatusLocked, "annotations:\n  - {id: first, quo"},
		{"newer", func(p string) error { return os.WriteFile(p, []byte("version: 2\n"+good), 0o600) }, http.StatusLocked, "version: 2\n" + good},
		{"edited", func(p string) error { return os.WriteFile(p, []byte(strings.Replace(good, "A", "X", 1)), 0o600) }, http.StatusPreconditionFailed, strings.Replace(good, "A", "X", 1)},
		{"deleted", os.Remove, http.StatusPreconditionFailed, ""},
		{"read-only", func(p string) error { return os.Chmod(p, 0o400) }, http.StatusLocked, good},
		{"a folder", func(p string) error { _ = os.Remove(p); return os.Mkdir(p, 0o700) }, http.StatusInternalServerError, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, map[string]string{"a.txt": "One two three four.", "a.yaml": good})
			c := letIn(t, s)
			st := c.state("1")
			if err := test.happen(filepath.Join(s.dir, "a.yaml")); err != nil {
				t.Fatal(err)
			}
			resp, body := c.post("/essay/1/changes", st.Digest, `{"changes":[{"do":"edit","id":"first","remark":{"comment":"B"}}]}`)
			if p := says(body); resp.StatusCode != test.want || p.Problem == "" {
				t.Errorf("%d %s, want %d", resp.StatusCode, body, test.want)
			}
			if got := s.file("a.yaml"); got != test.holds {
				t.Errorf("the file holds %q", got)
			}
			after := c.state("1") // the page can still be shown
			if refused := after.Unsaved != nil; refused != (test.want != http.StatusPreconditionFailed) {
				t.Errorf("the page says %v", after.Unsaved)
			}
			if after.Unsaved != nil && len(after.Notes) != 1 {
				t.Errorf("the page shows %d remarks, want the one that was there", len(after.Notes))
			}
		})
	}
}

// While a file has faults the remarks that were there are shown, also where it was
// seen empty meanwhile.
func TestFaultAfterEmptyFile(t *testing.T) {
	const good = "annotations:\n  - {id: first, quote: two, comment: A}\n"
	s := serve(t, map[string]string{"a.txt": "One two three four.", "a.yaml": good})
	c := letIn(t, s)
	for _, step := range []struct {
		file string
		want int
	}{{good, 1}, {"", 0}, {"annotations:\n  - {id: first, quo", 1}, {"annotations: []\n", 0}, {"annotations:\n  - {id: first, quo", 0}} {
		s.write(t, "a.yaml", step.file)
		if got := c.state("1"); len(got.Notes) != step.want {
			t.Errorf("with the file %q %d remarks are shown, want %d", step.file, len(got.Notes), step.want)
		}
	}
}

// An editor that saves in place is in the middle of it when a remark is saved: that
// waits for the rest, which would be lost with the old file.
func TestEditorInTheMiddle(t *testing.T) {
	const before = "annotations:\n  - {id: first, quote: two, comment: A}\n"
	for name, halves := range map[string][2]string{
		"that adds":                {before + "  - {id: second, quote: three, comment: B}\n", "  - {id: third, quote: three, comment: C}\n"},
		"that is cut in a comment": {before + "  - id: second\n    quote: three\n    comment: It is a long", " remark, as editors have them.\n"},
		"that is not valid yet":    {before + "  - {id: second, quote: thr", "ee, comment: B}\n"},
		"that changes":             {"annotations:\n  - {id: first, quote: two, comment: Z", "}\n  - {id: second, quote: three, comment: B}\n"},
		"that has nothing yet":     {"", before},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, map[string]string{"a.txt": "One two three four.", "a.yaml": before})
			c := letIn(t, s)
			st := c.state("1")
			editor, err := os.OpenFile(filepath.Join(s.dir, "a.yaml"), os.O_WRONLY|os.O_TRUNC, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer editor.Close()
			write := func(part string) {
				if _, err := editor.WriteString(part); err != nil {
					t.Error(err)
				}
			}
			write(halves[0])
			waits := 0
			s.server.desk.list()[0].pause = func(context.Context, time.Duration) {
				if waits++; waits == 1 {
					write(halves[1])
				}
			}
			digest := st.Digest
			resp, body := c.post("/essay/1/changes", digest, addBody(st, "mine"))
			if resp.StatusCode == http.StatusPreconditionFailed { // the page tries again on what it is told then
				resp, body = c.post("/essay/1/changes", says(body).State.Digest, addBody(st, "mine"))
			}
			if resp.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", resp.StatusCode, body)
			}
			if got := s.file("a.yaml"); !strings.HasPrefix(got, halves[0]+halves[1]) || !strings.Contains(got, "comment: mine\n") {
				t.Errorf("the file holds\n%s", got)
			}
		})
	}
}

// A rubric that is gone does not keep remarks from being saved, and what the
// rubric does not have is not saved.
func TestFaultsOfTheRubric(t *testing.T) {
	s := serve(t, map[string]string{
		"a.txt": "One two three.", "a.yaml": "rubric: r.rubric.yaml\nannotations:\n  - {id: first, quote: two, comment: A, criterion: k}\n",
		"r.rubric.yaml": "criteria:\n  - {id: k, points: 10, levels: [{id: good, points: 8}]}\n",
	})
	c := letIn(t, s)
	st := c.state("1")
	for _, step := range []string{
		`{"do":"edit","id":"first","remark":{"criterion":"z"}}`, `{"do":"score","score":{"criterion":"z","points":"1"}}`, `{"do":"score","score":{"criterion":"k","level":"bad"}}`,
	} {
		if resp, body := c.post("/essay/1/changes", st.Digest, `{"changes":[`+step+`]}`); resp.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", step, resp.StatusCode, body)
		}
	}
	if err := os.Remove(filepath.Join(s.dir, "r.rubric.yaml")); err != nil {
		t.Fatal(err)
	}
	st = c.state("1")
	if len(st.Findings) == 0 || st.Unsaved != nil || len(st.Notes) != 1 {
		t.Errorf("the page says %v, %v and shows %d remarks", st.Findings, st.Unsaved, len(st.Notes))
	}
	if resp, body := c.post("/essay/1/changes", st.Digest, addBody(st, "B")); resp.StatusCode != http.StatusOK {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	if st = c.state("1"); len(st.Notes) != 2 {
		t.Errorf("the page shows %d remarks", len(st.Notes))
	}
	if resp, body := c.get("/essay/1/as/html"); resp.StatusCode != http.StatusConflict {
		t.Errorf("a report: %d %.80s", resp.StatusCode, body)
	}
	// An essay that is gone is said to be, and comes back.
	essay := s.file("a.txt")
	if err := os.Remove(filepath.Join(s.dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/essay/1", "/"} {
		if resp, body := c.get(path); resp.StatusCode != http.StatusOK || !strings.Contains(body, "a.txt") {
			t.Errorf("%s without the essay: %d %.200s", path, resp.StatusCode, body)
		}
	}
	if resp, _ := c.post("/essay/1/changes", st.Digest, addBody(st, "C")); resp.StatusCode < 400 {
		t.Errorf("a remark on an essay that is gone: %d", resp.StatusCode)
	}
	s.write(t, "a.txt", essay)
	if st = c.state("1"); len(st.Notes) != 2 {
		t.Errorf("the page shows %d remarks", len(st.Notes))
	}
}

// The first remark makes the file, and undo takes it away again.
func TestFirstRemark(t *testing.T) {
	s := serve(t, map[string]string{"essays/a.md": "# Title\n\nOne *two* three.\n", "annotations/other.yaml": "annotations: []\n"})
	c := letIn(t, s)
	id := ""
	for _, essay := range []string{"1", "2"} {
		if _, body := c.get("/essay/" + essay); strings.Contains(body, "Title") {
			id = essay
		}
	}
	st := c.state(id)
	if st.Standing != unmarked || st.Digest != "none" {
		t.Errorf("it is %s, %s", st.Standing, st.Digest)
	}
	at := strings.Index("Title\n\nOne two three.", "two")
	resp, body := c.post("/essay/"+id+"/changes", "none", fmt.Sprintf(`{"text":%q,"changes":[{"do":"add","at":{"start":%d,"end":%d},"remark":{"kind":"correction","replacement":"2"}}]}`, st.Text, at, at+3))
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	want := "essay: ../essays/a.md\ndigest: " + st.Text + "\nannotations:\n  - id: "
	if got := strings.Replace(s.file("annotations/a.yaml"), `"../essays/a.md"`, "../essays/a.md", 1); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "    quote: two\n    prefix: \"One \"\n    suffix: \" three.\"\n    replacement: \"2\"\n") {
		t.Errorf("the new file holds\n%s", got)
	}
	st = c.state(id)
	if st.Standing != inProgress || st.Undo != "new remark" {
		t.Errorf("it is %s, and %q can be undone", st.Standing, st.Undo)
	}
	if resp, body := c.post("/essay/"+id+"/undo", st.Digest, `{}`); resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "annotations", "a.yaml")); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
}

// E11: places are those of the browser, and cut no character.
func TestPlaces(t *testing.T) {
	const essay = "A 👩‍👧 family. e\u0301tude שלום 𝒳."
	s := serve(t, map[string]string{"a.txt": essay})
	c := letIn(t, s)
	units := func(part string) (int, int) {
		i := strings.Index(essay, part)
		n := unitsAt(essay, []int{i, i + len(part)})
		return n[i], n[i+len(part)]
	}
	for _, part := range []string{"👩‍👧", "family", "e\u0301tude", "שלום", "𝒳", "👩‍👧 family. e\u0301tude שלום 𝒳"} {
		st := c.state("1")
		start, end := units(part)
		resp, body := c.post("/essay/1/changes", st.Digest, fmt.Sprintf(`{"text":%q,"changes":[{"do":"add","at":{"start":%d,"end":%d},"remark":{"comment":"c"}}]}`, st.Text, start, end))
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("%q: %d %s", part, resp.StatusCode, body)
		}
		var done saved
		if err := json.Unmarshal([]byte(body), &done); err != nil {
			t.Fatal(err)
		}
		for _, n := range c.state("1").Notes {
			if n.ID == done.Added[0] && (len(n.Spots) != 1 || n.Spots[0].Quote != part || n.Spots[0].At == nil || *n.Spots[0].At != place{start, end}) {
				t.Errorf("%q became %v", part, n.Spots)
			}
		}
	}
	st := c.state("1")
	for name, at := range map[string]string{
		"inside a pair": `{"start":3,"end":5}`, "empty": `{"start":2,"end":2}`, "backwards": `{"start":5,"end":2}`,
		"before the text": `{"start":-1,"end":2}`, "beyond the text": `{"start":0,"end":9999}`,
	} {
		resp, body := c.post("/essay/1/changes", st.Digest, `{"text":"`+st.Text+`","changes":[{"do":"add","at":`+at+`,"remark":{"comment":"c"}}]}`)
		if resp.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", name, resp.StatusCode, body)
		}
	}
	if resp, _ := c.post("/essay/1/changes", st.Digest, `{"text":"sha256:0","changes":[{"do":"add","at":{"start":0,"end":1},"remark":{"comment":"c"}}]}`); resp.StatusCode != http.StatusConflict {
		t.Errorf("in another text: %d", resp.StatusCode)
	}
}

// Everything that the page can say about an essay is in the file as it was said,
// and undo of all of it gives the first bytes.
func TestEverythingCanBeSaidAndTakenBack(t *testing.T) {
	const first = "# my notes\nrubric: r.rubric.yaml\nannotations:   # none yet\n  - id: first\n    quote: two # here\n    comment: >\n      Folded\n      text.\n"
	s := serve(t, map[string]string{
		"a.txt": "One two three four.", "a.yaml": first,
		"r.rubric.yaml": "criteria:\n  - {id: k, points: 10, levels: [{id: good, points: 8}]}\n  - {id: l, points: 5}\n",
	})
	c := letIn(t, s)
	steps := []string{
		`{"do":"add","remark":{"kind":"suggestion","comment":"On the whole.","category":"style"}}`,
		`{"do":"edit","id":"first","remark":{"kind":"correction","severity":"major","correction":"Two is *three*.","sources":[{"title":"T","author":"A","year":"1999","page":"3","url":"https://example.org/"},{"title":"plain"}],"next":"Count.","criterion":"k","marks":"−1,5","tags":["x","y"],"private":true}}`,
		`{"do":"move","id":"first","at":{"start":4,"end":13}}`,
		`{"do":"edit","id":"first","remark":{"replacement":"","private":false}}`,
		`{"do":"edit","id":"first","remark":{"unreplaced":true,"kind":"question"}}`,
		`{"do":"head","head":{"overall":"Good.\n\nBut: \"short\" #1","strengths":["a: b","c"],"next_steps":["- d"]}}`,
		`{"do":"score","score":{"criterion":"k","level":"good","comment":"yes"}}`,
		`{"do":"score","score":{"criterion":"l","points":"4.5"}}`,
		`{"do":"score","score":{"criterion":"l"}}`,
		`{"do":"remove","id":"first"}`,
	}
	states := []string{first}
	for _, step := range steps {
		st := c.state("1")
		if resp, body := c.post("/essay/1/changes", st.Digest, `{"text":"`+st.Text+`","changes":[`+step+`]}`); resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", step, resp.StatusCode, body)
		}
		states = append(states, s.file("a.yaml"))
		comments(t, states[len(states)-1])
	}
	set, _ := annotation.Load(source.NewFile("a.yaml", states[len(steps)-1]))
	if a := set.Annotations[0]; a.ID.Value != "first" || a.Kind != annotation.Question || a.Selector.Quote.Value != "two three" || a.Replacement.Set ||
		a.Marks.Value.String() != "-1.5" || a.Correction.Value != "Two is *three*." || len(a.Sources) != 2 || a.Private || a.Comment.Value != "Folded text.\n" {
		t.Errorf("before its removal the remark is %+v", a)
	}
	if set.Overall.Value != "Good.\n\nBut: \"short\" #1" || len(set.Strengths) != 2 || set.NextSteps[0].Value != "- d" || len(set.Scores) != 1 || set.Scores[0].Level.Value != "good" {
		t.Errorf("before its removal the file is\n%s", states[len(steps)-1])
	}
	back := func(which string, i int) {
		t.Helper()
		if resp, body := c.post("/essay/1/"+which, c.state("1").Digest, `{}`); resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", which, resp.StatusCode, body)
		}
		if diff := cmp.Diff(states[i], s.file("a.yaml")); diff != "" {
			t.Fatalf("%s to %d (-want +got):\n%s", which, i, diff)
		}
	}
	for i := range slices.Backward(steps) {
		back("undo", i)
	}
	for i := range steps {
		back("redo", i+1)
	}
	if resp, _ := c.post("/essay/1/redo", c.state("1").Digest, `{}`); resp.StatusCode != http.StatusConflict {
		t.Errorf("redo of nothing: %d", resp.StatusCode)
	}
}

// S7: two tabs and an editor at random; what was acknowledged and not taken away
// by whoever knew of it is in the file at the end.
func TestInterleavings(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three four.", "a.yaml": "annotations: []\n"})
	c := letIn(t, s)
	random := rand.New(rand.NewPCG(1, 2))
	tabs := []state{c.state("1"), c.state("1")}
	model := map[string]bool{} // the comments that must be there
	lost, refused, merged := 0, 0, 0
	rounds := 80
	if os.Getenv("GLOSS_ORACLES") != "" {
		rounds = 1000
	}
	for i := range rounds {
		comment := fmt.Sprintf("remark %d", i)
		tab := random.IntN(3)
		if tab == 2 { // an editor, which appends to what is there
			file := s.file("a.yaml")
			if strings.Contains(file, "[]") {
				file = "annotations:\n"
			}
			s.write(t, "a.yaml", file+"  - quote: two\n    comment: "+comment+"\n")
			model[comment] = true
			continue
		}
		if random.IntN(3) == 0 {
			tabs[tab] = c.state("1")
		}
		st, body, gone := tabs[tab], "", ""
		if n := len(st.Notes); n > 0 && random.IntN(4) == 0 {
			victim := st.Notes[random.IntN(n)]
			gone = strings.TrimSpace(victim.Comment)
			body = `{"changes":[{"do":"remove","id":` + quoted(victim.ID) + `}]}`
		} else {
			body = addBody(st, comment)
		}
		resp, answer := c.post("/essay/1/changes", st.Digest, body)
		switch resp.StatusCode {
		case http.StatusOK:
			var done saved
			if err := json.Unmarshal([]byte(answer), &done); err != nil {
				t.Fatal(err)
			}
			if done.Merged {
				merged++
			}
			if gone != "" {
				delete(model, gone)
			} else {
				model[comment] = true
			}
			tabs[tab].Digest = done.Digest
			if gone != "" || done.Merged {
				tabs[tab] = c.state("1")
			}
		case http.StatusPreconditionFailed:
			refused++
			tabs[tab] = c.state("1")
		default:
			t.Fatalf("%d %s", resp.StatusCode, answer)
		}
	}
	have := map[string]bool{}
	for _, comment := range comments(t, s.file("a.yaml")) {
		have[comment] = true
	}
	for comment := range model {
		if !have[comment] {
			lost++
		}
	}
	if diff := cmp.Diff(model, have); diff != "" || lost > 0 {
		t.Errorf("%d lost; (-acknowledged +in the file):\n%s", lost, diff)
	}
	if refused == 0 || merged == 0 {
		t.Errorf("%d were refused and %d merged: nothing was tried", refused, merged)
	}
}
