package jsonfile

import (
	"bytes"
	"testing"

	"gloss/internal/source"
)

func TestWhatWasReadIsWrittenAgainByteForByte(t *testing.T) {
	var first, second bytes.Buffer
	if err := Write(&first, sample(t)); err != nil {
		t.Fatal(err)
	}
	r, err := Read(source.Input{Name: "r.json", Data: first.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(&second, r); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Errorf("got\n%s\nwant\n%s", second.String(), first.String())
	}
	t.Log(first.String())
}
