package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// lockedBuffer may be written while it is read.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// eventually waits until the condition holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("never happened: %s", what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestWatchWritesAgainOnEveryChange(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, "e.txt", "One two three.")
	write(t, "e.yaml", "rubric: r.rubric.yaml\nannotations: [{quote: One, comment: firstremark}]\n")
	write(t, "r.rubric.yaml", "title: oldrubric\ncriteria: [{id: a, points: 3}]\n")
	page := func() string {
		data, err := os.ReadFile(filepath.Join(dir, "e.html"))
		if err != nil {
			return ""
		}
		return string(data)
	}
	ctx, stop := context.WithCancel(context.Background())
	var stderr lockedBuffer
	ended := make(chan int)
	go func() {
		ended <- Main([]string{"report", "e.txt", "-o", "e.html", "--watch"}, Env{
			Stdin: strings.NewReader(""), Stdout: &stderr, Stderr: &stderr, Context: ctx,
			Getenv: func(string) string { return "" }, Open: func(string) error { return nil },
		})
	}()
	eventually(t, "the first page", func() bool { return strings.Contains(page(), "firstremark") })
	if !strings.Contains(page(), "connect-src") {
		t.Error("the page does not listen for changes")
	}
	eventually(t, "watching", func() bool { return strings.Contains(stderr.String(), "Ctrl-C") })

	// A mistake is told and does not end the watch.
	write(t, "e.yaml", "annotations: [{qoute: One}]\n")
	eventually(t, "the mistake", func() bool { return strings.Contains(stderr.String(), "qoute") })
	write(t, "e.yaml", "annotations: [{quote: One, comment: secondremark}]\n")
	eventually(t, "the second page", func() bool { return strings.Contains(page(), "secondremark") })

	// A rubric that is named only now is watched from now on.
	write(t, "e.yaml", "rubric: new.rubric.yaml\nannotations: [{quote: One, comment: thirdremark, criterion: a, marks: 1}]\n")
	eventually(t, "that it is missing", func() bool { return strings.Contains(stderr.String(), "new.rubric.yaml: there is no such file") })
	write(t, "new.rubric.yaml", "title: newrubric\ncriteria: [{id: a, points: 3}]\n")
	eventually(t, "the third page", func() bool { return strings.Contains(page(), "thirdremark") })
	write(t, "new.rubric.yaml", "title: newrubric\ncriteria: [{id: a, title: Newcriterion, points: 3}]\n")
	eventually(t, "the rubric's change", func() bool { return strings.Contains(page(), "Newcriterion") })

	stop()
	if got := <-ended; got != statusDone {
		t.Errorf("status %d, want %d", got, statusDone)
	}
	if strings.Contains(page(), "connect-src") {
		t.Error("the page that stays behind still listens")
	}
}
