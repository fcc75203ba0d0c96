package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/report"
)

// introduction is what the editor shows about a remark: the words that it is about.
func (s *sheet) introduction(found []report.Place) string {
	about := "The remark is about the whole essay."
	for _, p := range found {
		if p.Placed() {
			about = "The remark is about " + shown(p.Span.Of(s.essay.Text)) + ", " + placeOf(s.essay, p.Span) + "."
			break
		}
	}
	return about
}

// edit lets the user write a text in their editor and gives what they wrote. Lines
// that begin with a marker, as in messages of git, say what to do and are left out.
func (e Env) edit(ctx context.Context, text, about string) (string, error) {
	editor, err := e.editor()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "gloss-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of passing files
	path := filepath.Join(dir, "remark.md")
	mark := marker(text)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	text += "\n" + mark + " Write the remark above, in Markdown. Lines that begin with " + mark + " are left out,\n" +
		mark + " and without a remark nothing is changed.\n" + mark + "\n" + mark + " " + about + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return "", err
	}
	if err := e.runEditor(ctx, editor, path); err != nil {
		return "", &statusError{
			status: statusImpossible, message: fmt.Sprintf("the editor %q ended with an error: %v", editor, err), err: err,
			help: "nothing was written; the editor is the one that $VISUAL or $EDITOR names",
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	written := withoutMarked(string(data), mark)
	if written == "" {
		return "", &statusError{status: statusImpossible, message: "the remark is empty, and nothing was written"}
	}
	return written, nil
}

// editor is the user's editor, as a command line.
func (e Env) editor() (string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if v := strings.TrimSpace(e.Getenv(name)); v != "" {
			return v, nil
		}
	}
	for _, name := range []string{"editor", "vi", "nano", "notepad"} {
		if _, err := exec.LookPath(name); err == nil {
			return name, nil
		}
	}
	return "", &statusError{
		status: statusImpossible, message: "no editor was found",
		help: "say which in the variable EDITOR, or write the remark with --comment",
	}
}

// runEditor hands a file to the editor, which is a command line of its own. An
// interrupt meanwhile is the editor's.
func (e Env) runEditor(ctx context.Context, editor, path string) error {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	ctx = context.WithoutCancel(ctx)
	cmd := exec.CommandContext(ctx, "sh", "-c", editor+` "$@"`, editor, path) //nolint:gosec // the user's own editor
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(editor), path)
		cmd = exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // the user's own editor
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = e.Stdin, e.Stdout, e.Stderr
	return cmd.Run()
}

// marker begins the lines that are not part of the text: a character that no line
// of the text begins with.
func marker(text string) string {
	for m := range strings.SplitSeq("#;@!$%^&|:", "") {
		if !strings.HasPrefix(text, m) && !strings.Contains(text, "\n"+m) {
			return m
		}
	}
	return "#gloss#"
}

// withoutMarked is a text without the lines that begin with the marker, and without
// white space around it.
func withoutMarked(text, mark string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		if !strings.HasPrefix(line, mark) {
			b.WriteString(line)
		}
	}
	return strings.TrimRight(strings.TrimLeft(b.String(), "\n"), " \t\n")
}

// kept keeps a remark that was written in the editor where it could not be saved.
func kept(env Env, r remarkFlags, err error) error {
	if err == nil || !r.Editor {
		return err
	}
	f, fileErr := os.CreateTemp("", "gloss-remark-*.md")
	if fileErr == nil {
		_, fileErr = io.WriteString(f, r.Comment+"\n")
		fileErr = errors.Join(fileErr, f.Close())
	}
	if fileErr != nil {
		_, _ = fmt.Fprintf(env.Stderr, "this remark was not saved:\n%s\n", diag.Visible(r.Comment))
		return err
	}
	_, _ = fmt.Fprintf(env.Stderr, "the remark was not saved, and is kept in %s\n", f.Name())
	return err
}
