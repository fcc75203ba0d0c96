package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// reading is what a foreign reader makes of a file.
type reading struct {
	Error string  `json:"error"`
	Notes [][]any `json:"notes"`
}

// foreign has foreign readers of YAML 1.1 and 1.2 read files.
func foreign(t *testing.T, files []string) map[string][]reading {
	t.Helper()
	rough(t)
	in, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]reading{}
	for _, words := range [][]string{{"/usr/bin/python3", "read.py"}, {"node", "read.js"}} {
		cmd := exec.Command(words[0], words[1])
		cmd.Dir, cmd.Stdin, cmd.Stderr = "testdata/yaml", bytes.NewReader(in), os.Stderr
		cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
		data, err := cmd.Output()
		if err != nil {
			t.Fatal(words, err)
		}
		var read []reading
		if err := json.Unmarshal(data, &read); err != nil || len(read) != len(files) {
			t.Fatalf("%v: %d of %d files, %v", words, len(read), len(files), err)
		}
		out[words[0]] = read
	}
	return out
}

// Rows Y10, Y13: whatever is written, two other readers, of YAML 1.1 and of 1.2,
// read the same text: no number, no truth value, no date, and no other characters.
func TestOthersReadTheSameTexts(t *testing.T) {
	rough(t)
	texts := naughty()
	data, err := os.ReadFile(filepath.Join("testdata", "yaml", "node_modules", "big-list-of-naughty-strings", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal(data, &list); err != nil || len(list) < 400 {
		t.Fatalf("%d strings, %v", len(list), err)
	}
	texts = append(texts, list...)
	var files []string
	var wants []string
	for _, base := range []string{
		"annotations:\n- quote: one\n", "annotations: [{quote: one}]\n", "{\"annotations\": [{\"quote\": \"one\"}]}\n", "annotations:\r\n  - quote: one",
	} {
		f := inMemory(t, []byte(base))
		for _, s := range texts {
			after, err := f.Preview(Add(text("quote", s), text("comment", s), text("by", s)))
			if err != nil {
				t.Errorf("%.60q: %v", s, err)
				continue
			}
			files, wants = append(files, string(after.Data)), append(wants, s)
		}
	}
	for reader, readings := range foreign(t, files) {
		for i, r := range readings {
			if r.Error != "" || len(r.Notes) != 2 {
				t.Errorf("%s cannot read %.60q: %s\n%.200q", reader, wants[i], r.Error, files[i])
				continue
			}
			for _, got := range r.Notes[1] {
				if got != wants[i] {
					t.Errorf("%s reads %.60q as %.60q (%T)\n%.200q", reader, wants[i], fmt.Sprint(got), got, files[i])
				}
			}
		}
	}
	t.Logf("%d texts in %d files", len(texts), len(files))
}

// Row Y12: after a change, other readers read what they read before, and the
// change.
func TestOthersReadTheSameFiles(t *testing.T) {
	rough(t)
	var files, names []string
	var states []*File
	for name, data := range styles(t) {
		before := inMemory(t, data)
		files, names, states = append(files, string(data)), append(names, name), append(states, before)
		for _, tr := range trials(before) {
			after, err := before.Preview(tr.op)
			if err != nil {
				t.Fatal(name, err)
			}
			files, names, states = append(files, string(after.Data)), append(names, name+" "+tr.name), append(states, after)
		}
	}
	for reader, readings := range foreign(t, files) {
		strange := map[string]bool{} // files that it never could read
		for i, r := range readings {
			if r.Error != "" && filepath.Ext(names[i]) == ".yaml" {
				strange[names[i]] = true
				t.Logf("%s cannot read %s: %.80s", reader, names[i], r.Error)
			}
		}
		if len(strange) > 4 {
			t.Errorf("%s cannot read %d of the files as they are", reader, len(strange))
		}
		for i, r := range readings {
			name, _, _ := strings.Cut(names[i], " ")
			if strange[name] {
				continue
			}
			if r.Error != "" || len(r.Notes) != len(states[i].Set.Annotations) {
				t.Errorf("%s, %s: %s, %d annotations\n%s", reader, names[i], r.Error, len(r.Notes), files[i])
				continue
			}
			for j, a := range states[i].Set.Annotations {
				if got, isText := r.Notes[j][1].(string); isText && got != a.Comment.Value {
					t.Errorf("%s, %s: reads the comment %q, want %q", reader, names[i], got, a.Comment.Value)
				}
			}
		}
	}
	t.Logf("%d files", len(files))
}
