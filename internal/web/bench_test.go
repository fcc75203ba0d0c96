package web

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// big is an essay of 20,000 words in 200 paragraphs, with 500 remarks.
func big() map[string]string {
	random := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("the of and to in that was for with which plan state famine grain peasant factory worker party policy industry reform collective decree province harvest quota steel coal output figure source claim reason result")
	var essay, file strings.Builder
	file.WriteString("annotations:\n")
	n := 0
	for p := range 200 {
		var sentence []string
		for range 100 {
			sentence = append(sentence, words[random.IntN(len(words))])
		}
		for k := range 5 {
			if k < 2+(p+1)%2 {
				n++
				at := k * 18
				fmt.Fprintf(&file, "  - id: r%d\n    quote: %s\n    kind: %s\n    comment: |\n      Remark %d says something that takes a line or two, as remarks do.\n",
					n, quoted(strings.Join(sentence[at:at+6], " ")), []string{"comment", "question", "praise"}[n%3], n)
			}
		}
		essay.WriteString(strings.Join(sentence, " ") + ".\n\n")
	}
	return map[string]string{"a.txt": essay.String(), "a.yaml": file.String()}
}

func BenchmarkOpen(b *testing.B) {
	s := serve(b, big())
	c := letIn(b, s)
	st := c.state("1")
	b.Logf("%d remarks", len(st.Notes))
	for b.Loop() {
		s.write(b, "a.txt", s.file("a.txt")+"x")
		if resp, _ := c.get("/essay/1"); resp.StatusCode != http.StatusOK {
			b.Fatal(resp.StatusCode)
		}
	}
}

func BenchmarkSave(b *testing.B) {
	s := serve(b, big())
	c := letIn(b, s)
	st := c.state("1")
	var took []time.Duration
	for b.Loop() {
		body := addBody(st, fmt.Sprintf("another %d", len(took)))
		start := time.Now()
		resp, answer := c.post("/essay/1/changes", st.Digest, body)
		took = append(took, time.Since(start))
		if resp.StatusCode != http.StatusOK {
			b.Fatal(resp.StatusCode, answer)
		}
		st = c.state("1")
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Milliseconds()), "p99-ms")
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "p50-ms")
}
