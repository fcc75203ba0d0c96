package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// childEnv makes the test program a program that adds annotations to a file: the
// path and the number stand in its arguments.
const childEnv = "GLOSS_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		os.Exit(child(os.Args[1], os.Args[2]))
	}
	os.Exit(m.Run())
}

// child adds annotations one by one, and says each id when it is acknowledged.
func child(path, number string) int {
	n, err := strconv.Atoi(number)
	if err != nil {
		return 2
	}
	remark := "A remark\nof two lines.\n"
	if size, err := strconv.Atoi(os.Getenv(childEnv + "_SIZE")); err == nil {
		remark = strings.Repeat("A long remark. ", size/15)
	}
	for i := range n {
		c, err := Update(context.Background(), path, Add(text("quote", fmt.Sprintf("%s %d", os.Getenv(childEnv), i)), text("comment", remark)))
		if err != nil {
			fmt.Println("failed:", err)
			return 3
		}
		fmt.Println(c.Added[0])
	}
	return 0
}

// rough skips what takes long, and what needs other programs.
func rough(t *testing.T, programs ...string) {
	t.Helper()
	if os.Getenv("GLOSS_ORACLES") == "" {
		t.Skip("set GLOSS_ORACLES=1 to kill processes and fill disks")
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Fatal(err)
		}
	}
}
