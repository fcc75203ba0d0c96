package cli

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/check"
	"gloss/internal/format"
)

var update = flag.Bool("update", false, "write what the tests compare with anew")

// The lists in the README come from the program's own tables.
func TestREADMEListsWhatThereIs(t *testing.T) {
	const path = "../../README.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := string(data)
	for name, list := range map[string]string{
		"commands": commandList(), "formats": formatList(), "rules": ruleList(), "statuses": statusList(),
	} {
		section := regexp.MustCompile(`(?s)(<!-- ` + name + `: begin -->\n).*?(<!-- ` + name + `: end -->)`)
		if !section.MatchString(want) {
			t.Errorf("the README has no list of %s", name)
		}
		want = section.ReplaceAllString(want, "${1}"+strings.ReplaceAll(list, "$", "$$")+"${2}")
	}
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("README.md is stale; go test ./internal/cli -run README -update writes it (-want +got):\n%s", diff)
	}
}

func commandList() string {
	var b strings.Builder
	b.WriteString("| command | |\n|---|---|\n")
	for _, c := range newRoot(Env{}).Commands() {
		if c.Runnable() && c.Name() != "completion" && c.Name() != "help" {
			fmt.Fprintf(&b, "| `gloss %s` | %s |\n", strings.ReplaceAll(c.Use, "|", `\|`), c.Short)
		}
	}
	return b.String()
}

func formatList() string {
	var b strings.Builder
	b.WriteString("| | format | endings | |\n|---|---|---|---|\n")
	for _, r := range format.Readers() {
		fmt.Fprintf(&b, "| read | %s | `%s` | %s |\n", r.Name, strings.Join(r.Extensions, "` `"), r.Title)
	}
	for _, w := range format.Writers() {
		fmt.Fprintf(&b, "| written | %s | `%s` | %s |\n", w.Name, strings.Join(w.Extensions, "` `"), w.Title)
	}
	return b.String()
}

func ruleList() string {
	var b strings.Builder
	b.WriteString("| rule | | |\n|---|---|---|\n")
	for _, r := range check.Rules() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.ID, r.Severity, r.Doc)
	}
	return b.String()
}

func statusList() string {
	var b strings.Builder
	b.WriteString("| status | |\n|---|---|\n")
	for _, s := range statuses() {
		fmt.Fprintf(&b, "| %d | %s |\n", s.status, s.doc)
	}
	return b.String()
}
