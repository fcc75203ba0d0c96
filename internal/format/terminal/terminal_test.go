package terminal

import (
	"bytes"
	"testing"
)

func TestShow(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample(t), Options{}); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
}
