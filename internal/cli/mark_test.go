package cli

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The page is served until it is interrupted; the browser is started with a file
// that only its owner can read, and the address stands in no argument.
func TestMarkServesUntilInterrupted(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("TMPDIR", dir)
	write(t, "e.txt", "One two three.")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var stderr lockedBuffer
	opened := make(chan string, 1)
	ended := make(chan int)
	go func() {
		ended <- Main([]string{"mark", "e.txt"}, Env{
			Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: &stderr, Context: ctx,
			Getenv: func(string) string { return "" }, Open: func(target string) error { opened <- target; return nil },
		})
	}()
	door := <-opened
	info, err := os.Stat(door)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the doorway %s: %v, %v", door, info.Mode(), err)
	}
	page, err := os.ReadFile(door)
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/start/[0-9a-f]{32}`).FindString(string(page))
	if url == "" || strings.Contains(door, url[len(url)-32:]) || !strings.Contains(stderr.String(), url) {
		t.Errorf("the doorway leads to %q; stderr says %q", url, stderr.String())
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	get := func(url string) string {
		t.Helper()
		resp, err := client.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	if home := get(url); !strings.Contains(home, `url=/essay/1"`) {
		t.Errorf("the start leads elsewhere: %s", home)
	}
	if essay := get(url[:strings.Index(url, "/start/")] + "/essay/1"); !strings.Contains(essay, "One two three.") {
		t.Errorf("the essay is not shown: %.200s", essay)
	}
	client.CloseIdleConnections()
	stop()
	if got := <-ended; got != statusDone {
		t.Errorf("status %d, want %d", got, statusDone)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "gloss-*")); len(left) > 0 {
		t.Errorf("%q stay behind", left)
	}
}
