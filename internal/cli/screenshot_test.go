package cli

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestScreenshotOfTheREADME takes the README's picture anew with -update; it
// always holds that a browser shows the sample's report and that the picture is
// of that size.
func TestScreenshotOfTheREADME(t *testing.T) {
	const picture, size = "../../testdata/readme/report.png", "1280,1720"
	browser, err := exec.LookPath("chromium")
	switch {
	case os.Getenv("GLOSS_ORACLES") == "":
		t.Skip("takes a browser: set GLOSS_ORACLES=1")
	case err != nil:
		t.Fatal("chromium is not installed")
	}
	kept, err := filepath.Abs(picture)
	if err != nil {
		t.Fatal(err)
	}
	essay, err := filepath.Abs("../../essays/five-year-plan.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	taken := filepath.Join(dir, "report.png")
	if *update {
		taken = kept
	}
	if _, stderr, status := run(t, dir, "report", essay, "-o", "report.html"); status != statusDone {
		t.Fatal(stderr)
	}
	out, err := exec.CommandContext(t.Context(), browser,
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+filepath.Join(dir, "browser"), "--window-size="+size, "--screenshot="+taken,
		filepath.Join(dir, "report.html")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got, want := pixels(t, kept), pixels(t, taken); got != want {
		t.Errorf("the picture in the README is %v, a new one %v; -update takes it", got, want)
	}
}

// pixels is the size of a picture.
func pixels(t *testing.T, path string) [2]int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return [2]int{c.Width, c.Height}
}
