package cli

import (
	"strings"
	"testing"
)

// What the shell offers for each word that can be completed.
func TestCompletion(t *testing.T) {
	dir := t.TempDir()
	for args, want := range map[string]string{
		"report -f":       "html json",
		"report --kind":   "praise question",
		"report -a":       "yaml yml :8",
		"report":          "md txt yaml json :8",
		"text":            "md txt docx :8",
		"text --from":     "markdown txt",
		"new":             "md txt :8",
		"check -f":        "text json",
		"schema":          "annotation rubric bank report findings",
		"demo":            ":16",
		"help":            "report text formats exit-status annotations",
		"report --color":  "auto always never",
		"report --output": ":0",
	} {
		stdout, _, status := run(t, dir, append(append([]string{"__complete"}, strings.Fields(args)...), "")...)
		offered := map[string]bool{}
		for line := range strings.Lines(stdout) {
			word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
			offered[word] = true
		}
		for word := range strings.FieldsSeq(want) {
			if !offered[word] || status != statusDone {
				t.Errorf("gloss %s: %s is not offered (%d): %q", args, word, status, stdout)
			}
		}
		if args == "text" && (offered["yaml"] || offered["pdf"]) {
			t.Errorf("gloss %s offers what it does not read: %q", args, stdout)
		}
	}
}

// The exit status of each way in which a command can end. 4 and 130 have tests of
// their own.
func TestExitStatuses(t *testing.T) {
	for _, tt := range []struct {
		args string
		want int
	}{
		{"report good.txt", 0},
		{"report lost.txt", 0},
		{"report lost.txt --strict", 1},
		{"report bad.txt", 1},
		{"report none.txt", 3},
		{"report unmarked.txt", 3},
		{"report", 2},
		{"report good.txt --nonsense", 2},
		{"report good.txt -f nonsense", 2},
		{"report good.txt -o no/such/folder/x.html", 3},
		{"report good.txt -o good.txt", 3},
		{"report .", 1},
		{"check good.yaml", 0},
		{"check good.yaml -f json", 0},
		{"check lost.yaml", 1},
		{"check bad.yaml", 1},
		{"check none.yaml", 3},
		{"report away.yaml", 3},
		{"check away.yaml", 1},
		{"list away.yaml", 3},
		{"check -f nonsense", 2},
		{"text good.txt", 0},
		{"text", 2},
		{"text a.txt b.txt", 2},
		{"text none.txt", 3},
		{"new good.txt", 3},
		{"new unmarked.txt", 0},
		{"schema nonsense", 2},
		{"schema rubric", 0},
		{"demo .", 3},
		{"version", 0},
		{"version more", 2},
		{"nonsense", 2},
		{"help exit-status", 0},
		{"help", 0},
		{"completion", 0},
		{"completion zsh", 0},
		{"completion nonsense", 2},
		{"help report", 0},
		{"help completion bash", 0},
		{"help nonsense", 2},
		{"help report nonsense", 2},
		{"schema findings", 0},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{
			"good.txt": "One two three.\n", "good.yaml": "annotations:\n  - {quote: two, comment: Why two?}\n",
			"lost.txt": "One two three.\n", "lost.yaml": "annotations:\n  - {quote: a passage that is nowhere, comment: Why?}\n",
			"bad.txt": "One two three.\n", "bad.yaml": "annotations:\n  - {quot: two}\n",
			"unmarked.txt": "One two three.\n", "away.yaml": "essay: gone.txt\n",
		} {
			write(t, dir+"/"+name, text)
		}
		if stdout, stderr, status := run(t, dir, strings.Fields(tt.args)...); status != tt.want {
			t.Errorf("gloss %s: status %d, want %d\n%s%s", tt.args, status, tt.want, stdout, stderr)
		}
	}
}
