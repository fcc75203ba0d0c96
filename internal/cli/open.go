package cli

import (
	"os/exec"
	"runtime"
)

// openBrowser hands a file or address to the system's own opener.
func openBrowser(target string) error {
	name, args := "xdg-open", []string{target}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", target}
	}
	cmd := exec.Command(name, args...) //nolint:gosec // the target is a path that gloss wrote itself
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
