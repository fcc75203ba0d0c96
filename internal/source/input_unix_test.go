//go:build unix

package source_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"gloss/internal/source"
)

// A named pipe that nobody writes to is refused without waiting for a writer.
func TestReadPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no named pipes here:", err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := source.Read(path, nil, 100)
		done <- err
	}()
	select {
	case err := <-done:
		var refused *source.Error
		if !errors.As(err, &refused) || refused.Reason != "is a named pipe, not a file" || refused.Help == "" {
			t.Errorf("got %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("it waits for somebody to write")
	}
}
